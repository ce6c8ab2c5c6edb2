import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { Diary } from './diary.ts';
import type { TextReader, TextWriter } from './text-table.ts';

/** Writes what a diary knows of loans, and of the countries that lines name. */
export function writeLoans(writer: ByteWriter, texts: TextWriter, diary: Diary): void {
  writer.count(diary.loans.length);
  for (const { account, currency, day, owedMinor, mostMinor, paymentMinor } of diary.loans) {
    for (const number of [account, currency, owedMinor, mostMinor, paymentMinor]) writer.count(number);
    writer.whole(day);
  }
  writer.count(diary.counters.length);
  for (const { subject, number, total, day, agreeing, name } of diary.counters) {
    for (const count of [subject, number, total, agreeing]) writer.count(count);
    writer.whole(day);
    texts.text(name);
  }
  writer.count(diary.countries.size);
  for (const [country, count] of diary.countries) {
    texts.text(country);
    writer.count(count);
  }
}

/** Reads into a fresh diary what `writeLoans` wrote. */
export function readLoans(reader: ByteReader, texts: TextReader, diary: Diary): void {
  for (let left = reader.length(); left > 0; left--) {
    const account = reader.count();
    const currency = reader.count();
    const owedMinor = reader.count();
    const mostMinor = reader.count();
    const paymentMinor = reader.count();
    diary.loans.push({ account, currency, owedMinor, mostMinor, paymentMinor, day: reader.whole() });
  }
  for (let left = reader.length(); left > 0; left--) {
    const subject = reader.count();
    const number = reader.count();
    const total = reader.count();
    const agreeing = reader.count();
    diary.counters.push({ subject, number, total, agreeing, day: reader.whole(), name: texts.text() });
  }
  for (let left = reader.length(); left > 0; left--) diary.countries.set(texts.text(), reader.count());
}
