/** Countries in which an account of a currency is kept, ISO 3166. Currencies left out say nothing. */
const BY_CURRENCY: Readonly<Record<string, readonly string[]>> = {
  USD: ['US'],
  GBP: ['GB'],
  EUR: [
    'DE',
    'FR',
    'NL',
    'ES',
    'IT',
    'AT',
    'BE',
    'IE',
    'LU',
    'PT',
    'FI',
    'GR',
    'SK',
    'SI',
    'EE',
    'LV',
    'LT',
    'MT',
    'CY',
    'HR',
  ],
  AUD: ['AU'],
  CAD: ['CA'],
  INR: ['IN'],
  CHF: ['CH'],
  NZD: ['NZ'],
  SEK: ['SE'],
  DKK: ['DK'],
  NOK: ['NO'],
  PLN: ['PL'],
};

/** Country codes as they stand at the end of card lines. */
const BY_MARK: Readonly<Record<string, string>> = {
  US: 'US',
  USA: 'US',
  GB: 'GB',
  GBR: 'GB',
  UK: 'GB',
  DE: 'DE',
  DEU: 'DE',
  FR: 'FR',
  FRA: 'FR',
  NL: 'NL',
  NLD: 'NL',
  ES: 'ES',
  ESP: 'ES',
  IT: 'IT',
  ITA: 'IT',
  AU: 'AU',
  AUS: 'AU',
  CAN: 'CA',
  IN: 'IN',
  IND: 'IN',
  IE: 'IE',
  IRL: 'IE',
  AT: 'AT',
  AUT: 'AT',
  CH: 'CH',
  CHE: 'CH',
  BE: 'BE',
  BEL: 'BE',
  LU: 'LU',
  LUX: 'LU',
  PL: 'PL',
  SE: 'SE',
  DK: 'DK',
};

/** How a merchant's countries go with a line. */
export type CountryFit = 'home' | 'world' | 'unknown' | 'abroad';

/** Judges a merchant's countries by the account's currency, then by the country at the end of the line. */
export function countryFit(
  countries: ReadonlySet<string>,
  currency: string,
  words: readonly string[],
): CountryFit {
  if (countries.size === 0) return 'world';
  const homes = BY_CURRENCY[currency];
  if (homes === undefined) return 'unknown';
  for (const home of homes) if (countries.has(home)) return 'home';
  const mark = BY_MARK[words[words.length - 1] ?? ''];
  return mark !== undefined && countries.has(mark) ? 'home' : 'abroad';
}
