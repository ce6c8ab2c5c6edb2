import type { CsvMapping, CsvRole } from './mapping.ts';
import { MAPPING_DEFAULTS, parseMapping } from './mapping.ts';
import { findHeader, type HeaderFind } from './propose-header.ts';
import { proposeMoney } from './propose-money.ts';
import { proposeRoles } from './propose-roles.ts';
import { readTable } from './table.ts';

/** A mapping that fits a file's head, with why and with what is not sure of it. */
export interface CsvProposal {
  readonly mapping: CsvMapping;
  readonly why: string;
  readonly doubts: readonly string[];
}

/** What cannot be found, when no mapping fits. */
export interface NoProposal {
  readonly missing: readonly string[];
}

/** Rows that are looked at. */
const ROWS_MAX = 1000;

/** Proposes how to read a CSV file from the bytes that it begins with; pure, and the same for the same bytes. */
export function proposeCsvMapping(head: Uint8Array): CsvProposal | NoProposal {
  const table = readTable(head);
  if (table === undefined) return { missing: ['a delimiter: the rows do not have two columns or more'] };
  const header = findHeader(table.rows);
  // Sums below the rows are shorter than these.
  const rows = table.rows
    .slice(header.dataFrom, header.dataFrom + ROWS_MAX)
    .filter(({ length }) => length >= header.width - 1);
  if (rows.length === 0) return { missing: ['rows: there is none below the header'] };
  const roles = proposeRoles(header, rows);
  const missing: string[] = [];
  if (roles.date === undefined) missing.push('a column with dates');
  const money = proposeMoney(header, rows, roles);
  if (money === undefined) missing.push('a column with amounts');
  if (roles.date === undefined || money === undefined) return { missing };
  const account = accountOf(table.rows.slice(0, header.dataFrom), roles.columns);
  const doubts = [
    ...table.doubts,
    ...header.doubts,
    ...roles.date.doubts,
    ...money.doubts,
    ...roles.doubts,
    ...account.doubts,
  ];
  const found: CsvMapping = {
    ...MAPPING_DEFAULTS,
    delimiter: table.delimiter,
    encoding: table.encoding,
    decimal: money.decimal,
    dateFormat: roles.date.format,
    header: header.names.length > 0,
    skip: header.names.length > 0 ? header.dataFrom - 1 : header.dataFrom,
    sign: money.sign,
    flag: money.flag,
    pending: roles.pending,
    rejected: roles.rejected,
    columns: namedColumns({ ...roles.columns, ...money.columns }, header),
    currency: money.currency,
    account: account.id,
  };
  const checked = parseMapping(JSON.parse(JSON.stringify(found)));
  if ('problems' in checked) return { missing: checked.problems };
  return { mapping: checked, why: whyOf(found, header, rows.length), doubts };
}

type Indexes = Readonly<Partial<Record<CsvRole, readonly number[]>>>;

/** Columns by name where a header has one of its own, else by number. */
function namedColumns(indexes: Indexes, header: HeaderFind): CsvMapping['columns'] {
  const columns: Partial<Record<CsvRole, readonly (string | number)[]>> = {};
  for (const [role, list] of Object.entries(indexes) as [CsvRole, readonly number[]][]) {
    columns[role] = list.map((index) => {
      const name = header.names[index] ?? '';
      const isUnique = header.names.filter((other) => other === name).length === 1;
      return name.trim() !== '' && isUnique ? name : index + 1;
    });
  }
  return columns;
}

const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/;

/** The account of rows that do not name theirs: the IBAN above the header, else one name for the whole file. */
function accountOf(
  preamble: readonly (readonly string[])[],
  columns: Indexes,
): { id: string; doubts: readonly string[] } {
  if (columns.account !== undefined) return { id: '', doubts: [] };
  const iban = IBAN.exec(preamble.map((row) => row.join(' | ')).join(' | '))?.[0]?.replaceAll(' ', '');
  if (iban !== undefined) return { id: iban, doubts: [] };
  return {
    id: 'account',
    doubts: ['account: no column names it; all rows are taken for one account called "account"'],
  };
}

function whyOf(mapping: CsvMapping, header: HeaderFind, count: number): string {
  const delimiter = mapping.delimiter === '\t' ? 'tabulators' : `"${mapping.delimiter}"`;
  const head = mapping.header ? `a header in row ${header.dataFrom}` : 'no header';
  return `rows of ${header.width} columns parted by ${delimiter}, ${head}, dates as ${mapping.dateFormat} in ${count} rows`;
}
