import { parseTimelines } from '../definitions/timeline.ts';
import { createMatcher } from '../merchants/matcher.ts';
import { runTimeline } from '../runtime/definition-tests.ts';
import { readTimelineFiles } from '../runtime/load-definitions.ts';
import { loadSet } from './load-set.ts';

const MATCHES_KEPT_MAX = 1000;

/** How many timelines of some definitions fail with the definitions as they lie on the disk now, of how many. */
export function failingTimelines(ids: readonly string[]): { readonly failing: number; readonly of: number } {
  const { set, dictionary } = loadSet();
  const enrich = createMatcher(dictionary, { cacheMax: MATCHES_KEPT_MAX });
  let failing = 0;
  let of = 0;
  for (const { file, text } of readTimelineFiles()) {
    const parsed = parseTimelines(text, file);
    if ('problems' in parsed || !ids.includes(parsed.definition)) continue;
    for (const timeline of parsed.timelines) {
      of++;
      if (!runTimeline(timeline, parsed.definition, set, enrich).isPassed) failing++;
    }
  }
  return { failing, of };
}
