import { type Day, dayInMonth, monthIndexOf } from '../../model/day.ts';
import type { Entry } from '../book.ts';
import type { CountryCode } from '../calendar.ts';
import { type Life, makeParty, newName, partyFragment, wordPayments } from '../life.ts';
import { carryOut } from '../series.ts';
import { byBank } from './edits.ts';
import type { MoneyEvent, Scene } from './money-event.ts';
import { left, silent } from './money-life.ts';
import { entriesOf } from './series-reading.ts';

/** Sure before the last payment, to be seen with three to go. */
const REMAINING = 3;
const READING_DAYS = 5;
const NOTES: Readonly<Record<CountryCode, string>> = {
  US: 'PMT {n} OF {m}',
  GB: 'INSTALMENT {n} OF {m}',
  DE: 'Rate {n} von {m}',
};
const TERMS = [24, 36, 48, 60] as const;

/** A loan comes to its end: its text counts the instalments, or the feed shows what is still owed. */
export const LOAN_NEARLY_PAID: MoneyEvent = {
  id: 'loan-nearly-paid',
  signals: ['loan-nearly-paid'],
  incidencePerYear: 0.05,
  source: 'estimate: one household in five repays a consumer loan of about four years (ECB HFCS 2021)',
  among: (life) => isBorrower(life),
  weak: 0.25,
  happen: (scene) =>
    repay(
      scene,
      scene.random.between(monthIndexOf(scene.life.book.from) + 7, monthIndexOf(scene.life.book.to) - 1),
    ),
};

/** A loan with years to go, counted in its text. */
export const LOAN_RUNNING: MoneyEvent = {
  id: 'long-way-to-go',
  signals: ['loan-nearly-paid'],
  trap: true,
  incidencePerYear: 0.03,
  source: 'estimate',
  among: (life) => isBorrower(life),
  happen: (scene) => repay(scene, monthIndexOf(scene.life.book.to) + scene.random.between(8, 30)),
};

function isBorrower({ archetype, book }: Life): boolean {
  return archetype !== 'student' && book.to - book.from > 300;
}

/** Repays a loan that ran before the data began; its last payment is due in a month. */
function repay({ life, random, strong, purse }: Scene, lastMonth: number): void {
  const { book, country, main, voice } = life;
  const offer =
    country.bills.find(({ kind }) => kind === 'personal-loan') ??
    country.bills.find(({ kind }) => kind === 'loan');
  const name = newName(life, offer?.names ?? []);
  if (name === undefined) return;
  const term = random.pick(TERMS);
  const amount = -random.between(60, 320) * 100;
  const day = random.between(2, 26);
  const counts = strong && country.code === 'GB' ? voice.style < 2 : strong;
  const party = makeParty(country, random, name);
  const numberOf = (paid: Day) => term - (lastMonth - monthIndexOf(paid));
  const plain = NOTES[country.code].replace('{m}', `${term}`);
  const text = (paid: Day) =>
    wordPayments(
      life,
      'directDebit',
      party,
      counts ? plain.replace('{n}', `${numberOf(paid)}`) : party.reference,
    )(paid);
  const first = Math.max(monthIndexOf(book.from), lastMonth - term + 1);
  const series = carryOut(life, {
    signal: 'new-recurring-payment',
    kind: 'personal-loan',
    account: main,
    rhythm: { kind: 'day-of-month', step: 1, day, phase: 0 },
    roll: 'forward',
    start: dayInMonth(first, 1),
    end: dayInMonth(lastMonth, 31),
    origin: first > monthIndexOf(book.from) ? 'new' : 'running',
    amount: () => amount,
    text,
    channel: 'direct-debit',
    party: partyFragment(life, party, 'creditor'),
  });
  const entries = entriesOf(series);
  const shown = purse.tells && random.chance(0.4) ? showLoan(life, entries, lastMonth, amount) : [];
  const visible = shown.length > 0 || (counts && !isMute(life));
  const near = entries.filter(({ day: paid }) => lastMonth - monthIndexOf(paid) <= REMAINING);
  const signal = 'loan-nearly-paid';
  const about = [...near, ...shown.filter(({ day: paid }) => lastMonth - monthIndexOf(paid) <= REMAINING)];
  if (lastMonth > monthIndexOf(book.to) + REMAINING)
    life.truths.push(silent(signal, 'long-way-to-go', [...entries, ...shown]));
  else if (!visible || near.length < REMAINING) life.truths.push(left(signal, 'untold', entries));
  else {
    const sure = near[REMAINING - 1]!;
    life.truths.push({
      signal,
      expect: 'fires',
      from: near[0]!.day,
      by: sure.posted + READING_DAYS,
      entries: about,
    });
  }
}

/** Whether the customer's bank prints no more of a direct debit than its name. */
function isMute({ country, voice }: Life): boolean {
  return country.code === 'GB' && voice.style > 1;
}

/** The loan's own account at the same bank, and what is owed on it. */
function showLoan(life: Life, payments: readonly Entry[], lastMonth: number, amount: number): Entry[] {
  const { book, country } = life;
  if (payments.length === 0) return [];
  const owed = (lastMonth - monthIndexOf(payments[0]!.day) + 1) * amount;
  const key = `${book.accounts[0]!.key.replace(/-\d+$/, '')}-${book.accounts.length + 1}`;
  book.accounts.push({ key, type: 'loan', opened: book.from, firstDay: payments[0]!.day, opening: owed });
  const account = book.accounts.length - 1;
  const text = { US: 'LOAN PAYMENT RECEIVED', GB: 'LOAN REPAYMENT RECEIVED', DE: 'Tilgung Ratenkredit' }[
    country.code
  ];
  const legs = payments.map(({ posted, minor }) =>
    byBank(life, { day: posted, minor: -minor, text, channel: 'transfer', account }),
  );
  const shown = legs.filter((leg) => leg !== undefined);
  life.truths.push(left('new-recurring-income', 'own-transfer', shown));
  return shown;
}
