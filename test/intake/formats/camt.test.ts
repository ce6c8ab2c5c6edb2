import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCamt } from '../../../src/intake/camt/decode-camt.ts';
import { recogniseCamt } from '../../../src/intake/camt/recognise.ts';
import { brief, type Outcome, readBytes, refusals } from './reading.ts';

const IBAN = 'DE89370400440532013000';

/** A camt.053 message (ISO 20022 MDR part 2, BankToCustomerStatement) around entries. */
function message(entries: string, version = '053.001.08', account = `<Id><IBAN>${IBAN}</IBAN></Id>`): string {
  const [root, statement] = {
    '052': ['BkToCstmrAcctRpt', 'Rpt'],
    '053': ['BkToCstmrStmt', 'Stmt'],
    '054': ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'],
  }[version.slice(0, 3)]!;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${version}"><${root}><GrpHdr><MsgId>1</MsgId></GrpHdr><${statement}>
<Id>1</Id><Acct>${account}<Ccy>EUR</Ccy><Ownr><Nm>Erika</Nm></Ownr></Acct><Bal><Amt Ccy="EUR">1</Amt></Bal>${entries}</${statement}></${root}></Document>`;
}

/** An entry (ReportEntry): amount, direction, status, dates and reference; `more` stands behind them. */
function entry(
  fields: {
    amount?: string;
    direction?: string;
    status?: string;
    booked?: string;
    reference?: string;
    more?: string;
  } = {},
): string {
  const {
    amount = '12.99',
    direction = 'DBIT',
    status = '<Sts><Cd>BOOK</Cd></Sts>',
    booked = '<BookgDt><Dt>2026-03-02</Dt></BookgDt>',
    reference = '<AcctSvcrRef>2026030212345678</AcctSvcrRef>',
    more = '',
  } = fields;
  return `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd>${status}${booked}${reference}${more}</Ntry>`;
}

function details(...inner: string[]): string {
  return `<NtryDtls>${inner.map((one) => `<TxDtls>${one}</TxDtls>`).join('')}</NtryDtls>`;
}

function read(text: string | Uint8Array, size = 1 << 16): Outcome {
  return readBytes((sink) => decodeCamt(sink), Buffer.from(text as string), size);
}

describe('an entry', () => {
  // Status is a code of its own (ReportEntry 2.55 Sts) up to version 7, and a choice from version 8 on.
  test.each([
    ['052.001.02', '<Sts>BOOK</Sts>'],
    ['053.001.02', '<Sts>BOOK</Sts>'],
    ['054.001.04', '<Sts>BOOK</Sts>'],
    ['053.001.08', '<Sts><Cd>BOOK</Cd></Sts>'],
    ['053.001.13', '<Sts><Cd>BOOK</Cd></Sts>'],
  ])('of camt.%s is read', (version, status) => {
    const text = message(entry({ status }), version);
    expect(recogniseCamt(text)).toContain(`camt.${version}`);
    expect(read(text)).toStrictEqual({
      records: [
        {
          kind: 'transaction',
          account: IBAN,
          date: '2026-03-02',
          amount: '-12.99',
          currency: 'EUR',
          status: 'booked',
          id: '2026030212345678',
          description: '',
        },
      ],
      places: [{ line: 3, path: expect.stringMatching(/^\/BkToCstmr\w+\/1\/Ntry\/1$/) }],
      refused: [],
    });
  });
  test('with prefixed names, inside an envelope, is read by its local names', () => {
    const text = message(entry())
      .replace('<?xml version="1.0" encoding="UTF-8"?>', '')
      .replaceAll('</', '</n:')
      .replace(/<(?=[A-Z])/g, '<n:')
      .replace('xmlns=', 'xmlns:n=');
    expect(brief(read(`<Envelope>${text}</Envelope>`))).toStrictEqual(['2026-03-02 -12.99 EUR ']);
  });
  test('that is pending is pending, and what is only announced is none', () => {
    const text = message(
      ['PDNG', 'INFO', 'FUTR']
        .map((code) =>
          entry({ status: `<Sts><Cd>${code}</Cd></Sts>`, booked: '<ValDt><Dt>2026-03-05</Dt></ValDt>' }),
        )
        .join(''),
    );
    expect(read(text).records).toMatchObject([
      { status: 'pending', date: '2026-03-05', valueDate: '2026-03-05' },
    ]);
  });
  // 2.53 RvslInd: the direction is that of the entry, the flag only says that it reverses another.
  test('that reverses another has the sign of its own indicator', () => {
    const more = `<RvslInd>true</RvslInd>${details('<RltdPties><Dbtr><Nm>Me</Nm></Dbtr><Cdtr><Nm>Gym</Nm></Cdtr></RltdPties>')}`;
    expect(read(message(entry({ direction: 'CRDT', more }))).records).toMatchObject([
      { amount: '12.99', counterparty: { name: 'Gym' } },
    ]);
  });
  test('tells the other side, its mandate and creditor id, in the old form and the new', () => {
    const id =
      '<Id><PrvtId><Othr><Id>DE98ZZZ09999999999</Id><SchmeNm><Prtry>SEPA</Prtry></SchmeNm></Othr></PrvtId></Id>';
    const rest = '<CdtrAcct><Id><IBAN>DE02120300000000202051</IBAN></Id></CdtrAcct>';
    const old = `<Cdtr><Nm>Sport &amp; Co</Nm>${id}</Cdtr>${rest}`;
    const now = `<Cdtr><Pty><Nm>Sport &amp; Co</Nm>${id}</Pty></Cdtr>${rest}`;
    const party = {
      name: 'Sport & Co',
      iban: 'DE02120300000000202051',
      creditorId: 'DE98ZZZ09999999999',
      mandateId: 'M-1',
    };
    for (const parties of [old, now]) {
      const more = details(
        `<Refs><MndtId>M-1</MndtId></Refs><RltdPties><Dbtr><Nm>Erika</Nm></Dbtr>${parties}</RltdPties>`,
      );
      expect(read(message(entry({ more }))).records).toMatchObject([{ counterparty: party }]);
    }
  });
  test.each([
    ['<Domn><Cd>PMNT</Cd><Fmly><Cd>RDDT</Cd><SubFmlyCd>ESDD</SubFmlyCd></Fmly></Domn>', 'direct-debit'],
    ['<Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>STDO</SubFmlyCd></Fmly></Domn>', 'standing-order'],
    ['<Domn><Cd>PMNT</Cd><Fmly><Cd>CCRD</Cd><SubFmlyCd>POSD</SubFmlyCd></Fmly></Domn>', 'card'],
    ['<Domn><Cd>PMNT</Cd><Fmly><Cd>CCRD</Cd><SubFmlyCd>CWDL</SubFmlyCd></Fmly></Domn>', 'cash'],
    ['<Domn><Cd>ACMT</Cd><Fmly><Cd>MDOP</Cd><SubFmlyCd>CHRG</SubFmlyCd></Fmly></Domn>', 'fee'],
    ['<Prtry><Cd>NDDT+105+00931</Cd><Issr>DK</Issr></Prtry>', 'direct-debit'],
    ['<Prtry><Cd>166</Cd></Prtry>', 'transfer'],
  ])('with the code %s went by %s', (code, channel) => {
    expect(read(message(entry({ more: `<BkTxCd>${code}</BkTxCd>` }))).records).toMatchObject([{ channel }]);
  });
  test('says what it is for by its unstructured lines, else by reference, else by what the bank adds', () => {
    const lines = details('<RmtInf><Ustrd>one</Ustrd><Ustrd>two</Ustrd></RmtInf><AddtlTxInf>x</AddtlTxInf>');
    const reference = details(
      '<RmtInf><Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf>',
    );
    const texts = [lines, reference, '<AddtlNtryInf>fee</AddtlNtryInf>'].map(
      (more) => read(message(entry({ more }))).records[0]!.description,
    );
    expect(texts).toStrictEqual(['one two', 'RF18539007547034', 'fee']);
  });
  test('has no id by a running number, and a second one with the same reference has another', () => {
    const short = entry({ reference: '<NtryRef>1</NtryRef>' });
    const long = entry({ reference: '<NtryRef>20260302-000017</NtryRef>' });
    const text = message(
      short + long + entry() + entry() + entry({ reference: '<AcctSvcrRef>NONREF</AcctSvcrRef>' }),
    );
    expect(read(text).records.map(({ id }) => id)).toStrictEqual([
      undefined,
      '20260302-000017',
      '2026030212345678',
      '2026030212345678#2',
      undefined,
    ]);
  });
});

describe('a batch', () => {
  test('whose details add up counts as its details, each in the place of the batch', () => {
    const more = details(
      '<Amt Ccy="EUR">10.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>',
      '<AmtDtls><TxAmt><Amt Ccy="EUR">2.99</Amt></TxAmt></AmtDtls>',
    );
    expect(read(message(entry({ more }))).records).toMatchObject([
      { amount: '-10.00', id: '2026030212345678/1', replaces: '2026030212345678' },
      { amount: '-2.99', id: '2026030212345678/2', replaces: '2026030212345678' },
    ]);
  });
  test('whose details do not add up, or have no amounts, counts once', () => {
    for (const more of [
      details('<Amt Ccy="EUR">10.00</Amt>', '<Amt Ccy="EUR">2.98</Amt>'),
      details('', ''),
      '<NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch></NtryDtls>',
    ])
      expect(brief(read(message(entry({ more }))))).toStrictEqual(['2026-03-02 -12.99 EUR ']);
  });
});

describe('bad input', () => {
  test('each wrong entry is refused with its code, its path and its bytes, the rest goes on', () => {
    const wrong = [
      entry({ amount: '-12.99' }),
      entry({ amount: '12,99' }),
      entry({ amount: '12.999' }),
      entry({ amount: '99999999999999.99' }),
      entry({ direction: 'XXXX' }),
      entry({ direction: '' }),
      entry({ status: '' }),
      entry({ booked: '' }),
      entry().replace('Ccy="EUR"', 'Ccy="EURO"'),
    ];
    const outcome = read(message(wrong.join('\n') + entry()), 50);
    expect(outcome.refused.map(({ fault }) => fault.code)).toStrictEqual([
      'MS_AMOUNT_CONTRADICTS',
      'MS_AMOUNT_FORMAT',
      'MS_AMOUNT_DECIMALS',
      'MS_AMOUNT_RANGE',
      'MS_FIELD_VALUE',
      'MS_FIELD_MISSING',
      'MS_FIELD_MISSING',
      'MS_FIELD_MISSING',
      'MS_CURRENCY_UNKNOWN',
    ]);
    expect(outcome.refused.map(({ place }) => place.path)).toStrictEqual(
      wrong.map((_, index) => `/BkToCstmrStmt/1/Ntry/${index + 1}`),
    );
    expect(outcome.refused.map(({ bytes }) => bytes)).toStrictEqual(wrong);
    expect(outcome.records).toHaveLength(1);
  });
  test('of a document that is cut off, what was whole is kept', () => {
    const whole = message(entry() + entry({ amount: '5.00' }));
    const outcome = read(whole.slice(0, whole.indexOf('5.00')), 10);
    expect(brief(outcome)).toStrictEqual(['2026-03-02 -12.99 EUR ']);
    expect(outcome.refused).toMatchObject([
      {
        fault: { code: 'MS_XML' },
        place: { path: '/BkToCstmrStmt/1/Ntry/2' },
        bytes: '<Ntry><Amt Ccy="EUR">',
      },
    ]);
  });
  test('an entity bomb is refused at its document type', () => {
    const bomb = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>';
    expect(refusals(read(message(entry()).replace('?>\n', `?>${bomb}`)))).toStrictEqual(['MS_XML_DTD 1']);
    expect(refusals(read(message(entry({ more: '<AddtlNtryInf>&a;</AddtlNtryInf>' }))))).toStrictEqual([
      'MS_XML 3',
    ]);
  });
  test('tags nested without end are refused at the bound, which itself is good', () => {
    const nest = (depth: number): string => `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`;
    // Document, message, statement and entry are four.
    expect(refusals(read(message(entry({ more: nest(60) }))))).toStrictEqual([]);
    expect(refusals(read(message(entry({ more: nest(61) }))))).toStrictEqual(['MS_XML_DEPTH 3']);
    expect(refusals(read('<a>'.repeat(1_000_000)))).toStrictEqual(['MS_XML_DEPTH 1']);
  });
  test('a text without end is refused before it fills the memory', () => {
    expect(refusals(read(`<a>${'x'.repeat(5_000_000)}`))).toStrictEqual(['MS_XML_TOO_LONG 1']);
  });
  test('another message is refused by name', () => {
    expect(refusals(read('<Document><CstmrCdtTrfInitn/></Document>'))).toStrictEqual(['MS_CAMT_MESSAGE 1']);
    expect(refusals(read(''))).toHaveLength(1);
  });
  test('a declared encoding is read, a wrong one costs the entry', () => {
    const text = message(entry({ more: '<AddtlNtryInf>Gebühr</AddtlNtryInf>' }) + entry());
    const latin = Buffer.from(text, 'latin1');
    expect(refusals(read(latin))).toStrictEqual(['MS_ENCODING 3']);
    expect(read(latin).records).toHaveLength(1);
    const declared = Buffer.from(text.replace('UTF-8', 'ISO-8859-1'), 'latin1');
    expect(read(declared).records.map(({ description }) => description)).toStrictEqual(['Gebühr', '']);
    expect(read(Buffer.from(`\ufeff${text}`, 'utf16le'), 7).records).toHaveLength(2);
  });
});

const amount = fc.integer({ min: 0, max: 9_999_999 });
const text = fc.string({
  unit: fc.constantFrom('a', 'Z', ' ', '&', '<', 'ä', '€', '1', ']', '>'),
  maxLength: 30,
});
const escapeXml = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&#62;');

test('what is written as camt is read as it was, whatever the pieces', () => {
  const one = fc.record({
    amount,
    text,
    direction: fc.constantFrom('CRDT', 'DBIT'),
    day: fc.integer({ min: 10, max: 28 }),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 8 }), fc.integer({ min: 1, max: 300 }), (list, size) => {
      const entries = list.map((each) =>
        entry({
          amount: (each.amount / 100).toFixed(2),
          direction: each.direction,
          booked: `<BookgDt><Dt>2026-03-${each.day}</Dt></BookgDt>`,
          more: `<AddtlNtryInf>${escapeXml(each.text)}</AddtlNtryInf>`,
        }),
      );
      const outcome = read(message(entries.join('')), size);
      expect(outcome.refused).toStrictEqual([]);
      expect(brief(outcome)).toStrictEqual(
        list.map(
          (each) =>
            `2026-03-${each.day} ${each.direction === 'DBIT' && each.amount > 0 ? '-' : ''}${(each.amount / 100).toFixed(2)} EUR ${each.text.trim()}`,
        ),
      );
    }),
    { numRuns: 60 },
  );
});

test('a document with any bytes changed is read without a fault of the program', () => {
  const bytes = Buffer.from(message(entry({ more: details('<Amt Ccy="EUR">1</Amt>') }) + entry()));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 5 }),
      fc.integer({ min: 1, max: 200 }),
      (changes, size) => {
        const changed = Buffer.from(bytes);
        for (const [index, value] of changes) changed[index] = value;
        const inPieces = read(changed, size);
        expect(inPieces.records).toStrictEqual(read(changed).records);
      },
    ),
  );
});
