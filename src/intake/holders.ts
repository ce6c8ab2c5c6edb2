import { type DeadLetter, deadLetter } from '../errors/dead-letter.ts';
import { sha256 } from '../lib/hash.ts';
import type { FormatRecord } from './format.ts';
import type { Profile } from './profile.ts';

/** Whose an account is, where the format does not say. Plain data, so that it can go to a thread. */
export type Holders =
  /** Only records that name their customer can be read. */
  | { readonly kind: 'named' }
  /** Each account is its own customer. */
  | { readonly kind: 'account' }
  /** Everything is one customer's. */
  | { readonly kind: 'one'; readonly customer: string }
  /** A table from account to its holders, as the file names them; pinned by the file's hash. */
  | {
      readonly kind: 'table';
      readonly byAccount: ReadonlyMap<string, readonly string[]>;
      readonly hash: string;
    };

/**
 * Puts the customer into a record that names none; an account without a customer is a dead letter. A joint account's
 * record is its first holder's, or one of each holder.
 */
export function withHolders(
  record: FormatRecord,
  holders: Holders,
  joint: Profile['jointAccounts'],
): readonly FormatRecord[] | DeadLetter {
  const { customer, account } = record;
  if (customer !== undefined && customer !== null && customer !== '') return [record];
  if (holders.kind === 'one') {
    // A file of one account need not name it, and where all is one customer's there is no doubt whose it is.
    const named = typeof account === 'string' && account !== '' ? account : holders.customer;
    return [{ ...record, account: named, customer: holders.customer }];
  }
  const found = typeof account === 'string' ? holdersOf(account, holders) : [];
  const counted = joint === 'first-holder' ? found.slice(0, 1) : found;
  if (counted.length > 0) return counted.map((holder) => ({ ...record, customer: holder }));
  return deadLetter(
    'MS_NO_CUSTOMER',
    holders.kind === 'table'
      ? 'the account is not in the table of accounts and customers'
      : 'the record names no customer: give --accounts FILE, or --customer',
  );
}

function holdersOf(account: string, holders: Holders): readonly string[] {
  switch (holders.kind) {
    case 'account':
      return account === '' ? [] : [account];
    case 'table':
      return holders.byAccount.get(account) ?? holders.byAccount.get(account.replaceAll(' ', '')) ?? [];
    case 'one':
    case 'named':
      return [];
  }
}

/**
 * Reads a table of accounts: CSV with the header `account,customer`. An account of several holders has a line for each.
 * Gives the first line that cannot be read instead, when there is one.
 */
export function readHolders(
  text: string,
): Extract<Holders, { kind: 'table' }> | { readonly line: number; readonly problem: string } {
  const byAccount = new Map<string, string[]>();
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const header = lines[0]?.split(',').map(unquoted) ?? [];
  if (header[0] !== 'account' || header[1] !== 'customer') {
    return { line: 1, problem: 'the header must be account,customer' };
  }
  for (let index = 1; index < lines.length; index++) {
    const line = lines[index]!;
    if (line.trim() === '') continue;
    const [account = '', customer = ''] = line.split(',').map(unquoted);
    if (account === '' || customer === '') {
      return { line: index + 1, problem: 'the line must hold an account and a customer' };
    }
    const known = byAccount.get(account);
    if (known === undefined) byAccount.set(account, [customer]);
    else if (!known.includes(customer)) known.push(customer);
  }
  return { kind: 'table', byAccount, hash: sha256(text) };
}

function unquoted(cell: string): string {
  const text = cell.trim();
  return text.startsWith('"') && text.endsWith('"') && text.length >= 2
    ? text.slice(1, -1).replaceAll('""', '"')
    : text;
}
