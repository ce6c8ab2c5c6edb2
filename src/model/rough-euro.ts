import { currencyExponent } from './money.ts';

/**
 * What one euro was about in other money, so that one bound can be written for all: a bound is a rule of thumb and
 * may be off by a third. Source: reference rates of the European Central Bank, yearly averages 2024, rounded;
 * those that it does not list from central banks' own pages.
 */
const PER_EURO: Readonly<Record<string, number>> = {
  ...{ EUR: 1, USD: 1.1, GBP: 0.85, CHF: 0.95, SEK: 11.4, NOK: 11.6, DKK: 7.5, PLN: 4.3, CZK: 25, HUF: 395 },
  ...{ RON: 5, BGN: 1.96, ISK: 150, TRY: 36, AUD: 1.65, NZD: 1.8, CAD: 1.5, JPY: 164, KRW: 1475, CNY: 7.8 },
  ...{ HKD: 8.4, SGD: 1.45, INR: 90, IDR: 17000, MYR: 5, PHP: 62, THB: 38, VND: 27000, BRL: 5.8, MXN: 20 },
  ...{ ARS: 990, CLP: 1020, COP: 4400, PEN: 4.1, ZAR: 20, NGN: 1600, KES: 146, EGP: 49, MAD: 10.8, ILS: 4 },
  ...{ AED: 4, SAR: 4.1, UAH: 43, RSD: 117, GEL: 2.9, KZT: 508, TWD: 35 },
};

/** Whole euros and parts for an amount in minor units, roughly; money that the table does not know counts as euros. */
export function roughEuros(amountMinor: number, currency: string): number {
  const exponent = currencyExponent(currency) ?? 2;
  return Math.abs(amountMinor) / 10 ** exponent / (PER_EURO[currency] ?? 1);
}
