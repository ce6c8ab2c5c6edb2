import { currencyExponent } from '../../model/money.ts';
import type { CsvRole } from './mapping.ts';
import { type DateProposal, proposeDates } from './propose-dates.ts';
import type { HeaderFind } from './propose-header.ts';

type Rows = readonly (readonly string[])[];

/** The columns of all roles but those of money, by index. */
export interface RolesProposal {
  readonly columns: Partial<Record<CsvRole, readonly number[]>>;
  readonly date: DateProposal | undefined;
  readonly pending: readonly string[];
  readonly rejected: readonly string[];
  readonly doubts: readonly string[];
}

/** Roles of one column each, in the order in which they choose; money's are chosen elsewhere. */
const SINGLE_ROLES = [
  'creditorId',
  'mandateId',
  'mcc',
  'counterparty',
  'payee',
  'payer',
  'iban',
  'account',
  'customer',
  'id',
  'status',
  'channel',
] as const;
const MONEY_ROLES: ReadonlySet<CsvRole> = new Set(['amount', 'debit', 'credit', 'flag', 'balanceAfter']);

/** Finds the columns by their names where there are some, and holds each against what it contains. */
export function proposeRoles(header: HeaderFind, rows: Rows): RolesProposal {
  const columns: Partial<Record<CsvRole, readonly number[]>> = {};
  const taken = new Set<number>();
  const doubts: string[] = [];
  const take = (role: CsvRole, index: number): void => {
    columns[role] = [index];
    taken.add(index);
  };
  const date = takeDates(header, rows, take);
  const currency = columnsOf(header, 'currency').find((index) => isCurrencyColumn(cellsOf(rows, index)));
  if (currency !== undefined) take('currency', currency);
  for (const role of SINGLE_ROLES) {
    const found = columnsOf(header, role).find(
      (index) => !taken.has(index) && fits(role, cellsOf(rows, index)),
    );
    if (found === undefined) continue;
    // A column that says the type may stand in the description too, and a channel's words are its.
    if (role === 'channel') columns.channel = [found];
    else take(role, found);
  }
  if (columns.id !== undefined && !isUnique(cellsOf(rows, columns.id[0]!))) {
    doubts.push(`id: "${header.names[columns.id[0]!]}" repeats, so it is not taken for an id`);
    delete columns.id;
  }
  const described = describedColumns(header, rows, taken);
  const hasName = columns.counterparty !== undefined || columns.payee !== undefined;
  const description = described.length > 0 || hasName ? described : wordyColumns(header, rows, taken);
  if (description.length > 0) columns.description = description;
  if (description !== described && header.names.length > 0)
    doubts.push('description: no column is named so; those with words are taken');
  return { columns, date, ...statusWords(rows, columns.status?.[0]), doubts };
}

/** Columns whose name may have a role; without names each may. */
export function columnsOf(header: HeaderFind, role: CsvRole): readonly number[] {
  const all = header.roles.map((_, index) => index);
  if (header.names.length === 0) return ROLES_BY_CONTENT.has(role) ? all : [];
  return all
    .filter((index) => header.roles[index]!.includes(role))
    .sort((left, right) => rank(header, left, role) - rank(header, right, role));
}

/** What content alone can tell. */
const ROLES_BY_CONTENT: ReadonlySet<CsvRole> = new Set([
  'date',
  'currency',
  'amount',
  'flag',
  'balanceAfter',
  'description',
]);

/** A name that means only this role chooses before one that may mean several. */
function rank(header: HeaderFind, index: number, role: CsvRole): number {
  const roles = header.roles[index]!;
  return roles.indexOf(role) * 10 + roles.length;
}

/** The cells of a column, trimmed. */
export function cellsOf(rows: Rows, index: number): readonly string[] {
  return rows.map((row) => row[index]?.trim() ?? '');
}

function takeDates(
  header: HeaderFind,
  rows: Rows,
  take: (role: CsvRole, index: number) => void,
): DateProposal | undefined {
  const prefersMonth =
    header.currencies.includes('USD') ||
    header.names.some((name) => /^(posting|post|trans\.?|check|debit|credit)\b/i.test(name.trim()));
  const used = new Set<number>();
  let date: DateProposal | undefined;
  const roles: readonly CsvRole[] = ['date', 'transactionDate', 'valueDate'];
  for (const role of roles) {
    for (const index of columnsOf(header, role)) {
      if (used.has(index) || (header.names.length === 0 && date !== undefined)) continue;
      const proposal = proposeDates(cellsOf(rows, index), prefersMonth);
      if (
        proposal === undefined ||
        (date !== undefined && proposal.format !== date.format && proposal.doubts.length === 0)
      )
        continue;
      used.add(index);
      // A file that names only the day of purchase or of value has that as its day.
      take(date === undefined ? 'date' : role, index);
      date ??= proposal;
      break;
    }
  }
  return date;
}

function isCurrencyColumn(cells: readonly string[]): boolean {
  const given = cells.filter((cell) => cell !== '');
  return given.length > 0 && given.every((cell) => currencyExponent(cell.toUpperCase()) !== undefined);
}

/** Whether what a column holds can be what its name says. */
function fits(role: CsvRole, cells: readonly string[]): boolean {
  const given = cells.filter((cell) => cell !== '');
  if (given.length === 0) return false;
  if (role === 'mcc') return given.every((cell) => /^\d{4}$/.test(cell));
  if (role === 'status' || role === 'channel') return new Set(given).size <= Math.max(12, given.length / 10);
  // One number in every row is the account's own, not the other side's.
  if (role === 'iban') return given.length === 1 || new Set(given).size > 1;
  if (role === 'id') return given.length === cells.length;
  if (role === 'account') return new Set(given).size <= 20 && given.length === cells.length;
  return true;
}

function isUnique(cells: readonly string[]): boolean {
  return new Set(cells).size === cells.length;
}

/** Texts that say what a payment is for, by name. */
function describedColumns(header: HeaderFind, rows: Rows, taken: ReadonlySet<number>): readonly number[] {
  if (header.names.length === 0) return [];
  return columnsOf(header, 'description')
    .filter((index) => !taken.has(index) && !MONEY_ROLES.has(header.roles[index]![0] ?? 'description'))
    .filter((index) => cellsOf(rows, index).some((cell) => cell !== ''))
    .sort((left, right) => left - right);
}

/** The same by what columns hold: words in most of the cells. */
function wordyColumns(header: HeaderFind, rows: Rows, taken: ReadonlySet<number>): readonly number[] {
  return header.roles
    .map((_, index) => index)
    .filter((index) => {
      const cells = cellsOf(rows, index).filter((cell) => cell !== '');
      return (
        !taken.has(index) &&
        cells.length > 0 &&
        cells.filter((cell) => /\p{L}{3}/u.test(cell)).length > cells.length / 2
      );
    });
}

const PENDING =
  /pending|vorgemerkt|vormerkung|offen|en cours|pendiente|in sospeso|gereserveerd|authori[sz]ed|processing/i;
const REJECTED = /reject|declin|revert|failed|cancel|abgelehnt|storniert|rechaz|refus|rifiut/i;

function statusWords(
  rows: Rows,
  index: number | undefined,
): { pending: readonly string[]; rejected: readonly string[] } {
  const words = index === undefined ? [] : [...new Set(cellsOf(rows, index))].filter((word) => word !== '');
  return {
    pending: words.filter((word) => PENDING.test(word)),
    rejected: words.filter((word) => REJECTED.test(word)),
  };
}
