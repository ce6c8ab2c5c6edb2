import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadSet } from '../../src/cli/load-set.ts';
import { formatProblem } from '../../src/definitions/problem.ts';
import { parseTimelines } from '../../src/definitions/timeline.ts';
import { createMatcher } from '../../src/merchants/matcher.ts';
import { runTimeline } from '../../src/runtime/definition-tests.ts';

const { set, dictionary } = loadSet();
const enrich = createMatcher(dictionary, { cacheMax: 1000 });
const FOLDER = new URL('ordinary-lives/', import.meta.url);
const timelines = readdirSync(FOLDER)
  .sort()
  .flatMap((name) => {
    const lives = parseTimelines(readFileSync(new URL(name, FOLDER), 'utf8'), name);
    if ('problems' in lives) throw new Error(lives.problems.map(formatProblem).join('\n'));
    return lives.timelines;
  });
const hypotheses = set.definitions.filter(({ kind }) => kind === 'hypothesis').map(({ id }) => id);
/** What does happen in such a life. */
const HAPPENS: Readonly<Record<string, readonly string[]>> = {
  'a commuter in Britain with one holiday': ['travel-planned', 'travelling'],
  'a pensioner in Berlin, with grandchildren and a grave to tend': ['travel-planned'],
  'a student in Austin, whose parents send money': ['travel-planned'],
};

describe.each(timelines.map((life) => [life.title, life] as const))('in the life of %s', (title, life) => {
  test.each(hypotheses)('%s is told only if it happens', (id) => {
    const { isPassed, trace } = runTimeline(life, id, set, enrich);
    const happens = HAPPENS[title]?.includes(id) ?? false;
    expect({ isPassed, trace: isPassed ? [] : trace }).toEqual(
      happens ? { isPassed: false, trace: expect.anything() } : { isPassed: true, trace: [] },
    );
  });
});
