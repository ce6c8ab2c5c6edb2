import type { Span } from './spans.ts';

/** Lengths of the IBANs of all countries: SWIFT's IBAN registry, release 99, and the countries that use the form without being in it. */
const LENGTHS: ReadonlyMap<string, number> = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30 ' +
    'AO25 BF28 BJ28 CF27 CG27 CI28 CM27 CV25 DZ26 GA27 GQ27 GW25 IR26 KM27 MA28 MG27 ML28 MZ25 NE28 SN28 TD27 TG28'
  )
    .split(' ')
    .map((text) => [text.slice(0, 2), Number(text.slice(2))] as const),
);
const SEPARATORS_MAX = 12;
/** An IBAN with a mistyped digit is still somebody's: printed in groups of four, with so many digits, it counts. */
const MISTYPED_DIGITS_MIN = 10;

/** Finds IBANs anywhere, glued to words, in small letters, in groups: country, length and check digits say so. */
export function findIbans(text: string, spans: Span[]): void {
  for (let index = 2; index + 1 < text.length; index++) {
    if (!isDigit(text.charCodeAt(index))) continue;
    const length = LENGTHS.get(text.slice(index - 2, index).toUpperCase());
    if (length === undefined) continue;
    const end = endOf(text, index - 2, length);
    if (end === undefined) continue;
    spans.push({ start: index - 2, end, kind: 'iban' });
    index = end;
  }
}

/** Where the IBAN that begins here ends; undefined when it is none. */
function endOf(text: string, start: number, length: number): number | undefined {
  let compact = '';
  let digits = 0;
  let separators = 0;
  let inGroups = true;
  let index = start;
  for (; index < text.length && compact.length < length; index++) {
    const unit = text.charCodeAt(index);
    if (isDigit(unit)) digits++;
    else if (isSeparator(unit)) {
      if (++separators > SEPARATORS_MAX || compact.length < 2) return undefined;
      if (compact.length % 4 !== 0) inGroups = false;
      continue;
    } else if (!isLetter(unit)) return undefined;
    compact += text[index];
  }
  if (compact.length < length) return undefined;
  if (!isDigit(compact.charCodeAt(2)) || !isDigit(compact.charCodeAt(3))) return undefined;
  if (remainder(compact.toUpperCase()) === 1) return index;
  const alone = start === 0 || !isWord(text.charCodeAt(start - 1));
  const ends = index >= text.length || !isWord(text.charCodeAt(index));
  const grouped = separators > 0 && inGroups && digits >= MISTYPED_DIGITS_MIN;
  return alone && ends && (grouped || digits >= length - 6) ? index : undefined;
}

/** ISO 7064 mod 97-10 over the account, then country and check digits. */
function remainder(iban: string): number {
  let rest = 0;
  for (let index = 0; index < iban.length; index++) {
    const unit = iban.charCodeAt((index + 4) % iban.length);
    rest = isDigit(unit) ? (rest * 10 + unit - 48) % 97 : (rest * 100 + unit - 55) % 97;
  }
  return rest;
}

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;
const isLetter = (unit: number): boolean => (unit | 32) >= 97 && (unit | 32) <= 122;
const isWord = (unit: number): boolean => isDigit(unit) || isLetter(unit);
const isSeparator = (unit: number): boolean => unit === 32 || unit === 45 || unit === 46;
