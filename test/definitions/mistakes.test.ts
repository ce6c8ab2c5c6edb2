import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadSet } from '../../src/cli/load-set.ts';
import { NOTE_LINES_MAX } from '../../src/customer/bounds.ts';
import { LINES_COUNTED_MAX } from '../../src/definitions/check-levels.ts';
import { checkTimelineFiles } from '../../src/definitions/check-timelines.ts';
import { compileDefinitions } from '../../src/definitions/compile-definitions.ts';
import { PROBLEM_CODES, type Problem } from '../../src/definitions/problem.ts';
import { CHANNELS } from '../../src/model/transaction.ts';
import { SMALL, SMALL_FILE, SMALL_TIMELINES, SMALL_TIMELINES_FILE } from './small-hypothesis.ts';

/* Everything that one can write wrong in a definition or its timelines, each with the place that is told. */

const { dictionary } = loadSet();
const known = { merchants: new Set<string>(dictionary.entries.map(({ id }) => id)), codes: dictionary.codes };
const told = new Set<string>();

function problemsOf(files: readonly { readonly file: string; readonly text: string }[]): readonly Problem[] {
  const compiled = compileDefinitions(files, 'm0', 0, known);
  const problems = 'problems' in compiled ? compiled.problems : [];
  for (const { code } of problems) told.add(code);
  return problems;
}

const lines = (problems: readonly Problem[]) =>
  problems.map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`);

/** What is told of the small definition when one text in it is another; the place is where the other one stands. */
function mistake(from: string, to: string, file = SMALL_FILE): { told: string[]; line: number } {
  expect(SMALL).toContain(from);
  const line = SMALL.slice(0, SMALL.indexOf(from)).split('\n').length;
  return { told: lines(problemsOf([{ file, text: SMALL.replace(from, to) }])), line };
}

const VET = 'lines: { words: [veterinary], withinDays: 60, measure: count }';
const vet = (observe: string, at = 1): [string, string] => [
  `${VET}\n    levels:\n      - { at: 1,`,
  `${observe}\n    levels:\n      - { at: ${at},`,
];

test('the small definition is good', () => {
  expect(problemsOf([{ file: SMALL_FILE, text: SMALL }])).toEqual([]);
});

describe('a mistake is told in its place, and nothing else with it', () => {
  test.each<[name: string, from: string, to: string, code: keyof typeof PROBLEM_CODES, said: string]>([
    ['a tab', '\n  perYear:', '\n\tperYear:', 'MS_DEF_TAB', ''],
    ['a key twice', 'title: A dog', 'title: A dog\ntitle: Two dogs', 'MS_DEF_DUPLICATE_KEY', ''],
    ['no YAML', 'title: A dog', 'title: "A dog', 'MS_DEF_YAML', ''],
    ['an unknown kind', 'kind: hypothesis', 'kind: hypotesis', 'MS_DEF_KIND', 'Did you mean "hypothesis"?'],
    [
      'a misspelt field',
      'observedDaysMin: 0',
      'observeDaysMin: 0',
      'MS_DEF_UNKNOWN_FIELD',
      'Did you mean "observedDaysMin"?',
    ],
    [
      'a misspelt kind of observation',
      ...vet(VET.replace('lines', 'line')),
      'MS_DEF_UNKNOWN_FIELD',
      'Did you mean "lines"?',
    ],
    [
      'a misspelt measure',
      ...vet(VET.replace('count', 'counts')),
      'MS_DEF_UNKNOWN_VALUE',
      'Did you mean "count"?',
    ],
    ['a field left out', 'observedDaysMin: 0\n', '', 'MS_DEF_FIELD_MISSING', '"observedDaysMin"'],
    [
      'a text where a number belongs',
      ...vet(VET.replace('60', 'sixty')),
      'MS_DEF_WRONG_TYPE',
      'must be a whole number, not a text',
    ],
    [
      'a number where a list belongs',
      'purposes: [service, marketing]',
      'purposes: 3',
      'MS_DEF_WRONG_TYPE',
      'must be a list',
    ],
    ['a window of 0 days', ...vet(VET.replace('60', '0')), 'MS_DEF_OUT_OF_RANGE', '>= 1'],
    ['a window of 10,000 days', ...vet(VET.replace('60', '10000')), 'MS_DEF_OUT_OF_RANGE', '<= 400'],
    ['a life of 10,000 days', 'endAfterDays: 90', 'endAfterDays: 10000', 'MS_DEF_OUT_OF_RANGE', '<= 1000'],
    [
      'an unknown category',
      ...vet('lines: { categories: [family.pet], withinDays: 60, measure: count }'),
      'MS_DEF_UNKNOWN_CATEGORY',
      'Did you mean "family.pets"?',
    ],
    [
      'an unknown merchant',
      ...vet('lines: { merchants: [fresnapf], withinDays: 60, measure: count }'),
      'MS_DEF_UNKNOWN_MERCHANT',
      'Did you mean "fressnapf"?',
    ],
    [
      'a code that ISO 18245 lacks',
      ...vet("lines: { mcc: ['0743'], withinDays: 60, measure: count }"),
      'MS_DEF_UNKNOWN_MCC',
      '0743',
    ],
    [
      'a code of three digits',
      ...vet("lines: { mcc: ['742'], withinDays: 60, measure: count }"),
      'MS_DEF_PATTERN',
      '',
    ],
    [
      'an observation that every line fits',
      ...vet('lines: { withinDays: 60, measure: count }'),
      'MS_DEF_OBSERVATION',
      'every line would fit, and would have to be kept',
    ],
    ...['amountFrom: 0', 'foreign: false', `channels: [${CHANNELS.join(', ')}]`].map(
      (filter): [string, string, string, 'MS_DEF_OBSERVATION', string] => [
        `a filter that keeps nothing out, ${filter.slice(0, 14)}`,
        ...vet(`lines: { ${filter}, withinDays: 60, measure: count }`),
        'MS_DEF_OBSERVATION',
        'every line would fit',
      ],
    ),
    [
      'a series where there is none',
      ...vet('subject: { measure: payments }'),
      'MS_DEF_OBSERVATION',
      'needs a hypothesis about a series',
    ],
    [
      'an unknown signal',
      ...vet('signal: { signal: cat, withinDays: 60 }'),
      'MS_DEF_UNKNOWN_SIGNAL',
      'no definition gives "cat"',
    ],
    [
      'its own signal',
      ...vet('signal: { signal: dog, withinDays: 60 }'),
      'MS_DEF_UNKNOWN_SIGNAL',
      'cannot look at itself',
    ],
    [
      'amounts that cross',
      ...vet(VET.replace('within', 'amountFrom: 50, amountTo: 20, within')),
      'MS_DEF_NEVER',
      'no amount is both from 50 on and up to 20',
    ],
    [
      'a category that is ruled out again',
      ...vet(
        'lines: { categories: [family.pets], exceptCategories: [family], withinDays: 60, measure: count }',
      ),
      'MS_DEF_NEVER',
      'is ruled out by "exceptCategories"',
    ],
    [
      'a word that is ruled out again',
      ...vet(VET.replace('within', 'exceptWords: [Veterinary], within')),
      'MS_DEF_NEVER',
      'is ruled out by "exceptWords"',
    ],
    [
      'a word without a letter',
      ...vet(VET.replace('[veterinary]', "['**']")),
      'MS_DEF_NEVER',
      'has no letter and no digit',
    ],
    ['more lines than are kept', ...vet(VET, 25), 'MS_DEF_NEVER', 'never gives more than 24'],
    [
      'more days than the window has',
      ...vet('balance: { measure: days-negative, withinDays: 60 }', 61),
      'MS_DEF_NEVER',
      'never gives more than 60',
    ],
    [
      'more than a hundred percent',
      ...vet('shortfall: { horizonDays: 30 }', 101),
      'MS_DEF_NEVER',
      'never gives more than 100',
    ],
    [
      'levels that fall',
      'at: 3, weight: 3.5',
      'at: 0.5, weight: 3.5',
      'MS_DEF_LEVEL_ORDER',
      'does not lie above',
    ],
    ['a weight with four decimals', 'weight: 1.5', 'weight: 1.5001', 'MS_DEF_WEIGHT_DECIMALS', ''],
    ['a weight of a hundred nats', 'weight: 1.5', 'weight: 100', 'MS_DEF_OUT_OF_RANGE', '<= 20'],
    [
      'weights that can never confirm',
      "weight: 3.5 }\n    text: '{count} visits",
      "weight: 0.5 }\n    text: '{count} visits",
      'MS_DEF_THRESHOLD_UNREACHABLE',
      'all groups together reach only',
    ],
    [
      'a use that can never be reached',
      'confirm: 0.8 }',
      'confirm: 0.8, byUse: [{ channel: push, risk: high, confidence: 0.99, why: It is loud. }] }',
      'MS_DEF_THRESHOLD_UNREACHABLE',
      '0.99 cannot be reached',
    ],
    [
      'an early threshold above the confirming one',
      'early: 0.5',
      'early: 0.85',
      'MS_DEF_THRESHOLD_ORDER',
      'lies above "confirm"',
    ],
    ['a threshold above one', 'confirm: 0.8', 'confirm: 80', 'MS_DEF_NOT_A_PROBABILITY', ''],
    [
      'a group that is not listed',
      'code: vet\n    group: care',
      'code: vet\n    group: car',
      'MS_DEF_UNKNOWN_GROUP',
      'Did you mean "care"?',
    ],
    [
      'a group without evidence',
      'groups:\n',
      'groups:\n  idle: { cap: 1, why: There is nothing in it. }\n',
      'MS_DEF_UNKNOWN_GROUP',
      'no evidence is in "idle"',
    ],
    ['a code twice', 'code: vet', 'code: pet-shops', 'MS_DEF_DUPLICATE_VALUE', 'is there twice'],
    [
      'evidence behind one that is not there',
      'code: vet\n',
      'code: vet\n    after: { code: pet-shop, withinDays: 90 }\n',
      'MS_DEF_UNKNOWN_EVIDENCE',
      'Did you mean "pet-shops"?',
    ],
    [
      'an unknown fact in a text',
      "'{count} visits",
      "'{counts} visits",
      'MS_DEF_UNKNOWN_PLACEHOLDER',
      'Did you mean "count"?',
    ],
    [
      'marketing to the vulnerable',
      'vulnerabilityDriver: none',
      'vulnerabilityDriver: health',
      'MS_DEF_PURPOSE',
      '"marketing" is refused',
    ],
    ['a limit that says nothing', '[Who pays cash is not seen.]', '[Unknown]', 'MS_DEF_SAYS_NOTHING', ''],
    ['a day that does not exist', 'effective: 2026-01-01', 'effective: 2026-02-30', 'MS_DEF_DATE', ''],
    ['an end before the beginning', 'expires: 2027-12-31', 'expires: 2025-12-31', 'MS_DEF_DATE_ORDER', ''],
    ['a version without its change', 'version: 1.0.0\nkind', 'version: 1.1.0\nkind', 'MS_DEF_VERSION', ''],
    [
      'a map of confidences that falls',
      'calibration: none',
      'calibration: { method: platt, points: [[0, 0.5], [0.5, 0.4], [1, 1]], labels: 20, source: A test. }',
      'MS_DEF_CALIBRATION_ORDER',
      '',
    ],
    ['another id than the file has', 'id: dog', 'id: hound', 'MS_DEF_FILE_NAME', "is not the file's name"],
    ['a control character', 'A dog has come', 'A dog\u0007 has come', 'MS_DEF_ENCODING', 'U+0007'],
    ['an anchor', 'title: A dog', 'title: &dog A dog', 'MS_DEF_ALIAS', ''],
  ])('%s', (_name, from, to, code, said) => {
    const { told: problems } = mistake(from, to);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join('\n')).toContain(said);
    for (const problem of problems) expect(problem).toMatch(new RegExp(`^\\d+:\\d+ ${code} `));
  });

  test('with the very line and column', () => {
    const { told: problems, line } = mistake('veterinary], withinDays: 60', 'veterinary], withinDays: 0');
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${line}:49 MS_DEF_OUT_OF_RANGE `))]);
  });

  test('a purpose that no law allows is told with the law', () => {
    const { told: problems } = mistake(
      'purposes: [service, marketing]',
      'purposes: [service, credit-scoring]',
    );
    expect(problems.join('\n')).toContain('AI Act, Annex III 5(b)');
  });

  test('several mistakes are told at once, in their order', () => {
    const text = SMALL.replace('title: A dog', 'titel: A dog').replace('weight: 1.5', 'weight: much');
    expect(problemsOf([{ file: SMALL_FILE, text }]).map(({ code }) => code)).toEqual([
      'MS_DEF_UNKNOWN_FIELD',
      'MS_DEF_WRONG_TYPE',
    ]);
  });
});

describe('what only the whole shows', () => {
  test('evidence that waits in a circle', () => {
    const text = SMALL.replace(
      'code: vet\n',
      'code: vet\n    after: { code: pet-shops, withinDays: 90 }\n',
    ).replace('code: pet-shops\n', 'code: pet-shops\n    after: { code: vet, withinDays: 90 }\n');
    expect(problemsOf([{ file: SMALL_FILE, text }]).map(({ code }) => code)).toEqual([
      'MS_DEF_NEVER',
      'MS_DEF_NEVER',
    ]);
  });

  test('a life stage that one group alone could confirm', () => {
    const text = SMALL.replace(
      "weight: 3.5 }\n    text: '{count} visits",
      "weight: 7 }\n    text: '{count} visits",
    ).replace('care: { cap: 4', 'care: { cap: 7');
    expect(problemsOf([{ file: SMALL_FILE, text }])).toEqual([]);
    expect(lines(problemsOf([{ file: 'life/dog.yaml', text: text.replace(', marketing', '') }]))).toEqual([
      expect.stringMatching(/^\d+:3 MS_DEF_ONE_GROUP group "care" alone reaches 0\.9/),
    ]);
  });

  test('two definitions with one id', () => {
    const files = [
      { file: SMALL_FILE, text: SMALL },
      { file: 'life/dog.yaml', text: SMALL },
    ];
    expect(lines(problemsOf(files))).toEqual([
      '1:5 MS_DEF_DUPLICATE_ID id "dog" is taken by commercial/dog.yaml',
    ]);
  });

  test('signals that wait for each other', () => {
    const looking = (id: string, signal: string) => ({
      file: `commercial/${id}.yaml`,
      text: SMALL.replace('id: dog', `id: ${id}`).replace(
        VET,
        `signal: { signal: ${signal}, withinDays: 60 }`,
      ),
    });
    expect(
      lines(problemsOf([looking('one', 'two'), looking('two', 'three'), looking('three', 'one')])),
    ).toEqual([
      '1:5 MS_DEF_SIGNAL_CYCLE waits in a circle: one looks at two looks at three looks at one',
      '1:5 MS_DEF_SIGNAL_CYCLE waits in a circle: three looks at one looks at two looks at three',
      '1:5 MS_DEF_SIGNAL_CYCLE waits in a circle: two looks at three looks at one looks at two',
    ]);
  });

  test('shares that do not add up, of a recurring series', () => {
    const file = 'recurring/new-recurring-payment.yaml';
    const text = readFileSync(new URL(`../../signal-definitions/${file}`, import.meta.url), 'utf8');
    const wrong = text.replace('        share: 0.35', '        share: 0.75');
    expect(problemsOf([{ file, text: wrong }]).map(({ code }) => code)).toContain('MS_DEF_CHANCES_SUM');
  });
});

describe('a text that means harm costs no time and no memory', () => {
  test.each([
    ['a megabyte', `${SMALL}# ${'x'.repeat(1024 * 1024)}`, 'MS_DEF_TOO_LARGE'],
    ['a bomb of anchors', 'a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n', 'MS_DEF_ALIAS'],
    ['a nest of lists', `title: ${'['.repeat(2000)}`, 'MS_DEF_DEPTH'],
    ['no text at all', '', 'MS_DEF_KIND'],
  ])('%s', (_name, text, code) => {
    const problems = problemsOf([{ file: SMALL_FILE, text }]);
    expect(new Set(problems.map((problem) => problem.code))).toEqual(new Set([code]));
  });
});

describe('timelines', () => {
  const check = (text: string, definitions: readonly string[] = ['dog']) => {
    const problems = checkTimelineFiles(
      [{ file: SMALL_TIMELINES_FILE, text }],
      definitions.map((id) => ({ id, file: SMALL_FILE })),
    );
    for (const { code } of problems) told.add(code);
    return lines(problems);
  };

  test('that are good', () => {
    expect(check(SMALL_TIMELINES)).toEqual([]);
  });

  test('of a definition that does not exist', () => {
    expect(check(SMALL_TIMELINES, [])).toEqual(['1:13 MS_DEF_TIMELINE there is no definition "dog"']);
  });

  test('that are not there', () => {
    expect(check(SMALL_TIMELINES, ['dog', 'cat'])).toEqual([
      '1:1 MS_DEF_TIMELINES_MISSING "cat" has no timelines; they stand beside it in cat.test.yaml',
    ]);
  });

  test('that only fire', () => {
    const only = SMALL_TIMELINES.slice(0, SMALL_TIMELINES.indexOf('  - title: a vet alone'));
    expect(check(only)).toEqual(['1:13 MS_DEF_TIMELINES_MISSING no timeline of "dog" stays silent']);
  });

  test('that only stay silent', () => {
    const at = SMALL_TIMELINES.indexOf('  - title: feed');
    const only =
      SMALL_TIMELINES.slice(0, at) + SMALL_TIMELINES.slice(SMALL_TIMELINES.indexOf('  - title: a vet'));
    expect(check(only)).toEqual(['1:13 MS_DEF_TIMELINES_MISSING no timeline of "dog" fires']);
  });

  test('with a mistake in them', () => {
    expect(check(SMALL_TIMELINES.replace('until: 2025-06-01', 'until: 2025-06-31'))).toEqual([
      expect.stringMatching(/^5:12 MS_DEF_DATE /),
    ]);
  });
});

test('lines that are counted are lines that are kept', () => {
  expect(LINES_COUNTED_MAX).toBe(NOTE_LINES_MAX);
});

test('every code has been told', () => {
  expect(Object.keys(PROBLEM_CODES).filter((code) => !told.has(code))).toEqual([]);
});
