import { isCardNumber } from './card.ts';
import { findDates, type Group, readGroups } from './digit-groups.ts';
import { isPhone } from './phone.ts';
import type { SecretKind, Span } from './spans.ts';

/** Digits in a row from which on they are somebody's number, whatever it is. */
const RUN_MIN = 7;
const CLUSTER_GROUPS_MAX = 16;
const CARD_DIGITS_MAX = 19;
/** Behind a word for an account fewer digits are one. */
const ACCOUNT_DIGITS_MIN = 5;
/** Behind a word for an order, up to so many are its number. */
const ORDER_DIGITS_MAX = 12;
const LABEL_LOOK_BACK = 24;

const ACCOUNT_LABEL =
  /(?:\b(?:ACCT|ACCOUNT|ACC|KONTO|KTO|KONTONR|KTONR|KONTONUMMER|COMPTE|CPTE|CUENTA|CTA|REKENING|REKENINGNR|REK|CONTO|ROUTING|ABA|BLZ|BSB|SORT ?CODE|IBAN|A\/C|SSN|SS#|SOC SEC|SOCIAL SECURITY|PAN|CARD NUMBER|KARTENNUMMER|TEL|TELEFON|PHONE|PH|MOBILE|MOBIL|HANDY|CALL|FAX|WHATSAPP)|IBAN\+)[ .:#]{0,2}(?:NUMBER|NUMMER|NO|NR|NUM|N°|ID)?[ .:#=-]{0,3}[X*#]*$/i;
const ORDER_LABEL =
  /\b(?:ORDER|ORDERNR|INVOICE|INV|RECHNUNG|RECHNUNGSNR|RG|BESTELLUNG|BESTELLNR|AUFTRAG|BOOKING|TICKET|COMMANDE|FACTURE|FACTUUR|FATTURA|PEDIDO|FACTURA)[ .:#-]{0,2}(?:NUMBER|NUMMER|NO|NR|NUM|N°|ID)?[ .:#-]{0,3}$/i;

/** Finds numbers of cards, accounts, telephones and people among the digits of a text; dates, stores and short references stay. */
export function findNumbers(text: string, spans: Span[]): void {
  const groups = readGroups(text);
  const dates = findDates(groups);
  for (let first = 0; first < groups.length; ) {
    if (dates[first]) {
      // In the place of an account's number no eight digits are a date.
      if (groups[first]!.digits.length >= RUN_MIN && isAccount(text, groups[first]!.start))
        spans.push({ ...groups[first]!, kind: 'account' });
      first++;
      continue;
    }
    let end = first + 1;
    while (
      end < groups.length &&
      !dates[end] &&
      groups[end]!.joint !== undefined &&
      end - first < CLUSTER_GROUPS_MAX
    )
      end++;
    readCluster(text, groups.slice(first, end), spans);
    first = end;
  }
}

function readCluster(text: string, groups: readonly Group[], spans: Span[]): void {
  let digits = 0;
  for (const group of groups) digits += group.digits.length;
  if (digits < ACCOUNT_DIGITS_MIN) return;
  if (isAccount(text, groups[0]!.start)) {
    spans.push({ start: groups[0]!.start, end: groups.at(-1)!.end, kind: 'account' });
    return;
  }
  for (let first = 0; first < groups.length; ) {
    const found = groups.length === 1 ? undefined : longest(text, groups, first);
    if (found !== undefined) {
      const { start } = groups[first]!;
      const before = found.kind === 'phone' ? signBefore(text, start) : start;
      spans.push({ start: before, end: groups[found.end - 1]!.end, kind: found.kind });
      first = found.end;
      continue;
    }
    readRun(text, groups[first]!, spans);
    first++;
  }
}

/** The longest number that begins with a group and takes more than one. */
function longest(
  text: string,
  groups: readonly Group[],
  first: number,
): { readonly end: number; readonly kind: SecretKind } | undefined {
  let digits = groups[first]!.digits;
  let cut = `${digits.length}`;
  let found: { readonly end: number; readonly kind: SecretKind } | undefined;
  for (let index = first + 1; index < groups.length; index++) {
    const group = groups[index]!;
    digits += group.digits;
    if (digits.length > CARD_DIGITS_MAX) break;
    cut += `-${group.digits.length}`;
    const kind = kindOf(text, groups, { first, end: index + 1, digits, cut });
    if (kind !== undefined) found = { end: index + 1, kind };
  }
  return found;
}

/** What groups of digits are together: by check digit, by their cut. */
function kindOf(
  text: string,
  groups: readonly Group[],
  part: { readonly first: number; readonly end: number; readonly digits: string; readonly cut: string },
): SecretKind | undefined {
  const { first, end, digits, cut } = part;
  if (digits.length < RUN_MIN) return undefined;
  if (digits.length >= 12 && isCardNumber(digits) && isGrouped(groups.slice(first, end), cut)) return 'card';
  const { start, digits: head } = groups[first]!;
  const isSigned = signBefore(text, start) < start;
  if (isPhone({ digits, cut, headDigits: head.length, lastJoint: groups[end - 1]!.joint ?? '', isSigned }))
    return 'phone';
  return SHAPES.get(cut);
}

/** Printed like a card: groups of four, 4-6-5, 4-6-4, or any even cut by one separator. */
function isGrouped(groups: readonly Group[], cut: string): boolean {
  const sizes = groups.map(({ digits }) => digits.length);
  if (sizes.every((size, index) => size === 4 || (index === sizes.length - 1 && size <= 7))) return true;
  if (cut === '4-6-5' || cut === '4-6-4') return true;
  const joint = groups[1]!.joint;
  return groups.slice(1).every((group) => group.joint === joint) && joint !== '/';
}

const SHAPES: ReadonlyMap<string, SecretKind> = new Map([
  // Social security numbers of the United States.
  ['3-2-4', 'ssn'],
  // Sixteen digits printed as on a card: one of them may be mistyped.
  ['4-4-4-4', 'card'],
  // Aadhaar; cards of twelve digits.
  ['4-4-4', 'id'],
  // France's NIR, with and without its check digits.
  ['1-2-2-2-3-3', 'id'],
  ['1-2-2-2-3-3-2', 'id'],
  // Sort code and account of the United Kingdom, BSB and account of Australia.
  ['2-2-2-8', 'account'],
  ['6-8', 'account'],
  ['3-3-6', 'account'],
  ['3-3-8', 'account'],
  ['3-3-9', 'account'],
]);

function readRun(text: string, group: Group, spans: Span[]): void {
  const { start, end, digits } = group;
  if (digits.length < RUN_MIN) return;
  if (isCardNumber(digits)) {
    spans.push({ start, end, kind: 'card' });
    return;
  }
  if (digits.length <= ORDER_DIGITS_MAX && isOrder(text, start)) return;
  const signed = signBefore(text, start);
  const isTelephone = signed < start || (digits.startsWith('0') && digits.length >= 9 && digits.length <= 15);
  spans.push({ start: signed, end, kind: isTelephone ? 'phone' : 'number' });
}

/** The start of a number's plus or bracket: +49, (0)170, +(1). */
function signBefore(text: string, start: number): number {
  let index = start;
  if (text[index - 1] === '(') index--;
  if (text[index - 1] === '+') index--;
  return text.slice(index, start).includes('+') && !isLabelled(text, index) ? index : start;
}

/** EREF+ and its like: the plus belongs to the word before it. */
function isLabelled(text: string, plus: number): boolean {
  const unit = plus === 0 ? 32 : text.charCodeAt(plus - 1) | 32;
  return unit >= 97 && unit <= 122;
}

/** Whether the words right before a number say that it is an account's, a card's or a telephone's. */
function isAccount(text: string, start: number): boolean {
  return start > 1 && ACCOUNT_LABEL.test(text.slice(Math.max(0, start - LABEL_LOOK_BACK), start));
}

function isOrder(text: string, start: number): boolean {
  return start > 1 && ORDER_LABEL.test(text.slice(Math.max(0, start - LABEL_LOOK_BACK), start));
}
