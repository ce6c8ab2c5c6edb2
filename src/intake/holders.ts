import { type DeadLetter, deadLetter } from '../errors/dead-letter.ts';

/** Whose an account is, where the format does not say. Plain data, so that it can go to a thread. */
export type Holders =
  /** Only records that name their customer can be read. */
  | { readonly kind: 'named' }
  /** Each account is its own customer. */
  | { readonly kind: 'account' }
  /** Everything is one customer's. */
  | { readonly kind: 'one'; readonly customer: string }
  /** A table from account to its first holder. */
  | { readonly kind: 'table'; readonly byAccount: ReadonlyMap<string, string> };

/** Puts the customer into a record that names none; an account without a customer is a dead letter. */
export function withHolder(
  record: Record<string, unknown>,
  holders: Holders,
): Record<string, unknown> | DeadLetter {
  const { customer, account } = record;
  if (customer !== undefined && customer !== null && customer !== '') return record;
  if (holders.kind === 'one') {
    // A file of one account need not name it, and where all is one customer's there is no doubt whose it is.
    const named = typeof account === 'string' && account !== '' ? account : holders.customer;
    return { ...record, account: named, customer: holders.customer };
  }
  const holder = typeof account === 'string' ? holderOf(account, holders) : undefined;
  if (holder !== undefined) return { ...record, customer: holder };
  return deadLetter(
    'MS_NO_CUSTOMER',
    holders.kind === 'table'
      ? 'the account is not in the table of accounts and customers'
      : 'the record names no customer: give --accounts FILE, or --customer',
  );
}

function holderOf(account: string, holders: Holders): string | undefined {
  switch (holders.kind) {
    case 'account':
      return account === '' ? undefined : account;
    case 'table':
      return holders.byAccount.get(account) ?? holders.byAccount.get(account.replaceAll(' ', ''));
    case 'one':
    case 'named':
      return undefined;
  }
}

/**
 * Reads a table of accounts: CSV with the header `account,customer`. A joint account goes to the holder named first.
 * Gives the first line that cannot be read instead, when there is one.
 */
export function readHolders(
  text: string,
): Extract<Holders, { kind: 'table' }> | { readonly line: number; readonly problem: string } {
  const byAccount = new Map<string, string>();
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
    if (!byAccount.has(account)) byAccount.set(account, customer);
  }
  return { kind: 'table', byAccount };
}

function unquoted(cell: string): string {
  const text = cell.trim();
  return text.startsWith('"') && text.endsWith('"') && text.length >= 2
    ? text.slice(1, -1).replaceAll('""', '"')
    : text;
}
