/** Longest description that is looked at, in UTF-16 units. */
export const DESCRIPTION_UNITS_MAX = 256;

/**
 * Upper case without accents, in few letters: what two spellings of one line have in common.
 * Marks leave Latin letters only, since й and が are letters of their own; Ä becomes AE as SEPA writes it.
 */
export function foldText(text: string): string {
  const bounded = text.length > DESCRIPTION_UNITS_MAX ? text.slice(0, DESCRIPTION_UNITS_MAX) : text;
  for (let index = 0; index < bounded.length; index++) {
    if (bounded.charCodeAt(index) > 127) return foldUnicode(bounded);
  }
  return bounded.toUpperCase();
}

function foldUnicode(text: string): string {
  // NFKC: full-width to ASCII, half-width kana to full, composed letters.
  const composed = text.normalize('NFKC');
  let folded = '';
  for (const letter of composed) folded += letter <= '\u007f' ? letter : foldLetter(letter);
  return folded.slice(0, DESCRIPTION_UNITS_MAX).toUpperCase();
}

/** Bounded by the number of letters there are: a cache that fills up starts anew. */
const FOLDED_MAX = 4096;
const folded = new Map<string, string>();

const BY_HAND: Readonly<Record<string, string>> = {
  ä: 'AE',
  ö: 'OE',
  ü: 'UE',
  Ä: 'AE',
  Ö: 'OE',
  Ü: 'UE',
  ß: 'SS',
  ẞ: 'SS',
  æ: 'AE',
  Æ: 'AE',
  œ: 'OE',
  Œ: 'OE',
  ø: 'O',
  Ø: 'O',
  ł: 'L',
  Ł: 'L',
  đ: 'D',
  Đ: 'D',
  ð: 'D',
  Ð: 'D',
  þ: 'TH',
  Þ: 'TH',
  ı: 'I',
  İ: 'I',
  ħ: 'H',
  Ħ: 'H',
  ŧ: 'T',
  Ŧ: 'T',
  ĸ: 'K',
  ŋ: 'N',
  Ŋ: 'N',
  '’': "'",
  '‘': "'",
  '´': "'",
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '€': ' EUR ',
  '£': ' GBP ',
  '₹': ' INR ',
  '¥': ' JPY ',
  '™': '',
  '®': '',
  '©': '',
  // What NFKC makes of a spacing acute is a blank and a bare mark: nothing is lost by dropping the mark.
  '\u0301': '',
  '\u0300': '',
  '\u0308': '',
};

function foldLetter(letter: string): string {
  const known = folded.get(letter);
  if (known !== undefined) return known;
  const answer = BY_HAND[letter] ?? foldUnknown(letter);
  if (folded.size >= FOLDED_MAX) folded.clear();
  folded.set(letter, answer);
  return answer;
}

function foldUnknown(letter: string): string {
  if (/\p{Script=Latin}/u.test(letter)) {
    const bare = letter.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
    return /^[A-Z]+$/.test(bare) ? bare : /\p{L}/u.test(letter) ? bare : ' ';
  }
  return /[\p{L}\p{N}\p{M}]/u.test(letter) ? letter : ' ';
}
