import { didYouMeanHint } from '../../lib/did-you-mean.ts';
import { currencyExponent } from '../../model/money.ts';
import { parseDateFormat } from './date.ts';

/** What a column of a CSV file can be. */
export const CSV_ROLES = [
  'date',
  'valueDate',
  'transactionDate',
  'amount',
  'debit',
  'credit',
  'flag',
  'currency',
  'description',
  'id',
  'account',
  'accountType',
  'customer',
  'status',
  'channel',
  'mcc',
  'counterparty',
  'payee',
  'payer',
  'iban',
  'creditorId',
  'mandateId',
  'balanceAfter',
] as const;
export type CsvRole = (typeof CSV_ROLES)[number];

export const CSV_ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'iso-8859-1',
  'iso-8859-15',
] as const;
export type CsvEncoding = (typeof CSV_ENCODINGS)[number];

/** How in and out are told: by the sign, by the sign the other way round, by two columns, or by a word in a column. */
export const CSV_SIGNS = ['signed', 'inverted', 'debit-credit', 'flag'] as const;
export type CsvSign = (typeof CSV_SIGNS)[number];

/** A column by the name in the header, or by its place, from 1. */
export type ColumnName = string | number;

/** How one bank's CSV export is to be read: what `--mapping FILE` holds, and `inspect` proposes. */
export interface CsvMapping {
  readonly format: 'csv';
  readonly delimiter: string;
  /** Empty where nothing is quoted. */
  readonly quote: string;
  readonly encoding: CsvEncoding;
  readonly decimal: '.' | ',';
  readonly dateFormat: string;
  readonly header: boolean;
  /** Rows before the first one that counts, blank lines left out; with a header it may stand later too. */
  readonly skip: number;
  readonly sign: CsvSign;
  /** Words of the flag column, in any case. */
  readonly flag: { readonly in: readonly string[]; readonly out: readonly string[] };
  /** Words of the status column; any other is booked. */
  readonly pending: readonly string[];
  readonly rejected: readonly string[];
  /** Several columns of one role are joined with a blank. */
  readonly columns: Readonly<Partial<Record<CsvRole, readonly ColumnName[]>>>;
  /** Where no column says it. */
  readonly currency: string;
  readonly account: string;
}

export const MAPPING_DEFAULTS: CsvMapping = {
  format: 'csv',
  delimiter: ',',
  quote: '"',
  encoding: 'utf-8',
  decimal: '.',
  dateFormat: 'YYYY-MM-DD',
  header: true,
  skip: 0,
  sign: 'signed',
  flag: { in: [], out: [] },
  pending: [],
  rejected: [],
  columns: {},
  currency: '',
  account: '',
};

/** Reads a mapping file's JSON value; gives every problem at once instead when it has some. */
export function parseMapping(value: unknown): CsvMapping | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  if (!isObject(value)) return { problems: ['a mapping must be one JSON object'] };
  for (const key of Object.keys(value)) {
    if (key in MAPPING_DEFAULTS || key === 'doubts') continue;
    problems.push(`"${key}" is not known.${didYouMeanHint(key, Object.keys(MAPPING_DEFAULTS))}`);
  }
  const mapping: CsvMapping = {
    format: readWord(problems, value, 'format', ['csv']),
    delimiter: readText(problems, value, 'delimiter'),
    quote: readText(problems, value, 'quote'),
    encoding: readWord(problems, value, 'encoding', CSV_ENCODINGS),
    decimal: readWord(problems, value, 'decimal', ['.', ',']),
    dateFormat: readText(problems, value, 'dateFormat'),
    header: readBoolean(problems, value, 'header'),
    skip: readCount(problems, value, 'skip'),
    sign: readWord(problems, value, 'sign', CSV_SIGNS),
    flag: readFlag(problems, value),
    pending: readWords(problems, value, 'pending'),
    rejected: readWords(problems, value, 'rejected'),
    columns: readColumns(problems, value),
    currency: readText(problems, value, 'currency'),
    account: readText(problems, value, 'account'),
  };
  problems.push(...contradictionsOf(mapping));
  return problems.length > 0 ? { problems } : mapping;
}

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readText(
  problems: string[],
  value: Fields,
  key: 'delimiter' | 'quote' | 'dateFormat' | 'currency' | 'account',
): string {
  const text = value[key] ?? MAPPING_DEFAULTS[key];
  if (typeof text === 'string') return text;
  problems.push(`"${key}" must be a string`);
  return MAPPING_DEFAULTS[key];
}

function readBoolean(problems: string[], value: Fields, key: 'header'): boolean {
  const answer = value[key] ?? MAPPING_DEFAULTS[key];
  if (typeof answer === 'boolean') return answer;
  problems.push(`"${key}" must be true or false`);
  return MAPPING_DEFAULTS[key];
}

function readCount(problems: string[], value: Fields, key: 'skip'): number {
  const count = value[key] ?? MAPPING_DEFAULTS[key];
  if (typeof count === 'number' && Number.isInteger(count) && count >= 0) return count;
  problems.push(`"${key}" must be a whole number from 0`);
  return MAPPING_DEFAULTS[key];
}

function readWord<T extends string>(
  problems: string[],
  value: Fields,
  key: 'format' | 'encoding' | 'decimal' | 'sign',
  words: readonly T[],
): T {
  const given = value[key] ?? MAPPING_DEFAULTS[key];
  const word = words.find((known) => known === given);
  if (word !== undefined) return word;
  const hint = typeof given === 'string' ? didYouMeanHint(given, words) : '';
  problems.push(`"${key}" must be one of ${words.map((known) => JSON.stringify(known)).join(', ')}.${hint}`);
  return words[0]!;
}

function readWords(problems: string[], value: Fields, key: string): readonly string[] {
  const words = value[key] ?? [];
  if (Array.isArray(words) && words.every((word) => typeof word === 'string')) return words;
  problems.push(`"${key}" must be a list of strings`);
  return [];
}

function readFlag(problems: string[], value: Fields): CsvMapping['flag'] {
  const flag = value.flag ?? MAPPING_DEFAULTS.flag;
  if (isObject(flag)) return { in: readWords(problems, flag, 'in'), out: readWords(problems, flag, 'out') };
  problems.push('"flag" must hold the words for money in and out: {"in": ["Bij"], "out": ["Af"]}');
  return MAPPING_DEFAULTS.flag;
}

function readColumns(problems: string[], value: Fields): CsvMapping['columns'] {
  if (!isObject(value.columns)) {
    problems.push('"columns" must say which column has which role: {"date": "Date", "amount": "Amount"}');
    return {};
  }
  const columns: Partial<Record<CsvRole, readonly ColumnName[]>> = {};
  for (const [role, given] of Object.entries(value.columns)) {
    const known = CSV_ROLES.find((name) => name === role);
    const names: unknown[] = Array.isArray(given) ? given : [given];
    if (known === undefined) problems.push(`"columns.${role}" is no role.${didYouMeanHint(role, CSV_ROLES)}`);
    else if (names.length > 0 && names.every(isColumnName)) columns[known] = names;
    else problems.push(`"columns.${role}" must be a column's name or its number from 1, or a list of them`);
  }
  return columns;
}

function isColumnName(value: unknown): value is ColumnName {
  return typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value) && value >= 1);
}

/** What each field may be and the whole may not. */
function contradictionsOf(mapping: CsvMapping): string[] {
  const { columns, sign, flag } = mapping;
  const problems: string[] = [];
  if (mapping.delimiter.length !== 1)
    problems.push('"delimiter" must be one character; "\\t" is the tabulator');
  if (mapping.quote.length > 1) problems.push('"quote" must be one character, or empty');
  if (parseDateFormat(mapping.dateFormat) === undefined)
    problems.push('"dateFormat" must be made of YYYY or YY, MM or MMM, DD, such as "DD.MM.YYYY"');
  if (columns.date === undefined)
    problems.push('"columns.date" is missing: no transaction is without its day');
  if (columns.description === undefined && columns.counterparty === undefined && columns.payee === undefined)
    problems.push('"columns.description" is missing: nothing would say what a payment is for');
  if (sign === 'debit-credit') {
    if (columns.debit === undefined || columns.credit === undefined)
      problems.push('"sign" is "debit-credit", so "columns.debit" and "columns.credit" are both needed');
  } else if (columns.amount === undefined) problems.push('"columns.amount" is missing');
  if (sign === 'flag' && columns.flag === undefined)
    problems.push('"sign" is "flag", so "columns.flag" is needed');
  if (columns.flag !== undefined && (flag.in.length === 0 || flag.out.length === 0))
    problems.push('"flag" must hold the words for money in and out: {"in": ["Bij"], "out": ["Af"]}');
  if (mapping.currency !== '' && currencyExponent(mapping.currency) === undefined)
    problems.push('"currency" must be a known ISO 4217 code in upper case');
  if (mapping.currency === '' && columns.currency === undefined)
    problems.push('"currency" is missing: give the code, or its column in "columns.currency"');
  if (
    !mapping.header &&
    Object.values(columns).some((names) => names.some((name) => typeof name === 'string'))
  )
    problems.push('"header" is false, so columns must be given by number');
  return problems;
}
