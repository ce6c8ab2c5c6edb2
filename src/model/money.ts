/**
 * ISO 4217 codes in use (list one as amended to 2026) by the number of decimals that they carry.
 * Those with four decimals or none defined (CLF, UYW, XAU, …) are left out: no account is kept in them.
 */
const DECIMALS_0 = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF';
const DECIMALS_3 = 'BHD IQD JOD KWD LYD OMR TND';
const DECIMALS_2 =
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY ' +
  'COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS ' +
  'INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR ' +
  'MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD ' +
  'SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UZS VED VES WST XCD XCG YER ZAR ZMW ZWG';
/** Codes that left circulation lately and still stand in old statements. */
const DECIMALS_2_FORMER = 'CUC DEM FRF HRK ITL ESP ZWL SLL MRO STD VEF BYR CSK';

export type CurrencyExponent = 0 | 2 | 3;

const EXPONENTS = new Map<string, CurrencyExponent>([
  ...DECIMALS_0.split(' ').map((code) => [code, 0] as const),
  ...DECIMALS_2.split(' ').map((code) => [code, 2] as const),
  ...DECIMALS_2_FORMER.split(' ').map((code) => [code, 2] as const),
  ...DECIMALS_3.split(' ').map((code) => [code, 3] as const),
]);

/** How many decimals a currency carries; undefined when the code is not known. */
export function currencyExponent(code: string): CurrencyExponent | undefined {
  return EXPONENTS.get(code);
}

export function knownCurrencies(): readonly string[] {
  return [...EXPONENTS.keys()];
}

/**
 * The largest amount that enters the ledger, 2^52 minor units (45 trillion euros): the last whose negative Avro's
 * zig-zag holds exactly in a double (avsc 5.7 turns -(2^52 + 1) into a positive number without a word).
 */
export const AMOUNT_MINOR_MAX = 4_503_599_627_370_496;

export type AmountFault = 'format' | 'decimals' | 'range';

/**
 * Reads a decimal text `^-?\d{1,15}(\.\d+)?$` into minor units, exactly:
 * surplus decimals are good only when zero, and what is no safe integer is refused.
 */
export function parseAmount(text: string, exponent: CurrencyExponent): number | AmountFault {
  const length = text.length;
  const negative = text.charCodeAt(0) === 45;
  let index = negative ? 1 : 0;
  const start = index;
  let minor = 0;
  for (; index < length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) break;
    minor = minor * 10 + digit;
  }
  const wholeDigits = index - start;
  if (wholeDigits < 1 || wholeDigits > 15) return 'format';
  let decimals = 0;
  if (index < length) {
    if (text.charCodeAt(index) !== 46 || index + 1 === length) return 'format';
    let surplus = false;
    for (index++; index < length; index++) {
      const digit = text.charCodeAt(index) - 48;
      if (digit < 0 || digit > 9) return 'format';
      if (decimals < exponent) {
        minor = minor * 10 + digit;
        decimals++;
      } else if (digit !== 0) surplus = true;
    }
    if (surplus) return 'decimals';
  }
  for (; decimals < exponent; decimals++) minor *= 10;
  if (!Number.isSafeInteger(minor)) return 'range';
  return negative && minor !== 0 ? -minor : minor;
}

/** Writes minor units as the decimal text of contracts: `-34.90`. */
export function formatAmount(minor: number, exponent: CurrencyExponent): string {
  if (exponent === 0) return `${minor}`;
  const text = `${Math.abs(minor)}`.padStart(exponent + 1, '0');
  const cut = text.length - exponent;
  return `${minor < 0 ? '-' : ''}${text.slice(0, cut)}.${text.slice(cut)}`;
}
