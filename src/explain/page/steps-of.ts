import type { Contribution, Signal } from '../../model/signal.ts';

/** One piece of evidence whose weight a step changed. */
export interface Moved {
  readonly code: string;
  /** How it reads in this revision, or, where it is gone, in the one before. */
  readonly text: string;
  readonly before: number;
  readonly now: number;
  /** What the step added to the sum of weights; negative where it took away. */
  readonly by: number;
}

/** One revision, and what brought it about. */
export interface Step {
  readonly signal: Signal;
  /** The revision before it that is at hand. */
  readonly before: Signal | undefined;
  /** What moved the sum of weights, the strongest first; its `by` add up to the sum's own change. */
  readonly moved: readonly Moved[];
}

/** The revisions of one episode as steps, oldest first, each against the one before it; the first against the prior. */
export function stepsOf(revisions: readonly Signal[]): readonly Step[] {
  const ordered = [...revisions].sort((a, b) => a.revision - b.revision);
  return ordered.map((signal, index) => {
    const before = ordered[index - 1];
    return { signal, before, moved: movedBetween(before, signal) };
  });
}

function movedBetween(before: Signal | undefined, now: Signal): readonly Moved[] {
  const then = byCode(before);
  const moved: Moved[] = [];
  for (const [code, { text, weight }] of byCode(now)) {
    const was = then.get(code)?.weight ?? 0;
    moved.push({ code, text, before: was, now: weight, by: thousandths(weight - was) });
    then.delete(code);
  }
  for (const [code, { text, weight }] of then) {
    moved.push({ code, text, before: weight, now: 0, by: thousandths(-weight) });
  }
  const prior = before === undefined ? 0 : thousandths(now.rationale.prior - before.rationale.prior);
  if (prior !== 0) {
    const text = 'How likely it is before anything is looked at';
    moved.push({ code: '', text, before: before!.rationale.prior, now: now.rationale.prior, by: prior });
  }
  return moved
    .filter(({ by }) => by !== 0)
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by) || (a.code < b.code ? -1 : 1));
}

function byCode(signal: Signal | undefined): Map<string, Contribution> {
  const contributions = signal === undefined ? [] : [...signal.rationale.for, ...signal.rationale.against];
  return new Map(contributions.map((each) => [each.code, each]));
}

/** Sums of weights without what floating point leaves behind. */
function thousandths(weight: number): number {
  return Math.round(weight * 1000) / 1000;
}
