import { Buffer } from 'node:buffer';
import { OperationalError } from '../../errors/operational-error.ts';
import { assertNever } from '../../lib/assert.ts';
import type { Day } from '../../model/day.ts';
import type { ControlEvent, CustomerEvent, LedgerEvent } from '../../model/ledger-event.ts';
import { decodeLedgerEvent, encodeLedgerEvent } from '../../registry/ledger-codec.ts';
import { SLICES } from '../../store/keys.ts';
import { BlockReader, BlockWriter } from './block-bytes.ts';

/*
 * A message of the ledger is a block. Numbers are unsigned LEB128, texts and bytes come behind their length:
 *
 *   version 1, kind
 *   kind 1, events:  schema, source, source epoch, source partition, count, then for each event
 *                    source offset less that of the event before (of the first: itself), index, Avro bytes
 *   kind 2, ticks:   day, first slice, slice behind the last
 *   kind 3, control: schema, Avro bytes
 *
 * `schema` is 0 for the schema of the build that reads, else the registry's id of the one it was written by.
 * An event's ledger position is (offset of the message, its place in the block).
 */
const BLOCK_VERSION = 1;
const KIND_EVENTS = 1;
const KIND_TICKS = 2;
const KIND_CONTROL = 3;

/** A block is full with so many events, */
export const BLOCK_EVENTS_MAX = 1000;
/** or so many bytes of events; a larger event stands alone. */
export const BLOCK_BYTES_MAX = 64 * 1024;

/** A stretch of one partition of a source, as its records' offsets count it. */
export interface SourcePartition {
  readonly source: string;
  /** Configuration: a topic that was made again gets a higher one. */
  readonly epoch: number;
  readonly partition: number;
}

/** An event and where its record stood: offset of the record, and which of the record's events it is. */
export interface PlacedEvent {
  readonly offset: number;
  readonly index: number;
  readonly event: CustomerEvent;
}

/** An event on its way into a block. */
export interface PlacedBytes {
  readonly offset: number;
  readonly index: number;
  readonly bytes: Uint8Array;
}

/** What one message of the ledger says. */
export type LedgerBlock =
  | { readonly kind: 'events'; readonly from: SourcePartition; readonly events: readonly PlacedEvent[] }
  /** Time has come to this day for the customers of these slices. */
  | { readonly kind: 'ticks'; readonly day: Day; readonly sliceFrom: number; readonly sliceTo: number }
  | { readonly kind: 'control'; readonly event: ControlEvent };

/** The text of a schema that a block was written by; undefined for this build's own. */
export type SchemaOf = (id: number) => string | undefined;

const OWN_SCHEMA: SchemaOf = () => undefined;

/** Puts events of one source partition, in order, into as few blocks as the bounds allow. */
export function encodeEventBlocks(
  from: SourcePartition,
  events: readonly PlacedBytes[],
  schema = 0,
): Uint8Array[] {
  const blocks: Uint8Array[] = [];
  for (let start = 0; start < events.length; ) {
    let end = start;
    let bytes = 0;
    do {
      bytes += events[end]!.bytes.length;
      end++;
    } while (
      end < events.length &&
      end - start < BLOCK_EVENTS_MAX &&
      bytes + events[end]!.bytes.length <= BLOCK_BYTES_MAX
    );
    blocks.push(encodeEvents(from, events.slice(start, end), schema));
    start = end;
  }
  return blocks;
}

function encodeEvents(from: SourcePartition, events: readonly PlacedBytes[], schema: number): Uint8Array {
  const writer = new BlockWriter(BLOCK_VERSION, KIND_EVENTS);
  writer.count(schema);
  writer.text(from.source);
  writer.count(from.epoch);
  writer.count(from.partition);
  writer.count(events.length);
  let before = 0;
  for (const { offset, index, bytes } of events) {
    writer.count(offset - before);
    writer.count(index);
    writer.bytes(bytes);
    before = offset;
  }
  return writer.finish();
}

/** The block that brings a day to some slices. */
export function encodeTicks(day: Day, sliceFrom: number, sliceTo: number): Uint8Array {
  const writer = new BlockWriter(BLOCK_VERSION, KIND_TICKS);
  writer.count(day);
  writer.count(sliceFrom);
  writer.count(sliceTo);
  return writer.finish();
}

/** The block that activates definitions. */
export function encodeControl(event: ControlEvent, schema = 0): Uint8Array {
  const writer = new BlockWriter(BLOCK_VERSION, KIND_CONTROL);
  writer.count(schema);
  writer.bytes(encodeLedgerEvent(event));
  return writer.finish();
}

/** Reads a message of the ledger. Broken ones throw MS_LEDGER_BYTES, those of a newer build MS_LEDGER_NEWER. */
export function decodeBlock(value: Uint8Array | null, schemaOf: SchemaOf = OWN_SCHEMA): LedgerBlock {
  if (value === null || value.length < 2) throw broken();
  const [version, kind] = value;
  if (version !== BLOCK_VERSION) throw newer(`format ${version}`);
  const reader = new BlockReader(Buffer.from(value.buffer, value.byteOffset, value.byteLength), 2, broken);
  const block = readBlock(reader, kind!, schemaOf);
  reader.end();
  return block;
}

function readBlock(reader: BlockReader, kind: number, schemaOf: SchemaOf): LedgerBlock {
  switch (kind) {
    case KIND_EVENTS:
      return readEvents(reader, schemaOf);
    case KIND_TICKS: {
      const [day, sliceFrom, sliceTo] = [reader.count(), reader.count(), reader.count()];
      if (sliceFrom >= sliceTo || sliceTo > SLICES) throw broken();
      return { kind: 'ticks', day, sliceFrom, sliceTo };
    }
    case KIND_CONTROL: {
      const event = decodeEvent(reader.count(), reader.bytes(), schemaOf);
      if (event.kind !== 'control') throw broken();
      return { kind: 'control', event };
    }
    default:
      throw newer(`kind ${kind}`);
  }
}

function readEvents(reader: BlockReader, schemaOf: SchemaOf): LedgerBlock {
  const schema = reader.count();
  const from = { source: reader.text(), epoch: reader.count(), partition: reader.count() };
  const count = reader.count();
  const events: PlacedEvent[] = [];
  let offset = 0;
  for (let place = 0; place < count; place++) {
    offset += reader.count();
    const index = reader.count();
    const event = decodeEvent(schema, reader.bytes(), schemaOf);
    switch (event.kind) {
      case 'tick':
      case 'control':
      case 'identity':
        throw broken();
      case 'transaction':
      case 'consent':
      case 'event':
      case 'outcome':
        events.push({ offset, index, event });
        break;
      default:
        assertNever(event);
    }
  }
  return { kind: 'events', from, events };
}

function decodeEvent(schema: number, bytes: Uint8Array, schemaOf: SchemaOf): LedgerEvent {
  return decodeLedgerEvent(bytes, schema === 0 ? undefined : schemaOf(schema));
}

function broken(): OperationalError {
  return new OperationalError('MS_LEDGER_BYTES', 'a block of the ledger is not as it was written', {
    retriable: false,
  });
}

function newer(what: string): OperationalError {
  return new OperationalError(
    'MS_LEDGER_NEWER',
    `a block of the ledger has ${what}, which only a newer build reads: update this one first`,
    { retriable: false },
  );
}
