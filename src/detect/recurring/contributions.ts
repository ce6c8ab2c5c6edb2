import type { Series, Stream } from '../../customer/customer-state.ts';
import { currencyExponent, formatAmount } from '../../model/money.ts';
import type { Contribution } from '../../model/signal.ts';
import { describeAnchor } from './due-days.ts';
import type { Reading } from './read-series.ts';

const GAPS_SHOWN_MAX = 6;
const PAYMENTS_SHOWN_MAX = 12;

/** What of a series its evidence is told by. */
export type ShownSeries = Pick<Series, 'payments' | 'cadence' | 'channel' | 'missed'>;

/** What counted, largest first then by code, each with its facts and one plain sentence. */
export function contributionsOf(stream: Stream, series: ShownSeries, reading: Reading): Contribution[] {
  return reading.cues
    .map((cue, index) => ({ cue, counted: reading.counted[index]! }))
    .filter(({ counted }) => counted !== 0)
    .sort((a, b) => Math.abs(b.counted) - Math.abs(a.counted) || (a.cue.code < b.cue.code ? -1 : 1))
    .map(({ cue, counted }) => contribution(stream, series, reading, cue.code, cue.group, counted));
}

function contribution(
  stream: Stream,
  series: ShownSeries,
  reading: Reading,
  code: string,
  group: string,
  counted: number,
): Contribution {
  const { text, facts, lists } = describe(stream, series, reading, code);
  const odds = likelier(counted);
  const meaning =
    counted > 0
      ? `${odds} likelier for a standing rhythm than for a habit`
      : `${odds} likelier for a habit than for a standing rhythm`;
  const transactions = lists ? series.payments.slice(-PAYMENTS_SHOWN_MAX).map((payment) => payment.id) : [];
  return { code, group, text: `${text}: ${meaning}`, weight: counted / 1000, facts, transactions };
}

/** "28 times": a weight as odds, as precise as a person needs. */
export function likelier(weightMilli: number): string {
  const odds = Math.exp(Math.abs(weightMilli) / 1000);
  if (odds >= 1000) return 'over 1,000 times';
  return `${odds >= 10 ? Math.round(odds) : Math.round(odds * 10) / 10} times`;
}

function describe(stream: Stream, series: ShownSeries, reading: Reading, code: string) {
  const payments = series.payments;
  if (code === 'rhythm') {
    const gaps = payments.slice(1).map((payment, index) => payment.day - payments[index]!.day);
    const shown = gaps.slice(-GAPS_SHOWN_MAX);
    const day = describeAnchor(reading.fit.anchor);
    return {
      text: `${payments.length} payments ${wordList(shown)} days apart, around the ${day}`.replace(
        'around the ',
        series.cadence === 'weekly' || series.cadence === 'fortnightly' || series.cadence === 'four-weekly'
          ? 'on '
          : 'around the ',
      ),
      facts: { cadence: series.cadence, day, gapsDays: shown, offDueDays: [...reading.fit.distances] },
      lists: true,
    };
  }
  if (code === 'missed') {
    const missed = reading.fit.gaps + series.missed;
    return {
      text: `${missed} due ${missed === 1 ? 'day' : 'days'} without a payment`,
      facts: { missed },
      lists: false,
    };
  }
  if (code === 'visits-between' || code === 'visits-before') return describeVisits(reading, code);
  if (code.startsWith('amounts-')) return describeAmounts(stream, series, reading);
  if (code === 'mandate')
    return { text: 'collected under a mandate or creditor id', facts: {}, lists: false };
  return {
    text: `paid by ${series.channel.replace('-', ' ')}`,
    facts: { channel: series.channel },
    lists: false,
  };
}

function describeVisits({ visits }: Reading, code: 'visits-between' | 'visits-before') {
  const count = code === 'visits-between' ? visits.between : visits.before;
  const payments = count === 1 ? 'like payment' : 'like payments';
  const where = code === 'visits-between' ? 'in between, on no due day' : 'before the first one';
  return { text: `${count} ${payments} ${where}`, facts: { visits: count }, lists: false };
}

function describeAmounts(stream: Stream, series: ShownSeries, reading: Reading) {
  const exponent = currencyExponent(stream.currency)!;
  const minor = series.payments.map((payment) => Math.abs(payment.amountMinor));
  const low = formatAmount(Math.min(...minor), exponent);
  const high = formatAmount(Math.max(...minor), exponent);
  const now = formatAmount(Math.abs(reading.amounts.levelMinor), exponent);
  const { currency } = stream;
  const text = {
    steady: `the same amount each time, ${now} ${currency}`,
    near: `nearly the same amount each time, ${low} to ${high} ${currency}`,
    stepped: `the same amount but for a step, from ${low} to ${high} ${currency}`,
    varying: `amounts that vary from ${low} to ${high} ${currency}`,
    wild: `amounts far apart, ${low} to ${high} ${currency}`,
  }[reading.amounts.pattern];
  return { text, facts: { pattern: reading.amounts.pattern, from: low, to: high, currency }, lists: false };
}

function wordList(values: readonly number[]): string {
  if (values.length <= 1) return `${values[0] ?? 0}`;
  return `${values.slice(0, -1).join(', ')} and ${values.at(-1)}`;
}
