import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeMt940 } from '../../../src/intake/mt940/decode-mt940.ts';
import { recogniseMt940 } from '../../../src/intake/mt940/recognise.ts';
import { brief, type Outcome, readBytes, refusals } from './reading.ts';

/** A statement (SWIFT MT940, format specification) around fields 61 and 86. */
function statement(
  fields: string,
  head = ':20:STARTUMS\r\n:25:37040044/0532013000\r\n:28C:1/1\r\n:60F:C260301EUR1000,00',
): string {
  return `${head}\r\n${fields}\r\n:62F:C260331EUR900,00\r\n-\r\n`;
}

function read(text: string | Uint8Array, size = 1 << 16): Outcome {
  return readBytes((sink) => decodeMt940(sink), Buffer.from(text as string), size);
}

function one(fields: string): Record<string, unknown> {
  const outcome = read(statement(fields));
  expect(outcome.refused).toStrictEqual([]);
  expect(outcome.records).toHaveLength(1);
  return outcome.records[0]!;
}

describe('field 61', () => {
  // Subfields 1 to 9: value date, entry date, mark, funds code, amount, type, reference, //bank's reference, supplement.
  test('is read with all that it says', () => {
    expect(one(':61:2603020303DR34,9NDDTNONREF//BANKREF12345\r\nsupplement')).toStrictEqual({
      kind: 'transaction',
      account: '37040044/0532013000',
      date: '2026-03-03',
      valueDate: '2026-03-02',
      amount: '-34.9',
      currency: 'EUR',
      status: 'booked',
      description: 'supplement',
      id: 'BANKREF12345',
      channel: 'direct-debit',
    });
  });
  // Subfield 3: a reversed credit takes money out, a reversed debit brings it back.
  test.each([
    ['C5,', '5'],
    ['D5,', '-5'],
    ['RC5,', '-5'],
    ['RD5,00', '5.00'],
    ['CR5,00', '5.00'],
    ['D0,00', '0.00'],
  ])('with the mark and amount %s is %s', (mark, amount) => {
    expect(one(`:61:260302${mark}NMSCNONREF`)).toMatchObject({ amount });
  });
  test('has an entry date of the year that lies nearest', () => {
    expect(one(':61:2601011231D5,NMSCX')).toMatchObject({ date: '2025-12-31', valueDate: '2026-01-01' });
    expect(one(':61:2512310102D5,NMSCX')).toMatchObject({ date: '2026-01-02', valueDate: '2025-12-31' });
  });
  test('has no id by a running number or NONREF, and a second one with the same reference has another', () => {
    const references = ['NONREF', '0000000001', 'BANKREF12345', 'BANKREF12345'];
    const text = statement(references.map((reference) => `:61:260302D5,NMSCX//${reference}`).join('\r\n'));
    expect(read(text).records.map(({ id }) => id)).toStrictEqual([
      undefined,
      undefined,
      'BANKREF12345',
      'BANKREF12345#2',
    ]);
  });
  test.each([
    ['xx', 'MS_STATEMENT_LINE'],
    ['260302D5.00NMSCX', 'MS_AMOUNT_FORMAT'],
    ['260230D5,NMSCX', 'MS_DATE_FORMAT'],
    ['2603020230D5,NMSCX', 'MS_DATE_FORMAT'],
    ['260302X5,NMSCX', 'MS_STATEMENT_LINE'],
  ])('written %s is refused, the rest goes on', (value, code) => {
    const outcome = read(statement(`:61:${value}\r\n:86:lost\r\n:61:260302D5,NMSCX\r\n:86:kept`), 5);
    expect(outcome.refused).toMatchObject([
      { fault: { code }, place: { line: 5 }, bytes: `:61:${value}\n:86:lost\n` },
    ]);
    expect(brief(outcome)).toStrictEqual(['2026-03-02 -5 EUR kept']);
  });
});

describe('field 86', () => {
  // DFÜ-Abkommen, Anlage 3, 8.2.5 (subfields) and 8.2.6 (transaction codes); purposes of 27 characters go on in the next.
  test('in the German form gives purpose, mandate, creditor and name', () => {
    const text =
      '105?00FOLGELASTSCHRIFT?109310?20EREF+E-1?21MREF+M-1?22CRED+DE98ZZZ09999999999?23SVWZ+Beitrag Maerz 2026 fue?24r das Studio?30DRESDEFF?31DE89370400440532013000?32Sport-?33Studio GmbH';
    const lines = text.match(/.{1,65}/g)!.join('\r\n');
    expect(one(`:61:260302D34,90NDDTX\r\n:86:${lines}`)).toMatchObject({
      channel: 'direct-debit',
      description: 'Beitrag Maerz 2026 fuer das Studio',
      counterparty: {
        name: 'Sport-Studio GmbH',
        iban: 'DE89370400440532013000',
        creditorId: 'DE98ZZZ09999999999',
        mandateId: 'M-1',
      },
    });
  });
  test('in the German form without keywords gives its lines, without any the booking text', () => {
    expect(one(':61:260302C5,NTRFX\r\n:86:166?00GUTSCHRIFT?20Danke?21sehr?32Erika')).toMatchObject({
      channel: 'transfer',
      description: 'Danke sehr',
      counterparty: { name: 'Erika' },
    });
    expect(one(':61:260302D5,NCHGX\r\n:86:805?00ABSCHLUSS')).toMatchObject({
      channel: 'fee',
      description: 'ABSCHLUSS',
    });
  });
  test('may have another separator than the question mark', () => {
    expect(one(':61:260302C5,NTRFX\r\n:86:166^00GUTSCHRIFT^20Was? Ja^32Erika')).toMatchObject({
      description: 'Was? Ja',
      counterparty: { name: 'Erika' },
    });
  });
  test('in the Dutch form gives what its words say', () => {
    const ing =
      '/EREF/E1//MARF/M1//CSID/NL98ZZZ999999999999//CNTP/NL69INGB0123456789/INGBNL2A/SPORT BV/AMSTERDAM//REMI/USTD//Contributie maart/';
    expect(one(`:61:260302D5,NDDTX\r\n:86:${ing}`)).toMatchObject({
      description: 'Contributie maart',
      counterparty: {
        name: 'SPORT BV',
        iban: 'NL69INGB0123456789',
        creditorId: 'NL98ZZZ999999999999',
        mandateId: 'M1',
      },
    });
    const abn =
      '/TRTP/SEPA OVERBOEKING/IBAN/NL44RABO0123456789/BIC/RABONL2U/NAME/J JANSEN/REMI/HUUR MAART/EREF/NOTPROVIDED';
    expect(one(`:61:260302D5,NTRFX\r\n:86:${abn}`)).toMatchObject({
      description: 'HUUR MAART',
      counterparty: { name: 'J JANSEN', iban: 'NL44RABO0123456789' },
    });
  });
  test('without a form is text, over several lines', () => {
    expect(one(':61:260302D5,NMSCX\r\n:86:card payment\r\nREWE BERLIN')).toMatchObject({
      description: 'card payment REWE BERLIN',
    });
  });
  test('after the closing balance belongs to no entry', () => {
    expect(
      read(`${statement(':61:260302D5,NMSCX').replace('-\r\n', '')}:86:about all\r\n`).records,
    ).toMatchObject([{ description: '' }]);
  });
});

describe('a file', () => {
  test('of several statements, with SWIFT headers, gives each its account and currency', () => {
    const first = `{1:F01X}{2:I940X}{4:\r\n${statement(':61:260302D5,NMSCX').replace('-\r\n', '-}\r\n')}`;
    const second = statement(
      ':61:260303C7,NMSCX',
      ':20:2\r\n:25:NL69INGB0123456789CHF\r\n:28C:1\r\n:60M:D260301CHF1,00',
    );
    const text = first + second;
    expect(recogniseMt940(text)).toContain('SWIFT');
    expect(recogniseMt940(second)).toContain(':20:');
    expect(read(text, 3).records).toMatchObject([
      { account: '37040044/0532013000', currency: 'EUR', amount: '-5' },
      { account: 'NL69INGB0123456789', currency: 'CHF', amount: '7' },
    ]);
  });
  test('without an opening balance has no currency, and each entry is refused', () => {
    expect(
      refusals(read(statement(':61:260302D5,NMSCX\r\n:61:260302D5,NMSCX', ':20:1\r\n:25:1'))),
    ).toStrictEqual(['MS_FIELD_MISSING 3', 'MS_FIELD_MISSING 4']);
  });
  test('that is an interim report (MT942) holds what is pending', () => {
    expect(
      read(statement(':61:260302D5,NMSCX', ':20:1\r\n:25:1\r\n:28C:1\r\n:34F:EURD0,')).records,
    ).toMatchObject([{ status: 'pending', currency: 'EUR' }]);
  });
  test('that is none is refused once', () => {
    expect(refusals(read('hello\nworld\n'))).toStrictEqual(['MS_STATEMENT_LINE 1']);
    expect(recogniseMt940('hello')).toBeUndefined();
  });
  test('in windows-1252 is read line by line', () => {
    const text = statement(':61:260302D5,NMSCX\r\n:86:Käse\r\n:61:260302D5,NMSCX\r\n:86:K\u00c3\u00a4se');
    expect(read(Buffer.from(text, 'latin1')).records.map(({ description }) => description)).toStrictEqual([
      'Käse',
      'Käse',
    ]);
  });
});

test('what is written as MT940 is read as it was, whatever the pieces', () => {
  const line = fc.record({
    cents: fc.integer({ min: 1, max: 9_999_999 }),
    mark: fc.constantFrom('C', 'D'),
    day: fc.integer({ min: 10, max: 28 }),
    text: fc.stringMatching(/^[A-Za-z0-9 .,]{0,60}$/),
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 10 }), fc.integer({ min: 1, max: 200 }), (lines, size) => {
      const fields = lines.map(
        ({ cents, mark, day, text }) =>
          `:61:2603${day}${mark}${(cents / 100).toFixed(2).replace('.', ',')}NMSCX\r\n:86:x${text}`,
      );
      const outcome = read(statement(fields.join('\r\n')), size);
      expect(outcome.refused).toStrictEqual([]);
      expect(brief(outcome)).toStrictEqual(
        lines.map(
          ({ cents, mark, day, text }) =>
            `2026-03-${day} ${mark === 'D' ? '-' : ''}${(cents / 100).toFixed(2)} EUR ${`x${text}`.trim()}`,
        ),
      );
    }),
  );
});

test('any bytes are read without a fault of the program', () => {
  const bytes = Buffer.from(
    statement(
      ':61:2603020303D34,90NDDTX//BANKREF12345\r\n:86:105?00A?20SVWZ+B?32C\r\n:61:260302C1,NMSC\r\n:86:/EREF/1//REMI/x',
    ),
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 8 }),
      fc.integer({ min: 1, max: 64 }),
      (changes, size) => {
        const changed = Buffer.from(bytes);
        for (const [index, value] of changes) changed[index] = value;
        expect(read(changed, size)).toStrictEqual(read(changed));
      },
    ),
  );
});
