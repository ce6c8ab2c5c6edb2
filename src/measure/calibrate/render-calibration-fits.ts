import type { View } from '../../lib/terminal.ts';
import { paint, wrapped } from '../../lib/terminal.ts';
import { count, decimal } from '../render-cells.ts';
import { layOut } from '../table.ts';
import { BASES, type Basis, type BasisFit, type SignalCalibration } from './calibrate-signal.ts';

const TITLES: Readonly<Record<Basis, string>> = {
  snapshots: 'Month-end snapshots of all hypotheses for which anything speaks',
  confirmations: 'First confirmations',
};

/** What was fitted, on each basis, as a person reads it. */
export function renderFits(signals: readonly SignalCalibration[], view: View): readonly string[] {
  return BASES.flatMap((basis) => [
    paint(TITLES[basis], 'bold', view.colour),
    ...layOut(
      {
        keyColumns: 1,
        columns: [
          { heading: 'signal', align: 'left' },
          { heading: 'labels', align: 'right' },
          { heading: 'right', align: 'right' },
          { heading: 'customers', align: 'right' },
          { heading: 'map', align: 'left' },
          { heading: 'ECE before', align: 'right' },
          { heading: 'after', align: 'right', joined: true },
          { heading: '(perfect)', align: 'right', joined: true },
          { heading: 'Brier before', align: 'right' },
          { heading: 'after', align: 'right', joined: true },
        ],
        rows: signals.map((each) => rowOf(each.signal, each[basis])),
      },
      view,
    ),
    '',
  ]).concat(
    [
      'customers: those with the rarer outcome; they choose the method (20: platt, 100: beta, 500: isotonic)',
      'before, after: each half of the customers through the map of the other half',
    ].flatMap((remark) => wrapped(remark, view.width, '  ').map((line) => paint(line, 'dim', view.colour))),
  );
}

function rowOf(signal: string, { labels, right, customers, map, check, why }: BasisFit) {
  return [
    { text: signal },
    { text: count(labels) },
    { text: count(right) },
    { text: count(customers) },
    why === undefined
      ? { text: map!.method, tone: 'good' as const }
      : { text: `none: ${why}`, tone: 'dim' as const },
    { text: decimal(check?.before.ece ?? null, 3) },
    { text: decimal(check?.after?.ece ?? null, 3), tone: 'bold' as const },
    { text: decimal(check?.after?.ecePerfect ?? null, 3), tone: 'dim' as const },
    { text: decimal(check?.before.brier ?? null, 4) },
    { text: decimal(check?.after?.brier ?? null, 4), tone: 'bold' as const },
  ];
}
