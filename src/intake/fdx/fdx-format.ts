import type { Format, FormatOptions } from '../format.ts';
import { createDays, firstText, given } from '../json-stream/fields.ts';
import { isObject, type JsonObject, type JsonReader, openJson } from '../json-stream/json-decoder.ts';
import { readFdxTransaction } from './transaction.ts';

/** Versions before 6 wrap each transaction in an object that names its kind. */
const WRAPPERS: Readonly<Record<string, string>> = {
  depositTransaction: 'DEPOSIT_ACCOUNT',
  locTransaction: 'LOC_ACCOUNT',
  loanTransaction: 'LOAN_ACCOUNT',
};
/** What is no bank account: holdings and policies. */
const OTHER_WRAPPERS = /^(?:investment|insurance|annuity|commercial|digitalWallet|rewards?)Transaction$/;
const OTHER_CATEGORIES = /^(?:INVESTMENT|INSURANCE|ANNUITY|COMMERCIAL|DIGITAL_WALLET|REWARDS?)_ACCOUNT$/;

/** Transactions of the Financial Data Exchange, version 6, and the wrapped ones before it. */
export const fdxFormat: Format = {
  name: 'fdx',
  recognise({ text }) {
    return /"debitCreditMemo"\s*:/.test(text) ? { why: 'its records have debitCreditMemo' } : undefined;
  },
  open: (options, sink) => openJson(createFdxReader(options), sink),
};

/** Reads transactions of FDX. */
export function createFdxReader({ profile }: FormatOptions): JsonReader {
  const days = createDays(profile.timeZone);
  let account: string = profile.account;
  return {
    lists: { transactions: true },
    page(head) {
      account = firstText(head.accountId) || profile.account;
    },
    read(value, list) {
      if (list === '' && value.transactions !== undefined && given(value.debitCreditMemo) === undefined)
        return undefined;
      const known = { days, account: list === '' ? profile.account : account };
      for (const key in value) {
        const inner = value[key];
        if (!isObject(inner)) continue;
        if (OTHER_WRAPPERS.test(key)) return undefined;
        const category = WRAPPERS[key];
        if (category !== undefined) return readFdxTransaction(inner, { ...known, category });
      }
      if (OTHER_CATEGORIES.test(firstText(value.accountCategory))) return undefined;
      return readFdxTransaction(value satisfies JsonObject, { ...known, category: '' });
    },
  };
}
