import { makeParty, partyFragment, wordPayments } from '../life.ts';
import { basePrice } from '../pricing.ts';
import { carryOut } from '../series.ts';
import { payByBank } from './edits.ts';
import type { MoneyEvent } from './money-event.ts';
import { silent } from './money-life.ts';
import { MONEY_WORDS } from './money-words.ts';

/** Money goes each month to a broker or to savings with another bank. */
export const SAVE_ELSEWHERE: MoneyEvent = {
  id: 'saves-elsewhere',
  signals: ['held-away-product'],
  incidencePerYear: 0.03,
  source: 'estimate, beside the savings plans and loans that lives have anyway',
  among: ({ archetype, book }) => archetype !== 'benefits' && book.to - book.from > 250,
  happen: ({ life, random, day }) => {
    const { country, book, main } = life;
    const words = MONEY_WORDS[country.code];
    const name = random.pick(random.chance(0.5) ? words.brokers : words.otherBanks);
    const party = makeParty(country, random, name);
    const amount = -Math.round(basePrice(2_500, 50_000, random) / 500) * 500;
    carryOut(life, {
      signal: 'new-recurring-payment',
      kind: 'saving-elsewhere',
      account: main,
      rhythm: { kind: 'day-of-month', step: 1, day: random.pick([1, 2, 5, 15, 28]), phase: 0 },
      roll: 'forward',
      start: day,
      end: book.to + 1,
      origin: 'new',
      amount: () => amount,
      text: wordPayments(life, 'directDebit', party, ''),
      channel: 'direct-debit',
      party: partyFragment(life, party, 'creditor'),
    });
  },
};

/** One transfer to a broker, to try it. */
export const BROKER_ONCE: MoneyEvent = {
  id: 'one-transfer-to-broker',
  signals: ['held-away-product', 'saving-started'],
  trap: true,
  incidencePerYear: 0.06,
  source: 'estimate',
  happen: ({ life, random, day }) => {
    const name = random.pick(MONEY_WORDS[life.country.code].brokers);
    const entry = payByBank(life, 'directDebit', { name, day, minor: -random.between(1, 20) * 5_000 });
    if (entry === undefined) return;
    for (const signal of ['held-away-product', 'saving-started'] as const) {
      life.truths.push(silent(signal, 'one-transfer-to-broker', [entry]));
    }
  },
};
