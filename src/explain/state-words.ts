import { lastMonths, monthsBefore, numberWords } from './number-words.ts';
import { amountOf, numberOf, rangeOf, type Step, timesOf } from './step-words.ts';

type Given = Readonly<Record<string, unknown>>;

/** Of the series that a hypothesis is about. */
export function subjectWords(measure: string, step: Step): string {
  switch (measure) {
    case 'payments':
      return `it has ${amountOf(step, 'payment', 'payments')}`;
    case 'sureness':
      return `that it is a series is ${rangeOf(step, ' %')} sure`;
    case 'rise-percent':
      return `its amount rose by ${rangeOf(step, ' %')}`;
    case 'fall-percent':
      return `its amount fell by ${rangeOf(step, ' %')}`;
    case 'payments-since-change':
      return `the new amount came ${timesOf(step)}`;
    case 'payments-before-change':
      return `the old amount had come ${timesOf(step)}`;
    case 'spread-before-change':
      return `the old amounts lay apart by ${rangeOf(step, ' %')}`;
    case 'days-overdue':
      return `a payment is overdue by ${rangeOf(step, ' days')}`;
    case 'missed':
      return `${amountOf(step, 'payment', 'payments')} in a row did not come`;
    case 'trial-percent':
      return `its first payments were ${rangeOf(step, ' %')} cheaper than those that follow`;
    case 'age-days':
      return `it began ${rangeOf(step, ' days')} ago`;
    default:
      return `${measure}: ${rangeOf(step, '')}`;
  }
}

/** Of balances. */
export function balanceWords(given: Given, step: Step): string {
  const share = numberOf(given.belowSpendShare);
  const level = share > 0 ? `${share} % of a usual month’s spending` : 'zero';
  const window = `in the last ${numberOf(given.withinDays)} days`;
  switch (given.measure) {
    case 'days-below':
      return `${window}, the account stood below ${level} on ${amountOf(step, 'day', 'days')}`;
    case 'days-negative':
      return `${window}, the account stood below zero on ${amountOf(step, 'day', 'days')}`;
    case 'months-below':
      return `for ${amountOf(step, 'complete month', 'complete months')} in a row, the account fell below ${level}`;
    case 'months-negative':
      return `for ${amountOf(step, 'complete month', 'complete months')} in a row, the account was below zero on three days or more`;
    default:
      return `the lowest balance of the last 30 days lies below the usual lowest by ${rangeOf(step, ' %')} of a usual month’s spending`;
  }
}

/** Of income. */
export function incomeWords(given: Given, step: Step): string {
  const months = numberOf(given.months);
  switch (given.measure) {
    case 'variation-percent':
      return `over ${lastMonths(months)}, monthly income swings by ${rangeOf(step, ' %')} around its mean`;
    case 'swing-percent':
      return `over ${lastMonths(months)}, income usually changes by ${rangeOf(step, ' %')} from one month to the next`;
    case 'pay-swing-percent':
      return `payments of the main income now change by ${rangeOf(step, ' %')} from one to the next, beyond what was usual there`;
    case 'rise-percent':
      return `income of the last two complete months is ${rangeOf(step, ' %')} higher than in ${monthsBefore(months - 2)}`;
    case 'fall-percent':
      return `income of the last two complete months is ${rangeOf(step, ' %')} lower than in ${monthsBefore(months - 2)}`;
    default:
      return `no income has come for ${rangeOf(step, ' days')} longer than it ever used to`;
  }
}

/** Of a loan that is being paid off. */
export function loanWords(given: Given, step: Step): string {
  return given.measure === 'payments-left'
    ? `of a loan, ${amountOf(step, 'payment is', 'payments are')} left`
    : `of a loan, ${rangeOf(step, ' %')} is paid off`;
}

/** Of the whole mix of spending. */
export function mixWords(given: Given, { at, next }: Step): string {
  const months = lastMonths(numberOf(given.months));
  const before = monthsBefore(numberOf(given.baselineMonths));
  const range = (value: number) => (value / 100).toFixed(2);
  const said = at > 0 ? `at least ${range(at)}` : `less than ${range(next ?? 1)}`;
  switch (given.measure) {
    case 'distance':
      return `the mix of spending in ${months} lies ${said} away from that of ${before} (Aitchison distance)`;
    case 'season-distance':
      return `the mix of spending in ${months} lies ${said} away from that of the same ${numberWords(numberOf(given.months))} months a year before (Aitchison distance)`;
    default:
      return `how often money went to each part of life in ${months} is ${said} times as unlikely as chance would have it, against ${before} (G statistic over its degrees of freedom)`;
  }
}
