import { AMOUNT_MINOR_MAX, type CurrencyExponent, currencyExponent, parseAmount } from '../../model/money.ts';
import { AMOUNT_LENGTH_MAX } from './bounds.ts';
import { fail, failMissing, failType, isAbsent, type Reading } from './reading.ts';

const RANGE_RULE = 'must be at most 2^52 minor units, so that it stays exact everywhere';

/** Reads an upper-case ISO 4217 code. */
export function readCurrency(reading: Reading, value: unknown): string {
  if (typeof value !== 'string') {
    if (isAbsent(value)) failMissing(reading, 'currency');
    else failType(reading, 'currency', 'a string');
    return '';
  }
  if (currencyExponent(value) === undefined) {
    fail(reading, 'MS_CURRENCY_UNKNOWN', 'currency', 'must be a known ISO 4217 code in upper case');
    return '';
  }
  return value;
}

/** Decimals of a currency that was read; 2 stands in for one that was refused. */
export function exponentOf(currency: string): CurrencyExponent {
  return currencyExponent(currency) ?? 2;
}

/** Reads a required decimal text into signed minor units. */
export function readAmount(
  reading: Reading,
  field: string,
  value: unknown,
  exponent: CurrencyExponent,
): number {
  if (isAbsent(value)) failMissing(reading, field);
  return readOptionalAmount(reading, field, value, exponent) ?? 0;
}

/** Reads a decimal text into signed minor units; undefined when absent. A JSON number is refused: it may be inexact. */
export function readOptionalAmount(
  reading: Reading,
  field: string,
  value: unknown,
  exponent: CurrencyExponent,
): number | undefined {
  if (typeof value !== 'string') {
    if (!isAbsent(value)) failType(reading, field, 'a decimal string such as "-12.34", not a JSON number');
    return undefined;
  }
  if (value.length > AMOUNT_LENGTH_MAX) {
    fail(reading, 'MS_FIELD_TOO_LONG', field, `must have at most ${AMOUNT_LENGTH_MAX} characters`);
    return undefined;
  }
  const minor = parseAmount(value, exponent);
  if (typeof minor === 'number') {
    if (minor >= -AMOUNT_MINOR_MAX && minor <= AMOUNT_MINOR_MAX) return minor;
    fail(reading, 'MS_AMOUNT_RANGE', field, RANGE_RULE);
  } else if (minor === 'format') {
    fail(
      reading,
      'MS_AMOUNT_FORMAT',
      field,
      'must be 1 to 15 digits, with a point before decimals and perhaps a minus',
    );
  } else if (minor === 'decimals') {
    fail(
      reading,
      'MS_AMOUNT_DECIMALS',
      field,
      `must not have more than ${exponent} decimals that are not zero`,
    );
  } else {
    fail(reading, 'MS_AMOUNT_RANGE', field, RANGE_RULE);
  }
  return undefined;
}
