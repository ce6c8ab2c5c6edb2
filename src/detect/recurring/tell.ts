import type { Series, Stream } from '../../customer/customer-state.ts';
import { confidenceOf } from '../../evidence/confidence.ts';
import { fillFacts } from '../../lib/fill-facts.ts';
import { formatDay } from '../../model/day.ts';
import type { RecurringDefinition } from '../../model/definition.ts';
import { unknownSubjectId } from '../../model/ids.ts';
import { currencyExponent, formatAmount } from '../../model/money.ts';
import type { Signal, SignalState } from '../../model/signal.ts';
import type { DetectContext } from './context.ts';
import { contributionsOf } from './contributions.ts';
import {
  addWorkingDays,
  describeAnchor,
  nearestDue,
  nextDue,
  rolledBack,
  rolledForward,
} from './due-days.ts';
import { readAgain } from './read-again.ts';

const LISTED_MAX = 24;
const AMOUNTS_READ_MAX = 6;

/** The subject's id in signals: the dictionary's, else the stable key. */
export function subjectIdOf(stream: Stream, series: Series): string {
  return series.merchantId !== '' ? series.merchantId : unknownSubjectId(stream.subject);
}

/** The signal that tells a series as it stands. */
export function signalOf(
  context: DetectContext,
  definition: RecurringDefinition,
  stream: Stream,
  series: Series,
): Signal {
  const told = series.told!;
  const { prior, total, contributions } = rationaleOf(definition, stream, series);
  const state = series.state as SignalState;
  const next = state === 'ended' || state === 'retracted' ? undefined : nextOf(definition, stream, series);
  return {
    id: `${told.episode}:${told.revision}`,
    episode: told.episode,
    revision: told.revision,
    customer: context.state.customer,
    signal: definition.id,
    definition: { version: definition.version, hash: definition.hash },
    state,
    confidence: confidenceOf(total, definition.calibration),
    subject: {
      kind: series.merchantId !== '' ? 'merchant' : 'counterparty',
      id: subjectIdOf(stream, series),
      name: series.name,
    },
    detectedAt: formatDay(context.today),
    happened: { from: formatDay(series.start), to: formatDay(series.start) },
    ...(next === undefined ? {} : { next }),
    series: {
      cadence: series.cadence,
      day: describeAnchor(series.anchor),
      amounts: series.pattern === 'steady' || series.pattern === 'stepped' ? series.pattern : 'varying',
      payments: series.count,
    },
    rationale: {
      summary: summaryOf(definition, stream, series),
      prior: prior / 1000,
      calibration: definition.calibration,
      for: contributions.filter((contribution) => contribution.weight > 0),
      against: contributions.filter((contribution) => contribution.weight < 0),
    },
    transactions: listedIds(series),
    sensitivity: definition.sensitivity,
    purposes: definition.purposes,
    ...(series.historical ? { historical: true as const } : {}),
  };
}

/** Evidence read anew from the payments that are left; with fewer than two nothing speaks for a series. */
export function rationaleOf(definition: RecurringDefinition, stream: Stream, series: Series) {
  if (series.payments.length < 2) {
    const prior = definition.priorMilli;
    return { prior, total: prior, contributions: [] };
  }
  const reading = readAgain(definition, stream, series, series.missed);
  return {
    prior: reading.priorMilli,
    total: reading.totalMilli,
    contributions: contributionsOf(stream, series, reading),
  };
}

/** The newest payments' ids, by day then id. */
function listedIds(series: Series): string[] {
  return [...series.payments]
    .sort((a, b) => a.day - b.day || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .slice(-LISTED_MAX)
    .map((payment) => payment.id);
}

/** When and how much the next payment should be: intervals that past payments span. */
function nextOf(definition: RecurringDefinition, stream: Stream, series: Series): Signal['next'] {
  const exponent = currencyExponent(stream.currency)!;
  const recent = series.payments.slice(-AMOUNTS_READ_MAX);
  const distances = recent.map((payment) => nearestDue(series.anchor, payment.day).distance);
  const tolerance = definition.cadences.get(series.cadence)!.toleranceDays;
  const earliest = Math.max(Math.min(0, ...distances), -tolerance);
  const latest = Math.min(Math.max(0, ...distances), tolerance);
  let due = nextDue(series.anchor, series.nominal);
  for (let missed = 0; missed < series.missed; missed++) due = nextDue(series.anchor, due);
  const steady = series.pattern === 'steady' || series.pattern === 'stepped';
  const amounts = steady ? [series.levelMinor] : recent.map((payment) => payment.amountMinor);
  return {
    date: {
      from: formatDay(addWorkingDays(rolledBack(due), earliest)),
      to: formatDay(addWorkingDays(rolledForward(due), latest)),
    },
    amount: {
      from: formatAmount(Math.min(...amounts), exponent),
      to: formatAmount(Math.max(...amounts), exponent),
    },
    currency: stream.currency,
  };
}

const CADENCE_WORDS: Readonly<Record<Series['cadence'], string>> = {
  weekly: 'every week',
  fortnightly: 'every two weeks',
  'four-weekly': 'every four weeks',
  'semi-monthly': 'twice a month',
  monthly: 'every month',
  'two-monthly': 'every two months',
  quarterly: 'every three months',
  'half-yearly': 'every six months',
  yearly: 'every year',
};

/** The rhythm in words. */
export function cadenceWords(cadence: Series['cadence']): string {
  return CADENCE_WORDS[cadence];
}

/** The definition's sentence with its facts, and what its state adds. */
function summaryOf(definition: RecurringDefinition, stream: Stream, series: Series): string {
  const last = series.payments.at(-1);
  const amount = last?.amountMinor ?? series.levelMinor;
  const latest = formatDay(last?.day ?? series.start);
  const facts: Readonly<Record<string, string>> = {
    name: series.name === '' ? 'a party without a name' : series.name,
    cadence: cadenceWords(series.cadence),
    payments: `${series.count}`,
    since: formatDay(series.start),
    last: latest,
    amount: `${formatAmount(Math.abs(amount), currencyExponent(stream.currency)!)} ${stream.currency}`,
    day: describeAnchor(series.anchor),
  };
  const sentence = fillFacts(definition.texts.summary, facts);
  switch (series.state) {
    case 'early':
      return `${sentence} Early: more payments will tell.`;
    case 'fading':
      return `${sentence} The payment expected after ${latest} has not come.`;
    case 'ended':
      return `${sentence} It has ended: the last payment was on ${latest}.`;
    case 'retracted':
      return `${sentence} Withdrawn: the payments that are left do not bear it.`;
    default:
      return sentence;
  }
}
