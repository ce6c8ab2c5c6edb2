import type { Random } from '../../lib/random.ts';
import type { Entry } from '../book.ts';
import { record } from '../book.ts';
import { dayText } from '../calendar.ts';
import type { HabitKind } from '../country.ts';
import { anyShop, book as bookAt } from '../trap-place.ts';
import type { MoneyEvent, Scene } from './money-event.ts';
import { left, silent } from './money-life.ts';

/** A second charge of an amount as odd and as large as this is nobody's second coffee. */
const LARGE = 1_500;
const READING_DAYS = 10;
const CHARGED_AGAIN_DAYS_MAX = 2;

/** A merchant takes the same sum twice; half of them give it back, sooner or later. */
export const DUPLICATE_CHARGE: MoneyEvent = {
  id: 'duplicate-charge',
  signals: ['duplicate-charge'],
  incidencePerYear: 0.12,
  source: 'estimate: card schemes name duplicate processing among the ten commonest reasons of disputes',
  repeats: true,
  weak: 0.2,
  happen: chargeTwice,
};

function chargeTwice({ life, random, day, strong }: Scene): void {
  const { book, country, voice } = life;
  const fits = (entry: Entry) =>
    entry.channel === 'card' &&
    !entry.listed &&
    entry.minor <= -LARGE === strong &&
    (!strong || entry.minor % 500 !== 0) &&
    entry.minor < 0;
  const first = book.entries.find((entry) => entry.day >= day && fits(entry));
  if (first === undefined) return;
  const again = random.between(0, CHARGED_AGAIN_DAYS_MAX);
  const second = record(book, {
    account: first.account,
    day: first.day + again,
    lag: first.posted - first.day,
    minor: first.minor,
    text: otherNumbers(first.text, random),
    channel: 'card',
    mcc: first.mcc,
    party: first.party,
    listed: true,
  });
  if (second === undefined) return;
  first.listed = true;
  const entries = [first, second];
  // Small or round sums are paid twice by people, too.
  if (!strong) life.truths.push(left('duplicate-charge', 'small', entries));
  else {
    const by = second.posted + READING_DAYS;
    life.truths.push({ signal: 'duplicate-charge', expect: 'fires', from: second.day, by, entries });
  }
  if (!random.chance(0.5)) return;
  const back = first.posted + random.between(4, 24);
  record(book, {
    account: first.account,
    day: back,
    minor: -first.minor,
    text: country.wording.refund(voice, first.text, dayText(Math.min(back, book.to))),
    channel: 'card',
    mcc: first.mcc,
  });
}

/** Each charge has an authorization number of its own. */
function otherNumbers(text: string, random: Random): string {
  return text.replace(/\d{8,}/, (digits) =>
    `${random.next()}`.slice(2).padEnd(digits.length, '7').slice(0, digits.length),
  );
}

/** Two of the same on one day: a coffee for a friend, two tickets for two people. */
export const TWO_AT_ONCE: MoneyEvent = {
  id: 'two-at-once',
  signals: ['duplicate-charge'],
  trap: true,
  incidencePerYear: 0.7,
  source: 'estimate',
  repeats: true,
  happen: ({ life, random, day }) => {
    const [kind, why, price] = random.pick<readonly [HabitKind, string, number]>([
      ['cafe', 'two-coffees', random.pick([290, 345, 380, 420])],
      ['cafe', 'two-coffees', random.pick([295, 350, 475])],
      ['transit', 'two-tickets', random.pick([220, 290, 350])],
      ['leisure', 'two-tickets', random.pick([950, 1_250, 1_400])],
    ]);
    const entries = bookAt(life, anyShop(life, kind), [day, day], () => -price);
    if (entries.length === 2) life.truths.push(silent('duplicate-charge', why, entries));
  },
};
