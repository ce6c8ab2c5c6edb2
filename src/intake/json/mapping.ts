import { didYouMeanHint } from '../../lib/did-you-mean.ts';
import { currencyExponent } from '../../model/money.ts';

/** What a field of a record can be. */
export const JSON_ROLES = [
  'id',
  'account',
  'accountType',
  'customer',
  'date',
  'transactionDate',
  'valueDate',
  'at',
  'seen',
  'amount',
  'flag',
  'currency',
  'description',
  'status',
  'channel',
  'mcc',
  'counterparty',
  'iban',
  'creditorId',
  'mandateId',
  'balanceAfter',
  'replaces',
  'reverses',
] as const;
export type JsonRole = (typeof JSON_ROLES)[number];

/** How in and out are told: by the sign, by the sign the other way round, or by a word beside an unsigned amount. */
export const JSON_SIGNS = ['signed', 'inverted', 'flag'] as const;
/** How days are written: as ISO 8601, or as a number of days or of parts of a second since 1970. */
export const JSON_DATES = ['iso', 'days', 'seconds', 'milliseconds', 'microseconds'] as const;

/** A condition that takes a record out: a field that says one of these, or that says anything. */
export interface SkipRule {
  readonly field: string;
  /** Texts, numbers, truths; absent for anything but null and blanks. */
  readonly is?: readonly (string | number | boolean)[];
}

/** How records of JSON become transactions: what `--mapping FILE` holds. */
export interface JsonMapping {
  readonly format: 'json';
  /** Keys to the list of records, joined with dots; empty where each document is a record. */
  readonly records: string;
  /** For each role the fields that may hold it, in order, nested ones with dots: the first that says something counts. */
  readonly fields: Readonly<Partial<Record<JsonRole, readonly string[]>>>;
  readonly sign: (typeof JSON_SIGNS)[number];
  readonly flag: { readonly in: readonly string[]; readonly out: readonly string[] };
  readonly dates: (typeof JSON_DATES)[number];
  /** Digits behind the point of amounts that come as whole numbers of minor units, or as bytes in base64; absent for decimal numbers. */
  readonly scale?: number;
  /** Words of the status field; any other is booked. */
  readonly pending: readonly string[];
  readonly rejected: readonly string[];
  /** What the words of the channel field mean. */
  readonly channels: Readonly<Record<string, string>>;
  readonly skip: readonly SkipRule[];
}

const DEFAULTS: JsonMapping = {
  format: 'json',
  records: '',
  fields: {},
  sign: 'signed',
  flag: { in: [], out: [] },
  dates: 'iso',
  pending: [],
  rejected: [],
  channels: {},
  skip: [],
};
const KEYS = [...Object.keys(DEFAULTS), 'scale', 'currency', 'account'];
const SCALE_MAX = 8;

type Problem = (text: string) => void;
type Fields = Readonly<Record<string, unknown>>;

/** Reads a mapping's JSON value; all problems at once. */
export function parseJsonMapping(
  value: unknown,
): { readonly mapping: JsonMapping } | { readonly problems: readonly string[] } {
  if (!isObject(value)) return { problems: ['a mapping must be one JSON object'] };
  const problems: string[] = [];
  const problem: Problem = (text) => problems.push(text);
  for (const key of Object.keys(value))
    if (!KEYS.includes(key)) problem(`"${key}" is not known.${didYouMeanHint(key, KEYS)}`);
  const sign = readWord(value, 'sign', JSON_SIGNS, problem);
  const mapping: JsonMapping = {
    format: readWord(value, 'format', ['json'] as const, problem),
    records: typeof value.records === 'string' ? value.records : '',
    fields: readFields(value.fields, problem),
    sign,
    flag: {
      in: readList(isObject(value.flag) ? value.flag : {}, 'in', problem),
      out: readList(isObject(value.flag) ? value.flag : {}, 'out', problem),
    },
    dates: readWord(value, 'dates', JSON_DATES, problem),
    pending: readList(value, 'pending', problem),
    rejected: readList(value, 'rejected', problem),
    channels: readChannels(value.channels, problem),
    skip: readSkip(value.skip, problem),
    ...readScale(value.scale, problem),
  };
  if (value.records !== undefined && typeof value.records !== 'string') problem('"records" must be a string');
  for (const role of ['date', 'amount'] as const)
    if (mapping.fields[role] === undefined) problem(`"fields.${role}" is missing`);
  if (
    sign === 'flag' &&
    (mapping.fields.flag === undefined || mapping.flag.in.length + mapping.flag.out.length < 2)
  )
    problem('"sign" is "flag", so "fields.flag" is needed, and "flag" with the words for "in" and "out"');
  if (typeof value.currency === 'string' && currencyExponent(value.currency) === undefined)
    problem('"currency" must be a known ISO 4217 code in upper case');
  return problems.length > 0 ? { problems } : { mapping: { ...mapping, ...readFallbacks(value) } };
}

/** A currency and an account for records that name none stand in the fields as texts that begin with "=". */
function readFallbacks(value: Fields): Partial<JsonMapping> {
  const fields = { ...(readFields(value.fields, () => undefined) as Record<string, readonly string[]>) };
  for (const role of ['currency', 'account'] as const) {
    const text = value[role];
    if (typeof text === 'string') fields[role] = [...(fields[role] ?? []), `=${text}`];
  }
  return { fields };
}

function readWord<T extends string>(value: Fields, key: string, words: readonly T[], problem: Problem): T {
  const given = value[key] ?? DEFAULTS[key as keyof JsonMapping];
  const word = words.find((known) => known === given);
  if (word === undefined) {
    const hint = typeof given === 'string' ? didYouMeanHint(given, words) : '';
    problem(`"${key}" must be one of ${words.join(', ')}.${hint}`);
  }
  return word ?? words[0]!;
}

function readList(value: Fields, key: string, problem: Problem): readonly string[] {
  const list = value[key] ?? [];
  if (Array.isArray(list) && list.every((one) => typeof one === 'string')) return list;
  problem(`"${key}" must be a list of strings`);
  return [];
}

function readFields(value: unknown, problem: Problem): JsonMapping['fields'] {
  const fields: Partial<Record<JsonRole, readonly string[]>> = {};
  if (!isObject(value)) {
    problem('"fields" must say which field has which role: {"id": "guid", "amount": "amount"}');
    return fields;
  }
  for (const [role, given] of Object.entries(value)) {
    const known = JSON_ROLES.find((name) => name === role);
    const names: readonly unknown[] = Array.isArray(given) ? given : [given];
    if (known === undefined) problem(`"fields.${role}" is no role.${didYouMeanHint(role, JSON_ROLES)}`);
    else if (names.length > 0 && names.every((name) => typeof name === 'string' && name !== ''))
      fields[known] = names as string[];
    else problem(`"fields.${role}" must be the name of a field, or a list of them`);
  }
  return fields;
}

function readChannels(value: unknown, problem: Problem): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  if (isObject(value) && Object.values(value).every((word) => typeof word === 'string'))
    return value as Record<string, string>;
  problem('"channels" must say what the words of the channel mean: {"ATM": "cash"}');
  return {};
}

function readSkip(value: unknown, problem: Problem): readonly SkipRule[] {
  if (value === undefined) return [];
  const isRule = (rule: unknown) =>
    isObject(rule) && typeof rule.field === 'string' && (rule.is === undefined || Array.isArray(rule.is));
  if (Array.isArray(value) && value.every(isRule)) return value as SkipRule[];
  problem('"skip" must be a list such as [{"field": "isAdjustingEntry", "is": [true]}]');
  return [];
}

function readScale(value: unknown, problem: Problem): { readonly scale?: number } {
  if (value === undefined) return {};
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= SCALE_MAX)
    return { scale: value };
  problem(`"scale" must be a whole number from 0 to ${SCALE_MAX}`);
  return {};
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
