/** Kinds that one shop may well be of at once, the likelier first; other pairs are a doubt, and doubt is no entry. */
const FAMILIES: readonly (readonly string[])[] = [
  ['transport.fuel', 'food.grocery', 'food.cafe', 'transport.repair', 'transport.ev_charging'],
  ['food.restaurant', 'food.cafe', 'food.grocery', 'food.bar'],
  ['food.grocery', 'food.alcohol', 'shopping.general', 'shopping.department', 'shopping.beauty'],
  [
    'shopping.department',
    'shopping.clothing',
    'shopping.shoes',
    'shopping.sports',
    'shopping.home',
    'shopping.furniture',
    'shopping.jewellery',
    'shopping.electronics',
    'shopping.beauty',
    'shopping.general',
    'shopping.gifts',
    'shopping.books',
    'shopping.hobby',
    'shopping.garden',
    'housing.improvement',
    'family.toys',
    'family.pets',
    'family.baby_goods',
  ],
  ['health.pharmacy', 'shopping.beauty', 'health.optician', 'health.medical'],
  ['utilities.telecom', 'utilities.internet', 'shopping.electronics'],
  ['transport.dealer', 'transport.repair', 'transport.rental'],
  ['personal.hair', 'personal.beauty', 'shopping.beauty'],
  ['travel.lodging', 'food.restaurant', 'food.bar'],
  ['food.bar', 'food.restaurant'],
];

export interface MergedKind {
  /** Sorted; empty for the whole world. */
  readonly countries: readonly string[];
  readonly categories: readonly string[];
}

/** Puts countries of the same kinds together; where the kinds of a country do not go together, the country is left out. */
export function mergeKinds(kinds: ReadonlyMap<string, ReadonlySet<string>>): MergedKind[] {
  const everywhere = kinds.get('world');
  const byKinds = new Map<string, string[]>();
  for (const [country, own] of kinds) {
    const ordered = order(new Set([...own, ...(everywhere ?? [])]));
    if (ordered === undefined) continue;
    const key = ordered.join(',');
    byKinds.set(key, [...(byKinds.get(key) ?? []), country]);
  }
  return [...byKinds]
    .map(([key, countries]) => ({
      countries: countries.includes('world') ? [] : [...countries].sort(),
      categories: key.split(','),
    }))
    .sort((a, b) => ((a.countries[0] ?? '') < (b.countries[0] ?? '') ? -1 : 1));
}

function order(kinds: ReadonlySet<string>): string[] | undefined {
  if (kinds.size === 1) return [...kinds];
  const family = FAMILIES.find((each) => [...kinds].every((kind) => each.includes(kind)));
  return family?.filter((kind) => kinds.has(kind));
}
