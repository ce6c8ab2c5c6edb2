const DIGITS_MIN = 7;
const DIGITS_MAX = 15;
/** Cuts that only telephone numbers have, with the digits that they begin with. */
const CUTS: ReadonlyMap<string, string> = new Map([
  // North America: 415-555-2671, 1 (415) 555-2671.
  ['3-3-4', '23456789'],
  ['1-3-3-4', '1'],
  // Spain, Poland, Portugal: 612 345 678, 612 34 56 78.
  ['3-3-3', '56789'],
  ['3-2-2-2', '56789'],
  // India: 98765 43210.
  ['5-5', '6789'],
  // Denmark, Norway: 20 12 34 56. Singapore's 8123 4567 is not told from two years.
  ['2-2-2-2', '0123456789'],
]);

/** Groups of digits that may be one number. */
export interface PhoneCandidate {
  readonly digits: string;
  /** The groups' sizes: 3-3-4. */
  readonly cut: string;
  readonly headDigits: number;
  /** What stands before the last group. */
  readonly lastJoint: string;
  /** A plus stands before it. */
  readonly isSigned: boolean;
}

/** Whether groups of digits are printed as a telephone number. */
export function isPhone({ digits, cut, headDigits, lastJoint, isSigned }: PhoneCandidate): boolean {
  if (digits.length < DIGITS_MIN || digits.length > DIGITS_MAX) return false;
  if (isSigned) return true;
  if (digits.startsWith('00')) return digits.length >= 10 && digits[2] !== '0' && headDigits <= 5;
  if (CUTS.get(cut)?.includes(digits[0]!) === true) return true;
  // A local number has its dash; with a blank it would be a store and its register.
  if (cut === '3-4') return lastJoint === '-' || lastJoint === '.';
  // A zero, an area, a number: 020 7946 0958, 0170/1234567, 06 12 34 56 78.
  const isNational = digits[0] === '0' && digits[1] !== '0' && headDigits >= 2 && headDigits <= 6;
  return isNational && digits.length >= 9 && digits.length <= 12;
}
