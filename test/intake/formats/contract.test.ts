import { READY_MAPPINGS } from '../../../src/intake/json/ready-mappings.ts';
import { describeFormat } from './contract.ts';
import { JSON_WRITERS } from './writers.ts';

const BOOKINGS = [
  {
    id: 'ref-00001',
    account: 'DE89370400440532013000',
    date: '2026-03-02',
    amount: '-34.90',
    currency: 'EUR',
    description: 'BABY WALZ 0123 BERLIN',
  },
  {
    id: 'ref-00002',
    account: 'DE89370400440532013000',
    date: '2026-03-28',
    amount: '2310.00',
    currency: 'EUR',
    description: 'LOHN MÄRZ "ACME" GmbH',
  },
  {
    id: 'ref-00003',
    account: 'DE89370400440532013000',
    date: '2026-03-30',
    amount: '-10.99',
    currency: 'EUR',
    description: 'NETFLIX.COM',
  },
];

for (const { format, name, write, mapping } of JSON_WRITERS) {
  const given = typeof mapping === 'string' ? READY_MAPPINGS[mapping] : mapping;
  describeFormat({
    format,
    name,
    text: write(BOOKINGS),
    count: 3,
    ...(given === undefined ? {} : { mapping: given }),
  });
  // The same, but for its blanks and lines.
  const lines = write(BOOKINGS).split('\n');
  const pretty = lines.map((line) => JSON.stringify(JSON.parse(line), null, 2)).join('\n');
  describeFormat({
    format,
    name: `${name} over many lines`,
    text: pretty,
    count: 3,
    ...(given === undefined ? {} : { mapping: given }),
  });
}

// ISO 20022 bank-to-customer statement, camt.053.001.08.
describeFormat({
  format: 'camt',
  count: 2,
  text: `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>1</Id>
<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Ntry><Amt Ccy="EUR">34.90</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt>
<AcctSvcrRef>2026030200001</AcctSvcrRef><NtryDtls><TxDtls><RmtInf><Ustrd>BABY WALZ</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">10.99</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-30</Dt></BookgDt>
<AcctSvcrRef>2026033000002</AcctSvcrRef><NtryDtls><TxDtls><RmtInf><Ustrd>NETFLIX</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
</Stmt></BkToCstmrStmt></Document>
`,
});

// SWIFT Standards MT, category 9, MT940: fields 20, 25, 28C, 60F, 61, 86, 62F.
describeFormat({
  format: 'mt940',
  count: 2,
  text: `:20:STARTUMS
:25:37040044/0532013000
:28C:1/1
:60F:C260301EUR1000,00
:61:2603020302DR34,90N005NONREF//2026030200001
:86:005?00LASTSCHRIFT?20BABY WALZ
:61:2603300330DR10,99N005NONREF//2026033000002
:86:005?00LASTSCHRIFT?20NETFLIX
:62F:C260330EUR954,11
-
`,
});

// OFX 1.0.3, 11.4.2 bank statement response.
describeFormat({
  format: 'ofx',
  count: 2,
  text: `OFXHEADER:100
DATA:OFXSGML
VERSION:103
SECURITY:NONE
ENCODING:UTF-8
CHARSET:NONE
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD
<BANKACCTFROM><BANKID>1<ACCTID>42<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260302<TRNAMT>-34.90<FITID>f1<NAME>BABY WALZ</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260330<TRNAMT>-10.99<FITID>f2<NAME>NETFLIX</STMTTRN>
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
`,
});

// RFC 4180, with a header.
describeFormat({
  format: 'csv',
  count: 3,
  text: `Date,Reference,Description,Amount,Currency
2026-03-02,ref-1,"BABY WALZ, BERLIN",-34.90,EUR
2026-03-28,ref-2,LOHN,2310.00,EUR
2026-03-30,ref-3,NETFLIX,-10.99,EUR
`,
  mapping: {
    format: 'csv',
    account: 'a1',
    columns: {
      date: 'Date',
      id: 'Reference',
      description: 'Description',
      amount: 'Amount',
      currency: 'Currency',
    },
  },
});

describeFormat({
  format: 'plain',
  count: 1,
  text: '{"kind":"transaction","id":"t1","customer":"c1","account":"a1","date":"2026-03-02","amount":"-34.90","currency":"EUR","description":"x"}\n',
});
