import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { loadSet } from '../../src/cli/load-set.ts';
import { compileDefinitions } from '../../src/definitions/compile-definitions.ts';
import { CHANGE_TYPES, type ChangeType } from '../../src/definitions/diff/change.ts';
import { findChanges } from '../../src/definitions/diff/find-changes.ts';
import { type ParsedDefinition, parseDefinition } from '../../src/definitions/parse-definition.ts';
import { formatProblem } from '../../src/definitions/problem.ts';
import { expandTimeline, parseTimelines } from '../../src/definitions/timeline.ts';
import type { Definition } from '../../src/model/definition.ts';
import { DAY_NONE } from '../../src/model/ledger-event.ts';
import { compareSets } from '../../src/runtime/compare-sets.ts';
import { inputFile } from '../runtime/helpers.ts';
import { SMALL, SMALL_FILE, SMALL_TIMELINES, SMALL_TIMELINES_FILE } from './small-hypothesis.ts';

const PAYMENT_FILE = 'recurring/new-recurring-payment.yaml';
const PAYMENT = readFileSync(new URL(`../../signal-definitions/${PAYMENT_FILE}`, import.meta.url), 'utf8');

function parsed(text: string, file = SMALL_FILE): ParsedDefinition {
  const definition = parseDefinition(text, file);
  if ('problems' in definition) throw new Error(definition.problems.map(formatProblem).join('\n'));
  return definition;
}

function changesOf(before: readonly ParsedDefinition[], after: readonly ParsedDefinition[]) {
  const byId = (definitions: readonly ParsedDefinition[]) =>
    new Map(definitions.map((each) => [each.source.id, each]));
  return findChanges(byId(before), byId(after));
}

/** The types of what changes when a text in the small hypothesis is replaced. */
function typesOf(from: string, to: string, text = SMALL, file = SMALL_FILE): ChangeType[] {
  expect(text).toContain(from);
  return changesOf([parsed(text, file)], [parsed(text.replace(from, to), file)]).map(({ type }) => type);
}

describe('changes have names', () => {
  test.each<[string, string, string, ChangeType]>([
    [
      'another subject',
      'subject: customer',
      'subject: { party: { categories: [shopping] } }',
      'SUBJECT_CHANGED',
    ],
    ['from an event to a condition', 'kind: event', 'kind: condition', 'LIFE_KIND_CHANGED'],
    ['one more purpose', '[service, marketing]', '[service, marketing, profiling]', 'PURPOSE_ADDED'],
    ['one purpose less', '[service, marketing]', '[service]', 'PURPOSE_REMOVED'],
    ['a higher sensitivity', 'sensitivity: L', 'sensitivity: M', 'SENSITIVITY_RAISED'],
    ['one more prohibition', '[credit-decision]', '[credit-decision, employment]', 'PROHIBITION_ADDED'],
    ['another lawful basis', 'lawfulBasis: consent', 'lawfulBasis: contract', 'LAWFUL_BASIS_CHANGED'],
    ['a higher threshold', 'confirm: 0.8', 'confirm: 0.85', 'THRESHOLD_RAISED'],
    ['a lower threshold', 'early: 0.5', 'early: 0.4', 'THRESHOLD_LOWERED'],
    [
      'a use of its own',
      'confirm: 0.8',
      'confirm: 0.8, byUse: [{ channel: push, risk: low, confidence: 0.9, why: It is loud. }]',
      'USE_ADDED',
    ],
    ['a higher prior', 'perYear: 0.05', 'perYear: 0.06', 'PRIOR_RAISED'],
    ['a lower prior', 'perYear: 0.05', 'perYear: 0.04', 'PRIOR_LOWERED'],
    ['another weight', 'at: 1, weight: 1.5', 'at: 1, weight: 1.6', 'EVIDENCE_REWEIGHED'],
    [
      'another window',
      'words: [veterinary], withinDays: 60',
      'words: [veterinary], withinDays: 50',
      'EVIDENCE_LOOKS_ELSEWHERE',
    ],
    [
      'another group',
      'code: stable\n    group: care',
      'code: stable\n    group: shopping',
      'EVIDENCE_REGROUPED',
    ],
    ['a lower cap', 'care: { cap: 4', 'care: { cap: 3', 'GROUP_CAP_LOWERED'],
    ['a longer life', 'endAfterDays: 90', 'endAfterDays: 91', 'LIFE_CHANGED'],
    ['more data needed', 'observedDaysMin: 0', 'observedDaysMin: 30', 'NEEDED_DATA_CHANGED'],
    ['an earlier end', 'expires: 2027-12-31', 'expires: 2027-06-30', 'TERM_CHANGED'],
    ['a smaller audience', 'minimumAudience: 50', 'minimumAudience: 10', 'AUDIENCE_CHANGED'],
    [
      'another word',
      'why: Then the vet comes for a horse.',
      'why: The vet comes for a horse.',
      'TEXT_CHANGED',
    ],
  ])('%s', (_name, from, to, type) => {
    expect(typesOf(from, to)).toEqual([type]);
  });

  test('what is lost in one direction is found in the other', () => {
    const raised = SMALL.replace('sensitivity: L', 'sensitivity: M');
    expect(typesOf('sensitivity: M', 'sensitivity: L', raised)).toEqual(['SENSITIVITY_LOWERED']);
    const prohibited = SMALL.replace('[credit-decision]', '[credit-decision, employment]');
    expect(typesOf('[credit-decision, employment]', '[credit-decision]', prohibited)).toEqual([
      'PROHIBITION_REMOVED',
    ]);
    const driver = SMALL.replace('vulnerabilityDriver: none', 'vulnerabilityDriver: health').replace(
      ', marketing',
      '',
    );
    expect(typesOf('Driver: health', 'Driver: none', driver)).toEqual(['VULNERABILITY_DROPPED']);
  });

  test('evidence that comes and goes', () => {
    const at = SMALL.indexOf('  - code: stable');
    const without = SMALL.slice(0, at) + SMALL.slice(SMALL.indexOf('thresholds:'));
    const types = (before: string, after: string) =>
      changesOf([parsed(before)], [parsed(after)]).map(({ type, message }) => `${type} ${message}`);
    expect(types(SMALL, without)).toEqual(['EVIDENCE_REMOVED "stable", -3 from 1 on']);
    expect(types(without, SMALL)).toEqual(['EVIDENCE_ADDED "stable", -3 from 1 on']);
  });

  test('definitions that come and go, breaking ones first', () => {
    const cat = parsed(SMALL.replace('id: dog', 'id: cat'), 'commercial/cat.yaml');
    expect(changesOf([parsed(SMALL)], [cat]).map(({ type }) => type)).toEqual([
      'DEFINITION_REMOVED',
      'DEFINITION_ADDED',
    ]);
  });

  test('nothing, where only comments and the order of keys differ', () => {
    const turned = `# A remark.\n${SMALL.replace('perYear: 0.05\n  withinDays: 60', 'withinDays: 60\n  perYear: 0.05')}`;
    expect(changesOf([parsed(SMALL)], [parsed(turned)])).toEqual([]);
  });

  test('of a recurring series, with the number that was and the one that is', () => {
    const before = parsed(PAYMENT, PAYMENT_FILE);
    const after = parsed(PAYMENT.replace('missed: -3.0', 'missed: -2.5'), PAYMENT_FILE);
    expect(changesOf([before], [after])).toEqual([
      {
        type: 'EVIDENCE_REWEIGHED',
        definition: 'new-recurring-payment',
        message: 'rhythm: missed is -2.5, was -3',
      },
    ]);
  });
});

/** Every number and text of a value, each once in another form. */
function* touched(value: unknown, rebuild: (changed: unknown) => unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    if (value.length > 1) yield rebuild(value.slice(1));
    for (const [index, each] of value.entries())
      yield* touched(each, (one) => rebuild(value.with(index, one)));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value))
      yield* touched(each, (one) => rebuild({ ...value, [key]: one }));
  } else if (typeof value === 'number') {
    yield rebuild(Number.isInteger(value) ? value + 1 : Number((value * 0.97).toFixed(3)));
  } else if (typeof value === 'string' && value.includes(' ')) {
    yield rebuild(`${value} x`);
  } else if (typeof value === 'string') {
    for (const word of ['out', 'in', 'M', 'none', 'condition', 'profiling', 'card']) yield rebuild(word);
  }
}

describe.each([
  ['hypothesis', SMALL, SMALL_FILE],
  ['recurring series', PAYMENT, PAYMENT_FILE],
])('no change of a %s', (_kind, text, file) => {
  const before = parsed(text, file);
  const behaviour = (source: ParsedDefinition) => {
    const compiled = compileDefinitions([{ file, text: stringify(source.source) }], 'm0');
    if ('problems' in compiled) return undefined;
    const {
      hash: _hash,
      version: _version,
      title: _title,
      texts: _texts,
      ...rest
    } = compiled.set.definitions[0] as Definition;
    const evidence = 'evidence' in rest ? rest.evidence.map(({ text: _text, ...each }) => each) : undefined;
    const { owner: _owner, ...governance } = rest.governance;
    return { ...rest, evidence, governance };
  };
  const was = behaviour(before);

  test('goes unnoticed, and none that alters what it does is called safe', () => {
    let tried = 0;
    for (const source of touched(before.source, (changed) => changed)) {
      const after = parseDefinition(stringify(source), file);
      if ('problems' in after || after.source.id !== before.source.id) continue;
      if (stringify(after.source) === stringify(before.source)) continue;
      tried++;
      const changes = changesOf([before], [after]);
      expect(changes, stringify(source)).not.toEqual([]);
      const isSafe = changes.every(({ type }) => CHANGE_TYPES[type] === 'safe');
      if (isSafe) expect(behaviour(after)).toEqual(was);
    }
    expect(tried).toBeGreaterThan(50);
  });
});

describe('with events, customers are counted', () => {
  const { dictionary } = loadSet();
  const timelines = parseTimelines(SMALL_TIMELINES, SMALL_TIMELINES_FILE);
  if ('problems' in timelines) throw new Error('the timelines are not good');
  const lines = timelines.timelines.flatMap((timeline, index) =>
    expandTimeline(timeline).map((event) => JSON.stringify({ ...event, customer: `c${index}` })),
  );
  const options = {
    inputs: [inputFile(lines, 'dogs.ndjson')],
    ...{ format: 'plain', asOf: undefined, historyUntil: DAY_NONE, zone: 'UTC', threads: 1 },
    ...{ memoryBytes: 64 * 1024 * 1024, deadLetterBytes: false, dictionary, sync: false },
    tuning: { engineModule: new URL('../../src/runtime/core-engine.ts', import.meta.url).href },
  };
  const setOf = (text: string) => {
    const compiled = compileDefinitions([{ file: SMALL_FILE, text }], dictionary.hash);
    if ('problems' in compiled) throw new Error(compiled.problems.map(formatProblem).join('\n'));
    return compiled.set;
  };
  const none = { definition: 'dog', before: 1, after: 1, entered: 0, left: 0, surer: 0, lessSure: 0 };

  test.each([
    ['the same definition moves nobody', 'early: 0.5', 'early: 0.5', none],
    [
      'a lighter case against lets one enter',
      'weight: -3',
      'weight: -0.1',
      { ...none, after: 2, entered: 1 },
    ],
    ['a heavier vet makes one surer', 'at: 1, weight: 3.5', 'at: 1, weight: 4', { ...none, surer: 1 }],
    ['a lighter vet makes one less sure', 'at: 1, weight: 3.5', 'at: 1, weight: 3', { ...none, lessSure: 1 }],
    [
      'more purchases asked for let one leave',
      'at: 3, weight: 3.5',
      'at: 4, weight: 3.5',
      { ...none, after: 0, left: 1 },
    ],
  ])('%s', async (_name, from, to, expected) => {
    const sets = { before: setOf(SMALL), after: setOf(SMALL.replace(from, to)) };
    expect(await compareSets(options, sets)).toEqual([expected]);
  });
});
