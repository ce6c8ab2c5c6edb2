import { hash53 } from '../../lib/hash.ts';
import { seededRandom } from '../../lib/random.ts';
import type { Life } from '../life.ts';
import type { PopulationOptions } from '../options.ts';
import { payCardBill } from './card-bill.ts';
import { fundSecond } from './fund-second.ts';
import { befall, drawMoneyFate } from './money-events.ts';
import type { MoneyLife } from './money-life.ts';
import { drawPurse, type Purse } from './purse.ts';
import { settle } from './settle.ts';
import { drawSlide } from './slide.ts';
import { SLIDE } from './slide-event.ts';

/** Tells a life by its money, from a chance of its own: what befalls it, and where the money is each day. */
export function liveMoney(told: Life, options: PopulationOptions, index: number): MoneyLife {
  const seed = `${options.seed}/${index}/money`;
  const life: Life = { ...told, random: seededRandom(hash53(seed)) };
  const fate = drawMoneyFate(life, options, index);
  const slide = (fate.counts.get(SLIDE) ?? 0) > 0 ? drawSlide(life) : undefined;
  const purse = drawPurse(life, slide);
  befall(life, purse, fate, (event) => hash53(`${seed}/${event.id}/scene`));
  // The card is paid by what was bought with it, and the second account filled by what is paid there.
  if (life.creditCard !== undefined) payCardBill(life, life.creditCard);
  fundSecond(life);
  settle(life, purse);
  openOthers(life, purse);
  return { life: told, purse };
}

/** What stood on the other accounts before: enough that what is the customer's own never falls below nothing. */
function openOthers({ book, main, random, country }: Life, { tells }: Purse): void {
  book.accounts.forEach((account, index) => {
    if (index === main) return;
    if (!tells) {
      account.opening = undefined;
      return;
    }
    // What is owed on a card or a loan was said when it was told.
    if (account.type === 'credit-card' || account.type === 'loan') return;
    const movements = book.entries.filter((entry) => entry.account === index);
    movements.sort((a, b) => a.posted - b.posted || Number(a.minor < 0) - Number(b.minor < 0));
    let balance = 0;
    let least = 0;
    for (const { minor } of movements) {
      balance += minor;
      least = Math.min(least, balance);
    }
    account.opening = Math.round(country.pay * (0.05 + 2 * random.next())) - least;
  });
}
