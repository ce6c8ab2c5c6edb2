import type { Life } from '../life.ts';
import type { Series } from '../plan.ts';
import type { TruthSignal } from '../truth-signals.ts';
import { tellMortgage } from './rent.ts';
import type { Stage } from './story.ts';
import { cluesOf } from './tell.ts';

/** What a contract that begins for no told reason could be taken for; truth leaves open whether it is. */
const OPEN: Readonly<Partial<Record<string, readonly TruthSignal[]>>> = {
  'insurance-auto': ['new-car'],
  'road-tax': ['new-car'],
  loan: ['new-car'],
  pet: ['new-pet'],
  'school-meals': ['school-started', 'childcare-started'],
  lessons: ['school-started', 'childcare-started'],
  'music-school': ['school-started'],
  'student-loan': ['student'],
  'insurance-home': ['home-purchase', 'moving-home'],
  hoa: ['home-purchase', 'moving-home'],
  mortgage: ['home-purchase', 'moving-home'],
  pension: ['retirement'],
  retainer: ['new-job'],
  benefit: ['job-loss'],
  support: ['separation'],
  'order-to-person': ['separation'],
};

/** Tells of what begins or ends in a life without an event: contracts taken up, a second job changed, a claim moved here. */
export function tellOtherBeginnings(life: Life, told: ReadonlySet<TruthSignal>): void {
  for (const series of life.series) {
    if (series.plan.origin !== 'new') continue;
    const open = isChildBenefit(series) ? ['new-baby' as const] : (OPEN[series.plan.kind] ?? []);
    for (const signal of open) if (!told.has(signal)) leaveOpen(life, series, signal, 'begins-alone');
  }
  // An owner's mortgage that begins is one, whoever lent before.
  const stage: Stage = { life, random: life.random, id: 'mortgage-taken', day: life.book.from, strong: true };
  if (!told.has('mortgage-started')) tellMortgage(stage);
  tellOtherJobs(life, told);
}

/** A second earner's job that begins or ends, and a main one that ends for no told reason. */
function tellOtherJobs(life: Life, told: ReadonlySet<TruthSignal>): void {
  for (const { series, isMain } of life.course.jobs) {
    const { origin, end, pause } = series.plan;
    const isTold = isMain && (told.has('new-job') || told.has('job-loss') || told.has('retirement'));
    if (isTold) continue;
    if (origin === 'new') leaveOpen(life, series, 'new-job', isMain ? 'no-former-pay' : 'second-earner');
    if (end <= life.book.to || pause !== undefined)
      leaveOpen(life, series, 'job-loss', isMain ? 'pay-ended' : 'second-earner');
  }
}

function leaveOpen(life: Life, series: Series, signal: TruthSignal, why: string): void {
  const entries = cluesOf(series).map(({ entry }) => entry);
  const payments = new Set(entries);
  // What an event has said of these payments holds.
  const isSaid = life.truths.some(
    (truth) => truth.signal === signal && truth.entries.some((entry) => payments.has(entry)),
  );
  if (entries.length === 0 || isSaid) return;
  life.truths.push({ signal, expect: 'ignore', why, kind: series.plan.kind, entries });
}

function isChildBenefit({ plan, segments }: Series): boolean {
  if (plan.kind !== 'benefit') return false;
  const text = segments[0]?.entries[0]?.text ?? '';
  return text.includes('CHILD BENEFIT') || text.includes('Familienkasse');
}
