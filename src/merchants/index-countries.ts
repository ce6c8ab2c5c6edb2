/** Countries whose lines are read: what the long tail is kept for. */
export const COUNTRIES_KEPT: ReadonlySet<string> = new Set(
  'US GB IE DE AT CH FR BE NL LU ES PT IT AU NZ CA IN'.split(' '),
);

const EUROPE = 'GB IE DE AT CH FR BE NL LU ES PT IT';
/** Regions as the UN numbers them (M49), and other areas, in our countries. */
const AREAS: Readonly<Record<string, string>> = {
  '001': 'world',
  '150': EUROPE,
  '155': 'DE AT CH FR BE NL LU',
  '154': 'GB IE',
  '039': 'ES PT IT',
  EU: 'IE DE AT FR BE NL LU ES PT IT',
  '019': 'US CA',
  '021': 'US CA',
  '003': 'US CA',
  '053': 'AU NZ',
  '009': 'AU NZ',
  '142': 'IN',
  '034': 'IN',
  FX: 'FR',
  UK: 'GB',
};

/**
 * Our countries among the places that an entry of the index names: codes, parts of countries (`us-tx.geojson`), areas.
 * `world` is told as such. A circle of longitude, latitude and kilometres tells no country without a map, and is left out.
 */
export function readIndexPlaces(include: readonly unknown[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const place of include) {
    if (typeof place !== 'string') continue;
    const code = place.toUpperCase();
    const area = AREAS[code] ?? AREAS[code.split('.')[0]!];
    if (area !== undefined) for (const each of area.split(' ')) found.add(each);
    else {
      const country = code.slice(0, 2);
      const isPart = code.length === 2 || code[2] === '-';
      if (isPart && COUNTRIES_KEPT.has(country)) found.add(country);
    }
  }
  return found;
}
