import { numberWords } from './number-words.ts';

/** A level of evidence: the value from which it counts, and the one at which the next takes over. */
export interface Step {
  readonly at: number;
  readonly next: number | undefined;
}

/** `at least three payments`, `no payment`, `fewer than two payments`. */
export function amountOf({ at, next }: Step, one: string, many: string): string {
  if (at > 0) return `at least ${numberWords(at)} ${at === 1 ? one : many}`;
  if (next === undefined) return `any number of ${many}`;
  return next <= 1 ? `no ${one}` : `fewer than ${numberWords(next)} ${many}`;
}

/** `at least 20 %`, `less than 5 %`. */
export function rangeOf({ at, next }: Step, unit: string): string {
  if (at > 0) return `at least ${at}${at === 1 ? unit.replace(/s$/, '') : unit}`;
  return next === undefined ? `0${unit} or more` : `less than ${next}${unit}`;
}

/** `at least once`, `at least three times`, `not once`. */
export function timesOf({ at, next }: Step): string {
  if (at > 2) return `at least ${numberWords(at)} times`;
  if (at > 0) return at === 1 ? 'at least once' : 'at least twice';
  if (next === undefined) return 'any number of times';
  if (next <= 1) return 'not once';
  return next === 2 ? 'less than twice' : `less than ${numberWords(next)} times`;
}

/** A field that holds a number; 0 where it is left out. */
export function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** What the numbers of a kind of observation count, by its measure. */
const UNITS: Readonly<Record<string, string>> = {
  'lines days': 'days',
  'lines amount': 'euros',
  'lines spend-share': '%',
  'lines income-share': '%',
  'lines merchants': 'shops or parties',
  'lines new-merchants': 'shops or parties',
  quiet: 'days',
  'rate count': 'times as many',
  'rate amount': 'times as much',
  'share percent': '%',
  'share rise-points': 'points',
  series: 'series',
  replaced: 'series',
  repeat: 'times',
  outlier: 'times as large',
  shortfall: '%',
  'loan paid-percent': '%',
  'loan payments-left': 'payments left',
  'balance days-below': 'days',
  'balance days-negative': 'days',
  'balance months-below': 'months',
  'balance months-negative': 'months',
  'balance draw-percent': '%',
  'income variation-percent': '%',
  'income swing-percent': '%',
  'income pay-swing-percent': '%',
  'income rise-percent': '%',
  'income fall-percent': '%',
  'income dry-days': 'days',
  'subject sureness': '%',
  'subject rise-percent': '%',
  'subject fall-percent': '%',
  'subject trial-percent': '%',
  'subject days-overdue': 'days',
  'subject age-days': 'days',
  'subject payments': 'payments',
};

/** A further level of what was said in full before: `the same, with 700 euros or more`. */
export function furtherWords(kind: string, { measure }: { readonly measure?: unknown }, at: number): string {
  if (kind === 'composition') return `the same, with ${(at / 100).toFixed(2)} or more`;
  const unit = UNITS[`${kind} ${String(measure)}`] ?? UNITS[kind];
  return `the same, with ${at}${unit === undefined ? '' : ` ${unit}`} or more`;
}
