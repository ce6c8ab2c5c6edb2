/** The mark that stands before decimals. */
export type DecimalMark = '.' | ',';

/** What is wrong with the text of an amount. */
export type AmountFault = 'format' | 'contradiction';

/** An amount as a bank wrote it, understood: the plain decimal text without sign, and what the text said of sign and currency. */
export interface AmountText {
  /** `1234.56`, never signed. */
  readonly digits: string;
  /** -1 or 1 where the text says so by sign, parentheses or word; 0 where it says nothing. */
  readonly sign: -1 | 0 | 1;
  /** The currency that the text names, or empty. `$` and `kr` name several and therefore none. */
  readonly currency: string;
}

/** Words beside an amount that say in or out: German Soll and Haben, English debit and credit, Dutch Af and Bij. */
const SIGN_WORDS: ReadonlyMap<string, -1 | 1> = new Map([
  ...['S', 'SOLL', 'D', 'DR', 'DB', 'DT', 'DEBIT', 'AF'].map((word) => [word, -1] as const),
  ...['H', 'HABEN', 'C', 'CR', 'CREDIT', 'BIJ'].map((word) => [word, 1] as const),
]);
/** Signs of currencies; those that several currencies share say nothing. */
const CURRENCY_SIGNS: ReadonlyMap<string, string> = new Map([
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₹', 'INR'],
  ['₺', 'TRY'],
  ['₽', 'RUB'],
  ['₩', 'KRW'],
  ['₪', 'ILS'],
  ['₴', 'UAH'],
  ['US$', 'USD'],
  ['R$', 'BRL'],
  ['ZŁ', 'PLN'],
  ['KČ', 'CZK'],
  ['FT', 'HUF'],
  ['LEI', 'RON'],
  ['FR.', 'CHF'],
  ['SFR.', 'CHF'],
  ['$', ''],
  ['¥', ''],
  ['KR', ''],
  ['KR.', ''],
]);
/** Longest text that is looked at: beyond it stands no amount. */
const AMOUNT_LENGTH_MAX = 64;

/**
 * Reads an amount with its decimal mark known: `-1234.56`, `1.234,56-`, `(12.00)`, `+ 5,00 EUR`, `1'234.50`, `12,00 S`.
 * Thousands must stand in whole groups, so that a wrong decimal mark is a fault and never another amount.
 */
export function readAmountText(text: string, decimal: DecimalMark): AmountText | AmountFault {
  const simple = readSimple(text, decimal);
  if (simple !== undefined) return simple;
  return text.length > AMOUNT_LENGTH_MAX ? 'format' : readDecorated(text, decimal);
}

/** The common case, without a copy: perhaps a sign, digits, perhaps the mark and digits. */
function readSimple(text: string, decimal: DecimalMark): AmountText | undefined {
  const first = text.charCodeAt(0);
  const signed = first === 45 || first === 43;
  const mark = decimal.charCodeAt(0);
  let markAt = -1;
  const start = signed ? 1 : 0;
  for (let index = start; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 48 && unit <= 57) continue;
    if (unit !== mark || markAt >= 0 || index === start || index === text.length - 1) return undefined;
    markAt = index;
  }
  if (text.length === start) return undefined;
  const unsigned = signed ? text.slice(1) : text;
  const digits = markAt < 0 || decimal === '.' ? unsigned : unsigned.replace(',', '.');
  return { digits, sign: first === 45 ? -1 : first === 43 ? 1 : 0, currency: '' };
}

function readDecorated(text: string, decimal: DecimalMark): AmountText | AmountFault {
  const start = firstDigit(text, decimal);
  const end = lastDigit(text, decimal);
  if (start < 0) return 'format';
  const digits = joinGroups(text.slice(start, end), decimal);
  // `50,-` and `50,--` write "no cents" with dashes, which are no sign.
  const behind = text[end - 1] === decimal ? text.slice(end).replace(NO_CENTS, '') : text.slice(end);
  const around = readAround(text.slice(0, start), behind);
  if (digits === undefined || around === undefined) return 'format';
  return around.contradicts ? 'contradiction' : { digits, sign: around.sign, currency: around.currency };
}

const NO_CENTS = /^[-\u2013\u2014]{1,2}/;

/** Index of the first digit, or of the mark right before it: `,50` is half a unit. */
function firstDigit(text: string, decimal: DecimalMark): number {
  for (let index = 0; index < text.length; index++) {
    if (isDigit(text, index)) return index > 0 && text[index - 1] === decimal ? index - 1 : index;
  }
  return -1;
}

/** Index behind the last digit, or behind the mark right after it: `50,-` and `50,` are whole units. */
function lastDigit(text: string, decimal: DecimalMark): number {
  for (let index = text.length - 1; index >= 0; index--) {
    if (isDigit(text, index)) return text[index + 1] === decimal ? index + 2 : index + 1;
  }
  return 0;
}

function isDigit(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 48 && unit <= 57;
}

/** `1.234.567,89` as `1234567.89`; undefined when a group is not whole, or marks are mixed. */
function joinGroups(text: string, decimal: DecimalMark): string | undefined {
  const markAt = text.indexOf(decimal);
  const whole = markAt < 0 ? text : text.slice(0, markAt);
  const decimals = markAt < 0 ? '' : text.slice(markAt + 1);
  if (!ALL_DIGITS.test(decimals)) return undefined;
  const joined = whole === '' ? '0' : joinWhole(whole, decimal === ',' ? '.' : ',');
  if (joined === undefined) return undefined;
  return decimals === '' ? joined : `${joined}.${decimals}`;
}

const ALL_DIGITS = /^\d*$/;
/** Western groups of three, or Indian ones: two, two, three. */
const WHOLE_GROUPS = /^(?:\d{1,3}(?:_\d{3})+|\d{1,2}(?:_\d{2})*_\d{3})$/;
/** Blank, no-break blank, narrow no-break blank, apostrophes. */
const GROUP_MARKS = [' ', '\u00a0', '\u202f', "'", '\u2019'];

function joinWhole(whole: string, otherMark: string): string | undefined {
  if (ALL_DIGITS.test(whole)) return whole;
  const mark = [otherMark, ...GROUP_MARKS].find((candidate) => whole.includes(candidate));
  if (mark === undefined || !WHOLE_GROUPS.test(whole.split(mark).join('_'))) return undefined;
  return whole.split(mark).join('');
}

interface Around {
  readonly sign: -1 | 0 | 1;
  readonly currency: string;
  readonly contradicts: boolean;
}

const PARTS = /[-+\u2212\u2013()]|[^\s\u00a0\u202f\-+\u2212\u2013()]+/gu;
const CURRENCY_CODE = /^[A-Z]{3}$/;

/** What stands before and behind the digits: signs, parentheses, words; undefined when something is none of these. */
function readAround(before: string, behind: string): Around | undefined {
  const parts = [...(before.match(PARTS) ?? []), ...(behind.match(PARTS) ?? [])];
  const signs: (-1 | 1)[] = [];
  let currency = '';
  let open = 0;
  let marks = 0;
  for (const part of parts) {
    const word = part.toUpperCase();
    const sign = MARKS.get(word) ?? SIGN_WORDS.get(word);
    const named = CURRENCY_SIGNS.get(word) ?? (CURRENCY_CODE.test(word) ? word : undefined);
    if (part === '(') open++;
    else if (part === ')') open--;
    else if (sign !== undefined) {
      signs.push(sign);
      if (MARKS.has(word)) marks++;
    } else if (named === undefined || (currency !== '' && named !== currency)) return undefined;
    else currency = named;
  }
  const enclosed = before.includes('(') && behind.includes(')');
  if (open !== 0 || marks > 1) return undefined;
  if (enclosed) signs.push(-1);
  const sign = signs[0] ?? 0;
  return { sign, currency, contradicts: signs.some((other) => other !== sign) };
}

const MARKS: ReadonlyMap<string, -1 | 1> = new Map([
  ['+', 1],
  ['-', -1],
  ['\u2212', -1],
  ['\u2013', -1],
]);
