import { didYouMeanHint } from '../lib/did-you-mean.ts';
import type { DefinitionFile } from './compile-definitions.ts';
import { type Problem, sortProblems } from './problem.ts';
import { parseTimelines } from './timeline.ts';

const START = { line: 1, column: 1 };

/** Everything that is wrong with the timelines of a set: in a file, or that there are none of one kind. */
export function checkTimelineFiles(
  files: readonly DefinitionFile[],
  definitions: readonly { readonly id: string; readonly file: string }[],
): Problem[] {
  const problems: Problem[] = [];
  const tested = new Set<string>();
  const ids = definitions.map(({ id }) => id);
  for (const { file, text } of files) {
    const parsed = parseTimelines(text, file);
    if ('problems' in parsed) {
      problems.push(...parsed.problems);
      // Whose they are can be seen by the name, and is not told a second time.
      tested.add(/([^/]+)\.test\.yaml$/.exec(file)?.[1] ?? '');
      continue;
    }
    const { definition, timelines, place } = parsed;
    tested.add(definition);
    const complain = (code: 'MS_DEF_TIMELINE' | 'MS_DEF_TIMELINES_MISSING', message: string): void => {
      problems.push({ code, file, ...place, message });
    };
    if (!ids.includes(definition)) {
      complain('MS_DEF_TIMELINE', `there is no definition "${definition}"${hint(definition, ids)}`);
    }
    const silent = timelines.filter(({ expect }) => expect === 'silent').length;
    if (silent === 0) complain('MS_DEF_TIMELINES_MISSING', `no timeline of "${definition}" stays silent`);
    if (silent === timelines.length)
      complain('MS_DEF_TIMELINES_MISSING', `no timeline of "${definition}" fires`);
  }
  for (const { id, file } of definitions) {
    if (tested.has(id)) continue;
    const message = `"${id}" has no timelines; they stand beside it in ${id}.test.yaml`;
    problems.push({ code: 'MS_DEF_TIMELINES_MISSING', file, ...START, message });
  }
  return sortProblems(problems);
}

function hint(id: string, ids: readonly string[]): string {
  const said = didYouMeanHint(id, ids);
  return said === '' ? '' : `.${said}`;
}
