import { deadLetter } from '../../errors/dead-letter.ts';
import type { Format, FormatOptions } from '../format.ts';
import { createDays } from '../json-stream/fields.ts';
import { isObject, type JsonReader, openJson } from '../json-stream/json-decoder.ts';
import { plaidAccountType, readPlaidRemoval, readPlaidTransaction } from './transaction.ts';

/** Accounts of a page whose types are remembered. */
const ACCOUNTS_MAX = 10_000;

/** Pages of Plaid's `/transactions/sync` and `/transactions/get`, and bare transactions. */
export const plaidFormat: Format = {
  name: 'plaid',
  recognise({ text }) {
    const isPage = /"(?:added|removed|modified)"\s*:\s*\[/.test(text);
    if (isPage && /"(?:next_cursor|has_more|transaction_id)"\s*:/.test(text))
      return { why: 'it holds the lists of a page of /transactions/sync' };
    return /"transaction_id"\s*:/.test(text) &&
      /"(?:iso_currency_code|pending_transaction_id)"\s*:/.test(text)
      ? { why: 'its records have "transaction_id" and "iso_currency_code"' }
      : undefined;
  },
  open: (options, sink) => openJson(createPlaidReader(options), sink),
};

/** Reads Plaid's transactions, and what a page takes back. */
export function createPlaidReader({ profile }: FormatOptions): JsonReader {
  const days = createDays(profile.timeZone);
  const types = new Map<string, string>();
  return {
    lists: { added: true, modified: true, removed: true, transactions: true },
    page(head) {
      learnTypes(head.accounts, types);
    },
    read(value, list) {
      if (list === 'removed') return readPlaidRemoval(value, profile.account);
      if (list === '' && value.transaction_id === undefined && value.amount === undefined) {
        // A page whose lists are null says nothing; anything else is no transaction.
        return value.next_cursor !== undefined || value.request_id !== undefined
          ? undefined
          : deadLetter('MS_FIELD_MISSING', '"transaction_id" and "amount" are missing');
      }
      const accountType = typeof value.account_id === 'string' ? types.get(value.account_id) : undefined;
      return readPlaidTransaction(value, { days, accountType });
    },
  };
}

function learnTypes(accounts: unknown, types: Map<string, string>): void {
  if (!Array.isArray(accounts)) return;
  for (const account of accounts.slice(0, ACCOUNTS_MAX) as readonly unknown[]) {
    if (!isObject(account) || types.size >= ACCOUNTS_MAX) continue;
    const type = plaidAccountType(account);
    if (type !== undefined && typeof account.account_id === 'string') types.set(account.account_id, type);
  }
}
