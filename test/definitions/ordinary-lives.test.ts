import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadSet } from '../../src/cli/load-set.ts';
import { formatProblem } from '../../src/definitions/problem.ts';
import { parseTimelines } from '../../src/definitions/timeline.ts';
import { createMatcher } from '../../src/merchants/matcher.ts';
import { runTimeline } from '../../src/runtime/definition-tests.ts';

const { set, dictionary } = loadSet();
const enrich = createMatcher(dictionary, { cacheMax: 1000 });

/** What tells of home and household: none of it happens in these lives. */
const SIGNALS = [
  'bereavement',
  'childcare-started',
  'empty-nest',
  'home-purchase',
  'marriage',
  'mortgage-started',
  'moving-home',
  'new-baby',
  'new-pet',
  'new-rent',
  'renovation',
  'school-started',
  'separation',
];

const file = 'ordinary-lives.yaml';
const lives = parseTimelines(readFileSync(new URL(file, import.meta.url), 'utf8'), file);
if ('problems' in lives) throw new Error(lives.problems.map(formatProblem).join('\n'));

describe.each(lives.timelines)('$title', (life) => {
  test.each(SIGNALS)('%s stays silent', (signal) => {
    expect(set.definitions.map(({ id }) => id as string)).toContain(signal);
    expect(runTimeline(life, signal, set, enrich).faults).toEqual([]);
  });
});
