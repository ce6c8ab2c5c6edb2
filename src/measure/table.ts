import { paint, type Tone } from '../lib/terminal.ts';

export type { Tone };

export interface Cell {
  readonly text: string;
  readonly tone?: Tone;
}

export interface Column {
  readonly heading: string;
  readonly align: 'left' | 'right';
  /** Stays on the line of the column before it. */
  readonly joined?: boolean;
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** How many columns at the start name the row; they are repeated when the rest needs more than one block. */
  readonly keyColumns: number;
}

const GAP = '  ';
const KEY_WIDTH_MIN = 8;

/** Lays out a table in lines no wider than `width`, in several blocks one below the other where it does not fit. */
export function layOut(
  table: Table,
  { colour, width }: { colour: boolean; width: number },
): readonly string[] {
  const widths = columnWidths(table, width);
  return blocksOf(table, widths, width).flatMap((block, index) => {
    const heading = block.map((column) => ({ text: table.columns[column]!.heading, tone: 'bold' as const }));
    const lines = [heading, ...table.rows.map((row) => block.map((column) => row[column]!))];
    const laid = lines.map((cells) => {
      const padded = cells.map((cell, position) => {
        const column = block[position]!;
        return paint(
          pad(cell.text, widths[column]!, table.columns[column]!.align),
          cell.tone ?? 'plain',
          colour,
        );
      });
      return `  ${padded.join(GAP)}`.trimEnd();
    });
    return index === 0 ? laid : ['', ...laid];
  });
}

/** Each column as wide as its widest cell; where names of rows would take half the line, the longest give way. */
function columnWidths({ columns, rows, keyColumns }: Table, width: number): readonly number[] {
  const widths = columns.map(({ heading }, column) =>
    Math.max(lengthOf(heading), ...rows.map((row) => lengthOf(row[column]!.text))),
  );
  const keys = widths.slice(0, keyColumns);
  const budget = Math.max(KEY_WIDTH_MIN * keyColumns, Math.floor(width / 2));
  while (keys.reduce((sum, key) => sum + key, 0) > budget) {
    const widest = Math.max(...keys);
    keys[keys.indexOf(widest)] = widest - 1;
  }
  return [...keys, ...widths.slice(keyColumns)];
}

function blocksOf(
  { columns, keyColumns }: Table,
  widths: readonly number[],
  width: number,
): readonly number[][] {
  const keys = columns.slice(0, keyColumns).map((_, column) => column);
  const spanOf = (block: readonly number[]) =>
    block.reduce((sum, column) => sum + widths[column]! + GAP.length, 0);
  const blocks: number[][] = [];
  let block = [...keys];
  for (let column = keyColumns; column < columns.length; ) {
    let end = column + 1;
    while (columns[end]?.joined === true) end++;
    const group = columns.slice(column, end).map((_, offset) => column + offset);
    if (block.length > keyColumns && spanOf([...block, ...group]) > width) {
      blocks.push(block);
      block = [...keys];
    }
    block.push(...group);
    column = end;
  }
  blocks.push(block);
  return blocks;
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const characters = [...text];
  const cut = characters.length > width ? `${characters.slice(0, width - 1).join('')}…` : text;
  const blanks = ' '.repeat(width - lengthOf(cut));
  return align === 'left' ? cut + blanks : blanks + cut;
}

function lengthOf(text: string): number {
  return [...text].length;
}
