import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeOfx } from '../../../src/intake/ofx/decode-ofx.ts';
import { recogniseOfx } from '../../../src/intake/ofx/recognise.ts';
import { brief, type Outcome, readBytes, refusals } from './reading.ts';

type Fields = Readonly<Record<string, string>>;

const BASE: Fields = {
  TRNTYPE: 'OTHER',
  DTPOSTED: '20260302',
  TRNAMT: '-12.99',
  FITID: 'F1',
  NAME: 'NETFLIX',
};

/** OFX 1 (1.6, chapter 2): a header of its own, values without closing tags. */
function sgml(...transactions: Fields[]): string {
  const list = transactions.map(
    (fields) =>
      `<STMTTRN>\r\n${Object.entries(fields)
        .map(([name, value]) => `<${name}>${value}\r\n`)
        .join('')}</STMTTRN>\r\n`,
  );
  return `OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII\r\nCHARSET:1252\r\nCOMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n<OFX><SIGNONMSGSRSV1><SONRS><DTSERVER>20260331</SONRS></SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>123<ACCTID>987654<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>\r\n${list.join('')}</BANKTRANLIST><LEDGERBAL><BALAMT>1<DTASOF>20260331</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;
}

/** OFX 2 (2.2, chapter 2): the same as XML. */
function xml(statement: string, ...transactions: Fields[]): string {
  const list = transactions.map(
    (fields) =>
      `<STMTTRN>${Object.entries(fields)
        .map(([name, value]) => `<${name}>${value}</${name}>`)
        .join('')}</STMTTRN>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200" VERSION="211"?>\n<OFX>${statement.replace('…', `<BANKTRANLIST>${list.join('')}</BANKTRANLIST>`)}</OFX>`;
}

const BANK =
  '<STMTRS><CURDEF>USD</CURDEF><BANKACCTFROM><BANKID>123</BANKID><ACCTID>987654</ACCTID><ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM>…</STMTRS>';
const CARD = '<CCSTMTRS><CURDEF>USD</CURDEF><CCACCTFROM><ACCTID>4321</ACCTID></CCACCTFROM>…</CCSTMTRS>';

function read(text: string | Uint8Array, size = 1 << 16): Outcome {
  return readBytes((sink) => decodeOfx(sink), Buffer.from(text as string), size);
}

function one(fields: Fields, statement = BANK): Record<string, unknown> {
  const outcome = read(xml(statement, { ...BASE, ...fields }));
  expect(outcome.refused).toStrictEqual([]);
  expect(outcome.records).toHaveLength(1);
  return outcome.records[0]!;
}

describe('a transaction', () => {
  test('is the same in OFX 1 and OFX 2', () => {
    const wanted = {
      kind: 'transaction',
      account: '987654',
      date: '2026-03-02',
      amount: '-12.99',
      currency: 'USD',
      description: 'NETFLIX',
      status: 'booked',
      id: 'F1',
      accountType: 'current',
    };
    for (const text of [sgml(BASE), xml(BANK, BASE)]) {
      for (const size of [1, 7, 1 << 16]) expect(read(text, size).records).toStrictEqual([wanted]);
    }
    expect(recogniseOfx(sgml())).toContain('OFX 1');
    expect(recogniseOfx(xml(BANK))).toContain('OFX 2');
    expect(recogniseOfx('<OFX><X>')).toContain('OFX');
    expect(recogniseOfx('<html>')).toBeUndefined();
  });
  // 3.2.8.2: date and time with the offset in brackets; the digits are the day in that zone.
  test.each([
    '20260302',
    '20260302235959',
    '20260302120000.000',
    '20260302235959[-5:EST]',
    '20260302000000.000[0:GMT]',
    '20260302120000[-3.5:NST]',
  ])('posted %s is of that day', (time) => {
    expect(one({ DTPOSTED: time })).toMatchObject({ date: '2026-03-02' });
  });
  // 11.4.4.3 TRNTYPE.
  test.each([
    ['ATM', 'cash'],
    ['POS', 'card'],
    ['DIRECTDEBIT', 'direct-debit'],
    ['REPEATPMT', 'standing-order'],
    ['DIRECTDEP', 'transfer'],
    ['SRVCHG', 'fee'],
    ['INT', 'interest'],
    ['DEBIT', undefined],
  ])('of type %s went by %s', (type, channel) => {
    expect(one({ TRNTYPE: type }).channel).toBe(channel);
  });
  test('on a card is of a card, and its industry code is the merchant category', () => {
    expect(one({ TRNTYPE: 'DEBIT', SIC: '5812' }, CARD)).toMatchObject({
      account: '4321',
      accountType: 'credit-card',
      channel: 'card',
      mcc: '5812',
    });
  });
  // 11.4.4.2: CURRENCY says that the amount is in another currency, ORIGCURRENCY that it was converted.
  test('in another currency says so, a converted one does not', () => {
    const inner = '<CURRATE>1.1</CURRATE><CURSYM>CAD</CURSYM>';
    expect(one({ CURRENCY: inner })).toMatchObject({ currency: 'CAD' });
    expect(one({ ORIGCURRENCY: inner })).toMatchObject({ currency: 'USD' });
  });
  // 11.4.4.2: CORRECTFITID and CORRECTACTION.
  test('that corrects another replaces it or takes it back', () => {
    expect(one({ FITID: 'F2', CORRECTFITID: 'F1', CORRECTACTION: 'REPLACE' })).toMatchObject({
      id: 'F2',
      replaces: 'F1',
    });
    expect(one({ FITID: 'F2', CORRECTFITID: 'F1', CORRECTACTION: 'DELETE' })).toStrictEqual({
      kind: 'transaction',
      op: 'retract',
      account: '987654',
      id: 'F1',
    });
  });
  test('with a blank id has none', () => {
    expect(read(sgml({ ...BASE, FITID: ' ' })).records[0]).not.toHaveProperty('id');
  });
  test('tells the other side and the days beside the posting', () => {
    expect(
      one({
        DTUSER: '20260301',
        DTAVAIL: '20260303',
        NAME: '',
        PAYEE: '<NAME>Cafe &amp; Co</NAME><CITY>X</CITY>',
        BANKACCTTO: '<BANKID>1</BANKID><ACCTID>55</ACCTID>',
        MEMO: 'two',
      }),
    ).toMatchObject({
      transactionDate: '2026-03-01',
      valueDate: '2026-03-03',
      description: 'Cafe & Co two',
      counterparty: { name: 'Cafe & Co', iban: '55' },
    });
  });
  test('that is pending (12.2: STMTTRNP) is pending', () => {
    const text = xml(BANK, {}).replace(
      '<STMTTRN></STMTTRN>',
      '<STMTTRNP><DTTRAN>20260302</DTTRAN><TRNAMT>-1</TRNAMT><NAME>X</NAME></STMTTRNP>',
    );
    expect(read(text).records).toMatchObject([{ status: 'pending', date: '2026-03-02' }]);
  });
});

describe('OFX 1 as banks write it', () => {
  test('with empty values, closing tags and entities', () => {
    const text = sgml({ ...BASE, NAME: 'A &amp; B</NAME>', MEMO: '', CHECKNUM: '' });
    expect(brief(read(text, 3))).toStrictEqual(['2026-03-02 -12.99 USD A & B']);
  });
  test('without the closing tag of a transaction', () => {
    expect(
      read(sgml(BASE, { ...BASE, FITID: 'F2' }).replaceAll('</STMTTRN>', '')).records.map(({ id }) => id),
    ).toStrictEqual(['F1']);
    expect(refusals(read(sgml(BASE, { ...BASE, FITID: 'F2' }).replaceAll('</STMTTRN>', '')))).toHaveLength(1);
  });
  test('in UTF-8 or windows-1252, whatever the header says', () => {
    const text = sgml({ ...BASE, NAME: 'Käse' });
    expect(read(Buffer.from(text)).records).toMatchObject([{ description: 'Käse' }]);
    expect(read(Buffer.from(text, 'latin1')).records).toMatchObject([{ description: 'Käse' }]);
  });
  test('with a decimal comma', () => {
    expect(read(sgml({ ...BASE, TRNAMT: '-1234,50' })).records).toMatchObject([{ amount: '-1234.50' }]);
  });
});

describe('bad input', () => {
  test('each wrong transaction is refused with code, line and bytes, the rest goes on', () => {
    const wrong: Fields[] = [
      { TRNTYPE: 'DEBIT', TRNAMT: '5.00' },
      { TRNTYPE: 'CREDIT' },
      { TRNAMT: '1,234.56' },
      { TRNAMT: '1,234,567' },
      { TRNAMT: 'x' },
      { TRNAMT: '' },
      { DTPOSTED: '' },
      { DTPOSTED: '20260230' },
      { DTPOSTED: '2 March' },
    ];
    const outcome = read(sgml(...wrong.map((fields) => ({ ...BASE, ...fields })), BASE), 11);
    expect(outcome.refused.map(({ fault }) => fault.code)).toStrictEqual([
      'MS_AMOUNT_CONTRADICTS',
      'MS_AMOUNT_CONTRADICTS',
      'MS_AMOUNT_FORMAT',
      'MS_AMOUNT_FORMAT',
      'MS_AMOUNT_FORMAT',
      'MS_FIELD_MISSING',
      'MS_FIELD_MISSING',
      'MS_DATE_FORMAT',
      'MS_DATE_FORMAT',
    ]);
    expect(outcome.refused.map(({ place }) => place.line)).toStrictEqual(
      wrong.map((_, index) => 12 + index * 7),
    );
    expect(
      outcome.refused.every(({ bytes }) => bytes.startsWith('<STMTTRN>') && bytes.endsWith('</STMTTRN>')),
    ).toBe(true);
    expect(outcome.records).toHaveLength(1);
  });
  test('of a file that is cut off, what was whole is kept', () => {
    for (const text of [sgml(BASE, { ...BASE, FITID: 'F2' }), xml(BANK, BASE, { ...BASE, FITID: 'F2' })]) {
      const outcome = read(text.slice(0, text.indexOf('F2')), 9);
      expect(outcome.records).toMatchObject([{ id: 'F1' }]);
      expect(outcome.refused).toHaveLength(1);
      expect(outcome.refused[0]!.bytes).toMatch(/^<STMTTRN>[\s\S]*<FITID>$/);
    }
  });
  test('an entity bomb and tags nested without end are refused', () => {
    expect(
      refusals(read(xml(BANK, BASE).replace('\n<?OFX', '\n<!DOCTYPE x [<!ENTITY a "b">]><?OFX'))),
    ).toStrictEqual(['MS_XML_DTD 2']);
    expect(refusals(read(`<?xml version="1.0"?>${'<a>'.repeat(1_000_000)}`))).toStrictEqual([
      'MS_XML_DEPTH 1',
    ]);
    // SGML has no depth to exhaust: aggregates that are not known are not kept.
    expect(refusals(read(`<OFX>${'<A>'.repeat(1_000_000)}`))).toStrictEqual([]);
  });
  test('a value without end is refused before it fills the memory', () => {
    expect(refusals(read(`<OFX><STMTTRN><NAME>${'x'.repeat(200_000)}`))).toStrictEqual(['MS_OFX 1']);
    expect(refusals(read(`<OFX><STMTTRN>${'<A>b'.repeat(400_000)}`))).toStrictEqual(['MS_OFX 1']);
  });
  test('what is no OFX is refused once', () => {
    expect(refusals(read('hello'))).toStrictEqual(['MS_OFX 1']);
    expect(refusals(read(''))).toStrictEqual(['MS_OFX 1']);
  });
});

test('what is written as OFX is read as it was, in both versions, whatever the pieces', () => {
  const line = fc.record({
    cents: fc.integer({ min: -9_999_999, max: 9_999_999 }),
    day: fc.integer({ min: 10, max: 28 }),
    name: fc.stringMatching(/^[A-Za-z0-9&<]{1,30}$/),
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), fc.integer({ min: 1, max: 200 }), (lines, size) => {
      const fields = lines.map(({ cents, day, name }, index) => ({
        TRNTYPE: 'OTHER',
        DTPOSTED: `202603${day}`,
        TRNAMT: (cents / 100).toFixed(2),
        FITID: `${index}`,
        NAME: name.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
      }));
      const wanted = lines.map(
        ({ cents, day, name }) => `2026-03-${day} ${(cents / 100).toFixed(2)} USD ${name}`,
      );
      expect(brief(read(sgml(...fields), size))).toStrictEqual(wanted);
      expect(brief(read(xml(BANK, ...fields), size))).toStrictEqual(wanted);
    }),
    { numRuns: 60 },
  );
});
