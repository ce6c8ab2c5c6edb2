import { parseArgs } from 'node:util';
import { neededSet } from '../definitions/needed-set.ts';
import { UsageError } from '../errors/operational-error.ts';
import { didYouMeanHint } from '../lib/did-you-mean.ts';
import { collectEpisodes, type Episode } from '../measure/episodes.ts';
import { curveOf } from '../measure/findings.ts';
import { renderSolutions } from '../measure/render-solutions.ts';
import { type SolveUse, solveThresholds } from '../measure/solve.ts';
import { readTruth, type Truth } from '../measure/truth.ts';
import type { Definition } from '../model/definition.ts';
import { foldPopulation } from './fold-population.ts';
import { loadSet } from './load-set.ts';
import { viewOf } from './view.ts';

export const SOLVE_HELP = `milestream definitions solve ID --target-precision P --events FILE --truth FILE

  ID                    the definition
  --target-precision P  how many of those told should be right (default: 0.9)
  --events FILE…        plain events, each customer's together, as generate writes them; may repeat
  --truth FILE          what is true of these customers
  --json                what was found as JSON

Proposes a threshold for the definition and for each of its channels, with the recall that it leaves.
Nothing is written: a threshold is a decision, and the definition says why it stands where it does.
Example: milestream definitions solve new-baby --target-precision 0.9 --events population/events.ndjson --truth population/truth.ndjson`;

/** Hundredths: finer thresholds would follow the noise of the data. */
const TRIED: readonly number[] = Array.from({ length: 99 }, (_, at) => (at + 1) / 100);

/** Proposes thresholds; gives the exit code. */
export async function solveCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'target-precision': { type: 'string', default: '0.9' },
      events: { type: 'string', multiple: true },
      truth: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${SOLVE_HELP}\n`);
    return 0;
  }
  const [id, ...rest] = positionals;
  const { events, truth: truthFile } = values;
  if (id === undefined || rest.length > 0 || events === undefined || truthFile === undefined) {
    throw new UsageError('definitions solve needs one ID, --events FILE and --truth FILE');
  }
  const target = Number(values['target-precision']);
  if (!(target > 0 && target < 1))
    throw new UsageError('--target-precision must be a number between 0 and 1');
  const { set, dictionary } = loadSet();
  const definition = set.definitions.find((each) => each.id === id);
  if (definition === undefined) {
    const known = set.definitions.map((each) => each.id);
    throw new UsageError(`there is no definition "${id}".${didYouMeanHint(id, known)}`);
  }
  const truth = await readTruth(truthFile);
  const told = foldPopulation(events, { set: neededSet(set, id), dictionary, truth });
  const { episodes } = await collectEpisodes(told, truth);
  const uses = usesOf(definition, truth, [...episodes.values()]);
  const solutions = solveThresholds(uses, target);
  const truths = uses[0]!.points[0]!.recall.of;
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ signal: id, target, truths, solutions })}\n`
      : `${renderSolutions({ signal: id, target, truths }, solutions, viewOf(process.stdout)).join('\n')}\n`,
  );
  return 0;
}

/** The definition's own threshold, and each channel's: of what it may be told, confirmed or early. */
function usesOf(
  { id, thresholds, governance }: Definition,
  truth: Truth,
  episodes: readonly Episode[],
): readonly SolveUse[] {
  const pointsOf = (isEarly: boolean) =>
    curveOf(truth, episodes, { signal: id, thresholds: TRIED, confirmedOnly: !isEarly });
  const any = pointsOf(true);
  const confirmed = pointsOf(false);
  const own: SolveUse = {
    ...{ channel: 'confirm', risk: 'low', now: thresholds.confirm, from: thresholds.early, points: any },
  };
  const channels = governance.uses.map(({ channel, risk, threshold, early }): SolveUse => {
    const from = early ? thresholds.early : thresholds.confirm;
    return { channel, risk, now: threshold / 10_000, from, points: early ? any : confirmed };
  });
  return [own, ...channels];
}
