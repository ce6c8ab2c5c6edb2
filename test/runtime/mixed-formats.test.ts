import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { mappingOption } from '../../src/cli/intake-options.ts';
import { loadSet } from '../../src/cli/load-set.ts';
import { formatNamed } from '../../src/intake/formats.ts';
import { readHolders } from '../../src/intake/holders.ts';
import { defaultProfile } from '../../src/intake/profile.ts';
import { dayInMonth, formatDay, monthIndexOf, parseDay } from '../../src/model/day.ts';
import type { Progress } from '../../src/runtime/run-options.ts';
import { type Booking, DEBEZIUM_MAPPING, JSON_WRITERS } from '../intake/formats/writers.ts';
import { deadLetters, outputs, run, type Settings, scratch, sentences } from './helpers.ts';

/* A folder of files in many formats gives what the same bookings give as plain events. */

const { set, dictionary } = loadSet();
const CORE = new URL('../../src/runtime/core-engine.ts', import.meta.url).href;
const REAL = { definitions: set, dictionary, tuning: { engineModule: CORE } };
const JANUARY = monthIndexOf(parseDay('2025-01-01')!);

/** Groceries all along, a salary, and a subscription that begins in a month of the account's own. */
function bookingsOf(account: string, begins: number): Booking[] {
  const lines: Omit<Booking, 'id' | 'account' | 'currency'>[] = [];
  for (let month = 0; month < 9; month++) {
    const on = (day: number) => formatDay(dayInMonth(JANUARY + month, day));
    for (const [index, amount] of ['-41.30', '-23.95', '-67.12'].entries())
      lines.push({ date: on(4 + index * 9), amount, description: 'TESCO STORES 3297 LONDON' });
    lines.push({ date: on(28), amount: '2310.00', description: 'ACME LTD SALARY' });
    if (month >= begins) lines.push({ date: on(12), amount: '-10.99', description: 'NETFLIX.COM' });
  }
  return lines.map((line, index) => ({ id: `${account}-${index}`, account, currency: 'GBP', ...line }));
}

const accounts = JSON_WRITERS.map(({ name }) => `account-${name}`);
const holders = readHolders(
  `account,customer\n${accounts.map((one) => `${one},customer of ${one}`).join('\n')}\n`,
);
const debezium = formatNamed('debezium').parseMapping!(DEBEZIUM_MAPPING);
const MIXED: Partial<Settings> = {
  format: 'auto',
  ...('byAccount' in holders ? { holders } : {}),
  ...('mapping' in debezium ? { mapping: [debezium.mapping] } : {}),
};

function plainOf(bookings: readonly Booking[]): string {
  return bookings
    .map(
      (one) => `${JSON.stringify({ kind: 'transaction', customer: `customer of ${one.account}`, ...one })}\n`,
    )
    .join('');
}

async function found(settings: Partial<Settings>, inputs: readonly string[], said: Progress[] = []) {
  const out = scratch();
  await run({ ...REAL, ...settings, inputs, out }, said);
  expect(deadLetters(out)).toEqual([]);
  return outputs(out, { places: false });
}

describe('a folder of many formats', () => {
  const folder = scratch();
  const plain = join(scratch(), 'events.ndjson');
  const all = accounts.map((account, index) => bookingsOf(account, 2 + (index % 4)));
  writeFileSync(plain, all.map(plainOf).join(''));
  for (const [index, { name, write }] of JSON_WRITERS.entries()) {
    const text = write(all[index]!);
    writeFileSync(join(folder, name), index % 3 === 0 ? gzipSync(text) : text);
  }

  test('gives the bytes of the same bookings as plain events', async () => {
    const said: Progress[] = [];
    const mixed = await found(MIXED, [folder], said);
    const expected = await found({}, [plain]);
    expect(expected.signals!.split('\n').length).toBeGreaterThan(accounts.length);
    // A change event says when it was committed, which plain events here do not; nothing else differs.
    expect(mixed.signals).toBe(expected.signals);
    expect(mixed.transactions).toBe(expected.transactions);
    expect(sentences(said).join('\n')).toContain('is taken for fdx: its records have');
  });
});

describe('a record that is refused behind its decoder', () => {
  test('is kept as it stood in the file, with line and path', async () => {
    const bad =
      '{"transaction_id":"t2", "account_id":"a1","date":"2025-02-30","amount":1.00,"iso_currency_code":"USD","name":"x"}';
    const file = join(scratch(), 'page.json');
    writeFileSync(file, `{"added":[\n${bad.replace('02-30', '02-20')},\n${bad}\n],"next_cursor":"x"}`);
    const out = scratch();
    const settings = { ...REAL, format: 'plaid', holders: { kind: 'account' } as const, inputs: [file], out };
    const summary = await run(settings);
    expect(summary.events).toMatchObject({ read: 2, accepted: 1, dead: { MS_DATE_FORMAT: 1 } });
    expect(deadLetters(out)).toEqual([
      {
        code: 'MS_DATE_FORMAT',
        detail: expect.any(String),
        place: { file, line: 3, path: '/added/1' },
        bytes: Buffer.from(bad).toString('base64'),
      },
    ]);
  });
});

describe('a joint account', () => {
  const table = readHolders('account,customer\nj,first\nj,second\n');
  const one = {
    transaction_id: 't',
    account_id: 'j',
    date: '2025-02-20',
    amount: 1,
    iso_currency_code: 'USD',
    name: 'x',
  };

  test.each([
    ['first-holder', ['first']],
    ['all-holders', ['first', 'second']],
  ] as const)('belongs to its %s', async (jointAccounts, customers) => {
    if (!('byAccount' in table)) throw new Error('a table');
    const file = join(scratch(), 'page.json');
    writeFileSync(file, JSON.stringify({ added: [one], next_cursor: '' }));
    const profiles = [{ ...defaultProfile('plaid'), jointAccounts }];
    const written = await found({ format: 'auto', holders: table, profiles }, [file]);
    const lines = written.transactions!.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).customer)).toEqual(customers);
  });
});

describe('the file of accounts', () => {
  const page = (id: string) => {
    const file = join(scratch(), 'page.json');
    const one = {
      transaction_id: id,
      account_id: 'j',
      date: '2025-02-20',
      amount: 1,
      iso_currency_code: 'USD',
      name: 'x',
    };
    writeFileSync(file, JSON.stringify({ added: [one], next_cursor: '' }));
    return file;
  };
  const tableOf = (customer: string) => {
    const table = readHolders(`account,customer\nj,${customer}\n`);
    if (!('byAccount' in table)) throw new Error('a table');
    return table;
  };

  test('is pinned by its hash, and said when it is another than before', async () => {
    const out = scratch();
    const settings = { ...REAL, engine: 'auto' as const, format: 'plaid', out };
    const first = await run({ ...settings, holders: tableOf('c1'), inputs: [page('t1')] });
    expect(first.accounts).toEqual({ hash: tableOf('c1').hash, changed: false });
    const said: Progress[] = [];
    const second = await run({ ...settings, holders: tableOf('c2'), inputs: [page('t2')] }, said);
    expect(second.accounts).toEqual({ hash: tableOf('c2').hash, changed: true });
    expect(sentences(said).join()).toContain('The file of accounts has changed');
    expect(
      (await run({ ...settings, holders: { kind: 'account' }, inputs: [page('t3')] })).accounts,
    ).toBeNull();
  });
});

describe('a format that needs a mapping', () => {
  const change = '{"op":"c","before":null,"after":{"id":"t"},"source":{}}\n';

  test('is refused without one before anything is read', async () => {
    const file = join(scratch(), 'changes.ndjson');
    writeFileSync(file, change);
    const settings = { ...REAL, format: 'auto', inputs: [file], out: scratch() };
    await expect(run(settings)).rejects.toMatchObject({ code: 'MS_MAPPING_MISSING' });
    await expect(run({ ...settings, format: 'json' })).rejects.toMatchObject({ code: 'MS_MAPPING_MISSING' });
  });

  test('takes one that comes with the program by its name', () => {
    expect(mappingOption('mx', 'auto')).toMatchObject({ format: 'json', records: 'transactions' });
    expect(() => mappingOption('mx', 'plaid')).toThrow('belongs to --format');
  });
});

describe('a packed file that grows without end', () => {
  test('is known by its beginning, and refused when it is read', async () => {
    const file = join(scratch(), 'bomb.json.gz');
    const one =
      '{"transaction_id":"t","account_id":"a","date":"2025-02-20","amount":1,"iso_currency_code":"USD","name":"x"}';
    writeFileSync(
      file,
      gzipSync(`{"next_cursor":"x","added":[${one}${' '.repeat(300_000_000)}]}`, { level: 9 }),
    );
    const settings = {
      ...REAL,
      format: 'auto',
      holders: { kind: 'account' } as const,
      inputs: [file],
      out: scratch(),
    };
    const said: Progress[] = [];
    await expect(run(settings, said)).rejects.toMatchObject({ code: 'MS_INPUT_EXPANDS' });
    expect(sentences(said).join()).toContain('is taken for plaid');
  });
});

describe('a file of which nothing could be read', () => {
  test('is no done file: it may come again, with its mapping', async () => {
    const file = join(scratch(), 'bookings.csv');
    writeFileSync(file, 'Datum;Betrag;Text\n01.02.2025;1.500;x\n02.03.2025;2.500;y\n');
    const out = scratch();
    const settings = {
      ...REAL,
      engine: 'auto' as const,
      holders: { kind: 'one', customer: 'c' } as const,
      inputs: [file],
      out,
    };
    const first = await run({ ...settings, format: 'csv' });
    expect(first.events.dead).toEqual({ MS_CSV_MAPPING: 1 });
    const parsed = formatNamed('csv').parseMapping!({
      format: 'csv',
      delimiter: ';',
      decimal: ',',
      dateFormat: 'DD.MM.YYYY',
      currency: 'EUR',
      columns: { date: 'Datum', amount: 'Betrag', description: 'Text' },
    });
    const mapping = 'mapping' in parsed ? parsed.mapping : undefined;
    const second = await run({ ...settings, format: 'csv', mapping });
    expect(second.events).toMatchObject({ read: 2, accepted: 2 });
  });
});
