import { sha256 } from '../lib/hash.ts';
import type { MerchantDictionary } from './dictionary.ts';
import type { MerchantAlias, MerchantEntry } from './merchant-entry.ts';

/**
 * Lays a bank's own dictionary over another, entry by entry: an entry of the same id takes its place whole, a way of
 * writing that both claim in one country is the bank's, its codes replace, its rules on words come first.
 */
export function layOver(base: MerchantDictionary, own: MerchantDictionary): MerchantDictionary {
  const ids = new Set(own.entries.map((entry) => entry.id));
  const claims = readClaims(own.entries);
  const kept = base.entries.flatMap((entry) => {
    if (ids.has(entry.id)) return [];
    const aliases = entry.aliases.filter((alias) => !isClaimed(claims, entry, alias));
    if (aliases.length === entry.aliases.length) return [entry];
    return aliases.length === 0 ? [] : [{ ...entry, aliases }];
  });
  const creditorIds = new Set(own.entries.flatMap((entry) => entry.creditorIds));
  const entries = [
    ...kept.map((entry) =>
      entry.creditorIds.some((id) => creditorIds.has(id))
        ? { ...entry, creditorIds: entry.creditorIds.filter((id) => !creditorIds.has(id)) }
        : entry,
    ),
    ...own.entries.map((entry) => ({ ...entry, layer: 'own' as const })),
  ];
  entries.sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    hash: sha256(`${base.hash}\n${own.hash}`),
    entries,
    institution: [...own.institution, ...base.institution],
    keywords: [...own.keywords, ...base.keywords],
    codes: new Map([...base.codes, ...own.codes]),
  };
}

/** A way of writing that a bank's entry takes from another one. */
export interface TakenWriting {
  readonly merchant: string;
  readonly writing: string;
  readonly loser: string;
}

/** What `layOver` takes from entries of other ids, for people to read. */
export function listTaken(base: MerchantDictionary, own: MerchantDictionary): TakenWriting[] {
  const claims = readClaims(own.entries);
  const ids = new Set<string>(own.entries.map((entry) => entry.id));
  return base.entries
    .filter((entry) => !ids.has(entry.id))
    .flatMap((entry) =>
      entry.aliases
        .filter((alias) => isClaimed(claims, entry, alias))
        .map(({ text, words }) => {
          const merchant = claims.get(words.join(' '))![0]!.id;
          return { merchant, writing: text, loser: entry.id };
        }),
    );
}

function readClaims(entries: readonly MerchantEntry[]): Map<string, MerchantEntry[]> {
  const claims = new Map<string, MerchantEntry[]>();
  for (const entry of entries) {
    for (const { words } of entry.aliases) {
      const key = words.join(' ');
      claims.set(key, [...(claims.get(key) ?? []), entry]);
    }
  }
  return claims;
}

/** A bank's entry for the whole world claims a writing everywhere. */
function isClaimed(
  claims: ReadonlyMap<string, readonly MerchantEntry[]>,
  entry: MerchantEntry,
  alias: MerchantAlias,
): boolean {
  const claimers = claims.get(alias.words.join(' ')) ?? [];
  return claimers.some(
    ({ countries }) =>
      countries.size === 0 ||
      entry.countries.size === 0 ||
      [...entry.countries].some((country) => countries.has(country)),
  );
}
