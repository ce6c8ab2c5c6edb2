import { type DeadLetter, deadLetter } from '../../errors/dead-letter.ts';
import { type AmountText, readAmountText } from './amount.ts';
import type { RowReader } from './row-reader.ts';

/** What a row says of its money: signed as contracts have it, negative is out. */
export interface Money {
  readonly amount: string;
  /** The currency that the amount's text names, or empty. */
  readonly currency: string;
}

/** Reads the amount of a row by the sign convention of its mapping; what contradicts itself is refused, never guessed. */
export function readMoney(fields: readonly string[], reader: RowReader): Money | DeadLetter {
  if (reader.mapping.sign === 'debit-credit') return readTwoColumns(fields, reader);
  const { first } = reader.columns;
  const read = readCell(fields[first.amount], 'amount', reader);
  if (read === undefined) return deadLetter('MS_FIELD_MISSING', '"amount" is missing');
  if ('kind' in read) return read;
  const flag = first.flag < 0 ? 0 : signOfFlag(fields[first.flag] ?? '', reader);
  if (flag === undefined) return deadLetter('MS_FIELD_VALUE', '"flag" is none of the words of the mapping');
  const isZero = ALL_ZERO.test(read.digits);
  if (reader.mapping.sign === 'flag') {
    if (read.sign !== 0 && read.sign !== flag && !isZero && !(read.sign > 0))
      return contradiction('"amount" contradicts its flag');
    return moneyOf(read, flag < 0);
  }
  const isOut = reader.mapping.sign === 'signed' ? read.sign < 0 : read.sign >= 0;
  if (flag !== 0 && isOut !== flag < 0 && !isZero) return contradiction('"amount" contradicts its flag');
  return moneyOf(read, isOut);
}

const ALL_ZERO = /^[0.]*$/;

function contradiction(detail: string): DeadLetter {
  return deadLetter('MS_AMOUNT_CONTRADICTS', detail);
}

function moneyOf(read: AmountText, isOut: boolean): Money {
  return {
    amount: isOut && !ALL_ZERO.test(read.digits) ? `-${read.digits}` : read.digits,
    currency: read.currency,
  };
}

function readCell(
  text: string | undefined,
  role: string,
  reader: RowReader,
): AmountText | DeadLetter | undefined {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return undefined;
  const read = readAmountText(trimmed, reader.mapping.decimal);
  if (typeof read === 'object') return read;
  if (read === 'contradiction') return contradiction(`"${role}" says in and out at once`);
  return deadLetter(
    'MS_AMOUNT_FORMAT',
    `"${role}" must be digits with "${reader.mapping.decimal}" before decimals and whole groups of thousands`,
  );
}

/** -1 for out, 1 for in, undefined for a word that the mapping does not know. */
function signOfFlag(text: string, { words }: RowReader): -1 | 1 | undefined {
  const word = text.trim().toLowerCase();
  if (words.out.has(word)) return -1;
  return words.in.has(word) ? 1 : undefined;
}

function readTwoColumns(fields: readonly string[], reader: RowReader): Money | DeadLetter {
  const { first } = reader.columns;
  const debit = readCell(fields[first.debit], 'debit', reader);
  const credit = readCell(fields[first.credit], 'credit', reader);
  if (debit !== undefined && 'kind' in debit) return debit;
  if (credit !== undefined && 'kind' in credit) return credit;
  const isDebit = debit !== undefined && !ALL_ZERO.test(debit.digits);
  const isCredit = credit !== undefined && !ALL_ZERO.test(credit.digits);
  if (isDebit && isCredit) return contradiction('"debit" and "credit" are both filled');
  if (isDebit) return readDebit(debit, reader);
  if (isCredit) return credit.sign < 0 ? contradiction('"credit" is negative') : moneyOf(credit, false);
  const zero = debit ?? credit;
  return zero === undefined
    ? deadLetter('MS_FIELD_MISSING', '"debit" and "credit" are both empty')
    : moneyOf(zero, false);
}

/** Banks write debits as negative numbers or as positive ones; one that does both in a file means something else by it. */
function readDebit(debit: AmountText, { memory }: RowReader): Money | DeadLetter {
  const sign = debit.sign < 0 ? -1 : 1;
  if (memory.debitSign === 0) memory.debitSign = sign;
  if (memory.debitSign !== sign) return contradiction('"debit" has another sign than the debits before it');
  return moneyOf(debit, true);
}
