import avro from 'avsc';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerLedgerSchema, schemaOfLedger } from '../../src/registry/ledger-schemas.ts';
import { registerSchemas } from '../../src/registry/register-schemas.ts';
import { openSourceDecoder } from '../../src/registry/source-decoder.ts';
import { startRegistry, type TestRegistry } from './kit/registry.ts';
import { describeWithBroker } from './kit/with-broker.ts';

describeWithBroker('the schema registry', () => {
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await startRegistry();
  });
  afterAll(async () => {
    await registry?.close();
  });

  const access = (url = registry.url) => ({ url, username: '', password: '' });
  const topics = (prefix: string) => ({
    signals: `${prefix}.signals`,
    activations: `${prefix}.activations`,
    audit: `${prefix}.audit`,
    transactions: `${prefix}.transactions`,
  });

  async function put(method: string, path: string, body: object): Promise<{ id?: number }> {
    const answer = await fetch(`${registry.url}${path}`, {
      method,
      headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
      body: JSON.stringify(body),
    });
    expect(answer.ok, `${path}: ${answer.status}`).toBe(true);
    return (await answer.json()) as { id?: number };
  }

  async function register(subject: string, schema: object, more: object = {}): Promise<number> {
    const { id } = await put('POST', `/subjects/${subject}/versions`, {
      schema: JSON.stringify(schema),
      ...more,
    });
    return id ?? -1;
  }

  function wire(id: number, bytes: Buffer): Buffer {
    const header = Buffer.alloc(5);
    header.writeInt32BE(id, 1);
    return Buffer.concat([header, bytes]);
  }

  test('takes our schemas once, as fully compatible for ever', async () => {
    const first = await registerSchemas(access(), topics('a'));
    expect(await registerSchemas(access(), topics('a'))).toStrictEqual(first);
    expect(new Set(Object.values(first)).size).toBe(4);
    const config = await (await fetch(`${registry.url}/config/a.signals-value`)).json();
    expect(config).toMatchObject({ compatibilityLevel: 'FULL_TRANSITIVE' });
  });

  test('keeps the schemas that ledger events were written by', async () => {
    const first = await registerLedgerSchema(access(), 'a.ledger');
    expect(first.texts.has(first.own)).toBe(true);
    expect(await registerLedgerSchema(access(), 'a.ledger')).toStrictEqual(first);
    const schemaOf = schemaOfLedger(first);
    expect(schemaOf(first.own)).toBeUndefined();
    expect(() => schemaOf(first.own + 1)).toThrow('update');
    await put('PUT', '/config/a.ledger-value', { compatibility: 'NONE' });
    await expect(registerLedgerSchema(access(), 'a.ledger')).rejects.toMatchObject({
      code: 'MS_REGISTRY_COMPATIBILITY',
    });
  });

  test('that holds a foreign schema under our name is told', async () => {
    await register('b.signals-value', {
      type: 'record',
      name: 'Other',
      fields: [{ name: 'x', type: 'int' }],
    });
    await put('PUT', '/config/b.signals-value', { compatibility: 'FULL_TRANSITIVE' });
    await expect(registerSchemas(access(), topics('b'))).rejects.toMatchObject({
      code: 'MS_REGISTRY_INCOMPATIBLE',
      retriable: false,
    });
  });

  test('that holds our subject to less is told', async () => {
    await registerSchemas(access(), topics('c'));
    await put('PUT', '/config/c.audit-value', { compatibility: 'NONE' });
    await expect(registerSchemas(access(), topics('c'))).rejects.toMatchObject({
      code: 'MS_REGISTRY_COMPATIBILITY',
    });
  });

  test('that is not there is asked again later', async () => {
    const nowhere = access('http://127.0.0.1:1/apis/ccompat/v7');
    await expect(registerSchemas(nowhere, topics('d'))).rejects.toMatchObject({
      code: 'MS_REGISTRY_UNREACHABLE',
      retriable: true,
    });
    const decoder = openSourceDecoder('avro', nowhere);
    await expect(decoder.prepare([wire(1, Buffer.from([0]))])).rejects.toMatchObject({
      code: 'MS_REGISTRY_UNREACHABLE',
      retriable: true,
    });
  });

  test('gives the schemas by which a source’s values become plain JSON', async () => {
    const schema = {
      type: 'record',
      name: 'Booking',
      fields: [
        { name: 'id', type: 'string' },
        { name: 'amount', type: { type: 'bytes', logicalType: 'decimal', precision: 20, scale: 2 } },
        { name: 'date', type: { type: 'int', logicalType: 'date' } },
        { name: 'at', type: ['null', { type: 'long', logicalType: 'timestamp-millis' }] },
        { name: 'account', type: ['null', 'string'] },
        { name: 'big', type: 'long' },
      ],
    } as const;
    const id = await register('bank-value', schema);
    const raw = avro.Type.forSchema(
      {
        ...schema,
        fields: schema.fields.map(({ name, type }) =>
          name === 'big' ? { name, type: 'long' } : { name, type },
        ),
      } as avro.Schema,
      { wrapUnions: 'never' },
    );
    const value = (cents: bigint) => ({
      id: 't1',
      amount: Buffer.from(BigInt.asUintN(64, cents).toString(16).padStart(16, '0'), 'hex'),
      date: 20_514,
      at: 1_772_442_000_000,
      account: null,
      big: 12,
    });
    const decoder = openSourceDecoder('avro', access());
    const bytes = [-3490n, 5n, 123456789012345678n].map((cents) => wire(id, raw.toBuffer(value(cents))));
    const unknown = wire(999_999, Buffer.from([1]));
    await decoder.prepare([...bytes, unknown, null, Buffer.from('plain')]);
    const texts = bytes.map(
      (each) => JSON.parse(Buffer.from(decoder.decode(each) as Uint8Array).toString()) as object,
    );
    expect(texts[0]).toStrictEqual({
      id: 't1',
      amount: '-34.90',
      date: '2026-03-02',
      at: '2026-03-02T09:00:00.000Z',
      account: null,
      big: 12,
    });
    expect(texts[1]).toMatchObject({ amount: '0.05' });
    expect(texts[2]).toMatchObject({ amount: '1234567890123456.78' });
    expect(decoder.decode(unknown)).toMatchObject({ code: 'MS_SCHEMA_UNKNOWN' });
    expect(decoder.decode(Buffer.from('plain'))).toMatchObject({ code: 'MS_WIRE_FORMAT' });
    expect(decoder.decode(bytes[0]!.subarray(0, 9))).toMatchObject({ code: 'MS_AVRO' });
  });

  test('gives schemas that build on others', async () => {
    const part = {
      type: 'record',
      name: 'Party',
      namespace: 'bank',
      fields: [{ name: 'name', type: 'string' }],
    };
    await register('bank.Party', part);
    const whole = {
      type: 'record',
      name: 'Booking2',
      namespace: 'bank',
      fields: [{ name: 'party', type: 'bank.Party' }],
    };
    const id = await register('bank2-value', whole, {
      references: [{ name: 'bank.Party', subject: 'bank.Party', version: 1 }],
    });
    const decoder = openSourceDecoder('avro', access());
    const value = wire(
      id,
      avro.Type.forSchema({ ...whole, fields: [{ name: 'party', type: part }] } as avro.Schema).toBuffer({
        party: { name: 'x' },
      }),
    );
    await decoder.prepare([value]);
    expect(Buffer.from(decoder.decode(value) as Uint8Array).toString()).toBe('{"party":{"name":"x"}}');
  });

  test('is not needed to read JSON behind its five bytes', () => {
    const decoder = openSourceDecoder('json-schema', access('http://127.0.0.1:1'));
    expect(Buffer.from(decoder.decode(wire(3, Buffer.from('{"a":1}'))) as Uint8Array).toString()).toBe(
      '{"a":1}',
    );
    expect(decoder.decode(Buffer.from('{"a":1}'))).toMatchObject({ code: 'MS_WIRE_FORMAT' });
  });
});
