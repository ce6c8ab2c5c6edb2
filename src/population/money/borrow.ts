import type { Day } from '../../model/day.ts';
import type { Entry } from '../book.ts';
import { makeParty } from '../life.ts';
import { payByBank, payByCard } from './edits.ts';
import { MONEY_WORDS } from './money-words.ts';
import { enqueue, type Passage } from './passage.ts';

/** Below this share of an ordinary month people begin to pay later, below the next to ask for money. */
const TIGHT = 0.3;
const EMPTY = 0.08;
/** Rounds of a loan that is paid back from the next wage and taken again. */
const ROUNDS = { low: 2, high: 5 } as const;
const COLLECT_AFTER_DAYS = { low: 45, high: 85 } as const;

/** The evening of a day in a slide: what somebody does who sees that it will not last. */
export function getIntoDebt(passage: Passage): void {
  const { purse, balance, begun, day } = passage;
  const slide = purse.slide!;
  const once = (kind: string, wanted: boolean, happen: () => void): void => {
    if (!wanted || begun.has(kind)) return;
    begun.set(kind, day);
    happen();
  };
  once('later', slide.paysLater && balance < TIGHT * purse.monthly, () => payLater(passage));
  once('advance', slide.advances && balance < EMPTY * purse.monthly, () => takeAdvances(passage));
  once('loan', slide.borrows && balance < EMPTY * purse.monthly - purse.limit * 0.5, () => borrow(passage));
  once('collected', slide.collected && purse.returned.length >= 2, () => beCollected(passage));
}

/** Purchases from several shops are split into instalments with several firms, within weeks. */
function payLater(passage: Passage): void {
  const { life, day } = passage;
  const { random, country, book } = life;
  const names = MONEY_WORDS[country.code].laterPayers;
  const first = random.between(0, names.length - 1);
  for (let index = 0; index < random.between(3, 5); index++) {
    const name = names[(first + index) % names.length]!;
    const instalment = random.between(1_500, 9_000);
    let due = day + 1 + index * random.between(3, 12);
    const step = country.code === 'US' ? 14 : 30;
    for (let count = 0; count < random.between(3, 4) && due <= book.to; count++) {
      const entry = payByCard(life, { name, day: due, minor: -instalment, mcc: '5999' });
      later(passage, entry, count === 0 ? 'first-instalment' : 'instalment');
      due += step;
    }
  }
}

/** A part of the wage before payday, again and again, with a tip or a fee when it is taken back. */
function takeAdvances(passage: Passage): void {
  const { life, day, purse } = passage;
  const { random, country, book } = life;
  const words = MONEY_WORDS[country.code];
  const name = random.pick(words.wageAdvances);
  const party = makeParty(country, random, name);
  const last = Math.min(book.to, purse.slide!.to - 1);
  const usual = random.pick([5_000, 7_500, 10_000, 15_000]);
  for (let taken = day + 1; taken < last; ) {
    later(
      passage,
      payByBank(life, 'transferIn', { name, party, day: taken, minor: usual, note: words.advance }),
      'advance',
    );
    const payday = nextIncome(passage, taken) ?? taken + 10;
    const fee = random.pick([299, 399, 599]);
    later(
      passage,
      payByBank(life, 'directDebit', { name, party, day: payday, minor: -usual - fee, note: words.repaid }),
      'advance',
    );
    taken = payday + random.between(4, 16);
  }
}

/** A loan until payday, dear, and taken again when it was paid. */
function borrow(passage: Passage): void {
  const { life, purse, day } = passage;
  const { random, country, book } = life;
  const words = MONEY_WORDS[country.code];
  const known = random.chance(0.75);
  const name = random.pick(known ? words.paydayLenders : words.namelessLenders);
  purse.nameless = !known;
  const note = known && random.chance(0.6) ? words.loan : '';
  const party = makeParty(country, random, name);
  const loan = Math.round((purse.monthly * (0.12 + 0.15 * random.next())) / 1_000) * 1_000;
  const last = Math.min(book.to, purse.slide!.to - 1);
  let taken = day + random.between(1, 3);
  for (let round = random.between(ROUNDS.low, ROUNDS.high); round > 0 && taken < last; round--) {
    later(passage, payByBank(life, 'transferIn', { name, party, day: taken, minor: loan, note }), 'loan');
    const payday = nextIncome(passage, taken + 6) ?? taken + 28;
    const minor = -Math.round(loan * (1.15 + 0.1 * random.next()));
    later(passage, payByBank(life, 'directDebit', { name, party, day: payday, minor, note }), 'loan');
    taken = payday + random.between(2, 12);
  }
}

/** Two bills that stayed unpaid come back months later, with a firm that collects them. */
function beCollected(passage: Passage): void {
  const { life, day } = passage;
  const { random, country, book } = life;
  const name = random.pick(MONEY_WORDS[country.code].collectors);
  const party = makeParty(country, random, name);
  const minor = -random.between(20, 90) * 100;
  let due = day + random.between(COLLECT_AFTER_DAYS.low, COLLECT_AFTER_DAYS.high);
  for (let count = random.between(2, 6); count > 0 && due <= book.to; count--) {
    const once = { name, party, day: due, minor };
    later(
      passage,
      random.chance(0.6) ? payByCard(life, once) : payByBank(life, 'directDebit', once),
      'collector',
    );
    due += random.between(27, 33);
  }
}

/** Remembers a movement of a kind for truth, and lets it wait for its day. */
function later(passage: Passage, entry: Entry | undefined, kind: string): void {
  if (enqueue(passage, entry) === undefined) return;
  const marked = passage.purse.debts.get(kind) ?? [];
  marked.push(entry!);
  passage.purse.debts.set(kind, marked);
}

/** The next day on which a wage or pension is booked. */
function nextIncome({ life, waiting, purse }: Passage, after: Day): Day | undefined {
  for (let day = after + 1; day <= Math.min(life.book.to, after + 40); day++) {
    const credits = waiting[day - life.book.from]!;
    if (credits.some(({ minor }) => minor > purse.monthly * 0.2)) return day;
  }
  return undefined;
}
