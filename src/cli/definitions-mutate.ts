import type { Timelines } from '../definitions/timeline.ts';
import { paint, type View } from '../lib/terminal.ts';
import { createMatcher } from '../merchants/matcher.ts';
import { type MutationReport, tryMutants } from '../runtime/try-mutants.ts';
import type { loadSet } from './load-set.ts';

const MATCHES_KEPT_MAX = 1000;

/** Tries the mutants of one definition, or of all; 1 when one survives, or a definition has no timelines. */
export function mutateDefinitions(
  { set, dictionary }: ReturnType<typeof loadSet>,
  tests: readonly Timelines[],
  {
    id,
    json,
    view,
    print,
  }: {
    readonly id: string | undefined;
    readonly json: boolean;
    readonly view: View;
    readonly print: (...lines: readonly string[]) => void;
  },
): number {
  const enrich = createMatcher(dictionary, { cacheMax: MATCHES_KEPT_MAX });
  const wanted = set.definitions.filter((each) => id === undefined || each.id === id);
  const reports = wanted.map((definition) => {
    const timelines = tests.find((each) => each.definition === definition.id)?.timelines ?? [];
    const report = tryMutants(set, definition.id, timelines, enrich);
    if (!json) print(...renderMutation(report, view));
    return report;
  });
  if (json) print(JSON.stringify(reports));
  const survivors = reports
    .flatMap(({ mutants }) => mutants)
    .filter(({ noticedBy }) => noticedBy === undefined);
  const failing = reports.filter((report) => report.failing.length > 0);
  if (!json) {
    print('', `${reports.flatMap(({ mutants }) => mutants).length} mutants, ${survivors.length} survive`);
    if (failing.length > 0) print(`${failing.length} definitions whose timelines fail as they are`);
  }
  return survivors.length === 0 && failing.length === 0 ? 0 : 1;
}

/** One line for each piece of evidence: what became of it turned, and of it taken away. */
function renderMutation({ definition, failing, mutants }: MutationReport, view: View): string[] {
  const codes = [...new Set(mutants.map(({ evidence }) => evidence))];
  const width = Math.max(8, ...codes.map((code) => code.length));
  const said = (code: string, mutation: string): string => {
    const mutant = mutants.find((each) => each.evidence === code && each.mutation === mutation);
    if (mutant === undefined) return '-'.padEnd(10);
    return mutant.noticedBy === undefined
      ? paint('SURVIVES'.padEnd(10), 'bad', view.colour)
      : paint('noticed'.padEnd(10), 'good', view.colour);
  };
  const noticed = mutants.filter(({ noticedBy }) => noticedBy !== undefined).length;
  return [
    '',
    `${paint(definition, 'bold', view.colour)}: ${noticed} of ${mutants.length} mutants noticed`,
    ...(failing.length === 0 ? [] : ['  these timelines fail as they are, so they notice nothing:']),
    ...failing.map((timeline) => `    ${timeline}`),
    `  ${''.padEnd(width)}  flipped    taken away`,
    ...codes.map((code) =>
      `  ${code.padEnd(width)}  ${said(code, 'flipped')} ${said(code, 'removed')}`.trimEnd(),
    ),
  ];
}
