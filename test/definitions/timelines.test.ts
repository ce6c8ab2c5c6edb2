import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadSet } from '../../src/cli/load-set.ts';
import { PUBLISHED_SCHEMA } from '../../src/definitions/definition-schema.ts';
import { formatProblem } from '../../src/definitions/problem.ts';
import { expandTimeline, parseTimelines, type Timeline } from '../../src/definitions/timeline.ts';
import { PUBLISHED_TIMELINES_SCHEMA } from '../../src/definitions/timeline-schema.ts';
import { createMatcher } from '../../src/merchants/matcher.ts';
import { runTimeline } from '../../src/runtime/definition-tests.ts';
import { readTimelineFiles } from '../../src/runtime/load-definitions.ts';

const { set, dictionary } = loadSet();
const enrich = createMatcher(dictionary, { cacheMax: 1000 });

function parsed(text: string, file = 'recurring/new-recurring-payment.test.yaml') {
  const result = parseTimelines(text, file);
  if ('problems' in result) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result;
}

function problemsOf(text: string): string[] {
  const result = parseTimelines(text, 'recurring/new-recurring-payment.test.yaml');
  return 'problems' in result
    ? result.problems.map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`)
    : [];
}

const shipped = readTimelineFiles().map(({ file, text }) => parsed(text, file));

/** Timelines that fire and that stay silent; the two that all others rest on have more. */
const ENOUGH: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['new-recurring-payment', [10, 14]],
  ['new-recurring-income', [6, 10]],
]);

describe.each(shipped)('timelines of $definition', ({ definition, timelines }) => {
  const silent = timelines.filter(({ expect: expected }) => expected === 'silent');

  test('are enough, of both kinds', () => {
    const [fires, stays] = ENOUGH.get(definition) ?? [4, 6];
    expect(timelines.length - silent.length).toBeGreaterThanOrEqual(fires);
    expect(silent.length).toBeGreaterThanOrEqual(stays);
  });

  test.each(timelines.map((timeline) => [timeline.title, timeline] as const))('%s', (_title, timeline) => {
    const { faults, trace } = runTimeline(timeline, definition, set, enrich);
    expect({ faults, trace: faults.length === 0 ? [] : trace }).toEqual({ faults: [], trace: [] });
  });
});

test('every definition has timelines', () => {
  expect(shipped.map(({ definition }) => definition).sort()).toEqual(set.definitions.map(({ id }) => id));
});

test('the published schemas are those that files are held to', () => {
  const read = (name: string) =>
    JSON.parse(readFileSync(new URL(`../../signal-definitions/${name}`, import.meta.url), 'utf8'));
  expect(read('schema.json')).toEqual(JSON.parse(JSON.stringify(PUBLISHED_SCHEMA)));
  expect(read('timeline.schema.json')).toEqual(JSON.parse(JSON.stringify(PUBLISHED_TIMELINES_SCHEMA)));
});

const NETFLIX: Timeline = {
  title: 'a subscription',
  known: '2025-01-01',
  until: '2025-08-01',
  payments: [
    {
      from: '2025-04-12',
      every: 'month',
      times: 3,
      amounts: ['-10.99'],
      description: 'NETFLIX.COM',
      channel: 'card',
    },
  ],
  expect: [{ state: 'confirmed', from: '2025-05-12', to: '2025-06-12' }],
};
const run = (timeline: Timeline) => runTimeline(timeline, 'new-recurring-payment', set, enrich);

describe('a timeline that does not hold', () => {
  test('says what did not come, and what came instead', () => {
    const { isPassed, faults, trace } = run({
      ...NETFLIX,
      expect: [{ state: 'confirmed', from: '2025-05-12', to: '2025-06-12', subject: 'spotify' }],
    });
    expect(isPassed).toBe(false);
    expect(faults).toEqual([
      'expected "confirmed" between 2025-05-12 and 2025-06-12 (spotify), which did not come',
      expect.stringMatching(/^Netflix was confirmed too, on 2025-0\d-12, and nobody expected it$/),
    ]);
    expect(trace[0]).toMatch(
      /^2025-05-12 {2}(early|confirmed) +0\.\d{4} {2}Netflix, monthly: prior −?-?[\d.]+, rhythm/,
    );
  });

  test('that should be silent says what was confirmed', () => {
    expect(run({ ...NETFLIX, expect: 'silent' }).faults).toEqual([
      expect.stringContaining('expected silence, and Netflix was confirmed on'),
    ]);
  });

  test.each([
    ['too late', { from: '2025-07-01', to: '2025-07-30' }],
    ['in another rhythm', { from: '2025-05-12', to: '2025-06-12', cadence: 'weekly' }],
    ['with another next day', { from: '2025-05-12', to: '2025-06-12', next: '2025-09-01' }],
  ])('because it comes %s fails', (_why, more) => {
    expect(run({ ...NETFLIX, expect: [{ state: 'confirmed', ...more }] }).isPassed).toBe(false);
  });
});

describe('a timeline expands', () => {
  test('to payments on their days, with what is skipped, shifted and taken back', () => {
    const events = expandTimeline({
      ...NETFLIX,
      payments: [
        {
          from: '2025-01-31',
          every: 'month',
          times: 5,
          skip: [3],
          shift: [0, 1],
          amounts: ['-1', '-2'],
          description: 'X',
        },
      ],
      withdraw: [{ id: 'p1.2', on: '2025-04-01' }],
    });
    expect(events.map(({ id, date, amount, op }) => [id, date, amount ?? op])).toEqual([
      ['known-a1', '2025-01-01', '-20.00'],
      ['p1.1', '2025-01-31', '-1'],
      ['p1.2', '2025-03-01', '-2'],
      ['p1.2', '2025-04-01', 'retract'],
      ['p1.4', '2025-05-01', '-2'],
      ['p1.5', '2025-05-31', '-1'],
    ]);
  });

  test.each([
    ['week', '2025-03-14'],
    ['2 weeks', '2025-03-21'],
    ['4 weeks', '2025-04-04'],
    ['2 months', '2025-05-07'],
    ['year', '2026-03-07'],
  ] as const)('every %s', (every, second) => {
    const payments = [{ from: '2025-03-07', every, times: 2, amounts: ['-1'], description: 'X' }];
    expect(expandTimeline({ ...NETFLIX, until: '2027-01-01', payments }).at(-1)!.date).toBe(second);
  });
});

describe('a mistake is told with its place', () => {
  const good = `definition: new-recurring-payment
timelines:
  - title: one
    known: 2025-01-01
    until: 2025-02-01
    payments: [{ from: 2025-01-05, amounts: ["-1.00"], description: X }]
    expect: silent
`;
  test('and a good file has none', () => {
    expect(problemsOf(good)).toEqual([]);
  });

  test.each([
    [
      'a misspelt field',
      good.replace('payments:', 'payment:'),
      '6:5 MS_DEF_UNKNOWN_FIELD unknown field "payment". Did you mean "payments"?',
    ],
    ['a day that does not exist', good.replace('2025-02-01', '2025-02-30'), '5:12 MS_DEF_DATE'],
    ['an amount with a comma', good.replace('-1.00', '-1,00'), '6:46 MS_DEF_PATTERN'],
    [
      'another definition than the file is named after',
      good.replace('new-recurring-payment', 'new-recurring-income'),
      '1:13 MS_DEF_TIMELINE the file is named after',
    ],
    [
      'an end before the beginning',
      good.replace('2025-02-01', '2024-02-01'),
      '5:12 MS_DEF_TIMELINE "until" lies before "known"',
    ],
    [
      'a payment before the data',
      good.replace('2025-01-05', '2024-12-31'),
      '6:24 MS_DEF_TIMELINE a payment comes before "known"',
    ],
    [
      'an expectation behind the end',
      good.replace('silent', '[{ state: early, from: 2025-03-01, to: 2025-03-02 }]'),
      '7:36 MS_DEF_TIMELINE "from" lies behind "until"',
    ],
    ['a tab', good.replace('    known', '\tknown'), 'MS_DEF_TAB'],
    [
      'the same key twice',
      good.replace('    until', '    known: 2025-01-01\n    until'),
      'MS_DEF_DUPLICATE_KEY',
    ],
  ])('%s', (_name, text, expected) => {
    expect(text).not.toBe(good);
    expect(problemsOf(text).join('\n')).toContain(expected);
  });

  test('a payment taken back that was never made', () => {
    const text = good.replace('    expect', '    withdraw: [{ id: p9.1, on: 2025-01-20 }]\n    expect');
    expect(problemsOf(text)).toEqual(['7:22 MS_DEF_TIMELINE there is no payment "p9.1"']);
  });
});
