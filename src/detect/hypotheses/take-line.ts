import { MONTHS_KEPT_MAX, NOTE_LINES_MAX, TOP_DAYS, TOP_LINES_MAX } from '../../customer/bounds.ts';
import type { CustomerState, Hit } from '../../customer/customer-state.ts';
import { cellKey, type Diary, type MonthBook, type NoteLine } from '../../customer/diary.ts';
import { type Day, monthIndexOf } from '../../model/day.ts';
import type { NoteRule } from '../../model/hypothesis.ts';
import type { TransactionEvent } from '../../model/ledger-event.ts';
import { roughEuros } from '../../model/rough-euro.ts';
import { notesOf } from './match-line.ts';
import { takeCountry } from './own-country.ts';
import { forgetWorkedOut } from './remember.ts';
import { takeBalance } from './take-balance.ts';
import { takeLoan } from './take-loan.ts';
import type { TouchIndex } from './touch-index.ts';
import { categoryIndex, ownCurrency } from './usual.ts';

/** What a line changed: the notes that took it, and whether a current account fell to a new low. */
export interface Taken {
  readonly notes: readonly number[];
  readonly isLow: boolean;
  /** Whether it is among the largest of its direction. */
  readonly isTop: boolean;
  /** Whether it told something of a loan. */
  readonly isLoan: boolean;
}

/** Writes a booked line into the diary: its month, the notes whose filter it fits, the balance, the largest lines. */
export function takeLine(
  state: CustomerState,
  event: TransactionEvent,
  hit: Hit,
  rules: readonly NoteRule[],
  index: TouchIndex,
): Taken {
  const { diary } = state;
  const currency = state.currencies.indexOf(event.currency);
  if (hit.day < diary.firstDay) diary.firstDay = hit.day;
  if (currency < 0) return { notes: [], isLow: false, isTop: false, isLoan: false };
  if (hit.amountMinor === 0) {
    // Nothing was paid, yet it tells that something began: only filters that ask for it take it.
    const notes = takeNotes(state, event, hit, rules, index);
    return { notes, isLow: false, isTop: false, isLoan: false };
  }
  const category = categoryIndex(event.merchant.category);
  const direction = hit.amountMinor < 0 ? 'out' : 'in';
  const cell = cellKey(category, currency, direction);
  const ownBefore = ownCurrency(state);
  count(diary, hit, cell, { sign: 1, clock: state.clock });
  // Sums and balances were worked out in the customer's own money.
  if (ownCurrency(state) !== ownBefore) forgetWorkedOut(diary);
  const entry = state.window.get(hit.key);
  if (entry !== undefined) {
    state.window.set(hit.key, { ...entry, counted: { cell, amountMinor: hit.amountMinor } });
  }
  const notes = takeNotes(state, event, hit, rules, index);
  const isTop = takeTop(diary, lineOf(state, event, hit), event.currency, category, state.clock);
  const isLoan = takeLoan(diary, event, hit, currency);
  takeCountry(diary, event);
  const isLow = takeBalance(state, event, hit, currency);
  return { notes, isLow, isTop, isLoan };
}

function takeNotes(
  state: CustomerState,
  event: TransactionEvent,
  hit: Hit,
  rules: readonly NoteRule[],
  index: TouchIndex,
): readonly number[] {
  const notes = notesOf(state, event, hit.amountMinor, rules, index);
  if (notes.length > 0) {
    const line = lineOf(state, event, hit);
    for (const note of notes) addToNote(state.diary, rules[note]!, line);
  }
  return notes;
}

function lineOf(state: CustomerState, { merchant, currency }: TransactionEvent, hit: Hit): NoteLine {
  return {
    day: hit.day,
    amountMinor: hit.amountMinor,
    currency: state.currencies.indexOf(currency),
    subject: merchant.subject,
    name: merchant.merchantId === '' ? '' : merchant.name,
    account: hit.account,
    id: hit.id,
    key: hit.key,
  };
}

/** Takes a line that no longer stands out of the diary; gives the keys of the notes that held it. */
export function dropLine(state: CustomerState, key: number): number[] {
  const { diary } = state;
  const entry = state.window.get(key);
  if (entry?.counted !== undefined) {
    const { cell, amountMinor } = entry.counted;
    count(diary, { day: entry.day, amountMinor }, cell, { sign: -1, clock: state.clock });
    const { counted: _counted, ...rest } = entry;
    state.window.set(key, rest);
  }
  for (const tops of diary.tops) {
    const at = tops.findIndex((line) => line.key === key);
    if (at >= 0) tops.splice(at, 1);
  }
  const held: number[] = [];
  for (const note of diary.notes.values()) {
    const at = note.lines.findIndex((line) => line.key === key);
    if (at < 0) continue;
    note.lines.splice(at, 1);
    held.push(note.key);
  }
  return held;
}

function count(
  diary: Diary,
  line: Pick<Hit, 'day' | 'amountMinor'>,
  key: number,
  { sign, clock }: { readonly sign: 1 | -1; readonly clock: Day },
): void {
  const book = bookOf(diary, monthIndexOf(line.day), sign > 0);
  if (book === undefined) return;
  // What was worked out of whole months holds while only the one under way fills.
  if (sign < 0 || book.month < monthIndexOf(clock) || book !== diary.months.at(-1)) forgetWorkedOut(diary);
  let cell = book.cells.get(key);
  if (cell === undefined) {
    if (sign < 0) return;
    cell = { count: 0, minor: 0, lastDay: line.day };
    book.cells.set(key, cell);
  }
  cell.count += sign;
  cell.minor += sign * Math.abs(line.amountMinor);
  if (sign > 0 && line.day > cell.lastDay) cell.lastDay = line.day;
  if (cell.count <= 0) book.cells.delete(key);
}

/** The book of a month, made when it is not there; undefined for months that are no longer kept. */
function bookOf(diary: Diary, month: number, makes: boolean): MonthBook | undefined {
  const { months } = diary;
  let at = months.length;
  while (at > 0 && months[at - 1]!.month > month) at--;
  if (months[at - 1]?.month === month) return months[at - 1];
  if (!makes || (at === 0 && months.length >= MONTHS_KEPT_MAX)) return undefined;
  const book: MonthBook = { month, cells: new Map(), low: undefined };
  months.splice(at, 0, book);
  if (months.length > MONTHS_KEPT_MAX) months.shift();
  return book;
}

function addToNote(diary: Diary, rule: NoteRule, line: NoteLine): void {
  let note = diary.notes.get(rule.key);
  if (note === undefined) {
    note = { key: rule.key, lines: [], forgottenTo: -1 };
    diary.notes.set(rule.key, note);
  }
  const { lines } = note;
  let at = lines.length;
  while (at > 0 && isAfter(lines[at - 1]!, line)) at--;
  lines.splice(at, 0, line);
  while (lines.length > 0 && lines[0]!.day < line.day - rule.keepDays) lines.shift();
  // The oldest stays: it says since when; the one behind it says least.
  while (lines.length > NOTE_LINES_MAX) {
    const [second] = lines.splice(1, 1);
    note.forgottenTo = Math.max(note.forgottenTo, second!.day);
  }
}

function isAfter(a: NoteLine, b: NoteLine): boolean {
  return a.day > b.day || (a.day === b.day && a.key > b.key);
}

function takeTop(diary: Diary, line: NoteLine, currency: string, category: number, clock: Day): boolean {
  const tops = diary.tops[line.amountMinor < 0 ? 0 : 1];
  const euros = Math.round(roughEuros(line.amountMinor, currency) * 100) / 100;
  const last = tops.at(-1);
  if (
    tops.length >= TOP_LINES_MAX &&
    last !== undefined &&
    last.euros >= euros &&
    last.day >= clock - TOP_DAYS
  )
    return false;
  let at = tops.length;
  while (
    at > 0 &&
    (tops[at - 1]!.euros < euros || (tops[at - 1]!.euros === euros && tops[at - 1]!.key > line.key))
  )
    at--;
  tops.splice(at, 0, { ...line, euros, category });
  for (let old = tops.length - 1; old >= 0; old--) if (tops[old]!.day < clock - TOP_DAYS) tops.splice(old, 1);
  if (tops.length > TOP_LINES_MAX) tops.pop();
  return tops.some(({ key }) => key === line.key);
}
