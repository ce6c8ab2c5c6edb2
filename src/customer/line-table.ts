import { transactionKey } from '../model/fingerprint.ts';
import { type ByteReader, damaged } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { CustomerState } from './customer-state.ts';
import type { NoteLine } from './diary.ts';
import type { TextReader, TextWriter } from './text-table.ts';

/** A line that several notes hold is written once; notes name it by its number. */
export interface LineTable {
  numberOf(line: NoteLine): number;
}

/** Writes all lines, each once, oldest first; their ids go to the list of ids. */
export function writeLineTable(
  writer: ByteWriter,
  texts: TextWriter,
  lines: Iterable<NoteLine>,
  ids: string[],
): LineTable {
  const table = new Map<string, NoteLine>();
  for (const line of lines) table.set(nameOf(line), line);
  const all = [...table.values()].sort(
    (a, b) => a.day - b.day || a.key - b.key || a.amountMinor - b.amountMinor,
  );
  const subjects = new Map<number, number>();
  writer.count(all.length);
  let before = 0;
  for (const { day, amountMinor, currency, subject, name, account, id } of all) {
    writer.whole(day - before);
    before = day;
    writer.whole(amountMinor);
    writer.count(account * CURRENCIES + currency);
    const known = subjects.get(subject);
    writer.count(known ?? subjects.size);
    if (known === undefined) {
      subjects.set(subject, subjects.size);
      writer.count(subject);
      texts.text(name);
    } else texts.text(name);
    ids.push(id);
  }
  const numbers = new Map(all.map((line, index) => [nameOf(line), index]));
  return { numberOf: (line) => numbers.get(nameOf(line))! };
}

/** More than any customer's currencies. */
const CURRENCIES = 16;

/** An id may be used again after the window of corrections, so the day and amount belong to the name. */
function nameOf({ key, day, amountMinor }: NoteLine): string {
  return `${key}/${day}/${amountMinor}`;
}

/** Reads the lines that `writeLineTable` wrote. */
export function readLineTable(
  reader: ByteReader,
  texts: TextReader,
  { accounts, currencies }: CustomerState,
  nextId: () => string,
): NoteLine[] {
  const lines: NoteLine[] = [];
  const subjects: number[] = [];
  let day = 0;
  for (let left = reader.length(); left > 0; left--) {
    day += reader.whole();
    const amountMinor = reader.whole();
    const code = reader.count();
    const [account, currency] = [Math.floor(code / CURRENCIES), code % CURRENCIES];
    const number = reader.count();
    if (number > subjects.length) throw damaged();
    if (number === subjects.length) subjects.push(reader.count());
    const subject = subjects[number]!;
    const name = texts.text();
    const owner = accounts[account];
    if (owner === undefined || currency >= currencies.length) throw damaged();
    const id = nextId();
    const key = transactionKey(owner.seed, id);
    lines.push({ day, amountMinor, currency, subject, name, account, id, key });
  }
  return lines;
}

/** Writes which lines of a table a list holds, in its order. */
export function writeLineNumbers(writer: ByteWriter, table: LineTable, lines: readonly NoteLine[]): void {
  writer.count(lines.length);
  let before = 0;
  for (const line of lines) {
    const number = table.numberOf(line);
    writer.whole(number - before);
    before = number;
  }
}

/** Reads a list of lines by their numbers. */
export function readLineNumbers(reader: ByteReader, table: readonly NoteLine[]): NoteLine[] {
  const lines: NoteLine[] = [];
  let number = 0;
  for (let left = reader.length(); left > 0; left--) {
    number += reader.whole();
    const line = table[number];
    if (line === undefined) throw damaged();
    lines.push(line);
  }
  return lines;
}
