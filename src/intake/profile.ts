import { didYouMeanHint } from '../lib/did-you-mean.ts';
import { currencyExponent } from '../model/money.ts';
import { ACCOUNT_TYPES, type AccountType } from '../model/transaction.ts';

/** Whether a source's ids name one transaction of an account for ever; where not, what it looks like decides. */
export const ID_TRUSTS = ['trusted', 'none'] as const;
/** Which day a payment counts at: the day it happened where known, the booking day always, or the value day where known. */
export const PROFILE_DATE_RULES = ['happened', 'booking', 'value'] as const;
/** Whether the file's signs are as its format has them, or the other way round. */
export const PROFILE_SIGNS = ['as-given', 'inverted'] as const;
/** Whose an account of several holders is. */
export const JOINT_ACCOUNTS = ['first-holder', 'all-holders'] as const;

/** How one source fills its format: a bank's quirks are such a profile, not code. */
export interface Profile {
  readonly format: string;
  readonly idTrust: (typeof ID_TRUSTS)[number];
  /** The zone whose calendar instants with an offset are read in; empty for the day as it is written. */
  readonly timeZone: string;
  readonly dateRule: (typeof PROFILE_DATE_RULES)[number];
  readonly sign: (typeof PROFILE_SIGNS)[number];
  readonly jointAccounts: (typeof JOINT_ACCOUNTS)[number];
  /** Where records name no account, no currency, no type of account; empty for none. */
  readonly account: string;
  readonly currency: string;
  readonly accountType: AccountType | '';
}

const COMMON: Omit<Profile, 'format'> = {
  idTrust: 'trusted',
  timeZone: '',
  dateRule: 'happened',
  sign: 'as-given',
  jointAccounts: 'first-holder',
  account: '',
  currency: '',
  accountType: '',
};

/** What each format's sources do unless a profile says otherwise; a format that is not listed does the common thing. */
const BY_FORMAT: Readonly<Record<string, Partial<Profile>>> = {
  // Banks write instants of UTC, and customers live by the clock of London.
  'ob-uk': { timeZone: 'Europe/London' },
  // The standard leaves the currency to the account, and its members are banks of the United States and Canada.
  fdx: { currency: 'USD' },
};

/** The profile of a format for which none was given. */
export function defaultProfile(format: string): Profile {
  return { format, ...COMMON, ...BY_FORMAT[format] };
}

const WORDS: Readonly<Record<string, readonly string[]>> = {
  idTrust: ID_TRUSTS,
  dateRule: PROFILE_DATE_RULES,
  sign: PROFILE_SIGNS,
  jointAccounts: JOINT_ACCOUNTS,
  accountType: ['', ...ACCOUNT_TYPES],
};

/** Reads the JSON value of a profile file, one profile or a list of them; all problems at once. */
export function parseProfiles(
  value: unknown,
  formats: readonly string[],
): { readonly profiles: readonly Profile[] } | { readonly problems: readonly string[] } {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const problems: string[] = [];
  const profiles = list.map((one, index) => {
    const where = list.length === 1 ? '' : `profile ${index + 1}: `;
    return readProfile(one, formats, (problem) => problems.push(`${where}${problem}`));
  });
  const names = profiles.map(({ format }) => format);
  for (const name of new Set(names))
    if (names.filter((other) => other === name).length > 1) problems.push(`"${name}" has two profiles`);
  return problems.length > 0 ? { problems } : { profiles };
}

function readProfile(value: unknown, formats: readonly string[], problem: (text: string) => void): Profile {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problem('a profile must be a JSON object');
    return defaultProfile('');
  }
  const given = value as Readonly<Record<string, unknown>>;
  const { format } = given;
  if (typeof format !== 'string' || !formats.includes(format)) {
    const hint = typeof format === 'string' ? didYouMeanHint(format, formats) : '';
    problem(`"format" must be one of ${formats.join(', ')}.${hint}`);
    return defaultProfile('');
  }
  const known = defaultProfile(format);
  for (const [key, setting] of Object.entries(given)) {
    if (!(key in known)) problem(`"${key}" is not known.${didYouMeanHint(key, Object.keys(known))}`);
    else if (typeof setting !== 'string') problem(`"${key}" must be a string`);
    else if (WORDS[key]?.includes(setting) === false)
      problem(`"${key}" must be one of ${WORDS[key].join(', ')}.${didYouMeanHint(setting, WORDS[key])}`);
    else if (key === 'currency' && setting !== '' && currencyExponent(setting) === undefined)
      problem('"currency" must be a known ISO 4217 code in upper case');
    else if (key === 'timeZone' && setting !== '' && !isZone(setting))
      problem(`"timeZone" must be an IANA zone such as Europe/Berlin`);
  }
  return { ...known, ...given } as Profile;
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
