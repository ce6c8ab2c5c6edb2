import { type ColumnName, CSV_ROLES, type CsvMapping, type CsvRole } from './mapping.ts';

/** The columns of each role by index; -1 where a role has none. */
export interface Columns {
  readonly first: Readonly<Record<CsvRole, number>>;
  readonly description: readonly number[];
  /** Fields that a row must have at least, so that no mapped column is cut off. */
  readonly needed: number;
  /** Fields that the header has; a row with more that are filled holds a delimiter that belongs to a text. 0 without a header. */
  readonly width: number;
}

/** Finds the mapped columns in a header, or by number without one; gives the names that the row does not hold instead. */
export function findColumns(
  mapping: CsvMapping,
  header: readonly string[],
): Columns | { readonly missing: readonly ColumnName[] } {
  const folded = header.map(foldHeader);
  const missing: ColumnName[] = [];
  const indexOf = (name: ColumnName): number => {
    const index = typeof name === 'number' ? name - 1 : folded.indexOf(foldHeader(name));
    if (index < 0 || (mapping.header && index >= header.length)) missing.push(name);
    return index;
  };
  const first = Object.fromEntries(CSV_ROLES.map((role) => [role, -1])) as Record<CsvRole, number>;
  let needed = 0;
  let description: number[] = [];
  for (const role of CSV_ROLES) {
    const indexes = (mapping.columns[role] ?? []).map(indexOf);
    if (indexes.length === 0) continue;
    first[role] = indexes[0]!;
    if (role === 'description') description = indexes;
    if (MONEY_ROLES.has(role)) needed = Math.max(needed, ...indexes.map((index) => index + 1));
  }
  return missing.length > 0
    ? { missing }
    : { first, description, needed, width: mapping.header ? header.length : 0 };
}

/** Without these a row says nothing; other columns may be cut off at a row's end, as some exports do. */
const MONEY_ROLES: ReadonlySet<CsvRole> = new Set(['date', 'amount', 'debit', 'credit', 'flag', 'currency']);

/** A column's name with case, accents, marks and surplus blanks taken off. */
export function foldHeader(name: string): string {
  return name
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
