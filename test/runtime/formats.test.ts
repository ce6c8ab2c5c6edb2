import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { loadSet } from '../../src/cli/load-set.ts';
import { parseMapping } from '../../src/intake/csv/mapping.ts';
import { dayInMonth, formatDay, monthIndexOf, parseDay } from '../../src/model/day.ts';
import type { Progress } from '../../src/runtime/run-options.ts';
import { deadLetters, outputs, run, type Settings, scratch, sentences } from './helpers.ts';

/* One life in several formats: whatever a bank's file looks like, the same is found in it. */

const { set, dictionary } = loadSet();
const REAL = {
  definitions: set,
  dictionary,
  tuning: { engineModule: new URL('../../src/runtime/core-engine.ts', import.meta.url).href },
};
const ACCOUNT = 'GB33BUKB20201555555555';

interface Line {
  readonly id: string;
  readonly date: string;
  readonly amount: string;
  readonly description: string;
}

/** Groceries from the first day on, a subscription that begins in the fourth month, and a salary. */
function life(): Line[] {
  const lines: Omit<Line, 'id'>[] = [];
  const january = monthIndexOf(parseDay('2025-01-01')!);
  for (let month = january; month < january + 9; month++) {
    for (const [index, amount] of ['-41.30', '-23.95', '-67.12'].entries()) {
      const date = formatDay(dayInMonth(month, 4 + index * 9));
      lines.push({ date, amount, description: 'TESCO STORES 3297 LONDON' });
    }
    lines.push({ date: formatDay(dayInMonth(month, 28)), amount: '2310.00', description: 'ACME LTD SALARY' });
    if (month >= january + 3) {
      lines.push({ date: formatDay(dayInMonth(month, 12)), amount: '-10.99', description: 'NETFLIX.COM' });
    }
  }
  return lines
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .map((line, index) => ({ id: `ref-${index}`, ...line }));
}

const lines = life();

const plain = lines
  .map((line) =>
    JSON.stringify({ kind: 'transaction', customer: 'c1', account: ACCOUNT, currency: 'GBP', ...line }),
  )
  .join('\n');

const csv = [
  'Date;Reference;Description;Amount;Currency',
  ...lines.map(({ date, id, description, amount }) => {
    const [year, month, day] = date.split('-');
    return `${day}.${month}.${year};${id};"${description}";${amount.replace('.', ',')};GBP`;
  }),
].join('\r\n');

const mapping = parseMapping({
  format: 'csv',
  delimiter: ';',
  decimal: ',',
  dateFormat: 'DD.MM.YYYY',
  account: ACCOUNT,
  columns: {
    date: 'Date',
    id: 'Reference',
    description: 'Description',
    amount: 'Amount',
    currency: 'Currency',
  },
});

/** camt.053.001.08: statements of entries (ISO 20022 message definition report, bank-to-customer statement). */
const camt = `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>1</Id>
<Acct><Id><IBAN>${ACCOUNT}</IBAN></Id><Ccy>GBP</Ccy></Acct>
${lines
  .map(
    ({ id, date, amount, description }) => `<Ntry><Amt Ccy="GBP">${amount.replace('-', '')}</Amt>
<CdtDbtInd>${amount.startsWith('-') ? 'DBIT' : 'CRDT'}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>${date}</Dt></BookgDt><AcctSvcrRef>${id}</AcctSvcrRef>
<NtryDtls><TxDtls><RmtInf><Ustrd>${description}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`,
  )
  .join('\n')}
</Stmt></BkToCstmrStmt></Document>`;

function fileOf(content: string | Uint8Array, name: string): string {
  const directory = scratch();
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, name), content);
  return join(directory, name);
}

/** What was found, without what hangs on a format: dates, states, subjects, amounts. */
async function found(settings: Partial<Settings>, input: string, said: Progress[] = []) {
  const out = scratch();
  await run({ ...REAL, ...settings, inputs: [input], out }, said);
  const signals = outputs(out)
    .signals!.trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map(({ signal, state, confidence, subject, detectedAt, happened, customer }) => ({
      ...{ signal, state, confidence, subject, detectedAt, happened, customer },
    }));
  return { signals, out };
}

const expected = (await found({}, fileOf(plain, 'events.ndjson'))).signals;
const ONE = { kind: 'one', customer: 'c1' } as const;

describe('one life in several formats', () => {
  test('holds something to find', () => {
    expect(
      expected.some(({ signal, state }) => signal === 'new-recurring-payment' && state === 'confirmed'),
    ).toBe(true);
  });

  test('as CSV with its mapping', async () => {
    const { signals } = await found({ format: 'csv', mapping, holders: ONE }, fileOf(csv, 'a.csv'));
    expect(signals).toEqual(expected);
  });

  test.each(['camt', 'auto'] as const)('as camt.053, read as %s', async (format) => {
    const said: Progress[] = [];
    const { signals, out } = await found({ format, holders: ONE }, fileOf(camt, 'statement.xml'), said);
    expect(deadLetters(out)).toEqual([]);
    expect(signals.map(({ confidence: _confidence, ...rest }) => rest)).toEqual(
      expected.map(({ confidence: _confidence, ...rest }) => rest),
    );
    if (format === 'auto') expect(sentences(said).join('\n')).toContain('is taken for camt: its namespace');
  });

  test('packed with gzip', async () => {
    const packed = fileOf(gzipSync(camt), 'statement.xml.gz');
    const { signals } = await found({ format: 'auto', holders: ONE }, packed);
    expect(signals).toHaveLength(expected.length);
  });

  test('says of each transaction its format, file, line and index', async () => {
    const input = fileOf(camt, 'statement.xml');
    const { out } = await found({ format: 'auto', holders: ONE, transactions: true }, input);
    const first = JSON.parse(outputs(out).transactions!.split('\n')[0]!);
    expect(first.source).toEqual({ format: 'camt', file: input, line: expect.any(Number), index: 0 });
    expect(camt.split('\n')[first.source.line - 1]).toContain('</Ntry>');
  });
});

describe('whose an account is', () => {
  const input = () => fileOf(camt, 'statement.xml');

  test('comes from a table', async () => {
    const holders = { kind: 'table', byAccount: new Map([[ACCOUNT, ['c1']]]), hash: 'x' } as const;
    const { signals } = await found({ format: 'camt', holders }, input());
    expect(signals).toHaveLength(expected.length);
  });

  test('can be the account itself', async () => {
    const { signals } = await found({ format: 'camt', holders: { kind: 'account' } }, input());
    expect(new Set(signals.map(({ customer }) => customer))).toEqual(new Set([ACCOUNT]));
  });

  test('is not guessed: without an answer each record is a dead letter', async () => {
    const out = scratch();
    const summary = await run({ ...REAL, format: 'camt', inputs: [input()], out });
    expect(summary.events.dead).toEqual({ MS_NO_CUSTOMER: lines.length });
    expect(summary.nothingAccepted).toBe(true);
    expect(deadLetters(out)[0]).toMatchObject({ code: 'MS_NO_CUSTOMER', place: { line: 7 } });
  });
});

describe('a file that is nothing known', () => {
  test('is refused by name, with what to do', async () => {
    const input = fileOf('%PDF-1.7 binary', 'statement.pdf');
    await expect(run({ ...REAL, format: 'auto', inputs: [input], out: scratch() })).rejects.toMatchObject({
      code: 'MS_FORMAT_UNKNOWN',
    });
  });

  test('is good when it is empty', async () => {
    const summary = await run({ ...REAL, format: 'auto', inputs: [fileOf('', 'empty')], out: scratch() });
    expect(summary.events.read).toBe(0);
  });
});
