import { describe, expect, test } from 'vitest';
import { createMatcher } from '../../src/merchants/matcher.ts';
import {
  GOLDEN_FILES,
  type GoldenLine,
  isCategoryRight,
  isMerchantRight,
  readGoldenFile,
  readGoldenLines,
} from './golden-line.ts';
import { GOLDEN_LINES } from './golden-lines.ts';
import { shippedDictionary } from './support.ts';

const matcher = createMatcher(shippedDictionary(), { cacheMax: 0 });
const files: readonly (readonly [string, readonly GoldenLine[]])[] = [
  ['the first ones', readGoldenLines(GOLDEN_LINES)],
  ...GOLDEN_FILES.map((name) => [name, readGoldenFile(name)] as const),
];

test('there are at least 1,000 golden lines', () => {
  expect(files.flatMap(([, lines]) => lines).length).toBeGreaterThanOrEqual(1000);
});

describe.each(files)('golden lines: %s', (_, lines) => {
  test.each(lines.map((line) => [line.text, line] as const))('%s', (_text, line) => {
    const answer = matcher(line.query);
    const said = `${answer.merchantId || '-'} ${answer.category || '-'} ${answer.method}`;
    expect(isMerchantRight(line, answer), said).toBe(true);
    expect(isCategoryRight(line, answer), said).toBe(true);
    if (line.method !== '*') expect(answer.method).toBe(line.method);
  });
});

describe('held-out lines, which the dictionary was not made for', () => {
  const lines = readGoldenFile('held-out.txt').filter(({ category }) => category !== '*' && category !== '-');
  const answered = lines.filter((line) => matcher(line.query).category !== '');

  test('get a category in at least 80 of 100', () => {
    expect(answered.length / lines.length).toBeGreaterThanOrEqual(0.8);
  });

  test('and of those at least 95 of 100 are right', () => {
    const right = answered.filter((line) => isCategoryRight(line, matcher(line.query)));
    expect(right.length / answered.length).toBeGreaterThanOrEqual(0.95);
  });
});
