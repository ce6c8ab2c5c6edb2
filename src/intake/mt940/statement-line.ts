import { type DeadLetter, deadLetter } from '../../errors/dead-letter.ts';
import { type Day, dayOf, daysInMonth, formatDay } from '../../model/day.ts';

/** What a field 61 says. */
export interface StatementLine {
  readonly valueDate: string;
  readonly date: string;
  /** Signed as contracts have it. */
  readonly amount: string;
  readonly isReversal: boolean;
  /** Marked as expected, by banks that use the marks EC and ED. */
  readonly isExpected: boolean;
  /** `MSC`, `DDT`, `TRF`, … */
  readonly type: string;
  readonly bankReference: string;
  readonly supplement: string;
}

/**
 * Field 61 (SWIFT MT940, standards release 2025): value date 6!n, entry date [4!n], mark 2a, funds code [1!a],
 * amount 15d, type 1!a3!c, reference 16x, [//16x], and in a second line [34x].
 */
const FIELD_61 =
  /^(\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2}))?(R[CD]|E[CD]|C|D)([A-Z])?(\d[\d.]*(?:,\d*)?)(?:([A-Z])([A-Z0-9]{3}))?(.*)$/;

/** Reads a field 61, whose second line stands behind a line end. */
export function readStatementLine(text: string): StatementLine | DeadLetter {
  const [first = '', ...others] = text.split('\n');
  const found = FIELD_61.exec(first);
  if (found === null)
    return deadLetter(
      'MS_STATEMENT_LINE',
      '":61:" is not written value date, entry date, mark, amount, type',
    );
  const [, yearText, month, day, entryMonth, entryDay, mark = '', , amountText = '', , type = '', rest = ''] =
    found;
  const year = Number(yearText) < 80 ? 2000 + Number(yearText) : 1900 + Number(yearText);
  const valueDay = dayIn(year, Number(month), Number(day));
  if (valueDay === undefined)
    return deadLetter('MS_DATE_FORMAT', '":61:" begins with a date that does not exist');
  const entry =
    entryMonth === undefined ? valueDay : nearest(valueDay, year, Number(entryMonth), Number(entryDay));
  if (entry === undefined)
    return deadLetter('MS_DATE_FORMAT', '":61:" has an entry date that does not exist');
  if (amountText.includes('.'))
    return deadLetter(
      'MS_AMOUNT_FORMAT',
      '":61:" has an amount with a point, where only a decimal comma may stand',
    );
  const references = rest.split('//');
  return {
    valueDate: formatDay(valueDay),
    date: formatDay(entry),
    amount: signed(amountText, mark),
    isReversal: mark.startsWith('R'),
    isExpected: mark.startsWith('E'),
    type,
    bankReference: (references[1] ?? '').trim(),
    supplement: others.join(' ').trim(),
  };
}

/** A reversed credit takes money out, a reversed debit brings it back. */
function signed(amount: string, mark: string): string {
  const isOut = mark === 'D' || mark === 'RC' || mark === 'ED';
  const text = amount.endsWith(',') ? amount.slice(0, -1) : amount.replace(',', '.');
  return isOut && /[1-9]/.test(text) ? `-${text}` : text;
}

function dayIn(year: number, month: number, day: number): Day | undefined {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
    ? dayOf(year, month, day)
    : undefined;
}

/** The entry date has no year: it is the one that lies nearest to the value date. */
function nearest(valueDay: Day, year: number, month: number, day: number): Day | undefined {
  const sameYear = dayIn(year, month, day);
  // Most lie in the same year, some months apart at most.
  if (sameYear !== undefined && Math.abs(sameYear - valueDay) < 180) return sameYear;
  const candidates = [year - 1, year, year + 1].flatMap((one) => dayIn(one, month, day) ?? []);
  return candidates.sort((left, right) => Math.abs(left - valueDay) - Math.abs(right - valueDay))[0];
}
