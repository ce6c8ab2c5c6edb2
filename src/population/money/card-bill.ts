import type { Day } from '../../model/day.ts';
import type { Life } from '../life.ts';
import type { Rhythm } from '../rhythm.ts';
import { carryOut } from '../series.ts';

/** A statement is closed so many days before it is paid. */
const CLOSED_DAYS = 3;
/** Three in four pay the whole statement, the others a part (estimate after central bank surveys). */
const FULL_SHARE = 0.75;
const LEAST = 100;

/** Pays the credit card by what was bought with it: the whole statement, or a part. Comes after all purchases. */
export function payCardBill(life: Life, creditCard: number): void {
  const { random, book, country } = life;
  const bought = book.entries.filter(({ account }) => account === creditCard);
  bought.sort((a, b) => a.posted - b.posted);
  const full = random.chance(FULL_SHARE);
  const share = full ? 1 : 0.35 + 0.4 * random.next();
  const amounts = new Map<Day, number>();
  let next = 0;
  let owed = random.between(2_000, 60_000);
  book.accounts[creditCard]!.opening = -owed;
  const statement = (day: Day): number => {
    for (; next < bought.length && bought[next]!.posted <= day - CLOSED_DAYS; next++)
      owed -= bought[next]!.minor;
    const paid = Math.max(LEAST, Math.round(owed * share));
    owed -= paid;
    return paid;
  };
  const rhythm: Rhythm = { kind: 'day-of-month', step: 1, day: random.between(1, 28), phase: 0 };
  const common = {
    rhythm,
    start: book.from,
    end: book.to + 1,
    origin: 'running',
    kind: full ? 'card-bill' : 'card-bill-part',
    party: '',
  } as const;
  carryOut(life, {
    ...common,
    signal: 'new-recurring-payment',
    account: life.main,
    roll: 'forward',
    amount: (day) => {
      const amount = statement(day);
      amounts.set(day, amount);
      return -amount;
    },
    text: () => country.wording.cardBill,
    channel: 'direct-debit',
  });
  carryOut(life, {
    ...common,
    signal: 'new-recurring-income',
    account: creditCard,
    roll: 'forward',
    amount: (day) => amounts.get(day)!,
    text: () => country.wording.cardCredit,
    channel: 'transfer',
    ignore: 'own-transfer',
  });
}
