import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { DEAD_LETTER_CODES } from '../src/errors/dead-letter.ts';
import { readTree, scanTree } from './tidy/tree.ts';

interface Row {
  readonly section: string;
  readonly code: string;
  readonly cause: string;
  readonly advice: string;
}

const page = readFileSync(fileURLToPath(new URL('../docs/errors.md', import.meta.url)), 'utf8');
const rows = readRows(page);
const deadLetters = rows.filter(({ section }) => section === 'Dead letters');
const operational = rows.filter(({ section }) => section !== 'Dead letters');
const inSource = codesOf(scanTree(readTree(fileURLToPath(new URL('../src', import.meta.url)))));

/** The rows of every table, with the heading that they stand below. */
function readRows(text: string): Row[] {
  let section = '';
  const found: Row[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('## ')) section = line.slice(3);
    const [, code, cause, advice] = /^\| `(MS_[A-Z_]+)` \| (.*) \| (.*) \|$/.exec(line) ?? [];
    if (code !== undefined) found.push({ section, code, cause: cause ?? '', advice: advice ?? '' });
  }
  return found;
}

/** Every code that stands as a text in the sources; those of definitions say all in their message. */
function codesOf(files: ReturnType<typeof scanTree>): Set<string> {
  const tokens = [...files.values()].flat().filter(({ kind }) => kind === 'string');
  const codes = tokens.map(({ text }) => text).filter((text) => /^MS_[A-Z_]+$/.test(text));
  return new Set(codes.filter((code) => !code.startsWith('MS_DEF_')));
}

describe('the page of errors', () => {
  test('has every dead-letter code, in the order of the source', () => {
    expect(deadLetters.map(({ code }) => code)).toStrictEqual([...DEAD_LETTER_CODES]);
  });

  test('has every operational code that the source names', () => {
    const known = new Set(rows.map(({ code }) => code));
    expect(inSource.size).toBeGreaterThan(DEAD_LETTER_CODES.length);
    expect([...inSource].filter((code) => !known.has(code))).toStrictEqual([]);
  });

  test('has no code that the source does not name', () => {
    expect(operational.map(({ code }) => code).filter((code) => !inSource.has(code))).toStrictEqual([]);
  });

  test('has each code once, with a cause and what to do', () => {
    expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length);
    for (const { code, cause, advice } of rows) {
      expect(cause, code).toMatch(/^[A-Z`].*\.$/);
      expect(advice, code).toMatch(/^[A-Z`].*\.$/);
    }
  });

  test('knows a code by its text, not by a comment', () => {
    const tree = new Map([['lib/a.ts', "// 'MS_NOT_SAID'\nfail('MS_SAID'); fail(\n  'MS_SAID_BELOW');"]]);
    expect([...codesOf(scanTree(tree))]).toStrictEqual(['MS_SAID', 'MS_SAID_BELOW']);
  });
});
