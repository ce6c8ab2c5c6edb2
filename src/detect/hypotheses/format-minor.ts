import { currencyExponent, formatAmount } from '../../model/money.ts';

/** An amount as a person reads it: `34.90 EUR`. */
export function formatMinor(minor: number, currency: string): string {
  return `${formatAmount(minor, currencyExponent(currency) ?? 2)} ${currency}`;
}
