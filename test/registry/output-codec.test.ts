import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { OutputRecord, Signal } from '../../src/model/signal.ts';
import { asyncApiDocument } from '../../src/registry/asyncapi.ts';
import { createOutputEncoder } from '../../src/registry/encode-output.ts';
import { decodeOutputBody, encodeOutputBody } from '../../src/registry/output-codec.ts';

const SIGNAL: Signal = {
  id: 'e1:2',
  episode: 'e1',
  revision: 2,
  customer: 'c1',
  signal: 'new-recurring-payment',
  definition: { version: '1.0.0', hash: 'abc' },
  state: 'confirmed',
  confidence: 0.9123,
  subject: { kind: 'merchant', id: 'netflix', name: 'Netflix' },
  detectedAt: '2026-03-20',
  happened: { from: '2026-01-20', to: '2026-03-20' },
  next: {
    date: { from: '2026-04-19', to: '2026-04-22' },
    amount: { from: '-12.99', to: '-12.99' },
    currency: 'EUR',
  },
  series: { cadence: 'monthly', day: '20', amounts: 'steady', payments: 3 },
  rationale: {
    summary: 'Three payments, a month apart each.',
    prior: -5.1,
    calibration: {
      method: 'isotonic',
      points: [
        [-1.5, 0.1],
        [2, 0.9],
      ],
      labels: 40,
    },
    for: [
      {
        code: 'gaps',
        group: 'rhythm',
        text: 'Gaps of 28 and 31 days.',
        weight: 3.3,
        facts: { gaps: [28, 31], words: ['a'], n: 2, t: 'x' },
        transactions: ['t1'],
      },
    ],
    against: [{ code: 'few', group: 'count', text: 'Few.', weight: -0.2, facts: {}, transactions: [] }],
  },
  transactions: ['t1', 't7'],
  sensitivity: 'L',
  purposes: ['service'],
  historical: true,
};

function there(topic: OutputRecord['topic'], body: OutputRecord['body']): string {
  return JSON.stringify(decodeOutputBody(topic, encodeOutputBody(topic, body, 7)));
}

describe('an output in Avro', () => {
  test('begins with a zero and the schema’s number', () => {
    const bytes = encodeOutputBody('signals', SIGNAL, 258);
    expect([...bytes.subarray(0, 5)]).toStrictEqual([0, 0, 0, 1, 2]);
  });
  test('that is a signal comes back byte for byte as JSON', () => {
    expect(there('signals', SIGNAL)).toBe(JSON.stringify(SIGNAL));
  });
  test('leaves out what a signal does not have', () => {
    const { next, series, historical, ...rest } = SIGNAL;
    const bare = { ...rest, rationale: { ...rest.rationale, calibration: 'none' as const } };
    expect(there('signals', bare)).toBe(JSON.stringify(bare));
  });
  test('keeps fields that the schema does not name', () => {
    const body = { ...SIGNAL, supersedes: 'e0' } as Signal;
    expect(JSON.parse(there('signals', body))).toStrictEqual(body);
    const audit = {
      at: '2026-03-20',
      customer: 'c1',
      what: 'emitted',
      confidence: 0.5,
      inputs: ['a', { b: null }],
    };
    expect(JSON.parse(there('audit', audit as OutputRecord['body']))).toStrictEqual(audit);
  });
  test('of any size and content comes back', () => {
    const any = fc.record({
      customer: fc.string(),
      account: fc.string(),
      id: fc.string(),
      op: fc.constantFrom('upsert', 'retract'),
      description: fc.string({ maxLength: 200_000, size: 'max' }),
      merchant: fc.jsonValue(),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(any, (body) => {
        const kept = JSON.parse(JSON.stringify(body)) as OutputRecord['body'];
        expect(JSON.parse(there('transactions', kept))).toStrictEqual(kept);
      }),
      { numRuns: 60 },
    );
  });
});

describe('an output as a message', () => {
  const record: OutputRecord = { topic: 'signals', day: 20_532, ordinal: 4, body: SIGNAL };
  const headersOf = (encoded: ReturnType<ReturnType<typeof createOutputEncoder>>) =>
    Object.fromEntries(encoded.headers.map(([name, value]) => [name, value.toString()]));
  test('is a CloudEvent with the customer as its key', () => {
    const encode = createOutputEncoder('milestream', { format: 'json' });
    const encoded = encode(record, 'c1');
    expect(encoded.key.toString()).toBe('c1');
    expect(JSON.parse(encoded.value.toString())).toStrictEqual(SIGNAL);
    expect(headersOf(encoded)).toStrictEqual({
      ce_specversion: '1.0',
      ce_id: 'e1:2',
      ce_source: '/milestream/milestream',
      ce_type: 'milestream.signal.v1',
      ce_time: '2026-03-20T00:00:00Z',
      ce_subject: 'c1',
      'content-type': 'application/json',
    });
  });
  test('in Avro names its schema, and other outputs by customer and ordinal', () => {
    const schemaIds = { signals: 1, activations: 2, audit: 3, transactions: 4 };
    const encode = createOutputEncoder('crm', { format: 'avro', registryUrl: 'http://r', schemaIds });
    const body = { at: '2026-03-20', customer: 'c1', what: 'late' } as const;
    const encoded = encode({ topic: 'audit', day: 1, ordinal: 9, body }, 'c1');
    expect(headersOf(encoded)).toMatchObject({
      ce_id: 'c1:9',
      ce_dataschema: 'http://r/schemas/ids/3',
      'content-type': 'application/avro',
    });
    expect(encoded.value.readInt32BE(1)).toBe(3);
    expect(encode({ topic: 'audit', day: 1, ordinal: 9, body }, 'c1')).toStrictEqual(encoded);
  });
});

test('docs/asyncapi.yaml is what this build writes', async () => {
  const names = ['signals', 'activations', 'audit', 'transactions'] as const;
  const topics = Object.fromEntries(names.map((name) => [name, `milestream.${name}`]));
  const document = asyncApiDocument({
    version: '1',
    topics: { ...(topics as Record<(typeof names)[number], string>), deadLetters: 'milestream.dead-letters' },
    partitions: 64,
    replicas: 3,
  });
  // `npx vitest run test/registry --update` writes it anew.
  const path = fileURLToPath(new URL('../../docs/asyncapi.yaml', import.meta.url));
  const text = stringify(document, { aliasDuplicateObjects: false });
  await expect(text).toMatchFileSnapshot(path);
});
