import type { InspectReport, ShownRow } from './inspect-file.ts';

/** The report as a person reads it. */
export function renderInspection(report: InspectReport, width: number): string {
  const { ids, sign, duplicates } = report;
  const range = report.from === null ? 'no days' : `${report.from} to ${report.to}`;
  const lines = [
    `file        ${report.file}`,
    `format      ${report.format}: ${report.why}`,
    `records     ${report.records}${report.more ? ', and there are more' : ''}; ${range}; ${report.accounts} ${report.accounts === 1 ? 'account' : 'accounts'}`,
    `sign        ${sign.convention}; ${sign.in} in, ${sign.out} out`,
    `            ${signText(report)}`,
    `ids         ${ids.quality}: ${ids.text}`,
    `duplicates  ${duplicatesText(duplicates)}`,
    ...section(
      'missing',
      report.missing.map(
        ({ what, share, costs, signals }) =>
          `${what}${share < 1 ? ` (in ${Math.round(share * 100)}% of the rows)` : ''}: ${costs}${signals.length === 0 ? '' : ` [${signals.join(', ')}]`}`,
      ),
    ),
    ...section(
      'problems',
      report.problems.map(
        ({ code, detail, count, line, path }) =>
          `${code} ${count} times, first at ${path ?? `line ${line}`}: ${detail}`,
      ),
    ),
    ...section('doubts', report.doubts),
    '',
    ...table(report.sample, width),
  ];
  if (report.mapping !== undefined)
    lines.push(
      '',
      'mapping, to be corrected and given with --mapping FILE:',
      JSON.stringify(report.mapping, null, 2),
    );
  return lines.join('\n');
}

function signText({ sign }: InspectReport): string {
  if (sign.verdict === 'unknown') return 'nothing in the rows shows whether that is right';
  const evidence = sign.evidence.join(', ');
  return sign.verdict === 'agrees'
    ? `${evidence}: that agrees`
    : `${evidence}: THIS SPEAKS AGAINST IT, look at the rows below`;
}

function duplicatesText(found: InspectReport['duplicates']): string {
  const parts = [
    [found.id, 'by id'],
    [found.link, 'by a link'],
    [found.fingerprint, 'by account, day, amount and text, under two ids'],
    [found.pending, 'pending beside their booking'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, how]) => `${count} ${how}`);
  const kept =
    found.equalRowsKept > 0 ? `; ${found.equalRowsKept} equal rows are kept apart by their order` : '';
  return `${said.length === 0 ? 'none' : said.join(', ')}${kept}`;
}

function section(name: string, texts: readonly string[]): string[] {
  if (texts.length === 0) return [];
  return texts.map((text, index) => `${(index === 0 ? name : '').padEnd(12)}${text}`);
}

/** Columns of the table, each with the most it may take; the description has what is left. */
const COLUMNS: readonly (readonly [keyof ShownRow, number])[] = [
  ['date', 10],
  ['amount', 14],
  ['currency', 8],
  ['status', 8],
  ['channel', 14],
  ['description', 60],
  ['merchant', 24],
  ['category', 24],
];

function table(rows: readonly ShownRow[], width: number): string[] {
  if (rows.length === 0) return ['no row could be understood'];
  const widths = COLUMNS.map(([key, most]) =>
    Math.min(most, Math.max(key.length, ...rows.map((row) => row[key].length))),
  );
  const used = widths.reduce((sum, one) => sum + one + 2, 0);
  const description = COLUMNS.findIndex(([key]) => key === 'description');
  if (used > width) widths[description] = Math.max(16, widths[description]! - (used - width));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => {
        const fit = cell.length > widths[index]! ? `${cell.slice(0, widths[index]! - 1)}…` : cell;
        return COLUMNS[index]![0] === 'amount' ? fit.padStart(widths[index]!) : fit.padEnd(widths[index]!);
      })
      .join('  ')
      .trimEnd();
  return [line(COLUMNS.map(([key]) => key)), ...rows.map((row) => line(COLUMNS.map(([key]) => row[key])))];
}
