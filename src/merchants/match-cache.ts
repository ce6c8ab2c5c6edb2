import type { Enrichment, EnrichmentQuery } from '../model/transaction.ts';

/** Variants kept of one description (direction, currency, code, …); further ones are computed anew. */
const VARIANTS_MAX = 8;

interface Variant {
  readonly query: EnrichmentQuery;
  readonly answer: Enrichment;
}

/** Remembers answers by the whole query, every field compared; empties itself when it holds `cacheMax` of them. */
export function withCache(
  match: (query: EnrichmentQuery) => Enrichment,
  cacheMax: number,
): (query: EnrichmentQuery) => Enrichment {
  if (cacheMax <= 0) return match;
  const byDescription = new Map<string, Variant[]>();
  let count = 0;
  return (query) => {
    const variants = byDescription.get(query.description);
    if (variants !== undefined) {
      for (const variant of variants) if (isSame(variant.query, query)) return variant.answer;
    }
    const answer = match(query);
    if (variants !== undefined && variants.length >= VARIANTS_MAX) return answer;
    if (count >= cacheMax) {
      byDescription.clear();
      count = 0;
    }
    const variant = { query: copyOf(query), answer };
    const there = byDescription.get(query.description);
    if (there === undefined) byDescription.set(query.description, [variant]);
    else there.push(variant);
    count++;
    return answer;
  };
}

function isSame(a: EnrichmentQuery, b: EnrichmentQuery): boolean {
  return (
    a.direction === b.direction &&
    a.currency === b.currency &&
    a.channel === b.channel &&
    a.mcc === b.mcc &&
    a.creditorId === b.creditorId &&
    a.counterpartyIban === b.counterpartyIban &&
    a.counterpartyName === b.counterpartyName
  );
}

/** A copy of the fields asked for: the caller may use its object again, and may hang more on it. */
function copyOf(query: EnrichmentQuery): EnrichmentQuery {
  return {
    description: query.description,
    mcc: query.mcc,
    channel: query.channel,
    direction: query.direction,
    currency: query.currency,
    counterpartyName: query.counterpartyName,
    counterpartyIban: query.counterpartyIban,
    creditorId: query.creditorId,
  };
}
