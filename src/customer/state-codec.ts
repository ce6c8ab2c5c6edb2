import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { OperationalError } from '../errors/operational-error.ts';
import type { CustomerKey } from '../model/ids.ts';
import { readStandings, writeStandings } from './activation-codec.ts';
import { ByteReader, damaged } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { type CustomerState, newCustomerState, type Stream, trackStream } from './customer-state.ts';
import { readDiary, writeDiary } from './diary-codec.ts';
import { readHead, writeHead } from './head-codec.ts';
import { decodeJsonState, JSON_VERSION } from './json-state.ts';
import { readStreams, writeStreams } from './stream-codec.ts';
import { TextReader, TextWriter } from './text-table.ts';

/** The stored form: three parts, each under a key of its own, with a version and a checksum of its own. */
export interface EncodedCustomer {
  readonly hot: Uint8Array;
  readonly cold: Uint8Array;
  readonly ids: Uint8Array;
}

type Parts = { readonly [Part in keyof EncodedCustomer]: Uint8Array | undefined };

/** The version that this code writes; older ones are read, newer ones refused. */
export const STATE_VERSION = 3;
/** The first version with a diary behind the quiet streams. */
const DIARY_SINCE = 3;
/** From this version on the hot part ends with what was decided of each episode. */
const STANDINGS_SINCE = 3;
/** The oldest version of this form; the one before was JSON. */
const BINARY_SINCE = 2;
const CHECKSUM_BYTES = 4;

/** Encodes a state: live series and recent payments in the hot part, quiet streams in the cold one, ids apart. */
export function encodeState(state: CustomerState): EncodedCustomer {
  const ordered = [...state.streams.values()].sort((a, b) => a.key - b.key);
  const ids: string[] = [];
  const hot = new ByteWriter();
  const hotTexts = new TextWriter(hot);
  writeHead(hot, hotTexts, state);
  writeStreams(
    hot,
    hotTexts,
    ordered.filter(({ series }) => series.length > 0),
    ids,
  );
  writeStandings(hot, hotTexts, state.standings);
  const cold = new ByteWriter();
  const coldTexts = new TextWriter(cold);
  writeStreams(
    cold,
    coldTexts,
    ordered.filter(({ series }) => series.length === 0),
    ids,
  );
  writeDiary(cold, coldTexts, state, ids);
  const list = new ByteWriter();
  list.count(ids.length);
  for (const id of ids) list.text(id);
  return { hot: sealed(hot), cold: sealed(cold), ids: sealed(list) };
}

/** Rebuilds a state from its parts; equal to the one that was encoded. */
export function decodeState(customer: CustomerKey, parts: Parts): CustomerState {
  const { hot, cold, ids } = parts;
  if (hot === undefined) return newCustomerState(customer);
  if (hot[0] === JSON_VERSION) return decodeJsonState(customer, parts);
  const state = newCustomerState(customer);
  const hotReader = opened(hot);
  const hotTexts = new TextReader(hotReader);
  readHead(hotReader, hotTexts, state);
  const nextId = idsOf(ids);
  const streams: Stream[] = readStreams(hotReader, hotTexts, state, nextId);
  if (hot[0]! >= STANDINGS_SINCE) state.standings = readStandings(hotReader, hotTexts);
  hotReader.end();
  if (cold !== undefined) {
    const coldReader = opened(cold);
    const coldTexts = new TextReader(coldReader);
    streams.push(...readStreams(coldReader, coldTexts, state, nextId));
    if (cold[0]! >= DIARY_SINCE) readDiary(coldReader, coldTexts, state, nextId);
    coldReader.end();
  }
  streams.sort((a, b) => a.key - b.key);
  for (const stream of streams) {
    state.streams.set(stream.key, stream);
    if (stream.series.length > 0) trackStream(state, stream);
  }
  return state;
}

/** Gives ids one by one, in the order of the payments that they belong to. */
function idsOf(part: Uint8Array | undefined): () => string {
  if (part === undefined) {
    return () => {
      throw damaged();
    };
  }
  const reader = opened(part);
  let left = reader.length();
  return () => {
    if (left-- <= 0) throw damaged();
    return reader.text();
  };
}

/** Version, content, checksum over both. */
function sealed(writer: ByteWriter): Buffer {
  const content = writer.finish();
  const bytes = Buffer.allocUnsafe(1 + content.length + CHECKSUM_BYTES);
  bytes[0] = STATE_VERSION;
  content.copy(bytes, 1);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 1 + content.length)), 1 + content.length);
  return bytes;
}

function opened(part: Uint8Array): ByteReader {
  const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
  const end = bytes.length - CHECKSUM_BYTES;
  if (end < 1) throw damaged();
  const version = bytes[0]!;
  const isWhole = crc32(bytes.subarray(0, end)) === bytes.readUInt32LE(end);
  // A newer build may seal in another way: its version is told before its checksum is looked at.
  if (version > STATE_VERSION) throw newer(version);
  if (!isWhole || version < BINARY_SINCE) throw damaged();
  return new ByteReader(bytes.subarray(0, end), 1);
}

function newer(version: number): OperationalError {
  return new OperationalError(
    'MS_STATE_NEWER',
    `a customer's state has version ${version}; this build reads ${STATE_VERSION}: use the build that wrote it, or a later one`,
    { retriable: false },
  );
}
