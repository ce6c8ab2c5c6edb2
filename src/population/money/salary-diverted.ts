import type { Life } from '../life.ts';
import { makeParty, partyFragment, wordPayments } from '../life.ts';
import type { Series } from '../plan.ts';
import { CADENCES, cadenceOf } from '../rhythm.ts';
import { carryOut } from '../series.ts';
import { endSeries } from './edits.ts';
import type { MoneyEvent, Scene } from './money-event.ts';
import { left } from './money-life.ts';
import { MONEY_WORDS } from './money-words.ts';
import { entriesOf, knownFrom } from './series-reading.ts';

const READING_DAYS = 10;

/** The wage goes to another bank; what is needed here comes over from there. */
export const SALARY_DIVERTED: MoneyEvent = {
  id: 'salary-diverted',
  signals: ['salary-diverted'],
  incidencePerYear: 0.02,
  source:
    'estimate: about 2% of current accounts are switched a year (Pay.UK CASS 2023: 1.1 million of 60 million)',
  among: ({ archetype }) => archetype === 'single' || archetype === 'couple' || archetype === 'family',
  weak: 0.25,
  happen: divert,
};

function steadyJobs({ series, book }: Life): Series[] {
  return series.filter(
    ({ plan }) =>
      plan.kind === 'salary' && plan.end > book.to && plan.move === undefined && plan.pause === undefined,
  );
}

function divert({ life, random, strong }: Scene): void {
  const { book, country, voice, main } = life;
  const jobs = steadyJobs(life);
  const job = jobs.length === 1 ? jobs[0] : undefined;
  const low = book.from + 170;
  if (job === undefined || book.to - 110 < low) return;
  const from = random.between(low, book.to - 110);
  const ended = endSeries(life, job, from);
  const paid = entriesOf(ended);
  const last = paid.at(-1);
  if (last === undefined) return;
  const { cycleDays, toleranceDays } = CADENCES[cadenceOf(job.plan.rhythm)];
  const pays = paid.slice(-3);
  const about = [left('job-loss', 'salary-diverted'), left('new-job', 'salary-diverted')];
  life.truths.push(...about);
  const monthly =
    (pays.reduce((sum, { minor }) => sum + minor, 0) / pays.length) * (31 / Math.min(31, cycleDays));
  const signal = 'salary-diverted';
  // Where hardly anything comes over, nobody could tell it from a lost job.
  if (!strong || paid.length < knownFrom(job)) {
    life.truths.push(left(signal, strong ? 'short-history' : 'untold', pays));
    return;
  }
  const usual = Math.round((monthly * (0.75 + 0.2 * random.next())) / 5_000) * 5_000;
  const party = makeParty(country, random, voice.holder);
  const series = carryOut(life, {
    signal: 'new-recurring-income',
    kind: 'own-funding',
    account: main,
    rhythm: { kind: 'day-of-month', step: 1, day: random.pick([1, 2, 3, 28]), phase: 0 },
    roll: 'forward',
    start: last.day + Math.ceil(cycleDays / 2),
    end: book.to + 1,
    origin: 'new',
    amount: () => usual,
    text: wordPayments(life, 'transferIn', party, MONEY_WORDS[country.code].ownNote),
    channel: 'transfer',
    party: partyFragment(life, party, 'account'),
    ignore: 'own-transfer',
  });
  const due = last.day + cycleDays;
  const second = due + cycleDays + toleranceDays + READING_DAYS;
  const entries = [...pays, ...entriesOf(series).slice(0, 3)];
  life.truths.push({ signal, expect: 'fires', from: due + 1, by: Math.max(second, due + 41), entries });
}
