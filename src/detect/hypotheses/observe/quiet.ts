import { DAY_NEVER } from '../../../customer/customer-state.ts';
import { type MonthCell, partsOfCell } from '../../../customer/diary.ts';
import { type Day, dayInMonth, monthIndexOf } from '../../../model/day.ts';
import type { Level, Observation } from '../../../model/hypothesis.ts';
import type { Scope, Seen } from '../scope.ts';
import { categorySet, monthBook } from '../usual.ts';
import { nextMonthlyLook } from './monthly.ts';

/** Days since the last line of some categories, if there used to be some each month while other life goes on. */
export function seeQuiet(
  observation: Extract<Observation, { kind: 'quiet' }>,
  scope: Scope,
  levels: readonly Level[],
): Seen | undefined {
  const { diary } = scope.state;
  const wanted = categorySet(observation.categories);
  const isOf = (key: number): boolean => {
    const { category, direction } = partsOfCell(key);
    return direction === observation.direction && wanted.has(category);
  };
  const last = newest(scope, isOf);
  if (last < 0) return undefined;
  const month = monthIndexOf(last);
  const first = month - observation.beforeMonths + 1;
  if (diary.firstDay > dayInMonth(first, 1) + 4) return undefined;
  let count = 0;
  for (let each = first; each <= month; each++) {
    for (const [key, cell] of monthBook(diary, each)?.cells ?? []) if (isOf(key)) count += cell.count;
  }
  const usual = count / observation.beforeMonths;
  const days = scope.today - last;
  // A person who pays nothing at all is away, or banks elsewhere: that is no silence of these categories.
  const isAlive = newest(scope, (key) => partsOfCell(key).direction === 'out') > last + days / 2;
  const value = usual >= observation.monthlyCount && (isAlive || days === 0) ? days : 0;
  const next = levels.map(({ at }) => last + Math.ceil(at)).find((day) => day > scope.today);
  return {
    value,
    count,
    first: last,
    last: Math.min(scope.today, last + Math.ceil(levels.find(({ at }) => at > 0)?.at ?? 0)),
    lines: [],
    names: [],
    next: Math.min(
      usual >= observation.monthlyCount ? (next ?? DAY_NEVER) : DAY_NEVER,
      nextMonthlyLook(scope.today),
    ),
  };
}

/** The newest day with a line of some cells; -1 when there is none. */
function newest(scope: Scope, isOf: (key: number) => boolean): Day {
  const { months } = scope.state.diary;
  for (let index = months.length - 1; index >= 0; index--) {
    let last = -1;
    months[index]!.cells.forEach((cell: MonthCell, key) => {
      if (cell.count > 0 && isOf(key) && cell.lastDay > last) last = cell.lastDay;
    });
    if (last >= 0) return last;
  }
  return -1;
}
