import type { CsvMapping } from './mapping.ts';

/** A mapping as a file holds it: single columns without a list around them, nothing that is empty, and doubts for who edits it. */
export function writeMapping(
  mapping: CsvMapping,
  doubts: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  const columns = Object.fromEntries(
    Object.entries(mapping.columns).map(([role, names]) => [role, names.length === 1 ? names[0] : names]),
  );
  const { flag, pending, rejected, currency, account, ...rest } = mapping;
  return {
    ...rest,
    ...(flag.in.length === 0 ? {} : { flag }),
    ...(pending.length === 0 ? {} : { pending }),
    ...(rejected.length === 0 ? {} : { rejected }),
    ...(currency === '' ? {} : { currency }),
    ...(account === '' ? {} : { account }),
    columns,
    ...(doubts.length === 0 ? {} : { doubts }),
  };
}
