import type { Random } from '../../lib/random.ts';
import type { Life } from '../life.ts';
import { payCardBill } from './card-bill.ts';
import { fundSecond } from './fund-second.ts';
import type { MoneyLife } from './money-life.ts';
import { drawPurse, type Purse } from './purse.ts';
import { settle } from './settle.ts';
import { drawSlide } from './slide.ts';
import { causeSlide, type SlideTraces } from './slide-causes.ts';

const NOTHING: SlideTraces = { wages: [], bets: [] };

/** Tells a life by its money, from a chance of its own: what befalls it, and where the money is each day. */
export function liveMoney(told: Life, random: Random): MoneyLife {
  const life: Life = { ...told, random };
  if (life.creditCard !== undefined) payCardBill(life, life.creditCard);
  fundSecond(life);
  const years = (life.book.to - life.book.from) / 365;
  const slide = random.chance(0.04 * years) ? drawSlide(life) : undefined;
  const purse = drawPurse(life, slide);
  const traces = slide === undefined ? NOTHING : causeSlide(life, slide, purse.monthly);
  settle(life, purse);
  openOthers(life, purse);
  return { life: told, purse, slide: traces };
}

/** What stood on the other accounts before: enough that what is the customer's own never falls below nothing. */
function openOthers({ book, main, random, country }: Life, { tells }: Purse): void {
  book.accounts.forEach((account, index) => {
    if (index === main) return;
    if (!tells) {
      account.opening = undefined;
      return;
    }
    if (account.type === 'credit-card') return;
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
