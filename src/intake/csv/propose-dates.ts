import type { Day } from '../../model/day.ts';
import { isAmbiguous, parseDateFormat, readDate } from './date.ts';

/** Ways to write a date, likelier ones first among those that are told apart by nothing else. */
const FORMATS: readonly string[] = [
  'YYYY-MM-DD',
  'DD.MM.YYYY',
  'DD/MM/YYYY',
  'MM/DD/YYYY',
  'DD-MM-YYYY',
  'MM-DD-YYYY',
  'YYYYMMDD',
  'YYYY/MM/DD',
  'YYYY.MM.DD',
  'DD.MM.YY',
  'DD/MM/YY',
  'MM/DD/YY',
  'DD-MM-YY',
  'MM-DD-YY',
  'DD MMM YYYY',
  'DD-MMM-YYYY',
  'DD-MMM-YY',
  'DD MMM YY',
  'DD. MMM YYYY',
  'DD.MMM.YYYY',
  'MMM DD, YYYY',
  'MMM DD YYYY',
  'DDMMYYYY',
];

/** How a column's dates are written, with what speaks against it. */
export interface DateProposal {
  readonly format: string;
  /** Share of the texts that are dates so. */
  readonly share: number;
  readonly doubts: readonly string[];
}

/** A column that is mostly no dates has none; some hold words for what is not booked yet. */
const SHARE_MIN = 0.5;

/** Finds how dates are written; undefined when the texts are no dates. `prefersMonth` decides what nothing in the texts does. */
export function proposeDates(texts: readonly string[], prefersMonth: boolean): DateProposal | undefined {
  const given = texts.filter((text) => text !== '');
  if (given.length === 0) return undefined;
  const tried = FORMATS.map((format) => tryFormat(format, given)).sort(
    (left, right) => right.days.length - left.days.length,
  );
  const best = tried[0]!;
  const share = best.days.length / given.length;
  if (share < SHARE_MIN) return undefined;
  const other = tried.find(({ format }) => format === swapped(best.format));
  if (other === undefined || other.format === best.format) return { format: best.format, share, doubts: [] };
  return decideOrder(best, other, { texts: given, prefersMonth });
}

interface Trial {
  readonly format: string;
  readonly days: readonly Day[];
  readonly ambiguous: number;
}

function tryFormat(text: string, given: readonly string[]): Trial {
  const format = parseDateFormat(text)!;
  const days = given.map((one) => readDate(one, format)).filter((day) => typeof day === 'number');
  return { format: text, days, ambiguous: days.filter((day) => isAmbiguous(day, format)).length };
}

function swapped(format: string): string {
  return format.replace(/DD|MM/g, (part) => (part === 'DD' ? 'MM' : 'DD'));
}

function decideOrder(
  best: Trial,
  other: Trial,
  given: { texts: readonly string[]; prefersMonth: boolean },
): DateProposal {
  const share = best.days.length / given.texts.length;
  if (best.days.length > other.days.length) {
    const contrary = countOnly(other.format, best.format, given.texts);
    const doubt = `day and month: most dates are ${best.format}, but ${contrary} can only be ${other.format}; the order changes inside the file`;
    return { format: best.format, share, doubts: contrary > 0 ? [doubt] : [] };
  }
  const [dayFirst, monthFirst] = best.format.startsWith('DD') ? [best, other] : [other, best];
  const bySort = jumps(dayFirst.days) - jumps(monthFirst.days);
  const isMonth = bySort === 0 ? given.prefersMonth : bySort > 0;
  const chosen = isMonth ? monthFirst : dayFirst;
  if (chosen.ambiguous === 0) return { format: chosen.format, share, doubts: [] };
  const reason = bySort === 0 ? 'nothing in the dates decides' : 'so the rows are in order of time';
  const doubt = `day and month: no day is beyond 12, so ${dayFirst.format} and ${monthFirst.format} are both possible; ${chosen.format} is taken (${reason})`;
  return { format: chosen.format, share, doubts: [doubt] };
}

/** How many texts are dates in one format and not in the other. */
function countOnly(format: string, notFormat: string, texts: readonly string[]): number {
  const yes = parseDateFormat(format)!;
  const no = parseDateFormat(notFormat)!;
  return texts.filter(
    (text) => typeof readDate(text, yes) === 'number' && typeof readDate(text, no) !== 'number',
  ).length;
}

/** How often time turns back, in the direction in which it mostly runs: exports are in order of time. */
function jumps(days: readonly Day[]): number {
  let up = 0;
  let down = 0;
  for (let index = 1; index < days.length; index++) {
    if (days[index]! > days[index - 1]!) up++;
    else if (days[index]! < days[index - 1]!) down++;
  }
  return Math.min(up, down);
}
