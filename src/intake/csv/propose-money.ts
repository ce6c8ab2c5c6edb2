import { readAmountText } from './amount.ts';
import { ENGLISH } from './header-words.ts';
import type { CsvMapping, CsvRole, CsvSign } from './mapping.ts';
import { decideCurrency } from './propose-currency.ts';
import { findFlag } from './propose-flag.ts';
import type { HeaderFind } from './propose-header.ts';
import { cellsOf, columnsOf, type RolesProposal } from './propose-roles.ts';
import { findSignEvidence } from './propose-sign.ts';

type Rows = readonly (readonly string[])[];

/** Where the money stands, and how in and out are told. */
export interface MoneyProposal {
  readonly columns: Partial<Record<CsvRole, readonly number[]>>;
  readonly decimal: '.' | ',';
  readonly sign: CsvSign;
  readonly flag: CsvMapping['flag'];
  readonly currency: string;
  readonly doubts: readonly string[];
}

const NO_FLAG: CsvMapping['flag'] = { in: [], out: [] };
/** Cells of a column that must be amounts, of those that are filled. */
const SHARE_MIN = 0.8;

/** Finds the amounts: two columns for debit and credit, or one with a sign, or one with a flag beside it. */
export function proposeMoney(
  header: HeaderFind,
  rows: Rows,
  roles: RolesProposal,
): MoneyProposal | undefined {
  const taken = new Set(Object.values(roles.columns).flat());
  const open = (role: CsvRole): number[] =>
    columnsOf(header, role).filter((index) => !taken.has(index) && isAmounts(cellsOf(rows, index)));
  const amount = pickAmount(header, rows, open('amount'));
  const debit = open('debit').find((index) => index !== amount);
  const credit = open('credit').find((index) => index !== amount && index !== debit);
  const isSplit = debit !== undefined && credit !== undefined && !isFuller(rows, amount, [debit, credit]);
  const main = isSplit ? [debit, credit] : amount === undefined ? [] : [amount];
  if (main.length === 0) return undefined;
  const cells = main.flatMap((index) => cellsOf(rows, index)).filter((cell) => cell !== '');
  const decimal = decideDecimal(cells, header);
  const balance = columnsOf(header, 'balanceAfter').find(
    (index) => header.names.length > 0 && !main.includes(index) && isAmounts(cellsOf(rows, index)),
  );
  const columns: MoneyProposal['columns'] = isSplit ? { debit: [debit], credit: [credit] } : { amount: main };
  if (balance !== undefined) columns.balanceAfter = [balance];
  const currency = decideCurrency(header, rows, {
    main,
    balance,
    columns: roles.columns,
    decimal: decimal.mark,
    dateFormat: roles.date?.format ?? '',
  });
  const direction = isSplit
    ? { sign: 'debit-credit' as const, flag: NO_FLAG, doubts: [] }
    : decideSign(header, rows, { amount: main[0]!, balance, decimal: decimal.mark, taken, roles });
  if ('flagColumn' in direction && direction.flagColumn !== undefined) columns.flag = [direction.flagColumn];
  return {
    columns,
    decimal: decimal.mark,
    sign: direction.sign,
    flag: direction.flag,
    currency: currency.code,
    doubts: [...decimal.doubts, ...direction.doubts, ...currency.doubts],
  };
}

function isAmounts(cells: readonly string[]): boolean {
  const given = cells.filter((cell) => cell !== '');
  const read = given.filter(
    (cell) => typeof readAmountText(cell, '.') === 'object' || typeof readAmountText(cell, ',') === 'object',
  );
  return given.length > 0 && read.length / given.length >= SHARE_MIN;
}

/** The fullest of the columns that may be it; without names one with signs before one with decimals. */
function pickAmount(header: HeaderFind, rows: Rows, candidates: readonly number[]): number | undefined {
  const some = (index: number, shape: RegExp): boolean =>
    cellsOf(rows, index).some((cell) => shape.test(cell));
  if (header.names.length === 0) {
    const signed = candidates.find((index) => some(index, /^[-\u2212(]|-$/));
    return signed ?? candidates.find((index) => some(index, /[.,]\d{2}\D*$/));
  }
  const fullness = (index: number): number => cellsOf(rows, index).filter((cell) => cell !== '').length;
  return [...candidates].sort((left, right) => fullness(right) - fullness(left))[0];
}

function isFuller(rows: Rows, amount: number | undefined, split: readonly number[]): boolean {
  if (amount === undefined) return false;
  const filled = (index: number): number => cellsOf(rows, index).filter((cell) => cell !== '').length;
  return filled(amount) >= Math.max(...split.map(filled)) && filled(amount) > rows.length / 2;
}

/** The mark that all amounts allow; where both do, what the delimiter is mostly seen with. */
function decideDecimal(
  cells: readonly string[],
  header: HeaderFind,
): { mark: '.' | ','; doubts: readonly string[] } {
  const good = (mark: '.' | ','): number =>
    cells.filter((cell) => typeof readAmountText(cell, mark) === 'object').length;
  const points = good('.');
  const commas = good(',');
  if (points !== commas) {
    const mark = points > commas ? '.' : ',';
    const odd = cells.length - Math.max(points, commas);
    return {
      mark,
      doubts:
        odd > 0 ? [`decimal mark: ${odd} of ${cells.length} amounts cannot be read with "${mark}"`] : [],
    };
  }
  const hasGroups = cells.some((cell) => /\d[.,]\d{3}\b/.test(cell));
  const mark = header.names.some((name) => ENGLISH.test(name)) ? '.' : ',';
  if (!hasGroups) return { mark, doubts: [] };
  return { mark, doubts: [`decimal mark: amounts such as 1.234 can be read both ways; "${mark}" is taken`] };
}

interface SignQuestion {
  readonly amount: number;
  readonly balance: number | undefined;
  readonly decimal: '.' | ',';
  readonly taken: ReadonlySet<number>;
  readonly roles: RolesProposal;
}

interface Direction {
  readonly sign: CsvSign;
  readonly flag: CsvMapping['flag'];
  readonly flagColumn?: number;
  readonly doubts: readonly string[];
}

function decideSign(header: HeaderFind, rows: Rows, question: SignQuestion): Direction {
  const amounts = cellsOf(rows, question.amount).map((cell) => readAmountText(cell, question.decimal));
  const signs = amounts.map((read) => (typeof read === 'object' ? read.sign : 0));
  const hasNegative = signs.some((sign) => sign < 0);
  const flagged = findFlag(header, rows, question);
  if (flagged !== undefined && !hasNegative)
    return { sign: 'flag', flag: flagged.words, flagColumn: flagged.column, doubts: [] };
  const texts = rows.map((row) => row.join(' '));
  const balances =
    question.balance === undefined
      ? []
      : cellsOf(rows, question.balance).map((cell) => readAmountText(cell, question.decimal));
  const evidence = findSignEvidence(amounts, balances, texts);
  if (evidence.inverted)
    return {
      sign: 'inverted',
      flag: NO_FLAG,
      doubts: [`sign: positive amounts are taken for money out, since ${evidence.text}`],
    };
  if (hasNegative)
    return { sign: 'signed', flag: NO_FLAG, doubts: evidence.weak ? [`sign: ${evidence.text}`] : [] };
  return {
    sign: 'signed',
    flag: NO_FLAG,
    doubts: [
      'sign: no amount is negative, so every row is taken for money in; set "sign" to "inverted" if they are payments',
    ],
  };
}
