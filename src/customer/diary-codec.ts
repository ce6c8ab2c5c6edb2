import { dayInMonth } from '../model/day.ts';
import { CATEGORIES } from '../model/taxonomy.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { CustomerState } from './customer-state.ts';
import { cellKey, type Diary, type MonthBook, type NoteLine, partsOfCell, type TopLine } from './diary.ts';
import { readEpisode, writeEpisode } from './episode-codec.ts';
import { readLineNumbers, readLineTable, writeLineNumbers, writeLineTable } from './line-table.ts';
import { readLoans, writeLoans } from './loan-codec.ts';
import type { TextReader, TextWriter } from './text-table.ts';

const EUROS_SCALE = 100;

/** Writes the diary; the ids of its lines go to the list of ids. */
export function writeDiary(
  writer: ByteWriter,
  texts: TextWriter,
  { diary, window }: CustomerState,
  ids: string[],
): void {
  writeCounted(writer, texts, window);
  writer.whole(diary.firstDay);
  const notes = [...diary.notes.values()].sort((a, b) => a.key - b.key);
  const all = [...notes.flatMap(({ lines }) => lines), ...diary.tops.flat()];
  const table = writeLineTable(writer, texts, all, ids);
  writer.count(notes.length);
  for (const { key, lines, forgottenTo } of notes) {
    writer.hash(key, 6);
    writer.whole(forgottenTo);
    writeLineNumbers(writer, table, lines);
  }
  writeMonths(writer, texts, diary.months);
  writer.count(diary.balances.length);
  for (const { account, currency, days } of diary.balances) {
    writer.count(account);
    writer.count(currency);
    writer.count(days.length);
    let before = 0;
    for (const { day, minMinor, endMinor } of days) {
      writer.whole(day - before);
      before = day;
      writer.whole(endMinor);
      writer.whole(endMinor - minMinor);
    }
  }
  writeLoans(writer, texts, diary);
  for (const tops of diary.tops) {
    writeLineNumbers(writer, table, tops);
    for (const { euros, category } of tops) {
      writer.count(Math.round(euros * EUROS_SCALE));
      texts.text(CATEGORIES[category]?.id ?? '');
    }
  }
  writer.count(diary.events.length);
  for (const { name, day } of diary.events) {
    texts.text(name);
    writer.whole(day);
  }
  writer.count(diary.episodes.length);
  for (const episode of diary.episodes) writeEpisode(writer, texts, episode);
  writer.count(diary.reminders.length);
  for (const { definition, subject, day } of diary.reminders) {
    texts.text(definition);
    writer.count(subject);
    writer.whole(day);
  }
}

/** Where the lines of the correction window were counted, in the window's order; 0 for those that were not. */
function writeCounted(writer: ByteWriter, texts: TextWriter, window: CustomerState['window']): void {
  for (const { counted } of window.values()) {
    if (counted === undefined) {
      writer.count(0);
      continue;
    }
    const { category, currency, direction } = partsOfCell(counted.cell);
    writer.count(1 + currency * 2 + (direction === 'in' ? 1 : 0));
    texts.text(CATEGORIES[category]?.id ?? '');
    writer.whole(counted.amountMinor);
  }
}

function readCounted(reader: ByteReader, texts: TextReader, window: CustomerState['window']): void {
  for (const [key, entry] of window) {
    const code = reader.count() - 1;
    if (code < 0) continue;
    const cell = cellKey(categoryOf(texts.text()), Math.floor(code / 2), code % 2 === 1 ? 'in' : 'out');
    window.set(key, { ...entry, counted: { cell, amountMinor: reader.whole() } });
  }
}

/** Cells by category as a text, so that a taxonomy that grows does not shift what was stored. */
function writeMonths(writer: ByteWriter, texts: TextWriter, months: readonly MonthBook[]): void {
  writer.count(months.length);
  for (const { month, cells, low } of months) {
    writer.count(month);
    writer.count(low === undefined ? 0 : low.negativeDays + 1);
    if (low !== undefined) writer.whole(low.minMinor);
    writer.count(cells.size);
    for (const key of [...cells.keys()].sort((a, b) => a - b)) {
      const { category, currency, direction } = partsOfCell(key);
      const { count, minor, lastDay } = cells.get(key)!;
      texts.text(CATEGORIES[category]?.id ?? '');
      writer.count(currency * 2 + (direction === 'in' ? 1 : 0));
      writer.count(count);
      writer.count(minor);
      writer.whole(lastDay - dayInMonth(month, 1));
    }
  }
}

/** Reads into a fresh state what `writeDiary` wrote; accounts and currencies are known by then. */
export function readDiary(
  reader: ByteReader,
  texts: TextReader,
  state: CustomerState,
  nextId: () => string,
): void {
  const { diary } = state;
  readCounted(reader, texts, state.window);
  diary.firstDay = reader.whole();
  const table = readLineTable(reader, texts, state, nextId);
  for (let left = reader.length(); left > 0; left--) {
    const key = reader.hash(6);
    const forgottenTo = reader.whole();
    diary.notes.set(key, { key, forgottenTo, lines: readLineNumbers(reader, table) });
  }
  readMonths(reader, texts, diary);
  for (let left = reader.length(); left > 0; left--) {
    const account = reader.count();
    const currency = reader.count();
    const days = [];
    let day = 0;
    for (let more = reader.length(); more > 0; more--) {
      day += reader.whole();
      const endMinor = reader.whole();
      days.push({ day, minMinor: endMinor - reader.whole(), endMinor });
    }
    diary.balances.push({ account, currency, days });
  }
  readLoans(reader, texts, diary);
  diary.tops = [readTops(reader, texts, table), readTops(reader, texts, table)];
  for (let left = reader.length(); left > 0; left--) {
    diary.events.push({ name: texts.text(), day: reader.whole() });
  }
  for (let left = reader.length(); left > 0; left--) diary.episodes.push(readEpisode(reader, texts));
  for (let left = reader.length(); left > 0; left--) {
    diary.reminders.push({ definition: texts.text(), subject: reader.count(), day: reader.whole() });
  }
}

function readTops(reader: ByteReader, texts: TextReader, table: readonly NoteLine[]): TopLine[] {
  return readLineNumbers(reader, table).map((line) => ({
    ...line,
    euros: reader.count() / EUROS_SCALE,
    category: categoryOf(texts.text()),
  }));
}

function readMonths(reader: ByteReader, texts: TextReader, diary: Diary): void {
  for (let left = reader.length(); left > 0; left--) {
    const month = reader.count();
    const told = reader.count();
    const low = told === 0 ? undefined : { minMinor: reader.whole(), negativeDays: told - 1 };
    const book: MonthBook = { month, cells: new Map(), low };
    for (let more = reader.length(); more > 0; more--) {
      const category = categoryOf(texts.text());
      const code = reader.count();
      const key = cellKey(category, Math.floor(code / 2), code % 2 === 1 ? 'in' : 'out');
      book.cells.set(key, {
        count: reader.count(),
        minor: reader.count(),
        lastDay: reader.whole() + dayInMonth(month, 1),
      });
    }
    diary.months.push(book);
  }
}

const INDEX_OF: ReadonlyMap<string, number> = new Map(CATEGORIES.map(({ id }, index) => [id, index]));

/** A category that a later build dropped counts as none. */
function categoryOf(id: string): number {
  return INDEX_OF.get(id) ?? CATEGORIES.length;
}
