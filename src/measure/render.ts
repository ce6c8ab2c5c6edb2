import { paint, wrapped } from '../lib/terminal.ts';
import { count } from './render-cells.ts';
import { sectionsOf } from './render-sections.ts';
import type { EvaluationReport } from './report.ts';
import { layOut } from './table.ts';

const WIDTH_MIN = 60;

/** The report as a person reads it: tables no wider than `width` (60 at least), colours only where asked for. */
export function renderReport(report: EvaluationReport, view: { colour: boolean; width: number }): string {
  const width = Math.max(WIDTH_MIN, view.width);
  const { colour } = view;
  const { population } = report;
  const customers = `${count(population.customersKnown)} customers`;
  const months = `${count(Math.round(population.customerMonths))} customer-months after warm-up`;
  const lines = [
    paint('Evaluation', 'bold', colour),
    ...wrapped(`${customers}, ${population.from} to ${population.to}, ${months}`, width, '  '),
    ...report.notes.flatMap((note) => wrapped(`Note: ${note}`, width, '  ')),
  ];
  for (const { title, table, below } of sectionsOf(report)) {
    lines.push('', paint(title, 'bold', colour));
    if (table.rows.length === 0) lines.push('  none');
    else lines.push(...layOut(table, { colour, width }));
    for (const remark of below ?? []) {
      lines.push(...wrapped(remark, width, '  ').map((line) => paint(line, 'dim', colour)));
    }
  }
  return `${lines.join('\n')}\n`;
}
