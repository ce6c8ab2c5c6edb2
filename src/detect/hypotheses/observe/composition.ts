import { partsOfCell } from '../../../customer/diary.ts';
import { dayInMonth } from '../../../model/day.ts';
import type { Observation } from '../../../model/hypothesis.ts';
import { CATEGORIES, groupOf } from '../../../model/taxonomy.ts';
import type { Scope, Seen } from '../scope.ts';
import { completeMonths, isSpending, monthBook, ownCurrency } from '../usual.ts';
import { monthlyLook, nextMonthlyLook } from './monthly.ts';

const BASELINE_MONTHS_MIN = 3;
const YEAR_MONTHS = 12;
/** Stands for a part on which nothing was spent: half a percent. */
const ZERO_SHARE = 0.005;
const MOVED_SHOWN_MAX = 3;

/** Parts of life that money goes to: groups of the taxonomy, food told apart, small ones joined. */
export const PARTS = [
  'housing',
  'utilities',
  'insurance',
  'transport',
  'travel',
  'groceries',
  'eating out',
  'shopping',
  'subscriptions',
  'health and care',
  'family and education',
  'leisure',
  'debt and fees',
] as const;

const PART_OF_GROUP: Readonly<Record<string, (typeof PARTS)[number]>> = {
  ...{
    housing: 'housing',
    utilities: 'utilities',
    insurance: 'insurance',
    transport: 'transport',
    travel: 'travel',
  },
  ...{ food: 'eating out', shopping: 'shopping', subscription: 'subscriptions', health: 'health and care' },
  ...{ personal: 'health and care', family: 'family and education', education: 'family and education' },
  ...{ leisure: 'leisure', gambling: 'leisure', debt: 'debt and fees', fee: 'debt and fees' },
};

/** The part of each category; -1 for what belongs to none, such as people and taxes. */
export const PART_OF: readonly number[] = CATEGORIES.map(({ id }, index) => {
  if (!isSpending(index)) return -1;
  const part = id === 'food.grocery' ? 'groceries' : PART_OF_GROUP[groupOf(id)];
  return part === undefined ? -1 : PARTS.indexOf(part);
});

interface Mix {
  readonly minor: readonly number[];
  readonly count: readonly number[];
}

/** How the whole mix of spending has moved against the months before. */
export function seeComposition(
  observation: Extract<Observation, { kind: 'composition' }>,
  scope: Scope,
): Seen | undefined {
  const { state, today } = scope;
  const { months: newest, baselineMonths } = observation;
  const months = completeMonths(state.diary, monthlyLook(today), newest + baselineMonths);
  const recent = months.slice(-newest);
  const before = months.slice(0, -newest);
  if (recent.length < newest || before.length < BASELINE_MONTHS_MIN) return undefined;
  const mix = (month: number) => mixOf(scope, month);
  const base = typical(before.map(mix));
  const now = typical(recent.map(mix));
  const mixes = { recent: recent.map(mix), before: before.map(mix), base };
  const yearBefore = () => recent.map((month) => mix(month - YEAR_MONTHS));
  const value = measured(observation, mixes, yearBefore, recent.some(isDecember));
  if (value === undefined) return undefined;
  return {
    value,
    count: now.count.reduce((sum, each) => sum + each, 0),
    first: dayInMonth(recent[0]!, 1),
    last: dayInMonth(recent.at(-1)! + 1, 1) - 1,
    lines: [],
    names: [],
    moved: movedText(base, now),
    next: nextMonthlyLook(today),
  };
}

function measured(
  { measure }: Extract<Observation, { kind: 'composition' }>,
  mixes: { readonly recent: readonly Mix[]; readonly before: readonly Mix[]; readonly base: Mix },
  yearBefore: () => readonly Mix[],
  hasDecember: boolean,
): number | undefined {
  const { recent, before, base } = mixes;
  if (recent.some(isEmpty) || isEmpty(base)) return undefined;
  // Every one of the newest months must have moved: one large purchase moves only one.
  const distance = Math.min(...recent.map((month) => distanceOf(month, base)));
  switch (measure) {
    case 'distance':
      return hundredths(distance);
    case 'season-distance': {
      const season = yearBefore();
      // A December without another to compare with tells of the season before it tells of the person.
      if (season.some(isEmpty)) return hasDecember ? 0 : hundredths(distance);
      return hundredths(Math.min(...recent.map((month, index) => distanceOf(month, season[index]!))));
    }
    case 'surprise':
      return hundredths(surpriseOf(total(recent), total(before)));
  }
}

function isDecember(month: number): boolean {
  return month % YEAR_MONTHS === YEAR_MONTHS - 1;
}

function hundredths(value: number): number {
  return Math.round(value * 100);
}

function mixOf({ state }: Scope, month: number): Mix {
  const currency = ownCurrency(state);
  const minor = PARTS.map(() => 0);
  const count = PARTS.map(() => 0);
  for (const [key, cell] of monthBook(state.diary, month)?.cells ?? []) {
    const parts = partsOfCell(key);
    const part = PART_OF[parts.category] ?? -1;
    if (part < 0 || parts.direction !== 'out' || parts.currency !== currency) continue;
    minor[part]! += cell.minor;
    count[part]! += cell.count;
  }
  return { minor, count };
}

function isEmpty({ minor }: Mix): boolean {
  return minor.every((each) => each === 0);
}

function total(mixes: readonly Mix[]): Mix {
  const sum = (of: (mix: Mix) => readonly number[]) =>
    PARTS.map((_part, index) => mixes.reduce((all, mix) => all + of(mix)[index]!, 0));
  return { minor: sum((mix) => mix.minor), count: sum((mix) => mix.count) };
}

/** A usual month: the median of each part, so that one large purchase or one December does not count. */
function typical(mixes: readonly Mix[]): Mix {
  const middle = (numbers: number[]) => {
    numbers.sort((a, b) => a - b);
    const half = Math.floor(numbers.length / 2);
    return numbers.length % 2 === 1 ? numbers[half]! : (numbers[half - 1]! + numbers[half]!) / 2;
  };
  const of = (pick: (mix: Mix) => readonly number[]) =>
    PARTS.map((_part, index) => middle(mixes.map((mix) => pick(mix)[index]!)));
  return { minor: of((mix) => mix.minor), count: of((mix) => mix.count) };
}

/** Shares of the parts, zeros replaced by a small share and the rest scaled to make room. */
function sharesOf({ minor }: Mix): number[] {
  const all = minor.reduce((sum, each) => sum + each, 0);
  const zeros = minor.filter((each) => each / all < ZERO_SHARE).length;
  const shares = minor.map((each) => Math.max(ZERO_SHARE, (each / all) * (1 - zeros * ZERO_SHARE)));
  const sum = shares.reduce((total, each) => total + each, 0);
  return shares.map((each) => each / sum);
}

function centred(mix: Mix): number[] {
  const logs = sharesOf(mix).map(Math.log);
  const mean = logs.reduce((sum, each) => sum + each, 0) / logs.length;
  return logs.map((each) => each - mean);
}

/** Aitchison distance of two mixes, parts weighted by the money that goes there, so that small parts do not shout. */
function distanceOf(a: Mix, b: Mix): number {
  const [left, right, leftShares, rightShares] = [centred(a), centred(b), sharesOf(a), sharesOf(b)];
  return Math.sqrt(
    left.reduce((sum, each, index) => {
      const weight = ((leftShares[index]! + rightShares[index]!) / 2) * PARTS.length;
      return sum + Math.min(1, weight) * (each - right[index]!) ** 2;
    }, 0),
  );
}

/** G statistic of the counts of two stretches, over its degrees of freedom. */
function surpriseOf(now: Mix, before: Mix): number {
  const sum = (mix: Mix) => mix.count.reduce((all, each) => all + each, 0);
  const [nowAll, beforeAll] = [sum(now), sum(before)];
  let statistic = 0;
  let parts = 0;
  PARTS.forEach((_part, index) => {
    const [seen, seenBefore] = [now.count[index]!, before.count[index]!];
    if (seen + seenBefore === 0) return;
    parts++;
    const share = (seen + seenBefore) / (nowAll + beforeAll);
    if (seen > 0) statistic += 2 * seen * Math.log(seen / (share * nowAll));
    if (seenBefore > 0) statistic += 2 * seenBefore * Math.log(seenBefore / (share * beforeAll));
  });
  return parts < 2 ? 0 : statistic / (parts - 1);
}

function movedText(base: Mix, now: Mix): string {
  const [before, after] = [sharesOf(base), sharesOf(now)];
  return PARTS.map((part, index) => ({ part, from: before[index]!, to: after[index]! }))
    .sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from))
    .slice(0, MOVED_SHOWN_MAX)
    .map(({ part, from, to }) => `${part} ${Math.round(from * 100)} % to ${Math.round(to * 100)} %`)
    .join(', ');
}
