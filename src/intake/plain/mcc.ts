import { ID_LENGTH_MAX } from './bounds.ts';
import { fail, type Reading } from './reading.ts';
import { readOptionalId } from './text.ts';

const MCC_LENGTH = 4;

/** Reads a merchant category code, four digits as a string (a number would lose its leading zeros); blank is none. */
export function readMcc(reading: Reading, value: unknown): string {
  const mcc = readOptionalId(reading, 'mcc', value, ID_LENGTH_MAX);
  if (mcc === '') return '';
  let digits = 0;
  for (let index = 0; index < mcc.length; index++) {
    const unit = mcc.charCodeAt(index);
    if (unit >= 48 && unit <= 57) digits++;
  }
  if (mcc.length !== MCC_LENGTH || digits !== MCC_LENGTH)
    fail(reading, 'MS_FIELD_VALUE', 'mcc', 'must be four digits');
  return mcc;
}
