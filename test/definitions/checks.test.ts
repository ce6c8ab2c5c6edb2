import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileDefinitions } from '../../src/definitions/compile-definitions.ts';
import { renderDefinition } from '../../src/explain/render-definition.ts';

const FILE = 'recurring/new-recurring-payment.yaml';
const good = readFileSync(new URL(`../../signal-definitions/${FILE}`, import.meta.url), 'utf8');

function problemsOf(...texts: readonly string[]): string[] {
  const files = texts.map((text, index) => ({
    file: index === 0 ? FILE : 'life/new-recurring-payment.yaml',
    text,
  }));
  const compiled = compileDefinitions(files, 'm0');
  if (!('problems' in compiled)) return [];
  return compiled.problems.map(
    ({ file, line, column, code, message }) => `${file}:${line}:${column} ${code} ${message}`,
  );
}

/** The definition with one change; the line on which it was made. */
function changed(from: string, to: string): { readonly text: string; readonly line: number } {
  const at = good.indexOf(from);
  expect(at).toBeGreaterThanOrEqual(0);
  return { text: good.replace(from, to), line: good.slice(0, at).split('\n').length };
}

test('the shipped definition is good', () => {
  expect(problemsOf(good)).toEqual([]);
});

describe('a mistake in a definition is told with file, line and column', () => {
  test.each([
    [
      'an unknown field',
      'thresholds:',
      'treshold:',
      'MS_DEF_UNKNOWN_FIELD unknown field "treshold". Did you mean "thresholds"?',
    ],
    [
      'an unknown category',
      '    subscription: -0.6',
      '    subscriptions: -0.6',
      'MS_DEF_UNKNOWN_CATEGORY unknown category "subscriptions". Did you mean "subscription"?',
    ],
    ['a word where a number belongs', '  missed: -3.0', '  missed: a lot', 'MS_DEF_WRONG_TYPE'],
    ['a weight with four decimals', '  missed: -3.0', '  missed: -3.0001', 'MS_DEF_WEIGHT_DECIMALS'],
    ['a window of nothing', 'correctionWindowDays: 60', 'correctionWindowDays: 0', 'MS_DEF_OUT_OF_RANGE'],
    ['a window of 10,000 days', 'absenceDaysMin: 60', 'absenceDaysMin: 10000', 'MS_DEF_OUT_OF_RANGE'],
    ['a chance above one', '  confirm: 0.9', '  confirm: 9', 'MS_DEF_NOT_A_PROBABILITY'],
    [
      'an early threshold above the confirming one',
      '  early: 0.6',
      '  early: 0.95',
      'MS_DEF_THRESHOLD_ORDER',
    ],
    [
      'a limitation that says nothing',
      'knownFalsePositives:\n',
      'knownFalsePositives:\n  - Unknown\n',
      'MS_DEF_SAYS_NOTHING',
    ],
    [
      'an unknown fact in a text',
      '{payments} payments to',
      '{paymets} payments to',
      'MS_DEF_UNKNOWN_PLACEHOLDER',
    ],
    ['an unknown value', 'sensitivity: L', 'sensitivity: XL', 'MS_DEF_UNKNOWN_VALUE'],
    ['a day that does not exist', 'effective: 2026-01-01', 'effective: 2026-02-30', 'MS_DEF_DATE'],
    ['an expiry before the beginning', 'expires: 2027-12-31', 'expires: 2025-12-31', 'MS_DEF_DATE_ORDER'],
    ['a field that is missing', 'owner: Customer insight\n', '', 'MS_DEF_FIELD_MISSING'],
  ])('%s', (_name, from, to, expected) => {
    const { text } = changed(from, to);
    const problems = problemsOf(text);
    expect(problems.join('\n')).toContain(expected);
    expect(
      problems.every((problem) => /^recurring\/new-recurring-payment\.yaml:\d+:\d+ MS_/.test(problem)),
    ).toBe(true);
  });

  test('the place is that of the mistake', () => {
    const { text, line } = changed('    subscription: -0.6', '    subscriptions: -0.6');
    expect(problemsOf(text)[0]).toMatch(new RegExp(`^${FILE}:${line}:5 `));
  });

  test('shares of habits that do not add up to one', () => {
    const { text } = changed('        share: 0.35', '        share: 0.75');
    expect(problemsOf(text).join('\n')).toMatch(/MS_DEF_CHANCES_SUM the shares add up to 1\.4, not to one/);
  });

  test('weights that can never reach the threshold', () => {
    const strong = [
      'cap: 9.0',
      'steady: 2.0',
      'near: 1.2',
      'stepped: 1.0',
      'direct-debit: 2.2',
      'standing-order: 4.0',
      'mandate: 1.2',
    ];
    const weak = strong.reduce((text, weight) => {
      expect(text).toContain(weight);
      return text.replace(weight, weight.replace(/[\d.]+$/, '0.1'));
    }, good);
    expect(problemsOf(weak).join('\n')).toContain(
      'MS_DEF_THRESHOLD_UNREACHABLE "confirm" is 0.9, but all weights together',
    );
  });

  test('two definitions with one id', () => {
    expect(problemsOf(good, good).join('\n')).toContain('MS_DEF_DUPLICATE_ID');
  });

  test('a key that stands twice, and a tab', () => {
    expect(problemsOf(good.replace('direction: out', 'direction: out\ndirection: in')).join()).toContain(
      'MS_DEF_DUPLICATE_KEY',
    );
    expect(problemsOf(good.replace('\n  weekly:', '\n\tweekly:')).join()).toContain('MS_DEF_TAB');
  });

  test('anchors that would grow without end are refused, not expanded', () => {
    const bomb = `a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n`;
    expect(problemsOf(bomb).join()).toContain('MS_DEF_ALIAS');
  });

  test('a text of a megabyte, a nest of a thousand lists, control characters', () => {
    expect(problemsOf(`${good}# ${'x'.repeat(1024 * 1024)}`).join()).toContain('MS_DEF_TOO_LARGE');
    expect(problemsOf('['.repeat(1000)).join()).toContain('MS_DEF_DEPTH');
    expect(problemsOf(`${good}\u0001`).join()).toContain('MS_DEF_ENCODING');
  });
});

test('shown in plain English, a definition fits the width and names its numbers', () => {
  const compiled = compileDefinitions([{ file: FILE, text: good }], 'm0');
  if ('problems' in compiled) throw new Error('the shipped definition is not good');
  const { source } = compiled.sources.get('new-recurring-payment')!;
  const text = renderDefinition(source, { colour: false, width: 90 });
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(90);
  expect(text).toMatch(/−0\.6 +█+│ +subscription/);
  expect(text).toContain('confirmed from 90 %');
});
