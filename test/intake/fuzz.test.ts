import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEAD_LETTER_CODES } from '../../src/errors/dead-letter.ts';
import { intakePlain } from '../../src/intake.ts';
import { CARD, contextOf, PLACE, take } from './helpers.ts';

const KINDS = ['dead-letter', 'transaction', 'consent', 'event', 'outcome', 'tick'];
const contexts = [contextOf(), contextOf({ zone: 'America/St_Johns', asOf: '2026-01-01' })];

function check(line: string): void {
  for (const context of contexts) {
    const event = intakePlain(line, PLACE, context);
    expect(KINDS).toContain(event.kind);
    if (event.kind === 'dead-letter') expect(DEAD_LETTER_CODES).toContain(event.code);
    expect(intakePlain(line, PLACE, context)).toStrictEqual(event);
  }
}

const FIELDS = [
  ...Object.keys(CARD),
  ...[
    'op',
    'status',
    'replaces',
    'reverses',
    'transactionDate',
    'valueDate',
    'at',
    'seen',
    'accountType',
    'channel',
  ],
  ...[
    'mcc',
    'counterparty',
    'balanceAfter',
    'purpose',
    'state',
    'name',
    'properties',
    'episode',
    'result',
    '__proto__',
  ],
];
const plausible = fc.oneof(
  fc.constantFrom(
    '2026-03-02',
    '2026-03-02T09:30:00Z',
    '1.00',
    'EUR',
    'card',
    'retract',
    'given',
    'right',
    'pending',
    '',
  ),
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
);

test('any text is read or refused, twice alike', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), check), { numRuns: 2000 });
});

test('any bytes are read or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      check(Buffer.from(bytes).toString('utf8'));
      check(Buffer.from(bytes).toString('latin1'));
    }),
    { numRuns: 1000 },
  );
});

test('any JSON value is read or refused', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => check(JSON.stringify(value))),
    { numRuns: 1000 },
  );
});

test('any values in known fields are read or refused', () => {
  const kind = fc.constantFrom('transaction', 'consent', 'event', 'outcome', 'tick', 'identity');
  const fields = fc.dictionary(fc.constantFrom(...FIELDS), plausible, { maxKeys: 12 });
  fc.assert(
    fc.property(kind, fields, fc.boolean(), (kind, fields, whole) => {
      check(JSON.stringify({ ...(whole ? CARD : {}), ...fields, kind }));
    }),
    { numRuns: 4000 },
  );
});

test('one flipped byte in a good line is read or refused', () => {
  const bytes = Buffer.from(
    JSON.stringify({ ...CARD, seen: '2026-03-05T23:30:00Z', counterparty: { name: 'Ä' } }),
  );
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (index, flip) => {
      const broken = Buffer.from(bytes);
      broken[index]! ^= flip;
      check(broken.toString('utf8'));
    }),
    { numRuns: 2000 },
  );
});

test('the order of fields makes no difference', () => {
  const record = {
    ...CARD,
    op: 'upsert',
    status: 'booked',
    seen: 4,
    mcc: '5411',
    counterparty: { name: 'Ada', iban: 'X1' },
    unknown: 1,
  };
  const all = fc.shuffledSubarray(Object.entries(record), { minLength: Object.keys(record).length });
  fc.assert(
    fc.property(all, (entries) => {
      expect(take(Object.fromEntries(entries))).toStrictEqual(take(record));
    }),
  );
});
