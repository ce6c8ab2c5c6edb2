import { beforeAll, describe, expect, test } from 'vitest';
import { loadSet } from '../../src/cli/load-set.ts';
import { compileDefinitions } from '../../src/definitions/compile-definitions.ts';
import { mutantsOf } from '../../src/definitions/mutants.ts';
import { neededSet } from '../../src/definitions/needed-set.ts';
import { formatProblem } from '../../src/definitions/problem.ts';
import { parseTimelines, type Timeline } from '../../src/definitions/timeline.ts';
import { createMatcher } from '../../src/merchants/matcher.ts';
import type { DefinitionSet } from '../../src/model/definition.ts';
import { type MutationReport, tryMutants } from '../../src/runtime/try-mutants.ts';
import { SMALL, SMALL_FILE, SMALL_TIMELINES, SMALL_TIMELINES_FILE } from './small-hypothesis.ts';

const shipped = loadSet();
const enrich = createMatcher(shipped.dictionary, { cacheMax: 1000 });

function setOf(...texts: readonly string[]): DefinitionSet {
  const files = texts.map((text) => ({ file: SMALL_FILE.replace('dog', /id: (.*)/.exec(text)![1]!), text }));
  const compiled = compileDefinitions(files, 'm0');
  if ('problems' in compiled) throw new Error(compiled.problems.map(formatProblem).join('\n'));
  return compiled.set;
}

function timelinesOf(text: string): readonly Timeline[] {
  const parsed = parseTimelines(text, SMALL_TIMELINES_FILE);
  if ('problems' in parsed) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  return parsed.timelines;
}

const survivors = ({ mutants }: MutationReport) =>
  mutants
    .filter(({ noticedBy }) => noticedBy === undefined)
    .map(({ evidence, mutation }) => `${evidence} ${mutation}`);

describe('a definition whose evidence all matters to its timelines', () => {
  let report: MutationReport;
  beforeAll(() => {
    report = tryMutants(setOf(SMALL), 'dog', timelinesOf(SMALL_TIMELINES), enrich);
  });

  test('leaves no survivor', () => {
    expect(report.failing).toEqual([]);
    expect(survivors(report)).toEqual([]);
  });

  test('names for each mutant a timeline that noticed it', () => {
    expect(report.mutants).toContainEqual({
      ...{ evidence: 'stable', mutation: 'removed', noticedBy: 'a horse' },
    });
    expect(report.mutants).toHaveLength(6);
  });
});

test('evidence that no timeline is about survives', () => {
  const without = SMALL_TIMELINES.slice(0, SMALL_TIMELINES.indexOf('  - title: a horse'));
  const report = tryMutants(setOf(SMALL), 'dog', timelinesOf(without), enrich);
  expect(survivors(report)).toEqual(['stable flipped', 'stable removed']);
});

test('an exclusion that no timeline is about survives, and one that a timeline is about does not', () => {
  const excluding = SMALL.replace(
    'thresholds: {',
    `exclusions:
  - { code: horse, observe: { lines: { words: [riding stable], withinDays: 60, measure: count } }, at: 1, why: A horse. }
  - { code: cat, observe: { lines: { words: [cattery], withinDays: 60, measure: count } }, at: 1, why: A cat. }
thresholds: {`,
  );
  const report = tryMutants(setOf(excluding), 'dog', timelinesOf(SMALL_TIMELINES), enrich);
  expect(survivors(report)).toContain('cat removed');
});

test('a timeline that fails as it is is named, and notices nothing', () => {
  const wrong = SMALL_TIMELINES.replace('[{ state: confirmed, from: 2025-03-20, to: 2025-03-20 }]', 'silent');
  const report = tryMutants(setOf(SMALL), 'dog', timelinesOf(wrong), enrich);
  expect(report.failing).toEqual(['feed and a vet']);
  expect(survivors(report)).toEqual(['pet-shops flipped', 'pet-shops removed', 'vet flipped', 'vet removed']);
});

test('without timelines every mutant survives', () => {
  expect(survivors(tryMutants(setOf(SMALL), 'dog', [], enrich))).toHaveLength(6);
});

test('mutants of a recurring series turn and take away its blocks of weights, and leave empty ones alone', () => {
  const definition = shipped.set.definitions.find(({ id }) => id === 'new-recurring-income')!;
  const mutants = mutantsOf(definition).map(({ evidence, mutation }) => `${evidence} ${mutation}`);
  expect(mutants).toContain('amounts flipped');
  expect(mutants).toContain('rhythm removed');
  expect(mutants).not.toContain('rhythm flipped');
  expect(new Set(mutants).size).toBe(mutants.length);
});

test('what a definition needs of a set is itself, those it looks at, and those that find series', () => {
  const other = SMALL.replaceAll('dog', 'cat');
  const looking = SMALL.replace('id: dog', 'id: kennel').replace(
    'lines: { words: [veterinary], withinDays: 60, measure: count }',
    'signal: { signal: cat, withinDays: 60 }',
  );
  const ids = (set: DefinitionSet) => set.definitions.map(({ id }) => id as string);
  const small = setOf(SMALL, other, looking);
  expect(ids(neededSet(small, 'dog'))).toEqual(['dog']);
  expect(ids(neededSet(small, 'kennel'))).toEqual(['cat', 'kennel']);
  expect(ids(neededSet(shipped.set, 'dog'))).toEqual(['new-recurring-income', 'new-recurring-payment']);
});
