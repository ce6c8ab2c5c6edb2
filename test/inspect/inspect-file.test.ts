import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { type InspectReport, inspectFile } from '../../src/inspect/inspect-file.ts';
import { renderInspection } from '../../src/inspect/render.ts';
import { parseMapping } from '../../src/intake/csv/mapping.ts';
import { BANK_EXPORTS } from '../intake/formats/bank-exports.ts';
import { UNKNOWN_MERCHANT } from '../intake/helpers.ts';

const folder = mkdtempSync(join(tmpdir(), 'milestream-inspect-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function inspect(content: string | Uint8Array, name = 'file'): Promise<InspectReport> {
  const path = join(folder, name);
  writeFileSync(path, content);
  return inspectFile(path, () => UNKNOWN_MERCHANT);
}

function plain(...rows: object[]): string {
  const base = {
    kind: 'transaction',
    customer: 'c1',
    account: 'a1',
    date: '2026-03-02',
    amount: '-5.00',
    currency: 'EUR',
    description: 'CAFE',
  };
  return rows.map((row) => `${JSON.stringify({ ...base, ...row })}\n`).join('');
}

const CAMT = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>
<Ntry><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt></Ntry>
<Ntry><Amt Ccy="EUR">-1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt></Ntry></Stmt></BkToCstmrStmt></Document>`;
const MT940 = ':20:1\n:25:1/2\n:28C:1\n:60F:C260301EUR1,\n:61:260302D5,NMSCX\n:86:x\n';
const OFX =
  'OFXHEADER:100\n\n<OFX><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>1</BANKACCTFROM><STMTTRN><DTPOSTED>20260302<TRNAMT>-1<FITID>1<NAME>X</STMTTRN></OFX>';

describe('a file is recognised', () => {
  test.each([
    ['plain', plain({}), '"kind"'],
    ['camt', CAMT, 'camt.053.001.08'],
    ['mt940', MT940, ':20:'],
    ['ofx', OFX, 'OFX 1'],
    ['csv', BANK_EXPORTS[0]!.text, 'header in row 1'],
  ])('as %s, and why', async (format, content, why) => {
    for (const bytes of [Buffer.from(content), gzipSync(content)]) {
      const report = await inspect(bytes, 'export.txt');
      expect(report).toMatchObject({ format, file: 'export.txt', more: false });
      expect(report.why).toContain(why);
      expect(report.from?.slice(0, 7)).toBe('2026-03');
    }
  });
  test('or refused with what it lacks', async () => {
    await expect(inspect('a;b\nc;d\n')).rejects.toMatchObject({
      code: 'MS_FORMAT_UNKNOWN',
      message: expect.stringContaining('dates'),
    });
    await expect(inspect('')).rejects.toThrow('empty');
    await expect(inspectFile(join(folder, 'nowhere'), () => UNKNOWN_MERCHANT)).rejects.toMatchObject({
      code: 'MS_INPUT_MISSING',
    });
  });
});

describe('what is said of it', () => {
  test('a mapping of a CSV file is one that a run takes, with its doubts', async () => {
    const { mapping, doubts } = await inspect('Date,Description,Amount\n03/04/2026,TESCO,-1.00\n');
    expect(doubts.join('\n')).toContain('no day is beyond 12');
    expect(mapping).toMatchObject({
      columns: { date: 'Date', amount: 'Amount', description: 'Description' },
      doubts,
    });
    expect(parseMapping(mapping)).not.toHaveProperty('problems');
  });
  test('salaries, purchases and balances are evidence of the sign', async () => {
    const good = await inspect(
      plain(
        { amount: '2000.00', description: 'GEHALT MAERZ', balanceAfter: '2000.00' },
        { description: 'REWE', balanceAfter: '1995.00' },
      ),
    );
    expect(good.sign).toMatchObject({
      in: 1,
      out: 1,
      verdict: 'agrees',
      evidence: [
        'salaries are positive (1 of 1)',
        'purchases are negative (1 of 1)',
        'balances follow the amounts (1 of 1)',
      ],
    });
    const wrong = await inspect(
      plain({ amount: '-2000.00', description: 'SALARY' }, { amount: '5.00', description: 'TESCO' }),
    );
    expect(wrong.sign.verdict).toBe('contradicts');
    expect(renderInspection(wrong, 100)).toContain('SPEAKS AGAINST');
    expect((await inspect(plain({}))).sign.verdict).toBe('unknown');
  });
  test('ids are good, partly there, reused or none', async () => {
    expect((await inspect(plain({ id: '1' }, { id: '2' }))).ids).toMatchObject({
      quality: 'good',
      given: 2,
      missing: 0,
    });
    expect((await inspect(plain({ id: '1' }, { id: ' ' }))).ids).toMatchObject({
      quality: 'partly',
      given: 1,
      missing: 1,
    });
    expect((await inspect(plain({ id: '1' }, { id: '1', amount: '-6.00' }))).ids).toMatchObject({
      quality: 'reused',
      reused: 1,
    });
    expect((await inspect(plain({}))).ids).toMatchObject({ quality: 'none' });
  });
  test('duplicates are counted by the rung that finds them, and two equal coffees are none', async () => {
    const none = { id: 0, link: 0, fingerprint: 0, pending: 0, equalRowsKept: 0 };
    expect((await inspect(plain({}, {}))).duplicates).toStrictEqual({ ...none, equalRowsKept: 1 });
    expect((await inspect(plain({ id: '1' }, { id: '1' }))).duplicates).toStrictEqual({ ...none, id: 1 });
    expect((await inspect(plain({ id: '1' }, { id: '2' }))).duplicates).toStrictEqual({
      ...none,
      fingerprint: 1,
    });
    expect(
      (await inspect(plain({ id: '1' }, { id: '2', replaces: '1', amount: '-6.00' }))).duplicates,
    ).toStrictEqual({ ...none, link: 1 });
    const pending = { id: '1', status: 'pending', amount: '-10.00' };
    expect(
      (await inspect(plain(pending, { id: '2', amount: '-12.00', date: '2026-03-16' }))).duplicates.pending,
    ).toBe(1);
    expect(
      (await inspect(plain(pending, { id: '2', amount: '-12.00', date: '2026-03-17' }))).duplicates.pending,
    ).toBe(0);
  });
  test('what is missing is said with the signals that it costs', async () => {
    const { missing } = await inspect(CAMT);
    expect(missing.find(({ what }) => what === 'balanceAfter')?.signals).toContain('low-balance');
    expect(missing.map(({ what }) => what)).toContain('customer');
    const whole = await inspect(
      plain(
        { balanceAfter: '1.00', channel: 'cash' },
        { balanceAfter: '1.00', channel: 'cash', date: '2026-06-30', amount: '1.00' },
      ),
    );
    expect(whole.missing).toStrictEqual([]);
  });
  test('problems have code, count and place, and the rest is read', async () => {
    expect((await inspect(CAMT)).problems).toMatchObject([
      { code: 'MS_AMOUNT_CONTRADICTS', count: 1, path: '/BkToCstmrStmt/1/Ntry/2' },
    ]);
    const report = await inspect(`${plain({}, { amount: 'x' }, { amount: 'y' })}nonsense\n`);
    expect(report.records).toBe(4);
    expect(report.problems).toMatchObject([
      { code: 'MS_AMOUNT_FORMAT', count: 2, line: 2 },
      { code: 'MS_JSON', count: 1, line: 4 },
    ]);
  });
  test('of a long file the first thousand records are looked at, and its cut end is no problem', async () => {
    const report = await inspect(
      plain(...Array.from({ length: 1500 }, (_, index) => ({ id: `${index}`, amount: `-${index}.00` }))),
    );
    expect(report).toMatchObject({ records: 1000, more: true, problems: [], ids: { given: 1000 } });
    const entries = CAMT.slice(CAMT.indexOf('<Ntry>'), CAMT.indexOf('</Ntry>') + 7).repeat(150_000);
    const long = await inspect(CAMT.slice(0, CAMT.indexOf('<Ntry>')) + entries);
    expect(long).toMatchObject({ records: 1000, more: true, problems: [] });
  });
  test('rows are shown redacted, in the width that there is', async () => {
    const report = await inspect(
      plain({ description: 'ZAHLUNG DE89 3704 0044 0532 0130 00 an mail@example.org' }),
    );
    const text = renderInspection(report, 100);
    expect(text).toContain('2026-03-02');
    expect(JSON.stringify(report) + text).not.toMatch(/0532|example\.org/);
  });
});
