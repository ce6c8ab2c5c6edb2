import type { SubjectKey } from '../model/ids.ts';
import { CONSENT_PURPOSES } from '../model/ledger-event.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { type CustomerState, WINDOW_STATUSES } from './customer-state.ts';
import type { TextReader, TextWriter } from './text-table.ts';

/** Writes all that is no stream: clocks, accounts, consents, parties, what came lately, what is pending. */
export function writeHead(writer: ByteWriter, texts: TextWriter, state: CustomerState): void {
  for (const day of [state.clock, state.lastTick, state.sweptAt, state.dueDay]) writer.whole(day);
  writer.count(state.outputs);
  writer.count(state.accounts.length);
  for (const { name, seed, firstDay, lastDay, openedTick } of state.accounts) {
    texts.text(name);
    writer.count(seed);
    for (const day of [firstDay, lastDay, openedTick]) writer.whole(day);
  }
  writer.count(state.currencies.length);
  for (const currency of state.currencies) texts.text(currency);
  writer.count(state.consents.length);
  for (const { purpose, given, at } of state.consents) {
    writer.count(CONSENT_PURPOSES.indexOf(purpose) * 2 + (given ? 1 : 0));
    writer.double(at);
  }
  writer.count(state.parties.length);
  for (const { hash, number } of state.parties) {
    writer.text(hash);
    writer.count(number);
  }
  writer.count(state.partiesMet);
  writeLately(writer, texts, state);
}

function writeLately(writer: ByteWriter, texts: TextWriter, state: CustomerState): void {
  writer.count(state.window.size);
  let before = 0;
  for (const [key, { content, day, seen, status }] of state.window) {
    writer.hash(key, 6);
    writer.hash(content, 4);
    writer.whole(day - before);
    before = day;
    // Whether `seen` is known goes with the status.
    writer.count(WINDOW_STATUSES.indexOf(status) * 2 + (seen === undefined ? 0 : 1));
    if (seen !== undefined) writer.double(seen);
  }
  writer.count(state.pending.length);
  for (const { key, id, account, amountMinor, day, subject } of state.pending) {
    writer.count(key);
    texts.text(id);
    writer.count(account);
    writer.whole(amountMinor);
    writer.whole(day);
    writer.count(subject);
  }
}

/** Reads into a fresh state what `writeHead` wrote. */
export function readHead(reader: ByteReader, texts: TextReader, state: CustomerState): void {
  state.clock = reader.whole();
  state.lastTick = reader.whole();
  state.sweptAt = reader.whole();
  state.dueDay = reader.whole();
  state.outputs = reader.count();
  for (let left = reader.length(); left > 0; left--) {
    const name = texts.text();
    const seed = reader.count();
    state.accounts.push({
      name,
      seed,
      firstDay: reader.whole(),
      lastDay: reader.whole(),
      openedTick: reader.whole(),
    });
  }
  for (let left = reader.length(); left > 0; left--) state.currencies.push(texts.text());
  for (let left = reader.length(); left > 0; left--) {
    const code = reader.count();
    const purpose = CONSENT_PURPOSES[Math.floor(code / 2) % CONSENT_PURPOSES.length]!;
    state.consents.push({ purpose, given: code % 2 === 1, at: reader.double() });
  }
  for (let left = reader.length(); left > 0; left--) {
    state.parties.push({ hash: reader.text(), number: reader.count() });
  }
  state.partiesMet = reader.count();
  readLately(reader, texts, state);
}

function readLately(reader: ByteReader, texts: TextReader, state: CustomerState): void {
  let day = 0;
  for (let left = reader.length(); left > 0; left--) {
    const key = reader.hash(6);
    const content = reader.hash(4);
    day += reader.whole();
    const code = reader.count();
    const status = WINDOW_STATUSES[Math.floor(code / 2) % WINDOW_STATUSES.length]!;
    state.window.set(key, { content, day, seen: code % 2 === 1 ? reader.double() : undefined, status });
  }
  for (let left = reader.length(); left > 0; left--) {
    const key = reader.count();
    const id = texts.text();
    const account = reader.count();
    const amountMinor = reader.whole();
    state.pending.push({
      key,
      id,
      account,
      amountMinor,
      day: reader.whole(),
      subject: reader.count() as SubjectKey,
    });
  }
}
