import { AMOUNT_PATTERNS, CADENCE_IDS } from '../model/definition.ts';
import { transactionKey } from '../model/fingerprint.ts';
import { CHANNELS } from '../model/transaction.ts';
import { type ByteReader, damaged } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import {
  type Account,
  type Anchor,
  type CustomerState,
  type Hit,
  partsOfStreamKey,
  SERIES_ORIGINS,
  SERIES_STATES,
  type Series,
  type Stream,
  type Told,
} from './customer-state.ts';
import type { TextReader, TextWriter } from './text-table.ts';

const ANCHORS = ['phase', 'month-day', 'month-weekday', 'two-days'] as const;
const FLAG_MANDATE = 1;
const FLAG_HISTORICAL = 2;
const FLAG_TOLD = 4;
/** The episode stands in the table of texts, as since version 3: what was decided of it names it again. */
const FLAG_TABLED = 8;

/** Writes streams in their order; the ids of their payments go to a list of their own. */
export function writeStreams(
  writer: ByteWriter,
  texts: TextWriter,
  streams: readonly Stream[],
  ids: string[],
): void {
  writer.count(streams.length);
  for (const { key, hits, series, lastDay } of streams) {
    writer.count(key);
    writer.whole(lastDay);
    writeHits(writer, hits, ids);
    writer.count(series.length);
    for (const one of series) writeSeries(writer, texts, one, ids);
  }
}

/** Days as distances; a payment's key follows from its account and id, and is not written. */
function writeHits(writer: ByteWriter, hits: readonly Hit[], ids: string[]): void {
  writer.count(hits.length);
  let before = 0;
  for (const { day, amountMinor, account, id } of hits) {
    writer.whole(day - before);
    before = day;
    writer.whole(amountMinor);
    writer.count(account);
    ids.push(id);
  }
}

function writeSeries(writer: ByteWriter, texts: TextWriter, series: Series, ids: string[]): void {
  const { told } = series;
  texts.text(series.definition);
  writer.count(CADENCE_IDS.indexOf(series.cadence));
  writeAnchor(writer, series.anchor);
  for (const number of [series.account, series.missed, series.gaps, series.count]) writer.count(number);
  for (const day of [series.nominal, series.start, series.dueDay]) writer.whole(day);
  writeHits(writer, series.payments, ids);
  writer.count(AMOUNT_PATTERNS.indexOf(series.pattern));
  writer.whole(series.levelMinor);
  writer.count(CHANNELS.indexOf(series.channel));
  for (const text of [series.merchantId, series.name, series.category]) texts.text(text);
  writer.count(SERIES_ORIGINS.indexOf(series.origin));
  writer.count(SERIES_STATES.indexOf(series.state));
  writer.whole(series.totalMilli);
  const flags =
    (series.mandate ? FLAG_MANDATE : 0) +
    (series.historical ? FLAG_HISTORICAL : 0) +
    (told === undefined ? 0 : FLAG_TOLD + FLAG_TABLED);
  writer.count(flags);
  if (told === undefined) return;
  texts.text(told.episode);
  for (const number of [told.revision, SERIES_STATES.indexOf(told.state), told.confidence, told.facts]) {
    writer.count(number);
  }
}

function writeAnchor(writer: ByteWriter, anchor: Anchor): void {
  writer.count(ANCHORS.indexOf(anchor.kind));
  for (const number of numbersOf(anchor)) writer.count(number);
}

function numbersOf(anchor: Anchor): readonly number[] {
  switch (anchor.kind) {
    case 'phase':
      return [anchor.everyDays, anchor.phase];
    case 'month-day':
      return [anchor.everyMonths, anchor.phase, anchor.dayOfMonth];
    case 'month-weekday':
      return [anchor.everyMonths, anchor.phase, anchor.ordinal, anchor.weekday];
    case 'two-days':
      return [anchor.first, anchor.second];
  }
}

/** Reads streams; `nextId` gives the ids of their payments one by one. */
export function readStreams(
  reader: ByteReader,
  texts: TextReader,
  { accounts, currencies }: Pick<CustomerState, 'accounts' | 'currencies'>,
  nextId: () => string,
): Stream[] {
  const streams: Stream[] = [];
  for (let left = reader.length(); left > 0; left--) {
    const key = reader.count();
    const { subject, currency, direction } = partsOfStreamKey(key);
    const lastDay = reader.whole();
    const hits = readHits(reader, accounts, nextId);
    const series: Series[] = [];
    for (let more = reader.length(); more > 0; more--)
      series.push(readSeries(reader, texts, accounts, nextId));
    const name = currencies[currency];
    if (name === undefined) throw damaged();
    streams.push({ key, subject, direction, currency: name, hits, series, lastDay });
  }
  return streams;
}

function readHits(reader: ByteReader, accounts: readonly Account[], nextId: () => string): Hit[] {
  const hits: Hit[] = [];
  let day = 0;
  for (let left = reader.length(); left > 0; left--) {
    day += reader.whole();
    const amountMinor = reader.whole();
    const account = reader.count();
    const owner = accounts[account];
    if (owner === undefined) throw damaged();
    const id = nextId();
    hits.push({ day, amountMinor, account, id, key: transactionKey(owner.seed, id) });
  }
  return hits;
}

function readSeries(
  reader: ByteReader,
  texts: TextReader,
  accounts: readonly Account[],
  nextId: () => string,
): Series {
  const definition = texts.text();
  const cadence = reader.word(CADENCE_IDS);
  const anchor = readAnchor(reader);
  const [account, missed, gaps, count] = [reader.count(), reader.count(), reader.count(), reader.count()];
  const [nominal, start, dueDay] = [reader.whole(), reader.whole(), reader.whole()];
  const payments = readHits(reader, accounts, nextId);
  const pattern = reader.word(AMOUNT_PATTERNS);
  const levelMinor = reader.whole();
  const channel = reader.word(CHANNELS);
  const [merchantId, name, category] = [texts.text(), texts.text(), texts.text()];
  const origin = reader.word(SERIES_ORIGINS);
  const state = reader.word(SERIES_STATES);
  const totalMilli = reader.whole();
  const flags = reader.count();
  return {
    ...{ definition, cadence, anchor, account, nominal, missed, gaps, count, start, payments, pattern },
    ...{ levelMinor, channel, merchantId, name, category, origin, state, totalMilli, dueDay },
    mandate: (flags & FLAG_MANDATE) !== 0,
    historical: (flags & FLAG_HISTORICAL) !== 0,
    told:
      (flags & FLAG_TOLD) === 0 ? undefined : readTold(reader, (flags & FLAG_TABLED) === 0 ? reader : texts),
  };
}

function readTold(reader: ByteReader, episodes: { text(): string }): Told {
  const episode = episodes.text();
  const revision = reader.count();
  const state = reader.word(SERIES_STATES);
  return { episode, revision, state, confidence: reader.count(), facts: reader.count() };
}

function readAnchor(reader: ByteReader): Anchor {
  const kind = reader.word(ANCHORS);
  switch (kind) {
    case 'phase':
      return { kind, everyDays: reader.count(), phase: reader.count() };
    case 'month-day':
      return { kind, everyMonths: reader.count(), phase: reader.count(), dayOfMonth: reader.count() };
    case 'month-weekday': {
      const [everyMonths, phase] = [reader.count(), reader.count()];
      return { kind, everyMonths, phase, ordinal: reader.count(), weekday: reader.count() };
    }
    case 'two-days':
      return { kind, first: reader.count(), second: reader.count() };
  }
}
