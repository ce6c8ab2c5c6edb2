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
  ...{
    PT: 'PT',
    PRT: 'PT',
    GR: 'GR',
    GRC: 'GR',
    TR: 'TR',
    TUR: 'TR',
    HR: 'HR',
    HRV: 'HR',
    CZ: 'CZ',
    CZE: 'CZ',
    HU: 'HU',
    HUN: 'HU',
    SWE: 'SE',
    DNK: 'DK',
    NO: 'NO',
    NOR: 'NO',
    FI: 'FI',
    FIN: 'FI',
    JP: 'JP',
    JPN: 'JP',
    TH: 'TH',
    THA: 'TH',
    AE: 'AE',
    ARE: 'AE',
    MX: 'MX',
    MEX: 'MX',
    POL: 'PL',
    MT: 'MT',
    MLT: 'MT',
    CY: 'CY',
    CYP: 'CY',
    NZ: 'NZ',
    NZL: 'NZ',
    BR: 'BR',
    BRA: 'BR',
    ZAF: 'ZA',
    EGY: 'EG',
    MAR: 'MA',
  },
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

/** "ON 01 MAR" ends with a month, not with Morocco. */
const ENDS_WITH_MARCH = /\b\d{1,2}\s?MAR\s*$/u;
/** "BANGKOK TH", and "BANGKOK TH THB 579.39" where the bank adds what was paid there. */
const MARK_AT_END = /\s([A-Z]{2,3})(?:\s+[A-Z]{3}\s+\d[\d.,]*)?\s*$/u;
/** "MERCADONA//PALMA/ES 2024-08-18T16:17", as card lines stand in SEPA statements. */
const MARK_AFTER_CITY = /\/\/[^/]{1,40}\/([A-Z]{2,3})(?:\s|$)/u;

/** The country of the place that a card line names, if it bears the mark of one in capitals. */
export function countryAtEnd(description: string): string | undefined {
  if (ENDS_WITH_MARCH.test(description)) return undefined;
  const word = (MARK_AFTER_CITY.exec(description) ?? MARK_AT_END.exec(description))?.[1];
  return word === undefined ? undefined : BY_MARK[word];
}

/** The countries in which accounts of a currency are kept; undefined when it says nothing. */
export function homesOf(currency: string): readonly string[] | undefined {
  return BY_CURRENCY[currency];
}
