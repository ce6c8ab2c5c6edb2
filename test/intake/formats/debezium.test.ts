import { describe, expect, test } from 'vitest';
import { formatNamed, openFormat } from '../../../src/intake/formats.ts';
import { defaultProfile } from '../../../src/intake/profile.ts';
import { type Outcome, readBytes, refusals } from './reading.ts';

/* Debezium 2.7 documentation, "Data change events" of the PostgreSQL connector: op, before, after, source, ts_ms. */

const MAPPING = {
  format: 'debezium',
  tables: ['bookings'],
  inside: {
    format: 'json',
    fields: { id: 'id', account: 'account', date: 'day', amount: 'amount', description: 'text' },
    currency: 'EUR',
  },
};
const ROW = { id: 't1', account: 'a1', day: '2026-03-02', amount: '-3.14', text: 'KAFFEE' };
const SOURCE = { connector: 'postgresql', table: 'bookings', ts_ms: 1000, lsn: 7 };

function read(mapping: unknown, ...messages: readonly unknown[]): Outcome {
  const text = messages.map((one) => JSON.stringify(one)).join('\n');
  const reading = { format: 'debezium', profile: defaultProfile('debezium'), mapping };
  return readBytes((sink) => openFormat(reading, sink), Buffer.from(text), 50);
}

function change(op: string, fields: object): object {
  return { before: null, after: null, source: SOURCE, op, ts_ms: 2000, ...fields };
}

describe('a change event', () => {
  test('created, read in a snapshot and updated is the row as it is then, in the order of commits', () => {
    const { records } = read(
      MAPPING,
      change('r', { after: ROW }),
      change('c', { after: ROW }),
      change('u', { before: ROW, after: { ...ROW, amount: '-3.15' }, source: { ...SOURCE, ts_ms: 1500 } }),
    );
    expect(records.map(({ amount, seen }) => `${amount} ${seen}`)).toEqual([
      '-3.14 1000',
      '-3.14 1000',
      '-3.15 1500',
    ]);
  });

  test('deleted takes its row back; the tombstone behind it is passed over', () => {
    const { records, refused } = read(MAPPING, change('d', { before: ROW }), null, {
      schema: null,
      payload: null,
    });
    expect(records).toEqual([
      { kind: 'transaction', op: 'retract', account: 'a1', id: 't1', date: '2026-03-02', seen: 1000 },
    ]);
    expect(refused).toEqual([]);
  });

  test('of another table, or a message in the log, is passed over', () => {
    const other = change('c', { after: {}, source: { ...SOURCE, table: 'logins' } });
    expect(read(MAPPING, other, change('m', {}))).toMatchObject({ records: [], refused: [] });
  });

  test('with another op, none, or without its row is refused, and the rest goes on', () => {
    const outcome = read(
      MAPPING,
      change('x', { after: ROW }),
      change('t', {}),
      { after: ROW },
      change('c', {}),
      change('c', { after: ROW }),
    );
    expect(refusals(outcome)).toEqual([
      'MS_FIELD_VALUE 1',
      'MS_FIELD_VALUE 2',
      'MS_FIELD_MISSING 3',
      'MS_FIELD_MISSING 4',
    ]);
    expect(outcome.records).toHaveLength(1);
  });

  test('that is flattened says what it is in fields of its own', () => {
    const { records } = read(
      MAPPING,
      { ...ROW, __op: 'c', __table: 'bookings', __source_ts_ms: 9, __deleted: 'false' },
      { ...ROW, __op: 'd', __table: 'bookings', __source_ts_ms: 10, __deleted: 'true' },
    );
    expect(records).toEqual([
      expect.objectContaining({ id: 't1', amount: '-3.14', seen: 9 }),
      { kind: 'transaction', op: 'retract', account: 'a1', id: 't1', date: '2026-03-02', seen: 10 },
    ]);
  });
});

describe('columns', () => {
  // "Data type mappings": decimal.handling.mode=precise gives org.apache.kafka.connect.data.Decimal; ATo= at scale 2 is 3.14.
  const schemaOf = (fields: readonly object[]) => ({
    type: 'struct',
    fields: [{ type: 'struct', field: 'after', fields }],
  });
  const DECIMAL = {
    field: 'amount',
    type: 'bytes',
    name: 'org.apache.kafka.connect.data.Decimal',
    parameters: { scale: '2' },
  };

  test.each([
    ['ATo=', '3.14'],
    ['/sY=', '-3.14'],
    ['AA==', '0.00'],
    ['gA==', '-1.28'],
    ['AIA=', '1.28'],
  ])('a decimal in bytes %s is %s', (bytes, amount) => {
    const message = {
      schema: schemaOf([DECIMAL]),
      payload: change('c', { after: { ...ROW, amount: bytes } }),
    };
    expect(read(MAPPING, message).records[0]!.amount).toBe(amount);
  });

  test.each([
    ['io.debezium.time.Date', 20_514],
    ['io.debezium.time.Timestamp', 1_772_445_600_000],
    ['io.debezium.time.MicroTimestamp', 1_772_445_600_000_000],
    ['io.debezium.time.NanoTimestamp', 1_772_445_600_000_000_000],
    ['org.apache.kafka.connect.data.Date', 20_514],
    ['io.debezium.time.ZonedTimestamp', '2026-03-02T10:00:00Z'],
  ])('a day as %s', (name, day) => {
    const schema = schemaOf([DECIMAL, { field: 'day', name }]);
    const message = { schema, payload: change('c', { after: { ...ROW, amount: 'ATo=', day } }) };
    expect(read(MAPPING, message).records[0]!.date).toBe('2026-03-02');
  });

  test('a decimal of a scale of its own', () => {
    const schema = schemaOf([{ field: 'amount', name: 'io.debezium.data.VariableScaleDecimal' }]);
    const payload = change('c', { after: { ...ROW, amount: { scale: 1, value: 'ATo=' } } });
    expect(read(MAPPING, { schema, payload }).records[0]!.amount).toBe('31.4');
  });

  test('without a schema the mapping says the scale, and how days are counted', () => {
    const mapping = { ...MAPPING, inside: { ...MAPPING.inside, scale: 2, dates: 'days' } };
    const outcome = read(
      mapping,
      change('c', { after: { ...ROW, amount: 'ATo=', day: 20_514 } }),
      change('c', { after: { ...ROW, amount: '?', day: 20_514 } }),
    );
    expect(outcome.records[0]).toMatchObject({ amount: '3.14', date: '2026-03-02' });
    expect(refusals(outcome)).toEqual(['MS_AMOUNT_FORMAT 2']);
  });
});

describe('another format inside', () => {
  const plaid = {
    transaction_id: 't1',
    account_id: 'a1',
    date: '2026-03-02',
    amount: 3.14,
    iso_currency_code: 'USD',
    name: 'KAFFEE',
  };

  test.each([
    ['as a text', JSON.stringify(plaid)],
    ['as an object', plaid],
  ])('stands in a column, %s', (_name, raw) => {
    const mapping = { format: 'debezium', column: 'raw', inside: { format: 'plaid' } };
    const { records } = read(mapping, change('c', { after: { raw } }), change('d', { before: { raw } }));
    expect(records[0]).toMatchObject({ id: 't1', amount: '-3.14', seen: 1000 });
    expect(records[1]).toMatchObject({ op: 'retract', id: 't1', account: 'a1' });
  });

  test('that is no JSON is refused', () => {
    const mapping = { format: 'debezium', column: 'raw', inside: { format: 'plaid' } };
    expect(refusals(read(mapping, change('c', { after: { raw: '{' } })))).toEqual(['MS_JSON 1']);
  });
});

describe('a mapping', () => {
  const parse = (value: unknown) => {
    const parsed = formatNamed('debezium').parseMapping!(value);
    return 'problems' in parsed ? parsed.problems : [];
  };

  test('is read twice without harm, since it goes to threads as it was parsed', () => {
    const parsed = formatNamed('debezium').parseMapping!(MAPPING);
    expect('mapping' in parsed && parse(parsed.mapping)).toEqual([]);
  });

  test('tells all its problems at once', () => {
    expect(
      parse({ format: 'debezium', tabels: [], inside: { format: 'json', fields: { amuont: 'x' } } }),
    ).toEqual([
      '"tabels" is not known. Did you mean "tables"?',
      'inside: "fields.amuont" is no role. Did you mean "amount"?',
      'inside: "fields.date" is missing',
      'inside: "fields.amount" is missing',
    ]);
    expect(parse({ format: 'debezium', inside: { format: 'camt' } })).toHaveLength(1);
  });
});
