import { parseArgs } from 'node:util';
import { formatProblem } from '../definitions/problem.ts';
import { parseTimelines, type Timelines } from '../definitions/timeline.ts';
import { UsageError } from '../errors/operational-error.ts';
import { renderDefinition } from '../explain/render-definition.ts';
import { didYouMeanHint } from '../lib/did-you-mean.ts';
import { createMatcher } from '../merchants/matcher.ts';
import { runTimeline, type TimelineResult } from '../runtime/definition-tests.ts';
import { readTimelineFiles } from '../runtime/load-definitions.ts';
import { mutateDefinitions } from './definitions-mutate.ts';
import { loadSet } from './load-set.ts';
import { solveCommand } from './solve-command.ts';
import { viewOf } from './view.ts';

export const DEFINITIONS_HELP = `milestream definitions check | list | test [ID] | mutate [ID] | show ID | solve ID

  check       every definition against its schema and rules
  list        id, version and title of each
  test [ID]   runs the timelines that stand beside the definitions
  mutate [ID] turns and takes away each piece of evidence: what no timeline notices is named
  show ID     a definition in plain English, with its weights
  solve ID    thresholds for a precision that is wanted (definitions solve --help)
  --json      as JSON (list, test, mutate)

Example: milestream definitions test new-recurring-payment`;

const ACTIONS = ['check', 'list', 'test', 'mutate', 'show', 'solve'];
const MATCHES_KEPT_MAX = 1000;

/** The signal definitions; gives the exit code. */
export async function definitionsCommand(args: readonly string[]): Promise<number> {
  // It asks for files, as no other action does.
  if (args[0] === 'solve') return solveCommand(args.slice(1));
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  const [action = 'check', id, ...rest] = positionals;
  if (values.help) {
    process.stdout.write(`${DEFINITIONS_HELP}\n`);
    return 0;
  }
  if (!ACTIONS.includes(action) || rest.length > 0) {
    throw new UsageError(`definitions knows ${ACTIONS.join(', ')}.${didYouMeanHint(action, ACTIONS)}`);
  }
  const { set } = loadSet();
  const known = set.definitions.map((definition) => definition.id);
  if (id !== undefined && !(known as readonly string[]).includes(id)) {
    throw new UsageError(`there is no definition "${id}".${didYouMeanHint(id, known)}`);
  }
  switch (action) {
    case 'show':
      return show(id);
    case 'test':
      return test(id, values.json);
    case 'mutate':
      return mutateDefinitions(loadSet(), readTimelines(), {
        ...{ id, json: values.json, view: viewOf(process.stdout), print },
      });
    case 'list':
      return list(values.json);
    default:
      print(`${known.length} definitions are good`);
      return 0;
  }
}

function print(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function list(json: boolean): number {
  const rows = loadSet().set.definitions.map(({ id, version, title, hash }) => ({
    id,
    version,
    title,
    hash,
  }));
  if (json) print(JSON.stringify(rows));
  else print(...rows.map(({ id, version, title }) => `${id} ${version}  ${title}`));
  return 0;
}

function show(id: string | undefined): number {
  if (id === undefined) throw new UsageError('definitions show needs the id of a definition');
  const { sources } = loadSet();
  print(renderDefinition(sources.get(id)!.source, viewOf(process.stdout)));
  return 0;
}

/** Runs timelines; 1 when one of them fails, or a definition has none. */
function test(id: string | undefined, json: boolean): number {
  const { set, dictionary } = loadSet();
  const enrich = createMatcher(dictionary, { cacheMax: MATCHES_KEPT_MAX });
  const results = new Map<string, TimelineResult[]>();
  for (const { definition, timelines } of readTimelines()) {
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
function readTimelines(): Timelines[] {
  const parsed = readTimelineFiles().map(({ file, text }) => parseTimelines(text, file));
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
