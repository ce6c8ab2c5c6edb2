import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadSet } from '../../src/cli/load-set.ts';
import { defaultProfile, type Profile } from '../../src/intake/profile.ts';
import { deadLetters, outputs, run, scratch } from './helpers.ts';

/* Faults that were seen in real feeds, by the reports where they were described. */

const { set, dictionary } = loadSet();
const CORE = new URL('../../src/runtime/core-engine.ts', import.meta.url).href;

interface Standing {
  readonly id: string;
  readonly account: string;
  readonly date: string;
  readonly amount: string;
  readonly status: string;
}

/** The transactions that stand when files were read one after the other, each in a run of its own. */
async function standing(
  format: string,
  files: readonly string[],
  quirks: Partial<Profile> = {},
): Promise<string[]> {
  const out = scratch();
  for (const [index, text] of files.entries()) {
    const file = join(scratch(), `file-${index}`);
    writeFileSync(file, text);
    await run({
      ...{
        definitions: set,
        dictionary,
        tuning: { engineModule: CORE },
        engine: 'auto',
        format,
        inputs: [file],
        out,
      },
      holders: { kind: 'one', customer: 'c1' },
      profiles: [{ ...defaultProfile(format), ...quirks }],
    });
  }
  expect(deadLetters(out)).toEqual([]);
  const lines = outputs(out)
    .transactions!.split('\n')
    .filter((line) => line !== '');
  const held = new Map<string, Standing>();
  for (const line of lines) {
    const { op, replaces, ...one } = JSON.parse(line) as Standing & { op: string; replaces?: string };
    if (replaces !== undefined) held.delete(`${one.account}|${replaces}`);
    held.delete(`${one.account}|${one.id}`);
    if (op !== 'retract') held.set(`${one.account}|${one.id}`, one);
  }
  return [...held.values()].map(({ date, amount, status }) => `${date} ${amount} ${status}`).sort();
}

const report = (lists: object, iban = 'DE89370400440532013000') =>
  `${JSON.stringify({ account: { iban }, transactions: lists })}\n`;

function entry(fields: object): object {
  return {
    bookingDate: '2026-03-02',
    transactionAmount: { currency: 'EUR', amount: '-3.50' },
    remittanceInformationUnstructured: 'KAFFEE EINSTEIN',
    ...fields,
  };
}

describe('faults seen in real feeds', () => {
  test('an id of one blank is none: two bookings with it are two (actualbudget/actual#2495)', async () => {
    const booked = [entry({ transactionId: ' ' }), entry({ transactionId: ' ', bookingDate: '2026-03-05' })];
    expect(await standing('berlin', [report({ booked })])).toEqual([
      '2026-03-02 -3.50 booked',
      '2026-03-05 -3.50 booked',
    ]);
  });

  test('a bank that uses an id again: its profile says that ids cannot be trusted (actualbudget/actual#5376)', async () => {
    const again = { transactionAmount: { currency: 'EUR', amount: '-80.00' }, bookingDate: '2026-03-20' };
    const booked = [entry({ transactionId: 'x' }), entry({ transactionId: 'x', ...again })];
    expect(await standing('berlin', [report({ booked })], { idTrust: 'none' })).toEqual([
      '2026-03-02 -3.50 booked',
      '2026-03-20 -80.00 booked',
    ]);
    // Trusted, the same id with other content is a correction.
    expect(await standing('berlin', [report({ booked })])).toEqual(['2026-03-20 -80.00 booked']);
  });

  test('ids that are issued anew with each export: what a booking looks like decides (actualbudget/actual#8830)', async () => {
    const exports = ['20260303', '20260404'].map((day) =>
      report({ booked: [entry({ transactionId: `${day}-1` })] }),
    );
    expect(await standing('berlin', exports, { idTrust: 'none' })).toEqual(['2026-03-02 -3.50 booked']);
  });

  test('the same interest under two ids in two exports (actualbudget/actual#2519)', async () => {
    const interest = {
      transactionAmount: { currency: 'EUR', amount: '1.07' },
      remittanceInformationUnstructured: 'ZINSEN',
    };
    const exports = ['2026-03-02 00:00', '00:00 2026-03-02'].map((transactionId) =>
      report({ booked: [entry({ ...interest, transactionId })] }),
    );
    expect(await standing('berlin', exports, { idTrust: 'none' })).toEqual(['2026-03-02 1.07 booked']);
  });

  test('ids that are unique for one account only (firefly-iii#10914)', async () => {
    const booked = [entry({ transactionId: '1' })];
    const both = report({ booked }) + report({ booked }, 'GB33BUKB20201555555555');
    expect(await standing('berlin', [both])).toEqual(['2026-03-02 -3.50 booked', '2026-03-02 -3.50 booked']);
  });

  test('pending and booked are one payment, under other ids and without a link (firefly-iii#9268)', async () => {
    const first = report({ booked: [], pending: [entry({ transactionId: 'p1' })] });
    const second = report({
      booked: [entry({ transactionId: 'b1', bookingDate: '2026-03-04' })],
      pending: [],
    });
    expect(await standing('berlin', [first, second])).toEqual(['2026-03-04 -3.50 booked']);
  });

  test('the same id with another booking date is a correction (mulysa#571)', async () => {
    const exports = ['2026-03-02', '2026-03-03'].map((bookingDate) =>
      report({ booked: [entry({ transactionId: '1', bookingDate })] }),
    );
    expect(await standing('berlin', exports)).toEqual(['2026-03-03 -3.50 booked']);
  });

  test('one bank reference for several entries of a statement (Gnomeshade#241)', async () => {
    const line = (amount: string) =>
      `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>` +
      '<BookgDt><Dt>2026-03-02</Dt></BookgDt><AcctSvcrRef>2026030200001</AcctSvcrRef></Ntry>';
    const camt = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>${line('3.50')}${line('0.35')}</Stmt></BkToCstmrStmt></Document>`;
    expect(await standing('camt', [camt])).toEqual(['2026-03-02 -0.35 booked', '2026-03-02 -3.50 booked']);
  });

  test('two equal coffees on a day are two, in this export and in the next', async () => {
    const day = report({ booked: [entry({}), entry({})] });
    const later = report({ booked: [entry({}), entry({}), entry({ bookingDate: '2026-03-09' })] });
    expect(await standing('berlin', [day, later])).toEqual([
      '2026-03-02 -3.50 booked',
      '2026-03-02 -3.50 booked',
      '2026-03-09 -3.50 booked',
    ]);
  });
});
