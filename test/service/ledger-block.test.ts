import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CustomerKey } from '../../src/model/ids.ts';
import type { ConsentEvent } from '../../src/model/ledger-event.ts';
import { encodeLedgerEvent } from '../../src/registry/ledger-codec.ts';
import {
  BLOCK_BYTES_MAX,
  BLOCK_EVENTS_MAX,
  decodeBlock,
  encodeControl,
  encodeEventBlocks,
  encodeTicks,
} from '../../src/runtime/service/ledger-block.ts';

const FROM = { source: 'bank ä', epoch: 3, partition: 12 };

function consent(at: number): ConsentEvent {
  const customer = `c${at % 7}` as CustomerKey;
  return {
    kind: 'consent',
    customer,
    purpose: 'marketing',
    state: 'given',
    at,
    day: 1,
    orderDay: 1,
    orderInstant: at,
  };
}

function placed(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    offset: 1000 + Math.floor(index / 3) * 5,
    index: index % 3,
    event: consent(index),
  }));
}

const asBytes = (events: ReturnType<typeof placed>) =>
  events.map(({ offset, index, event }) => ({ offset, index, bytes: encodeLedgerEvent(event) }));

function eventsOf(block: Uint8Array) {
  const decoded = decodeBlock(block);
  return decoded.kind === 'events' ? decoded.events : [];
}

describe('a block of the ledger', () => {
  test('gives back events, their places and whence they came', () => {
    const events = placed(10);
    const [block, ...more] = encodeEventBlocks(FROM, asBytes(events));
    expect(more).toEqual([]);
    expect(decodeBlock(block!)).toEqual({ kind: 'events', from: FROM, events });
  });

  test('is full with a thousand events, and one more begins the next', () => {
    const lengths = (count: number) =>
      encodeEventBlocks(FROM, asBytes(placed(count))).map((block) => eventsOf(block).length);
    expect(lengths(BLOCK_EVENTS_MAX)).toEqual([1000]);
    expect(lengths(BLOCK_EVENTS_MAX + 1)).toEqual([1000, 1]);
  });

  test('is full with 64 KB, and an event beyond that stands alone', () => {
    const customer = 'c'.repeat(200) as CustomerKey;
    const long = (length: number) => {
      const properties = 'x'.repeat(length);
      const event = { ...consent(1), kind: 'event' as const, name: 'n', properties, customer };
      return { offset: 1, index: 0, bytes: encodeLedgerEvent(event) };
    };
    const blocks = encodeEventBlocks(FROM, [long(40_000), long(30_000), long(80_000), long(10), long(20)]);
    expect(blocks.map((block) => eventsOf(block).length)).toEqual([1, 1, 1, 2]);
    expect(blocks[1]!.length).toBeLessThan(BLOCK_BYTES_MAX);
  });

  test('of ticks and of control come back', () => {
    expect(decodeBlock(encodeTicks(20_000, 16, 64))).toEqual({
      kind: 'ticks',
      day: 20_000,
      sliceFrom: 16,
      sliceTo: 64,
    });
    const event = {
      kind: 'control' as const,
      epoch: 7,
      definitionsHash: 'd',
      dictionaryHash: 'm',
      orderDay: 1,
      orderInstant: 2,
    };
    expect(decodeBlock(encodeControl(event))).toEqual({ kind: 'control', event });
  });

  test('that was changed anywhere is read as damage, a newer build, or other events, and never breaks the reader', () => {
    const [block] = encodeEventBlocks(FROM, asBytes(placed(5)));
    fc.assert(
      fc.property(fc.nat(block!.length - 1), fc.nat(255), (at, byte) => {
        const changed = Buffer.from(block!);
        changed[at] = byte;
        try {
          decodeBlock(changed);
        } catch (error) {
          expect((error as { code?: string }).code).toMatch(/^MS_LEDGER_(BYTES|NEWER)$/);
        }
      }),
    );
  });

  test('that is cut or has more behind it is damage', () => {
    const [block] = encodeEventBlocks(FROM, asBytes(placed(5)));
    const code = (bytes: Uint8Array) => {
      try {
        decodeBlock(bytes);
      } catch (error) {
        return (error as { code?: string }).code;
      }
      return 'read';
    };
    for (let length = 0; length < block!.length; length++)
      expect(code(block!.subarray(0, length))).toBe('MS_LEDGER_BYTES');
    expect(code(Buffer.concat([block!, Buffer.from([0])]))).toBe('MS_LEDGER_BYTES');
    expect(code(Buffer.concat([Buffer.from([2]), block!.subarray(1)]))).toBe('MS_LEDGER_NEWER');
  });
});
