import type { Entry } from '../book.ts';
import type { Job } from '../course.ts';
import type { Life } from '../life.ts';
import { CADENCES, cadenceOf } from '../rhythm.ts';
import { READ_DAYS, SEEN_DAYS_MIN } from './tell.ts';

/** A change counts when it is more than this by share (the contract says 5%: nearer than a point to it is left open). */
const CHANGE_MIN = 0.06;
const CHANGE_OPEN_MIN = 0.04;
/** And by value, in minor units a month. */
const MONTHLY_MIN = 10_000;
/** By which payment at the new level a reader is sure that it stays, and how many at the old one must be seen. */
const PROOF_PAYMENTS = { weekly: 5, fortnightly: 4, 'semi-monthly': 4 } as const;
const PROOF_PAYMENTS_OTHERWISE = 3;
/** Large for a bonus: whoever calls it a lump sum is not wrong. */
const LARGE_MINOR = 500_000;

/** Tells what became of pay in all jobs of a life: raises and cuts that last, and bonus months that do not. */
export function tellPay(life: Life): void {
  for (const job of life.course.jobs) {
    const entries = job.series.segments.flatMap((segment) => segment.entries);
    const bonuses = new Set(job.bonusDays);
    const usual = entries.filter(({ day }) => !bonuses.has(day));
    for (const entry of entries) if (bonuses.has(entry.day)) tellBonus(life, entry);
    const steps = job.steps.filter(({ factor }) => factor !== 1).sort((one, other) => one.from - other.from);
    steps.forEach((step, index) => {
      const until = steps[index + 1]?.from ?? life.book.to + 1;
      const since = steps[index - 1]?.from ?? 0;
      const before = usual.filter(({ day }) => day >= since && day < step.from);
      const after = usual.filter(({ day }) => day >= step.from && day < until);
      tellStep(life, job, { before, after, factor: step.factor });
    });
  }
}

interface Change {
  readonly before: readonly Entry[];
  readonly after: readonly Entry[];
  readonly factor: number;
}

function tellStep(life: Life, job: Job, { before, after, factor }: Change): void {
  const size = Math.abs(factor - 1);
  const first = after[0];
  if (first === undefined || size < CHANGE_OPEN_MIN) return;
  const signal = factor > 1 ? 'pay-rise' : 'pay-cut';
  const cadence = cadenceOf(job.series.plan.rhythm);
  const { cycleDays, toleranceDays } = CADENCES[cadence];
  const needed =
    cadence in PROOF_PAYMENTS
      ? PROOF_PAYMENTS[cadence as keyof typeof PROOF_PAYMENTS]
      : PROOF_PAYMENTS_OTHERWISE;
  const proof = after[needed - 1];
  const monthly = (first.minor * (size / factor) * 31) / cycleDays;
  const why = job.hourly
    ? 'paid-by-the-hour'
    : size < CHANGE_MIN || monthly < MONTHLY_MIN
      ? 'near-threshold'
      : proof === undefined || before.length < needed
        ? 'too-few'
        : first.day - life.book.from < SEEN_DAYS_MIN
          ? 'short-absence'
          : undefined;
  const told = { signal, kind: job.isMain ? 'main-job' : 'second-job', entries: after } as const;
  if (why !== undefined) life.truths.push({ ...told, expect: 'ignore', why });
  else {
    const by = proof!.posted + toleranceDays + READ_DAYS;
    life.truths.push({ ...told, expect: 'fires', from: first.day, by });
  }
}

/** A month that pays more than its neighbours is no raise. */
function tellBonus(life: Life, entry: Entry): void {
  life.truths.push({ signal: 'pay-rise', expect: 'silent', why: 'bonus-month', entries: [entry] });
  // Some are as large as what people inherit.
  if (entry.minor > LARGE_MINOR) {
    life.truths.push({ signal: 'lump-sum', expect: 'ignore', why: 'bonus-month', entries: [entry] });
  }
}
