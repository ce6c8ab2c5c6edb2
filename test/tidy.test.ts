import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { LINES_MAX, LONG_FILES } from './tidy/house.ts';
import { findBadNames, findLongFiles, violationsOf } from './tidy/rules.ts';
import { scan } from './tidy/scan.ts';
import { readTree, type Tree } from './tidy/tree.ts';

const src = readTree(fileURLToPath(new URL('../src', import.meta.url)));

describe('the house', () => {
  test('keeps its floors', () => {
    expect(src.size).toBeGreaterThan(50);
    const found = violationsOf(src);
    expect(
      found.map(({ path, line, rule, detail }) => `src/${path}:${line} ${rule}: ${detail}`),
    ).toStrictEqual([]);
  });
  test('names its tests as it names its files', () => {
    const tests = readTree(fileURLToPath(new URL('.', import.meta.url)));
    expect(findBadNames(tests).map(({ path }) => path)).toStrictEqual([]);
  });
  test('lists no long file that has become short or has gone', () => {
    const withoutList = findLongFiles(src, new Map()).map(({ path }) => path);
    for (const path of LONG_FILES.keys()) expect(withoutList).toContain(path);
  });
});

/** A small house in order; a case puts its files over it. */
const GOOD = {
  'lib/assert.ts': 'export const assert = 1;',
  'model/day.ts': "import { assert } from '../lib/assert.ts';\nexport const day = assert;",
  'customer/state.ts': "import type { day } from '../model/day.ts';\nexport type State = typeof day;",
  'intake/plain/decode.ts': "import { day } from '../../model/day.ts';\nexport const decode = day;",
  'intake.ts': "export { decode } from './intake/plain/decode.ts';",
  'store/memory.ts':
    "import type { State } from '../customer/state.ts';\nimport { open } from 'node:fs';\nexport const get = (state: State) => open(state);",
  'measure/score.ts': 'export const score = 1;',
  'runtime/run.ts':
    "import { get } from '../store/memory.ts';\nexport const run = async () => get(await 1 as never);",
  'cli/main.ts':
    "import { score } from '../measure/score.ts';\nconsole.log(score, new Date(), Math.random());",
  'README.md': '# The house',
};

function broken(files: Readonly<Record<string, string>>): string[] {
  const tree: Tree = new Map(Object.entries({ ...GOOD, ...files }));
  return violationsOf(tree).map(({ rule, path }) => `${rule} ${path}`);
}

describe('a small house', () => {
  test('in order has nothing to tell', () => expect(broken({})).toStrictEqual([]));

  test.each<[string, string, string, string]>([
    ['an upward import', 'import-up', 'model/a.ts', "import { x } from '../customer/state.ts';"],
    ['an upward import of a type', 'import-up', 'lib/a.ts', "import type { day } from '../model/day.ts';"],
    ['an upward re-export', 'import-up', 'lib/a.ts', "export * from '../model/day.ts';"],
    ['a station that imports its page', 'import-up', 'intake/a.ts', "import { decode } from '../intake.ts';"],
    [
      'an upward dynamic import',
      'import-up',
      'store/a.ts',
      "export const x = () => import('../runtime/run.ts');",
    ],
    ['an upward import for its effect', 'import-up', 'lib/a.ts', "import '../cli/main.ts';"],
    ['an import in a neighbour', 'import-neighbour', 'customer/a.ts', "import '../population/b.ts';"],
    [
      'two pages that know each other',
      'import-neighbour',
      'fold.ts',
      "import { decode } from './intake.ts';",
    ],
    [
      'a runtime that measures',
      'import-neighbour',
      'runtime/a.ts',
      "import { score } from '../measure/score.ts';",
    ],
    ['a store that knows a station', 'import-part', 'store/a.ts', "import '../intake/plain/decode.ts';"],
    ['an index that measures', 'import-visitor', 'index.ts', "import { score } from './measure/score.ts';"],
    ['an import of nothing', 'import-nowhere', 'lib/a.ts', "import './b.ts';"],
    ['an import from outside', 'import-nowhere', 'lib/a.ts', "import pack from '../../package.json';"],
    ['a folder on no floor', 'no-floor', 'helpers/a.ts', ''],
    ['a page on no floor', 'no-floor', 'utils.ts', ''],
    ['a clock', 'forbidden-name', 'model/a.ts', 'export const now = Date.now();'],
    ['a date as a type', 'forbidden-name', 'model/a.ts', 'export type When = Date;'],
    ['chance', 'forbidden-name', 'customer/a.ts', 'export const x = Math.random();'],
    ['chance over two lines', 'forbidden-name', 'customer/a.ts', 'export const x = Math\n  .random();'],
    ['the process', 'forbidden-name', 'intake/a.ts', 'export const x = process.env;'],
    ['the process by the back door', 'forbidden-name', 'intake/a.ts', 'export const x = globalThis.process;'],
    ['the console', 'forbidden-name', 'fold.ts', 'console.log(1);'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: templates are what is scanned.
    ['waiting in a template', 'forbidden-name', 'lib/a.ts', 'export const x = `a ${await 1} b`;'],
    ['an async function', 'forbidden-name', 'lib/a.ts', 'export const x = async () => 1;'],
    ['RocksDB outside the store', 'foreign-module', 'runtime/a.ts', "import rocks from 'rocksdb-native';"],
    ['RocksDB by require', 'foreign-module', 'runtime/a.ts', "const rocks = require('rocksdb');"],
    [
      'a part of a package outside its owner',
      'foreign-module',
      'cli/a.ts',
      "import ajv from 'ajv/dist/2020.js';",
    ],
    [
      'a scoped package outside its owner',
      'foreign-module',
      'kafka/a.ts',
      "import r from '@kafkajs/confluent-schema-registry';",
    ],
    ['a package that nobody owns', 'foreign-module', 'lib/a.ts', "import pad from 'left-pad';"],
    ['files in the core', 'foreign-module', 'intake/a.ts', "import { readFileSync } from 'node:fs';"],
    [
      'files in the core without their prefix',
      'foreign-module',
      'intake/a.ts',
      "import { readFileSync } from 'fs';",
    ],
    ['a file of 301 lines', 'long-file', 'lib/a.ts', '1;\n'.repeat(LINES_MAX + 1)],
    ['a file that is not in kebab-case', 'kebab-case', 'lib/aB.ts', ''],
    ['a folder that is not in kebab-case', 'kebab-case', 'lib/a_b/c.ts', ''],
  ])('with %s is told of %s', (_, rule, path, source) => {
    const before = path === 'customer/a.ts' ? { 'population/b.ts': '' } : {};
    expect(broken({ ...before, [path]: source })).toContain(`${rule} ${path}`);
    expect(broken({ ...before, [path]: source })).toHaveLength(1);
  });

  test('with circles is told of each', () => {
    const files = {
      'lib/a.ts': "import './b.ts';",
      'lib/b.ts': "import './c.ts';",
      'lib/c.ts': "import './a.ts';\nimport './b.ts';",
      'lib/own.ts': "import './own.ts';",
    };
    expect(broken(files)).toStrictEqual(['circle lib/a.ts', 'circle lib/b.ts', 'circle lib/own.ts']);
  });

  test.each([
    ['a comment', '// Date.now, process and await\n/* Math.random() */ export const x = 1;'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: templates are what is scanned.
    ['a text', 'export const x = \'Date \' + "process" + `await ${1} async`;'],
    ['a text that looks like an import', "export const x = [\"import '../cli/main.ts'\", 'from'];"],
    ['a regular expression', 'export const x = /Date|process\\/[/]await/g.source;'],
    ['a field of another', 'export const x = (y: { random: number }) => y.random;'],
    ['longer names', 'export const asyncDate = 1;\nexport const processed = asyncDate;'],
  ])('may name what it likes in %s', (_, source) => expect(broken({ 'lib/a.ts': source })).toStrictEqual([]));

  test('may fill in what a neighbour promises, and no more', () => {
    const log = {
      'log/log.ts': 'export type Log = 1;',
      'kafka/a.ts': "import type { Log } from '../log/log.ts';",
    };
    expect(broken(log)).toStrictEqual([]);
    expect(broken({ 'kafka/b.ts': '', 'log/a.ts': "import '../kafka/b.ts';" })).toStrictEqual([
      'import-neighbour log/a.ts',
    ]);
  });

  test('may have a file of 300 lines', () => {
    expect(broken({ 'lib/a.ts': '1;\n'.repeat(LINES_MAX) })).toStrictEqual([]);
  });
});

describe('the scanner', () => {
  const texts = (source: string) => scan(source).map(({ text }) => text);
  test('knows a division from a regular expression', () => {
    expect(texts('a / b / c')).toStrictEqual(['a', '/', 'b', '/', 'c']);
    expect(texts('x = /a"b/ ; y')).toStrictEqual(['x', '=', ';', 'y']);
    expect(texts('a[0]! / b / c')).toStrictEqual(['a', '[', ']', '!', '/', 'b', '/', 'c']);
    expect(texts('x = !/a b/ + y')).toStrictEqual(['x', '=', '!', '+', 'y']);
    expect(texts('f(a) / g')).toStrictEqual(['f', '(', 'a', ')', '/', 'g']);
  });
  test('finds the way through nested templates', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: templates are what is scanned.
    expect(texts('`a${ { b: `c${d}` } }e` + f')).toStrictEqual([
      '$',
      '{',
      'b',
      ':',
      '$',
      'd',
      'c',
      '}',
      'ae',
      '+',
      'f',
    ]);
  });
  test('counts lines', () => {
    expect(scan('/*\n\n*/ a\n`\n` b').map(({ text, line }) => [text, line])).toStrictEqual([
      ['a', 3],
      ['\n', 4],
      ['b', 5],
    ]);
  });
});
