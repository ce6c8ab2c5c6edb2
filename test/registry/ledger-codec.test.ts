import avro from 'avsc';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OperationalError } from '../../src/errors/operational-error.ts';
import type { LedgerEvent, TransactionEvent } from '../../src/model/ledger-event.ts';
import { AMOUNT_MINOR_MAX } from '../../src/model/money.ts';
import { decodeLedgerEvent, encodeLedgerEvent } from '../../src/registry/ledger-codec.ts';
import { LEDGER_EVENT_SCHEMA, LEDGER_EVENT_SCHEMA_TEXT } from '../../src/registry/ledger-schema.ts';
import { anyEvent, anyTransaction } from './events.ts';

interface EditableSchema {
  name: string;
  fields: { name: string; type: unknown; default?: unknown }[];
}

const sample = (kind: LedgerEvent['kind']): LedgerEvent =>
  fc.sample(
    anyEvent.filter((event) => event.kind === kind),
    { seed: 11, numRuns: 1 },
  )[0]!;

/** This build's schema with one change, as another build would have it. */
function schemaOf(change: (schemas: EditableSchema[]) => void): EditableSchema[] {
  const schemas = JSON.parse(LEDGER_EVENT_SCHEMA_TEXT) as EditableSchema[];
  change(schemas);
  return schemas;
}

/** The bytes of one branch, written by another build's schema. */
function write(schemas: EditableSchema[], name: string, body: object): Buffer {
  return avro.Type.forSchema(schemas as never).toBuffer({ [`milestream.ledger.v1.${name}`]: body });
}

/** A body as this build reads it raw. */
function rawBody(event: LedgerEvent): Record<string, unknown> {
  const wrapped = avro.Type.forSchema(LEDGER_EVENT_SCHEMA).fromBuffer(encodeLedgerEvent(event));
  return { ...(Object.values(wrapped)[0] as object) };
}

const codeOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    if (error instanceof OperationalError) return error.code;
    throw error;
  }
  return 'none';
};

test('an event comes back as it was', () => {
  fc.assert(
    fc.property(anyEvent, (event) => {
      expect(decodeLedgerEvent(encodeLedgerEvent(event))).toStrictEqual(event);
    }),
    { numRuns: 500 },
  );
});

test('an event that is decoded has its fields in the order of intake', () => {
  fc.assert(
    fc.property(anyTransaction, (event) => {
      expect(Object.keys(decodeLedgerEvent(encodeLedgerEvent(event)))).toStrictEqual(Object.keys(event));
    }),
    { numRuns: 20 },
  );
});

test('the same event gives the same bytes', () => {
  fc.assert(
    fc.property(anyEvent, (event) => {
      const again = encodeLedgerEvent(decodeLedgerEvent(encodeLedgerEvent(event)));
      expect(again.equals(encodeLedgerEvent(event))).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('the schema of this build, given as text, reads what none given reads', () => {
  const event = sample('transaction');
  expect(decodeLedgerEvent(encodeLedgerEvent(event), LEDGER_EVENT_SCHEMA_TEXT)).toStrictEqual(event);
});

test.each([
  'transaction',
  'consent',
  'event',
  'outcome',
  'identity',
  'tick',
  'control',
] as const)('an old reader reads a new %s with an added field', (kind) => {
  const event = sample(kind);
  const newer = schemaOf((schemas) => {
    for (const { fields } of schemas) fields.push({ name: 'added', type: 'string', default: 'x' });
  });
  const name = Object.keys(avro.Type.forSchema(LEDGER_EVENT_SCHEMA).fromBuffer(encodeLedgerEvent(event)))[0]!;
  const bytes = write(newer, name.split('.').at(-1)!, { ...rawBody(event), added: 'news' });
  expect(decodeLedgerEvent(bytes, JSON.stringify(newer))).toStrictEqual(event);
});

test('a new reader reads an old event that lacks a field with a default', () => {
  // `seen`, `at`, `counterparty` and `balanceAfterMinor` stand for fields that came later.
  const late = ['seen', 'at', 'counterparty', 'balanceAfterMinor'];
  const older = schemaOf((schemas) => {
    schemas[0]!.fields = schemas[0]!.fields.filter(({ name }) => !late.includes(name));
  });
  const event = sample('transaction');
  const expected = {
    ...event,
    seen: undefined,
    at: undefined,
    counterparty: undefined,
    balanceAfterMinor: undefined,
  };
  expect(decodeLedgerEvent(write(older, 'Transaction', rawBody(event)), JSON.stringify(older))).toStrictEqual(
    expected,
  );
});

test('a newer channel is none to an old reader, a newer status is refused', () => {
  const newer = schemaOf((schemas) => {
    for (const field of schemas[0]!.fields) {
      if (field.name === 'channel' || field.name === 'status')
        (field.type as { symbols: string[] }).symbols.push('later');
    }
  });
  const event = sample('transaction');
  const decode = (body: object) =>
    decodeLedgerEvent(write(newer, 'Transaction', body), JSON.stringify(newer));
  expect(decode({ ...rawBody(event), channel: 'later' })).toStrictEqual({ ...event, channel: '' });
  expect(codeOf(() => decode({ ...rawBody(event), status: 'later' }))).toBe('MS_LEDGER_NEWER');
});

test('a newer kind is refused, and the others of that build are read', () => {
  const newer = schemaOf((schemas) => {
    schemas.push({ ...schemas[5]!, name: 'Later' });
  });
  const text = JSON.stringify(newer);
  const tick = sample('tick');
  expect(decodeLedgerEvent(write(newer, 'Tick', rawBody(tick)), text)).toStrictEqual(tick);
  expect(codeOf(() => decodeLedgerEvent(write(newer, 'Later', rawBody(tick)), text))).toBe('MS_LEDGER_NEWER');
});

test('a kind that changed beyond reading stops only itself', () => {
  const other = schemaOf((schemas) => {
    schemas[6]!.fields[2]!.type = 'string';
  });
  const text = JSON.stringify(other);
  const control = { ...rawBody(sample('control')), epoch: '7' };
  expect(codeOf(() => decodeLedgerEvent(write(other, 'Control', control), text))).toBe('MS_LEDGER_NEWER');
  expect(decodeLedgerEvent(write(other, 'Tick', rawBody(sample('tick'))), text)).toStrictEqual(
    sample('tick'),
  );
});

test('a writer schema that is none of ours is refused', () => {
  for (const text of ['', '{', '"string"', '[{"type":"record"}]']) {
    expect(codeOf(() => decodeLedgerEvent(Buffer.of(0), text))).toBe('MS_LEDGER_SCHEMA');
  }
});

test('cut or broken bytes are refused or read, never anything else', () => {
  const known = ['none', 'MS_LEDGER_BYTES', 'MS_LEDGER_NEWER'];
  fc.assert(
    fc.property(anyEvent, fc.nat(), fc.integer({ min: 1, max: 255 }), (event, place, flip) => {
      const bytes = encodeLedgerEvent(event);
      const cut = bytes.subarray(0, place % bytes.length);
      expect(codeOf(() => decodeLedgerEvent(cut))).toBe('MS_LEDGER_BYTES');
      expect(codeOf(() => decodeLedgerEvent(Buffer.concat([bytes, Buffer.of(0)])))).toBe('MS_LEDGER_BYTES');
      bytes[place % bytes.length]! ^= flip;
      expect(known).toContain(codeOf(() => decodeLedgerEvent(bytes)));
    }),
    { numRuns: 500 },
  );
});

test('bytes that are no event of ours are refused', () => {
  for (const bytes of [[], [1], [14], [255, 255]]) {
    expect(codeOf(() => decodeLedgerEvent(Buffer.from(bytes)))).toBe('MS_LEDGER_BYTES');
  }
});

test('an amount that Avro would change is never written', () => {
  const event = { ...(sample('transaction') as TransactionEvent), amountMinor: -AMOUNT_MINOR_MAX };
  expect(decodeLedgerEvent(encodeLedgerEvent(event))).toStrictEqual(event);
  expect(() => encodeLedgerEvent({ ...event, amountMinor: -AMOUNT_MINOR_MAX - 1 })).toThrow(
    'Avro would change',
  );
  expect(() => encodeLedgerEvent({ ...event, balanceAfterMinor: AMOUNT_MINOR_MAX + 1 })).toThrow(
    'Avro would change',
  );
});
