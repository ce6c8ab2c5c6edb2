import { paint, type View, wrapped } from '../lib/terminal.ts';
import { intervalOf, shareOf } from './render-cells.ts';
import type { ThresholdPoint } from './report.ts';
import { type Solution, TOLD_MIN } from './solve.ts';
import { layOut } from './table.ts';

/** Proposed thresholds as a person reads them. */
export function renderSolutions(
  { signal, target, truths }: { readonly signal: string; readonly target: number; readonly truths: number },
  solutions: readonly Solution[],
  view: View,
): readonly string[] {
  const lines = layOut(
    {
      keyColumns: 2,
      columns: [
        { heading: 'use', align: 'left' },
        { heading: 'risk', align: 'left' },
        { heading: 'now', align: 'right' },
        { heading: 'precision', align: 'right', joined: true },
        { heading: 'recall', align: 'right', joined: true },
        { heading: 'proposed', align: 'right' },
        { heading: 'precision', align: 'right', joined: true },
        { heading: '95%', align: 'right', joined: true },
        { heading: 'recall', align: 'right' },
        { heading: '95%', align: 'right', joined: true },
      ],
      rows: solutions.map(({ channel, risk, now, present, proposed }) => [
        { text: channel },
        { text: risk },
        { text: now.toFixed(2) },
        { text: present === undefined ? '–' : shareOf(present.precision), tone: 'dim' },
        { text: present === undefined ? '–' : shareOf(present.recall), tone: 'dim' },
        ...proposedCells(proposed),
      ]),
    },
    view,
  );
  const remarks = solutions.flatMap((solution) => remarkOf(solution, target));
  return [
    paint(`Thresholds of ${signal} for a precision of ${target}, over ${truths} truths`, 'bold', view.colour),
    ...lines,
    ...[
      ...remarks,
      'high risk: the lower end of the interval keeps the target; else the share that was seen',
      'confirm: the definition’s own threshold; a channel cannot be told of what is not confirmed, unless it may be told early',
    ].flatMap((remark) => wrapped(remark, view.width, '  ').map((line) => paint(line, 'dim', view.colour))),
  ];
}

function proposedCells(point: ThresholdPoint | undefined) {
  if (point === undefined) return ['none', '–', '–', '–', '–'].map((text) => ({ text }));
  return [
    { text: point.threshold.toFixed(2), tone: 'bold' as const },
    { text: shareOf(point.precision) },
    { text: intervalOf(point.precision), tone: 'dim' as const },
    { text: shareOf(point.recall), tone: 'bold' as const },
    { text: intervalOf(point.recall), tone: 'dim' as const },
  ];
}

function remarkOf({ channel, proposed, nearest }: Solution, target: number): readonly string[] {
  if (proposed !== undefined) return [];
  if (nearest === undefined) return [`${channel}: no threshold tells ${TOLD_MIN} that are right or wrong`];
  return [
    `${channel}: no threshold keeps ${target}; ${nearest.threshold.toFixed(2)} comes nearest, with ` +
      `${shareOf(nearest.precision)} (${intervalOf(nearest.precision)}) at a recall of ${shareOf(nearest.recall)}`,
  ];
}
