import { rolesOfName } from './header-words.ts';
import type { CsvRole } from './mapping.ts';

/** Where the header stands, and where the rows begin. */
export interface HeaderFind {
  /** Empty when there is no header. */
  readonly names: readonly string[];
  readonly dataFrom: number;
  /** Columns of the rows. */
  readonly width: number;
  /** The roles that each column may have by its name. */
  readonly roles: readonly (readonly CsvRole[])[];
  readonly currencies: readonly string[];
  readonly doubts: readonly string[];
}

/** A header stands among the first rows, below what some banks write of the account and the period. */
const HEADER_ROWS_MAX = 40;
/** So many names that are known make a row a header. */
const KNOWN_MIN = 2;

/** Finds the header: the row with the most known names, among those that hold at least two. */
export function findHeader(rows: readonly (readonly string[])[]): HeaderFind {
  const candidates = rows.slice(0, HEADER_ROWS_MAX).map((row, index) => ({ index, known: countKnown(row) }));
  const best = candidates.reduce((left, right) => (right.known > left.known ? right : left), {
    index: -1,
    known: 0,
  });
  if (best.known < KNOWN_MIN) return withoutHeader(rows);
  const names = rows[best.index]!;
  const named = names.map(rolesOfName);
  return {
    names,
    dataFrom: best.index + 1,
    width: names.length,
    roles: named.map(({ roles }) => roles),
    currencies: named.map(({ currency }) => currency),
    doubts: [],
  };
}

/** Known names, of which a row of data has none; a row with numbers is no header. */
function countKnown(row: readonly string[]): number {
  if (row.some((cell) => /^[-+]?\d+[.,]\d\d$/.test(cell.trim()))) return 0;
  return row.filter((cell) => rolesOfName(cell).roles.length > 0).length;
}

function withoutHeader(rows: readonly (readonly string[])[]): HeaderFind {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const width = [...counts].reduce((left, right) => (right[1] > left[1] ? right : left), [0, 0])[0];
  const dataFrom = Math.max(
    rows.findIndex(({ length }) => length === width),
    0,
  );
  return {
    names: [],
    dataFrom,
    width,
    roles: Array.from({ length: width }, () => []),
    currencies: Array.from({ length: width }, () => ''),
    doubts: ['header: no row names its columns, so they are told by what they hold'],
  };
}
