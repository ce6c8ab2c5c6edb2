import type { Format, FormatOptions } from '../format.ts';
import { createDays } from '../json-stream/fields.ts';
import { type JsonReader, openJson } from '../json-stream/json-decoder.ts';
import { accountOf, readBerlinTransaction } from './transaction.ts';

const LISTS = { booked: true, pending: true, information: true } as const;

/** NextGenPSD2 of the Berlin Group: reports of accounts and of cards, and bare records. */
export const berlinFormat: Format = {
  name: 'berlin',
  recognise({ text }) {
    if (/"(?:transactions|cardTransactions)"\s*:\s*\{\s*"(?:booked|pending|information|_links)"/.test(text))
      return { why: 'it has lists of booked and pending transactions' };
    return /"transactionAmount"\s*:\s*\{/.test(text)
      ? { why: 'its records have transactionAmount' }
      : undefined;
  },
  open: (options, sink) => openJson(createBerlinReader(options), sink),
};

/** Reads records of NextGenPSD2; the account stands before them in their report, or in the profile. */
export function createBerlinReader({ profile }: FormatOptions): JsonReader {
  const days = createDays(profile.timeZone);
  let account = profile.account;
  return {
    lists: { transactions: LISTS, cardTransactions: LISTS, ...LISTS },
    page(head) {
      account = accountOf(head.account) || accountOf(head.cardAccount) || profile.account;
    },
    read(value, list) {
      // What is announced, such as the next run of a standing order, is no payment.
      if (list.endsWith('information')) return undefined;
      const isReport = list === '' && value.transactionAmount === undefined;
      if (isReport && (value.transactions !== undefined || value.cardTransactions !== undefined))
        return undefined;
      const own = accountOf(value.account) || (list === '' ? profile.account : account);
      const isPending = list.endsWith('pending') || value.bookingStatus === 'pending';
      return readBerlinTransaction(value, { days, account: own, isPending });
    },
  };
}
