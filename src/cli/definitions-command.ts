import { parseArgs } from 'node:util';
import { checkTimelineFiles } from '../definitions/check-timelines.ts';
import type { DefinitionFile } from '../definitions/compile-definitions.ts';
import { timelinesIdOfFile } from '../definitions/file-name.ts';
import { formatProblem } from '../definitions/problem.ts';
import { parseTimelines, type Timelines } from '../definitions/timeline.ts';
import { UsageError } from '../errors/operational-error.ts';
import { renderDefinition } from '../explain/render-definition.ts';
import { didYouMeanHint } from '../lib/did-you-mean.ts';
import { createMatcher } from '../merchants/matcher.ts';
import { runTimeline, type TimelineResult } from '../runtime/definition-tests.ts';
import { readTimelineFiles } from '../runtime/load-definitions.ts';
import { diffDefinitions } from './definitions-diff.ts';
import { mutateDefinitions } from './definitions-mutate.ts';
import { beginDefinition } from './definitions-new.ts';
import { loadSet } from './load-set.ts';
import { solveCommand } from './solve-command.ts';
import { viewOf } from './view.ts';

export const DEFINITIONS_HELP = `milestream definitions check | list | test [ID] | mutate [ID] | show ID | diff A B | new ID | solve ID

  check       every definition, and its timelines, against schema and rules
  list        id, version and title of each
  test [ID]   runs the timelines that stand beside the definitions
  mutate [ID] turns and takes away each piece of evidence: what no timeline notices is named
  show ID     a definition in plain English, with its weights
  diff A B    breaking and dangerous changes, and whom they move; its own --help
  new ID      writes a definition with its timelines, both of which pass; its own --help
  solve ID    thresholds for a precision that is wanted; its own --help
  --json      as JSON (list, test, mutate, diff)
  --definitions DIR   definitions of your own, laid over the shipped ones, as in milestream run
  --dictionary DIR    merchants of your own, laid over the shipped ones

Example: milestream definitions test new-recurring-payment`;

const ACTIONS = ['check', 'list', 'test', 'mutate', 'show', 'diff', 'new', 'solve'];
const MATCHES_KEPT_MAX = 1000;

/** The signal definitions; gives the exit code. */
export async function definitionsCommand(args: readonly string[]): Promise<number> {
  if (args[0] === 'diff') return diffDefinitions(args.slice(1));
  if (args[0] === 'new') return beginDefinition(args.slice(1));
  if (args[0] === 'solve') return solveCommand(args.slice(1));
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      definitions: { type: 'string' },
      dictionary: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [action = 'check', id, ...rest] = positionals;
  if (values.help) {
    process.stdout.write(`${DEFINITIONS_HELP}\n`);
    return 0;
  }
  if (!ACTIONS.includes(action) || rest.length > 0) {
    throw new UsageError(`definitions knows ${ACTIONS.join(', ')}.${didYouMeanHint(action, ACTIONS)}`);
  }
  const loaded = {
    ...loadSet(values.dictionary, values.definitions),
    timelineFiles: laidOverTimelines(values.definitions),
  };
  const known = loaded.set.definitions.map((definition) => definition.id);
  if (id !== undefined && !(known as readonly string[]).includes(id)) {
    throw new UsageError(`there is no definition "${id}".${didYouMeanHint(id, known)}`);
  }
  switch (action) {
    case 'show':
      return show(loaded, id);
    case 'test':
      return test(loaded, id, values.json);
    case 'mutate':
      return mutateDefinitions(loaded, timelinesOf(loaded), {
        ...{ id, json: values.json, view: viewOf(process.stdout), print },
      });
    case 'list':
      return list(loaded, values.json);
    default:
      return check(loaded);
  }
}

/** What the actions work on. */
type Loaded = ReturnType<typeof loadSet> & { readonly timelineFiles: readonly DefinitionFile[] };

/** Timelines of one's own take the place of ours; where one's own definition has none, ours still hold it. */
function laidOverTimelines(folder: string | undefined): DefinitionFile[] {
  const shipped = readTimelineFiles();
  if (folder === undefined) return shipped;
  const own = readTimelineFiles(folder);
  const named = new Set(own.map(({ file }) => timelinesIdOfFile(file)));
  return [...shipped.filter(({ file }) => !named.has(timelinesIdOfFile(file))), ...own];
}

function print(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Definitions that are good have good timelines too. */
function check({ sources, timelineFiles }: Loaded): number {
  const files = [...sources].map(([id, { file }]) => ({ id, file }));
  const problems = checkTimelineFiles(timelineFiles, files);
  if (problems.length > 0)
    throw new UsageError(`the timelines have problems:\n${problems.map(formatProblem).join('\n')}`);
  print(`${sources.size} definitions and their timelines are good`);
  return 0;
}

function list({ set }: Loaded, json: boolean): number {
  const rows = set.definitions.map(({ id, version, title, hash }) => ({
    id,
    version,
    title,
    hash,
  }));
  if (json) print(JSON.stringify(rows));
  else print(...rows.map(({ id, version, title }) => `${id} ${version}  ${title}`));
  return 0;
}

function show({ sources }: Loaded, id: string | undefined): number {
  if (id === undefined) throw new UsageError('definitions show needs the id of a definition');
  print(renderDefinition(sources.get(id)!.source, viewOf(process.stdout)));
  return 0;
}

/** Runs timelines; 1 when one of them fails, or a definition has none. */
function test(loaded: Loaded, id: string | undefined, json: boolean): number {
  const { set, dictionary } = loaded;
  const enrich = createMatcher(dictionary, { cacheMax: MATCHES_KEPT_MAX });
  const results = new Map<string, TimelineResult[]>();
  for (const { definition, timelines } of timelinesOf(loaded)) {
    if (id !== undefined && definition !== id) continue;
    results.set(
      definition,
      timelines.map((timeline) => runTimeline(timeline, definition, set, enrich)),
    );
  }
  const without = set.definitions.filter(
    (one) => (id === undefined || one.id === id) && !results.has(one.id),
  );
  if (json) print(JSON.stringify(Object.fromEntries(results)));
  else for (const [definition, all] of results) print(...report(definition, all));
  for (const definition of without) print(`${definition.id} has no timelines`);
  const isGood = [...results.values()].flat().every(({ isPassed }) => isPassed);
  return isGood && without.length === 0 ? 0 : 1;
}

/** The timelines beside the definitions; everything that is wrong with any of them is said at once. */
function timelinesOf({ timelineFiles }: Loaded): Timelines[] {
  const parsed = timelineFiles.map(({ file, text }) => parseTimelines(text, file));
  const problems = parsed.flatMap((one) => ('problems' in one ? one.problems : []));
  if (problems.length > 0)
    throw new UsageError(`the timelines have problems:\n${problems.map(formatProblem).join('\n')}`);
  return parsed.flatMap((one) => ('problems' in one ? [] : [one]));
}

function report(definition: string, results: readonly TimelineResult[]): string[] {
  const failed = results.filter(({ isPassed }) => !isPassed);
  return [
    `${definition}: ${results.length - failed.length} of ${results.length} timelines hold`,
    ...failed.flatMap(({ title, faults, trace }) => [
      '',
      `  ${title}`,
      ...faults.map((fault) => `    ${fault}`),
      '    what was put out:',
      ...(trace.length === 0 ? ['      nothing'] : trace.map((line) => `      ${line}`)),
    ]),
  ];
}
