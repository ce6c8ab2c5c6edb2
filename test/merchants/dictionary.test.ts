import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkDictionary } from '../../src/merchants/check-dictionary.ts';
import { parseDictionary } from '../../src/merchants/dictionary.ts';
import { DICTIONARY_SCHEMA } from '../../src/merchants/dictionary-schema.ts';
import {
  CATEGORIES,
  groupOf,
  isCategory,
  isGuardedCategory,
  sensitivityOf,
} from '../../src/model/taxonomy.ts';
import { shippedDictionary, shippedFiles } from './support.ts';

const HEAD = 'kind: merchants\ntitle: birds\nsource: made up, 2026-11\nentries:\n';
const ENTRY = '  - { id: wren, name: Wren, aliases: [WREN], categories: [food.grocery], countries: [GB] }\n';

function problemsOf(text: string): string[] {
  const parsed = parseDictionary([{ path: 'birds.yaml', text }]);
  return parsed.ok
    ? []
    : parsed.problems.map((each) => `${each.file}:${each.line}:${each.column} ${each.message}`);
}

describe('the shipped dictionary', () => {
  const dictionary = shippedDictionary();

  test('has no problem, and nothing that is likely to hurt', () => {
    expect(checkDictionary(dictionary)).toEqual([]);
  });

  test('holds a head of at least 350 merchants and 150 codes', () => {
    expect(dictionary.entries.length).toBeGreaterThanOrEqual(350);
    expect(dictionary.codes.size).toBeGreaterThanOrEqual(150);
  });

  test('keeps leading zeros of codes', () => {
    expect(dictionary.codes.get('0742')).toBe('family.pets');
  });

  test('has the hash of its content, whatever the order of files', () => {
    const turned = parseDictionary(shippedFiles().reverse());
    expect(turned.ok && turned.dictionary.hash).toBe(dictionary.hash);
  });

  test('publishes the schema that it is checked by', () => {
    const published = readFileSync(new URL('../../merchant-dictionary/schema.json', import.meta.url), 'utf8');
    expect(JSON.parse(published)).toEqual(DICTIONARY_SCHEMA);
  });
});

describe('what is wrong is said with its place', () => {
  test('a good file has no problem', () => {
    expect(problemsOf(HEAD + ENTRY)).toEqual([]);
  });

  test('an unknown category, with the nearest one', () => {
    expect(problemsOf(HEAD + ENTRY.replace('food.grocery', 'food.grocerie'))).toEqual([
      'birds.yaml:5:59 unknown category food.grocerie. Did you mean "food.grocery"?',
    ]);
  });

  test('an unknown field, with the nearest one', () => {
    const [problem] = problemsOf(HEAD + ENTRY.replace('aliases', 'alias'));
    expect(problemsOf(HEAD + ENTRY.replace('aliases', 'alias')).join('\n')).toContain('unknown field alias.');
    expect(problem).toMatch(/^birds\.yaml:5:\d+ /);
  });

  test('a kind that there is not', () => {
    expect(problemsOf(HEAD.replace('merchants', 'merchant'))).toEqual([
      'birds.yaml:1:1 kind must be one of merchants, keywords, codes, mapping. Did you mean "merchants"?',
    ]);
  });

  test('text that is no YAML', () => {
    expect(problemsOf('kind: [')[0]).toMatch(/^birds\.yaml:1:\d+ /);
  });

  test('an id given twice', () => {
    expect(problemsOf(HEAD + ENTRY + ENTRY.replace('[WREN]', '[WRENS]'))).toEqual([
      'birds.yaml:6:5 the id wren stands already at birds.yaml:5:5',
    ]);
  });

  test('two merchants of one country with one writing', () => {
    expect(problemsOf(HEAD + ENTRY + ENTRY.replace('id: wren', 'id: wren-two'))).toEqual([
      'birds.yaml:6:5 wren-two and wren both claim "WREN"',
    ]);
  });

  test('one writing in two countries is no collision', () => {
    expect(problemsOf(HEAD + ENTRY + ENTRY.replace('id: wren', 'id: wren-us').replace('GB', 'US'))).toEqual(
      [],
    );
  });

  test('a code that lost its leading zero', () => {
    const codes = 'kind: codes\ntitle: codes\nsource: made up, 2026-11\ncodes:\n  742: family.pets\n';
    expect(problemsOf(codes).length).toBeGreaterThan(0);
    expect(problemsOf(codes.replace('742', "'0742'"))).toEqual([]);
  });
});

test('an everyday word, a short one and a missing category are found', () => {
  const entries = [
    '  - { id: a, name: A, aliases: [MARKET], categories: [food.grocery], countries: [GB] }\n',
    '  - { id: b, name: B, aliases: [QX], categories: [food.grocery], countries: [GB] }\n',
    '  - { id: c, name: C, aliases: [WRENHALL], categories: [], countries: [GB] }\n',
    '  - { id: d, name: D, aliases: [{ text: MARKETS, whole: true }], categories: [food.grocery], countries: [GB] }\n',
  ];
  const parsed = parseDictionary([{ path: 'birds.yaml', text: HEAD + entries.join('') }]);
  expect(parsed.ok && checkDictionary(parsed.dictionary).map((each) => each.line)).toEqual([5, 6, 7]);
});

describe('the taxonomy', () => {
  test('knows each category once', () => {
    expect(new Set(CATEGORIES.map((each) => each.id)).size).toBe(CATEGORIES.length);
  });

  test('marks special categories', () => {
    for (const id of ['health.dental', 'giving.religious', 'union', 'dating', 'adult', 'legal.court']) {
      expect(sensitivityOf(id)).toBe('H');
    }
    expect(sensitivityOf('food.grocery')).toBe('L');
    expect(sensitivityOf('debt.payday')).toBe('M');
    expect(sensitivityOf('nothing')).toBeUndefined();
  });

  test('guards what hurts when it is wrong', () => {
    expect(['gambling.casino', 'debt.collection', 'health.mental'].every(isGuardedCategory)).toBe(true);
    expect(['food.grocery', 'housing.rent'].some(isGuardedCategory)).toBe(false);
  });

  test('has a group for each', () => {
    expect(groupOf('income.benefit.child')).toBe('income');
    expect(groupOf('union')).toBe('union');
    expect(isCategory('income.benefit.child')).toBe(true);
  });
});
