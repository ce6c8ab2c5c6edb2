import type { Format, FormatOptions } from '../format.ts';
import { createDays } from '../json-stream/fields.ts';
import { type JsonReader, openJson } from '../json-stream/json-decoder.ts';
import { readUkTransaction } from './transaction.ts';

/** UK Open Banking's `OBReadTransaction6`, v3.1 and v4, and bare `OBTransaction6` records. */
export const obUkFormat: Format = {
  name: 'ob-uk',
  recognise({ text }) {
    if (
      /"CreditDebitIndicator"\s*:/.test(text) &&
      /"(?:BookingDateTime|TransactionId|Status)"\s*:/.test(text)
    )
      return { why: 'its records have CreditDebitIndicator and BookingDateTime' };
    return /"Data"\s*:\s*\{[^{}]*"Transaction"\s*:\s*\[/.test(text)
      ? { why: 'it has the list Data.Transaction' }
      : undefined;
  },
  open: (options, sink) => openJson(createUkReader(options), sink),
};

/** Reads records of UK Open Banking. */
export function createUkReader({ profile }: FormatOptions): JsonReader {
  const days = createDays(profile.timeZone);
  return {
    lists: { Data: { Transaction: true } },
    read(value, list) {
      // A page without transactions may leave its list out.
      if (list === '' && value.Data !== undefined && value.Status === undefined) return undefined;
      return readUkTransaction(value, days);
    },
  };
}
