import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAmountText } from '../../../src/intake/csv/amount.ts';
import { parseDateFormat, readDate } from '../../../src/intake/csv/date.ts';
import { decodeCsv } from '../../../src/intake/csv/decode-csv.ts';
import { decodeUnmappedCsv } from '../../../src/intake/csv/decode-unmapped.ts';
import { type CsvMapping, MAPPING_DEFAULTS, parseMapping } from '../../../src/intake/csv/mapping.ts';
import { proposeCsvMapping } from '../../../src/intake/csv/propose.ts';
import { formatDay, parseDay } from '../../../src/model/day.ts';
import { BANK_EXPORTS } from './bank-exports.ts';
import { brief, type Outcome, readBytes, refusals } from './reading.ts';

const EURO: CsvMapping = {
  ...MAPPING_DEFAULTS,
  delimiter: ';',
  decimal: ',',
  dateFormat: 'DD.MM.YYYY',
  currency: 'EUR',
  account: 'a1',
  columns: { date: ['Tag'], amount: ['Betrag'], description: ['Text'] },
};
const HEAD = 'Tag;Text;Betrag\n';

function read(text: string | Uint8Array, changes: Partial<CsvMapping> = {}, size = 1 << 16): Outcome {
  return readBytes((sink) => decodeCsv({ ...EURO, ...changes }, sink), Buffer.from(text as string), size);
}

describe('exports of banks', () => {
  test.each(BANK_EXPORTS)('$name', ({ text, mapping, rows, doubts }) => {
    const bytes = Buffer.from(text);
    const proposal = proposeCsvMapping(bytes);
    if ('missing' in proposal) throw new Error(proposal.missing.join());
    expect(proposal.mapping).toMatchObject(mapping);
    expect(brief(readBytes((sink) => decodeCsv(proposal.mapping, sink), bytes))).toStrictEqual(rows);
    expect(proposal.doubts.map((doubt) => doubt.split(':')[0]).sort()).toStrictEqual([...doubts].sort());
  });
  test('a proposed mapping is a mapping file', () => {
    for (const { text } of BANK_EXPORTS) {
      const proposal = proposeCsvMapping(Buffer.from(text));
      if ('missing' in proposal) throw new Error();
      expect(parseMapping(JSON.parse(JSON.stringify(proposal.mapping)))).toStrictEqual(proposal.mapping);
    }
  });
  test('a file in windows-1252 is read with its umlauts, and that is said', () => {
    const text = 'Buchungstag;Empfänger;Verwendungszweck;Betrag EUR\n27.03.2026;Müller;Käse 5 €;-1,00\n';
    const bytes = Buffer.from(text.replace('€', '\u0080'), 'latin1');
    const proposal = proposeCsvMapping(bytes);
    if ('missing' in proposal) throw new Error();
    expect(proposal.mapping.encoding).toBe('windows-1252');
    expect(proposal.doubts[0]).toContain('encoding');
    expect(brief(readBytes((sink) => decodeCsv(proposal.mapping, sink), bytes))).toStrictEqual([
      '2026-03-27 -1.00 EUR Käse 5 €',
    ]);
  });
  test('a date order that nothing decides is a doubt', () => {
    const rows = ['03/04/2026,a,-1.00,USD', '05/06/2026,b,-2.00,USD'];
    const proposal = proposeCsvMapping(Buffer.from(`Date,Description,Amount,Currency\n${rows.join('\n')}\n`));
    expect('doubts' in proposal && proposal.doubts.join()).toContain('no day is beyond 12');
    const decided = proposeCsvMapping(
      Buffer.from(`Date,Description,Amount,Currency\n${rows.join('\n')}\n13/06/2026,c,-1.00,USD\n`),
    );
    expect('mapping' in decided && decided.mapping.dateFormat).toBe('DD/MM/YYYY');
    expect('doubts' in decided && decided.doubts.join()).not.toContain('no day');
  });
  test('a file without a header is told by what it holds', () => {
    const proposal = proposeCsvMapping(
      Buffer.from(
        '"03/27/2026","-34.90","*","","PURCHASE TRADER JOE"\n"03/30/2026","2000.00","*","","PAYROLL ACME"\n',
      ),
    );
    if ('missing' in proposal) throw new Error(proposal.missing.join());
    expect(proposal.mapping).toMatchObject({
      header: false,
      dateFormat: 'MM/DD/YYYY',
      columns: { date: [1], amount: [2], description: [5] },
    });
  });
  test('what is no table has no mapping', () => {
    for (const text of ['', 'hello\nworld\n', 'a;b\nc;d\n', '{"kind":"transaction"}\n'])
      expect('missing' in proposeCsvMapping(Buffer.from(text))).toBe(true);
  });
});

describe('amounts', () => {
  test.each([
    ['1.234,56-', ',', '1234.56', -1],
    ['(12.00)', '.', '12.00', -1],
    ['+ 5,00 EUR', ',', '5.00', 1],
    ["1'234.50", '.', '1234.50', 0],
    ['1\u202f234,56 €', ',', '1234.56', 0],
    ['12,00 S', ',', '12.00', -1],
    ['12,00 H', ',', '12.00', 1],
    ['50,-', ',', '50', 0],
    ['$-1,234.56', '.', '1234.56', -1],
    ['\u22123,00', ',', '3.00', -1],
    ['1,23,456.00', '.', '123456.00', 0],
    [',50', ',', '0.50', 0],
    ['12.00CR', '.', '12.00', 1],
  ] as const)('%s is read', (text, decimal, digits, sign) => {
    expect(readAmountText(text, decimal)).toMatchObject({ digits, sign });
  });
  test.each([
    ['1.50', ','],
    ['1,50', '.'],
    ['12.345.67', ','],
    ['1,2,3', '.'],
    ['--5', '.'],
    ['(5', '.'],
    ['1e3', '.'],
    ['', '.'],
    ['-', '.'],
    ['12 apples', '.'],
    ['1 2', '.'],
  ] as const)('%s is refused with the mark %s, not guessed', (text, decimal) => {
    expect(readAmountText(text, decimal)).toBe('format');
  });
  test('a sign against its word is a contradiction', () => {
    expect(readAmountText('-12,00 H', ',')).toBe('contradiction');
    expect(readAmountText('(12.00) CR', '.')).toBe('contradiction');
  });
  test('no text is read as one amount with a point and another with a comma, unless whole groups make it so', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{1,4}[.,][0-9]{1,2}$/), (text) => {
        const read = ['.', ','].map((mark) => readAmountText(text, mark as '.' | ','));
        expect(read.filter((one) => typeof one === 'object')).toHaveLength(1);
      }),
    );
  });
});

describe('dates', () => {
  test.each([
    ['27.03.2026', 'DD.MM.YYYY', '2026-03-27'],
    ['7.3.26', 'DD.MM.YY', '2026-03-07'],
    ['3/7/2026', 'MM/DD/YYYY', '2026-03-07'],
    ['20260327', 'YYYYMMDD', '2026-03-27'],
    ['27 mars 2026', 'DD MMM YYYY', '2026-03-27'],
    ['27. Mär. 2026', 'DD. MMM YYYY', '2026-03-27'],
    ['Mar 27, 2026', 'MMM DD, YYYY', '2026-03-27'],
    ['2026-03-27 18:01:02', 'YYYY-MM-DD', '2026-03-27'],
    ['31.12.99', 'DD.MM.YY', '1999-12-31'],
  ])('%s as %s', (text, format, day) => {
    expect(readDate(text, parseDateFormat(format)!)).toBe(parseDay(day));
  });
  test('what does not exist or is written otherwise is none', () => {
    const format = parseDateFormat('DD.MM.YYYY')!;
    for (const text of ['30.02.2026', '27/03/2026', '27.03.26', '27.03.2026x', '', '1.13.2026.'])
      expect(readDate(text, format), text).toBe('format');
    expect(readDate('03.27.2026', format)).toBe('swapped');
  });
});

describe('rows', () => {
  test('debit and credit that are both filled, and a flag against its sign, are refused', () => {
    const split = {
      sign: 'debit-credit',
      columns: { date: ['d'], debit: ['o'], credit: ['i'], description: ['t'] },
    } as const;
    const two = read(
      'd;t;o;i\n01.03.2026;a;1,00;2,00\n01.03.2026;b;1,00;\n01.03.2026;c;-1,00;\n01.03.2026;e;;-1,00\n01.03.2026;f;0,00;3,00\n',
      split,
    );
    expect(brief(two)).toStrictEqual(['2026-03-01 -1.00 EUR b', '2026-03-01 3.00 EUR f']);
    expect(refusals(two)).toStrictEqual([
      'MS_AMOUNT_CONTRADICTS 2',
      'MS_AMOUNT_CONTRADICTS 4',
      'MS_AMOUNT_CONTRADICTS 5',
    ]);
    const flag = {
      sign: 'flag',
      flag: { in: ['H'], out: ['S'] },
      columns: { ...EURO.columns, flag: ['f'] },
    } as const;
    const one = read(
      'Tag;Text;Betrag;f\n01.03.2026;a;1,00;s\n01.03.2026;b;-1,00;H\n01.03.2026;c;1,00;x\n',
      flag,
    );
    expect(brief(one)).toStrictEqual(['2026-03-01 -1.00 EUR a']);
    expect(refusals(one)).toStrictEqual(['MS_AMOUNT_CONTRADICTS 3', 'MS_FIELD_VALUE 4']);
  });
  test('a date order that changes inside a file is refused until a day beyond 12 shows the order again', () => {
    const rows = ['03.04.2026', '04.13.2026', '05.06.2026', '07.07.2026', '14.06.2026', '05.06.2026'];
    const outcome = read(HEAD + rows.map((day) => `${day};x;1,00\n`).join(''));
    expect(outcome.records.map(({ date }) => date)).toStrictEqual([
      '2026-04-03',
      '2026-07-07',
      '2026-06-14',
      '2026-06-05',
    ]);
    expect(refusals(outcome)).toStrictEqual(['MS_DATE_ORDER 3', 'MS_DATE_ORDER 4']);
  });
  test('a quote that never closes costs its row, not its neighbours', () => {
    const outcome = read(`${HEAD}01.03.2026;"open;1,00\n02.03.2026;"b";2,00\n03.03.2026;"two\nlines";3,00\n`);
    expect(brief(outcome)).toStrictEqual(['2026-03-02 2.00 EUR b', '2026-03-03 3.00 EUR two lines']);
    expect(outcome.refused).toMatchObject([
      { fault: { code: 'MS_CSV_ROW' }, place: { line: 2 }, bytes: '01.03.2026;"open;1,00\n' },
    ]);
  });
  test('a row in another encoding is refused, the others are read', () => {
    const bytes = Buffer.concat([
      Buffer.from(`${HEAD}01.03.2026;Käse;1,00\n`),
      Buffer.from('02.03.2026;Käse;2,00\n', 'latin1'),
      Buffer.from('03.03.2026;Käse;3,00\n'),
    ]);
    const outcome = read(bytes);
    expect(outcome.records.map(({ amount }) => amount)).toStrictEqual(['1.00', '3.00']);
    expect(refusals(outcome)).toStrictEqual(['MS_ENCODING 3']);
  });
  test.each(['utf16le', 'utf-16be'] as const)('%s with a byte-order mark is known', (encoding) => {
    const bytes = Buffer.from(`\ufeff${HEAD}01.03.2026;Käse;1,00\n`, 'utf16le');
    expect(brief(read(encoding === 'utf16le' ? bytes : bytes.swap16(), {}, 3))).toStrictEqual([
      '2026-03-01 1.00 EUR Käse',
    ]);
  });
  test('a line without end is refused once, and what follows it is read', () => {
    const outcome = read(`${HEAD}01.03.2026;${'x'.repeat(300_000)};1,00\n02.03.2026;b;2,00\n`, {}, 50_000);
    expect(refusals(outcome)).toStrictEqual(['MS_CSV_ROW 2']);
    expect(brief(outcome)).toStrictEqual(['2026-03-02 2.00 EUR b']);
    expect(outcome.places).toStrictEqual([{ line: 3 }]);
  });
  test('a file without the columns of its mapping is refused once', () => {
    const outcome = read('a;b\n1;2\n'.repeat(200));
    expect(outcome.records).toStrictEqual([]);
    expect(refusals(outcome)).toStrictEqual(['MS_CSV_MAPPING 100']);
    expect(refusals(read('a;b\n'))).toStrictEqual(['MS_CSV_MAPPING 1']);
    expect(refusals(read(''))).toStrictEqual([]);
  });
  test('a row with too few fields is refused, remarks are passed over', () => {
    const outcome = read(`${HEAD}01.03.2026;a\n;sum;\nTag;Text;Betrag\n01.03.2026;b;1,00;;\n`);
    expect(refusals(outcome)).toStrictEqual(['MS_CSV_ROW 2']);
    expect(brief(outcome)).toStrictEqual(['2026-03-01 1.00 EUR b']);
  });
  test('a row with an unquoted delimiter in its text has too many fields and is refused', () => {
    expect(refusals(read(`${HEAD}01.03.2026;a;2,00;1,00\n`))).toStrictEqual(['MS_CSV_ROW 2']);
  });
});

const cents = fc.integer({ min: -9_999_999, max: 9_999_999 });
const text = fc.string({
  unit: fc.constantFrom('a', 'B', ' ', ';', '"', 'ä', '\n', '€', '1', ','),
  maxLength: 20,
});
const row = fc.record({ day: fc.integer({ min: 0, max: 47_481 }), cents, text });

test('what is written as CSV is read as it was, whatever the pieces', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), fc.integer({ min: 1, max: 200 }), (rows, size) => {
      const lines = rows.map(({ day, cents: amount, text: description }) => {
        const [year, month, dayOfMonth] = formatDay(day).split('-');
        const whole = `${Math.floor(Math.abs(amount) / 100)}`.replace(/\B(?=(\d{3})+$)/g, '.');
        const written = `${whole},${`${Math.abs(amount) % 100}`.padStart(2, '0')}${amount < 0 ? '-' : ''}`;
        return `${dayOfMonth}.${month}.${year};"${description.replaceAll('"', '""')}";${written}\r\n`;
      });
      const outcome = read(HEAD.replace('\n', '\r\n') + lines.join(''), {}, size);
      expect(outcome.refused).toStrictEqual([]);
      const wanted = rows.map(({ day, cents: amount, text: description }) => ({
        date: formatDay(day),
        amount: (amount / 100).toFixed(2).replace('-0.00', '0.00'),
        description: description.trim().replace(/\s*\n\s*/g, ' '),
      }));
      expect(
        outcome.records.map(({ date, amount, description }) => ({ date, amount, description })),
      ).toStrictEqual(wanted);
    }),
  );
});

test('any bytes are read without a fault of the program, and the same bytes twice give the same', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 64 }), (bytes, size) => {
      const file = Buffer.concat([Buffer.from(HEAD), bytes]);
      expect(read(file, {}, size)).toStrictEqual(read(file));
    }),
  );
});

test('a mapping file with faults says all of them, with a hint', () => {
  const answer = parseMapping({
    delimiter: ';;',
    dateFormat: 'TT.MM.JJJJ',
    columns: { dat: 'x', amount: 0 },
    colums: {},
  });
  const text = 'problems' in answer ? answer.problems.join('\n') : '';
  for (const words of [
    '"colums"',
    'Did you mean "columns"',
    'columns.dat',
    'Did you mean "date"',
    'columns.amount',
    '"delimiter"',
    '"dateFormat"',
    '"columns.date"',
  ])
    expect(text).toContain(words);
});

describe('without a mapping', () => {
  const sure = 'Buchungstag;Verwendungszweck;Betrag;Währung;Konto\n27.03.2026;REWE;-1,00;EUR;k1\n';
  test.each([3, 1 << 16])('a file that leaves no doubt about money and days is read', (size) => {
    const rows = '28.03.2026;LIDL;-2,00;EUR;k1\n'.repeat(12_000);
    const outcome = readBytes(decodeUnmappedCsv, Buffer.from(sure + (size === 3 ? '' : rows)), size);
    expect(outcome.refused).toStrictEqual([]);
    expect(outcome.records).toHaveLength(size === 3 ? 1 : 12_001);
    expect(outcome.records[0]).toMatchObject({ date: '2026-03-27', amount: '-1.00', account: 'k1' });
  });
  test.each([
    ['day and month', 'Date,Description,Amount,Currency\n03/04/2026,TESCO,-1.00,USD\n'],
    ['sign', 'Date,Description,Amount,Currency\n2026-03-27,X,1.00,USD\n'],
    ['currency', 'Buchungstag;Verwendungszweck;Betrag\n27.03.2026;REWE;-1,00\n'],
    ['decimal mark', 'Date,Description,Amount,Currency\n2026-03-27,TESCO,-1.234,USD\n'],
    ['dates', 'a;b\nc;d\n'],
  ])('a file with a doubt about the %s is refused once, with the doubt', (doubt, text) => {
    const outcome = readBytes(decodeUnmappedCsv, Buffer.from(text), 5);
    expect(outcome.records).toStrictEqual([]);
    expect(refusals(outcome)).toStrictEqual(['MS_CSV_MAPPING 1']);
    expect(outcome.refused[0]!.fault.detail).toContain(doubt);
  });
  test('an empty file is good', () => {
    expect(readBytes(decodeUnmappedCsv, Buffer.alloc(0))).toStrictEqual({
      records: [],
      places: [],
      refused: [],
    });
  });
});
