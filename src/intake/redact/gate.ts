import { TRIGGER_WORDS } from './name-words.ts';

/** What a first look at a text found that may be worth a closer one. */
export const GATE = {
  /** An at sign. */
  at: 1,
  /** Six digits with nothing but separators and masks between. */
  digits: 2,
  /** A word that stands before or in a person's name. */
  name: 4,
  /** Two letters and two digits, as an IBAN begins. */
  iban: 8,
  /** Four marks such as * or X in a row. */
  mask: 16,
  /** Characters that hide others: full width, other scripts' digits, blanks without width. */
  odd: 32,
} as const;

const DIGITS_MIN = 6;
const MASKS_MIN = 4;
const WORD_BITS = 16_384;
const words = new Uint8Array(WORD_BITS);
for (const word of TRIGGER_WORDS) words[slotOf(word)] = 1;

/** A look at each character once. Most lines end here: nothing to hide. */
export function look(text: string): number {
  let found = 0;
  let digits = 0;
  let digitRun = 0;
  let letterRun = 0;
  let maskRun = 0;
  let hash = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const lower = unit | 32;
    if (unit >= 48 && unit <= 57) {
      if (letterRun > 0 && digitRun === 0 && words[hash & (WORD_BITS - 1)] === 1) found |= GATE.name;
      if (++digits >= DIGITS_MIN) found |= GATE.digits;
      if (++digitRun === 2 && letterRun >= 2) found |= GATE.iban;
      maskRun = 0;
      continue;
    }
    if ((lower >= 97 && lower <= 122) || (unit >= 0xc0 && unit < 0x2000)) {
      if (digitRun > 0 || letterRun === 0) {
        letterRun = 0;
        hash = 0;
      }
      letterRun++;
      digitRun = 0;
      hash = (Math.imul(hash, 31) + lower) | 0;
      if (lower === 120) maskRun++;
      else {
        maskRun = 0;
        digits = 0;
      }
      if (maskRun >= MASKS_MIN) found |= GATE.mask;
      // A letter with an accent is in no list: the word is looked at closely.
      if (unit > 127) found |= unit >= 0x660 && isOdd(unit) ? GATE.odd : GATE.name;
      continue;
    }
    if (letterRun > 0 && digitRun === 0 && words[hash & (WORD_BITS - 1)] === 1) found |= GATE.name;
    // S/O, a standing order.
    if (unit === 47 && letterRun === 1 && (text.charCodeAt(index - 1) | 32) === 115) found |= GATE.name;
    letterRun = 0;
    digitRun = 0;
    if (unit === 64) found |= GATE.at;
    else if (unit === 42 || unit === 0x2022 || unit === 35) {
      if (++maskRun >= MASKS_MIN) found |= GATE.mask;
      continue;
    } else if (unit > 127 && isOdd(unit)) found |= GATE.odd;
    maskRun = 0;
  }
  if (letterRun > 0 && digitRun === 0 && words[hash & (WORD_BITS - 1)] === 1) found |= GATE.name;
  return found;
}

/** The place of a word among the triggers; capitals and small letters of ASCII share one. */
function slotOf(word: string): number {
  let hash = 0;
  for (let index = 0; index < word.length; index++) {
    hash = (Math.imul(hash, 31) + (word.charCodeAt(index) | 32)) | 0;
  }
  return hash & (WORD_BITS - 1);
}

function isOdd(unit: number): boolean {
  if (unit < 0x660) return unit === 0xa0 || unit === 0xad;
  return unit >= 0x2000 || DECIMAL.test(String.fromCharCode(unit));
}

const DECIMAL = /\p{Nd}/u;
const ODD = /[\u00a0\u00ad\u2000-\u206f\u2212\u3000\ufeff\uff01-\uff5e]|\p{Nd}/gu;

/** Writes digits, letters, blanks and dashes of other forms as ASCII, and drops what has no width: one secret, one spelling. */
export function unfold(text: string): string {
  return text.normalize('NFC').replace(ODD, (character) => {
    const unit = character.codePointAt(0)!;
    if (unit >= 48 && unit <= 57) return character;
    if (unit >= 0xff01 && unit <= 0xff5e) return String.fromCharCode(unit - 0xfee0);
    if (unit === 0xa0 || unit === 0x3000 || (unit >= 0x2000 && unit <= 0x200a) || unit === 0x202f) return ' ';
    if ((unit >= 0x2010 && unit <= 0x2015) || unit === 0x2212) return '-';
    if (unit === 0x2022) return '*';
    if (unit === 0x2018 || unit === 0x2019) return "'";
    if (unit === 0xad || unit === 0xfeff || (unit >= 0x200b && unit <= 0x200f) || unit >= 0x2060)
      return DECIMAL_ONE.test(character) ? digitOf(unit) : '';
    if (unit >= 0x2000 && unit <= 0x206f) return character;
    return digitOf(unit);
  });
}

const DECIMAL_ONE = /^\p{Nd}$/u;

/** Decimal digits of a script stand in rows of ten, zero first. */
function digitOf(unit: number): string {
  let zero = unit;
  while (unit - zero < 9 && DECIMAL_ONE.test(String.fromCodePoint(zero - 1))) zero--;
  return String.fromCharCode(48 + (unit - zero));
}
