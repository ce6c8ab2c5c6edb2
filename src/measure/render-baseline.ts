import { count, decimal, intervalOf, type Section, shareOf } from './render-cells.ts';
import type { EvaluationReport, SignalScore } from './report.ts';

/** Ours and the baseline's figures, signal by signal and domain by domain. */
export function baselineSections({ signals, domains, baseline }: EvaluationReport): readonly Section[] {
  if (baseline === undefined) return [];
  return [
    section('Beside the baseline', signals, baseline.signals),
    section('Domains beside the baseline', domains, baseline.domains),
  ];
}

function section(title: string, ours: readonly SignalScore[], theirs: readonly SignalScore[]): Section {
  const byName = new Map(theirs.map((score) => [score.signal, score]));
  const names = ours.map((score) => ({ score, other: byName.get(score.signal) }));
  const alone = theirs.filter((score) => !ours.some(({ signal }) => signal === score.signal));
  const rows = [...names, ...alone.map((other) => ({ score: undefined, other }))];
  return {
    title,
    table: {
      keyColumns: 1,
      columns: [
        { heading: 'signal', align: 'left' },
        { heading: 'truths', align: 'right' },
        { heading: 'recall', align: 'right' },
        { heading: '95%', align: 'right', joined: true },
        { heading: 'baseline', align: 'right', joined: true },
        { heading: 'precision', align: 'right' },
        { heading: '95%', align: 'right', joined: true },
        { heading: 'baseline', align: 'right', joined: true },
        { heading: 'false/1000 mo', align: 'right' },
        { heading: 'baseline', align: 'right', joined: true },
      ],
      rows: rows.map(({ score, other }) => [
        { text: (score ?? other)!.signal },
        { text: count((score ?? other)!.truths) },
        { text: score === undefined ? '–' : shareOf(score.recall), tone: 'bold' },
        { text: score === undefined ? '–' : intervalOf(score.recall), tone: 'dim' },
        { text: other === undefined ? '–' : shareOf(other.recall) },
        { text: score === undefined ? '–' : shareOf(score.precision), tone: 'bold' },
        { text: score === undefined ? '–' : intervalOf(score.precision), tone: 'dim' },
        { text: other === undefined ? '–' : shareOf(other.precision) },
        { text: rateOf(score), tone: 'bold' },
        { text: rateOf(other) },
      ]),
    },
  };
}

function rateOf(score: SignalScore | undefined): string {
  return score === undefined ? '–' : decimal(score.falseAlarms.perThousandCustomerMonths, 2);
}
