import { readdirSync, readFileSync } from 'node:fs';
import { type MerchantDictionary, parseDictionary } from '../../src/merchants/dictionary.ts';
import type { EnrichmentQuery } from '../../src/model/transaction.ts';

const DIRECTORY = new URL('../../merchant-dictionary/', import.meta.url);

/** The texts of the shipped dictionary. */
export function shippedFiles(): { path: string; text: string }[] {
  return readdirSync(DIRECTORY)
    .filter((name) => name.endsWith('.yaml') || name.endsWith('.tsv'))
    .map((name) => ({
      path: `merchant-dictionary/${name}`,
      text: readFileSync(new URL(name, DIRECTORY), 'utf8'),
    }));
}

/** The shipped dictionary; fails with its problems. */
export function shippedDictionary(): MerchantDictionary {
  const parsed = parseDictionary(shippedFiles());
  if (parsed.ok) return parsed.dictionary;
  throw new Error(
    parsed.problems.map((each) => `${each.file}:${each.line}:${each.column} ${each.message}`).join('\n'),
  );
}

/** A question about a line; what is not said is empty, money goes out in euro. */
export function query(description: string, more: Partial<EnrichmentQuery> = {}): EnrichmentQuery {
  return {
    description,
    mcc: '',
    channel: '',
    direction: 'out',
    currency: 'EUR',
    counterpartyName: '',
    counterpartyIban: '',
    creditorId: '',
    ...more,
  };
}
