import type {
  LineFilterSource,
  ObserveSource,
  SeriesFilterSource,
} from '../definitions/hypothesis-source.ts';
import type { Observation } from '../model/hypothesis.ts';
import { categoryWords, either } from './category-words.ts';
import { lineWords, seriesWords } from './filter-words.ts';
import { euros, lastMonths, monthsBefore, numberWords, spanWords } from './number-words.ts';
import { balanceWords, incomeWords, loanWords, mixWords, subjectWords } from './state-words.ts';
import { amountOf, numberOf, rangeOf, type Step } from './step-words.ts';

type Given = Readonly<Record<string, unknown>>;

/** What must be seen for a level to count, as a clause that can be read aloud. */
export function observationWords(observe: ObserveSource, step: Step): string {
  const [kind, given] = Object.entries(observe)[0] as [Observation['kind'], Given];
  switch (kind) {
    case 'lines':
      return linesWords(given as LineFilterSource & Given, step);
    case 'quiet':
      return quietWords(given, step);
    case 'rate':
      return rateWords(given, step);
    case 'share':
      return shareWords(given, step);
    case 'series':
      return happeningWords(given as SeriesFilterSource & Given, step);
    case 'replaced':
      return replacedWords(given as SeriesFilterSource & Given, step);
    case 'repeat':
      return repeatWords(given, step);
    case 'outlier':
      return outlierWords(given, step);
    case 'subject':
      return subjectWords(String(given.measure), step);
    case 'balance':
      return balanceWords(given, step);
    case 'income':
      return incomeWords(given, step);
    case 'loan':
      return loanWords(given, step);
    case 'composition':
      return mixWords(given, step);
    case 'shortfall':
      return `the chance that the account falls below zero before the next income (at most ${spanWords(numberOf(given.horizonDays))} ahead) is ${rangeOf(step, ' %')}`;
    case 'signal':
      return `the signal “${String(given.signal)}” ${step.at === 0 ? 'does not stand' : 'stands'} confirmed, first in the last ${spanDays(given)}`;
    case 'event':
      return `in the last ${spanDays(given)}, ${amountOf(step, 'product event', 'product events')} “${String(given.name)}”`;
    default:
      return kind satisfies never;
  }
}

function spanDays(given: Given): string {
  const days = numberOf(given.withinDays);
  return days === 1 ? 'day' : `${days} days`;
}

function linesWords(given: LineFilterSource & Given, step: Step): string {
  const what = lineWords(given);
  const net = given.net === true ? ', less what was given back' : '';
  const novelDays = numberOf(given.novelDays);
  const before =
    novelDays > 0 && step.at > 0 ? `, and none in ${spanWords(novelDays)} before the first of them` : '';
  const window = `in the last ${spanDays(given)}`;
  switch (given.measure) {
    case 'count':
      return `${window}, ${linesOf(step)}: ${what}${net}${before}`;
    case 'merchants':
      return `${window}, ${amountOf(step, 'shop or party', 'different shops or parties')}: ${what}${before}`;
    case 'days':
      return `${window}, on ${amountOf(step, 'day', 'different days')}: ${what}${before}`;
    case 'new-merchants':
      return `${window}, ${amountOf(step, 'shop or party', 'shops or parties')} that the customer had not dealt with in ${spanWords(novelDays)} before: ${what}`;
    case 'amount':
      return `${window}, ${rangeOf(step, ' euros')} in all: ${what}${net}${before}`;
    default: {
      const of = given.measure === 'income-share' ? 'income' : 'spending';
      return `${window}, ${rangeOf(step, ' %')} of a usual month’s ${of}: ${what}${net}${before}`;
    }
  }
}

function linesOf({ at, next }: Step): string {
  if (at > 0) return at === 1 ? 'at least one of these' : `at least ${numberWords(at)} of these`;
  if (next === undefined) return 'any number of these';
  return next <= 1 ? 'none of these' : `fewer than ${numberWords(next)} of these`;
}

function quietWords(given: Given, step: Step): string {
  const direction = given.direction === 'in' ? 'in' : 'out';
  const what = lineWords({ direction, categories: given.categories as readonly string[] });
  const usual = numberOf(given.monthlyCount);
  const often = usual === 1 ? 'at least one a month' : usual < 1 ? 'some' : `at least ${usual} a month`;
  const silence = step.at > 0 ? `nothing for ${step.at} days` : `never a silence of ${step.next ?? 1} days`;
  return `${silence} of what used to come: ${what} (${often} over ${monthsBefore(numberOf(given.beforeMonths))})`;
}

function rateWords(given: Given, step: Step): string {
  const direction = given.direction === 'in' ? 'in' : 'out';
  const what = lineWords({ direction, categories: given.categories as readonly string[] });
  const months = lastMonths(numberOf(given.months));
  const before = monthsBefore(numberOf(given.baselineMonths));
  const unit = given.measure === 'amount' ? 'as much money a month' : 'as many lines a month';
  const least = numberOf(given.countMin);
  const some = least > 1 && step.at > 0 ? ` (and at least ${numberWords(least)} lines)` : '';
  return `in ${months}, ${ratioOf(step)} ${unit} as in ${before}${some}: ${what}`;
}

/** `at least 1.5 times`, `at least 5 %`, as many as before. */
function ratioOf({ at, next }: Step): string {
  const said = (value: number) =>
    value === 2 ? 'twice' : value < 1 ? `${Number((value * 100).toPrecision(3))} %` : `${value} times`;
  if (at > 0) return `at least ${said(at)}`;
  return next === undefined ? 'any number of times' : `less than ${said(next)}`;
}

function shareWords(given: Given, step: Step): string {
  const what = either((given.categories as readonly string[]).map((each) => categoryWords(each)));
  const months = lastMonths(numberOf(given.months));
  if (given.measure === 'percent') return `in ${months}, ${rangeOf(step, ' %')} of all spending: ${what}`;
  const before = monthsBefore(numberOf(given.baselineMonths));
  return `in ${months}, a share of spending ${rangeOf(step, ' points')} higher than in ${before}: ${what}`;
}

const HAPPENED: Readonly<Record<string, readonly [one: string, none: string, many: string]>> = {
  began: ['began anew', 'began', 'began anew'],
  ended: ['ended', 'ended', 'ended'],
  missed: ['was due and did not come', 'failed to come', 'were due and did not come'],
  overdue: ['is overdue', 'is overdue', 'are overdue'],
  running: ['is running', 'is running', 'are running'],
  rose: ['rose', 'rose', 'rose'],
  fell: ['fell', 'fell', 'fell'],
};

function happeningWords(given: SeriesFilterSource & Given, { at, next }: Step): string {
  const happening = String(given.happening);
  const [happened, failed, many] = HAPPENED[happening] ?? [happening, happening, happening];
  const what = seriesWords(given);
  const percent =
    happening === 'rose' || happening === 'fell'
      ? ` by at least ${given.percentFrom === undefined ? 5 : numberOf(given.percentFrom)} %`
      : '';
  const window =
    happening === 'running' ? `, paid in the last ${spanDays(given)}` : ` in the last ${spanDays(given)}`;
  if (at > 1) return `at least ${numberWords(at)} recurring series ${many}${percent}${window}, each: ${what}`;
  if (at === 1) return `a recurring series ${happened}${percent}${window}: ${what}`;
  if (next === undefined || next <= 1) return `no recurring series ${failed}${percent}${window}: ${what}`;
  return `fewer than ${numberWords(next)} recurring series ${failed}${percent}${window}: ${what}`;
}

function replacedWords(given: SeriesFilterSource & Given, { at }: Step): string {
  const least = numberOf(given.changePercentFrom);
  const most = given.changePercentTo === undefined ? undefined : numberOf(given.changePercentTo);
  const change = [
    least > 0 ? `at least ${least} %` : '',
    most === undefined ? '' : `at most ${most} %`,
  ].filter((part) => part !== '');
  const amount = change.length === 0 ? '' : `, its amount ${change.join(' and ')} different`;
  const what = seriesWords(given);
  if (at === 0) return `no recurring series took the place of another: ${what}`;
  const many = at > 1 ? `, at least ${numberWords(at)} times` : '';
  return `a recurring series ended and another of the same kind began at another party within ${spanWords(numberOf(given.withinDays))}${amount}${many}: ${what}`;
}

function repeatWords(given: Given, { at }: Step): string {
  const within = spanWords(numberOf(given.withinDays));
  const from = numberOf(given.amountFrom);
  const whole = given.exceptWhole === true ? ' and with cents' : '';
  const size = from > 0 ? `, of ${euros(from)} or more${whole},` : '';
  const before = spanWords(numberOf(given.historyDays));
  if (at === 0) return `the same amount${size} did not go to the same party again within ${within}`;
  const often = at === 1 ? '' : at === 2 ? ' twice' : ` ${numberWords(at)} times`;
  return `the same amount${size} went to the same party again within ${within}${often}, and never so in ${before} before`;
}

function outlierWords(given: Given, { at, next }: Step): string {
  const incoming = given.direction === 'in';
  const what = incoming ? 'a single amount that came in' : 'a single payment';
  const from = numberOf(given.amountFrom);
  const large = from > 0 ? ` of ${euros(from)} or more` : '';
  const except = given.exceptCategories as readonly string[] | undefined;
  const without =
    except === undefined
      ? ''
      : `, leaving out ${either(except.map((each) => categoryWords(each, incoming ? 'in' : 'out')))}`;
  const size =
    at > 0 ? `at least ${at === 1 ? 'as large as' : `${at} times`}` : `less than ${next ?? 1} times`;
  return `in the last ${spanDays(given)}, ${what}${large}, ${size} the fourth largest of the 400 days before${without}`;
}
