import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type ParsedDefinition, parseDefinition } from '../definitions/parse-definition.ts';
import { formatProblem } from '../definitions/problem.ts';
import { withCalibration } from '../definitions/with-calibration.ts';
import { UsageError } from '../errors/operational-error.ts';
import { didYouMeanHint } from '../lib/did-you-mean.ts';
import { BASES, type Basis, type SignalCalibration } from '../measure/calibrate/calibrate-signal.ts';
import { renderFits } from '../measure/calibrate/render-calibration-fits.ts';
import { readTruth, type Truth } from '../measure/truth.ts';
import { formatDay } from '../model/day.ts';
import { readDefinitionFiles } from '../runtime/load-definitions.ts';
import { failingTimelines } from './failing-timelines.ts';
import { calibratePopulation } from './label-population.ts';
import { loadSet } from './load-set.ts';
import { viewOf } from './view.ts';

export const CALIBRATE_HELP = `milestream calibrate --events FILE --truth FILE   lets confidence mean what was observed of such

  --events FILE…   plain events, each customer's together, as generate writes them; may repeat
  --truth FILE     what is true of these customers
  --signal ID      only this definition; may repeat
  --on BASIS       what is written: snapshots (month-end snapshots of all hypotheses, by default),
                   confirmations (first confirmations; below the threshold the snapshots' map stands
                   in), or either: confirmations where these bear a map, else snapshots
  --source TEXT    where the events come from, for the definition (default: the file's name)
  --write          writes the maps into the definitions; their other lines stay as they are
  --json           what was fitted as JSON

By default nothing is written. Where there are too few labels the map stays none, and it is said.
Example: milestream calibrate --events population/events.ndjson --truth population/truth.ndjson --signal new-baby`;

const CHOICES = [...BASES, 'either'] as const;
type Choice = (typeof CHOICES)[number];

/** Fits calibration maps on labelled events; gives the exit code. */
export async function calibrateCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      events: { type: 'string', multiple: true },
      truth: { type: 'string' },
      signal: { type: 'string', multiple: true },
      on: { type: 'string', default: 'snapshots' },
      source: { type: 'string' },
      write: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${CALIBRATE_HELP}\n`);
    return 0;
  }
  const { events, truth: truthFile } = values;
  if (events === undefined || truthFile === undefined) {
    throw new UsageError('calibrate needs --events FILE and --truth FILE');
  }
  const basis = CHOICES.find((each) => each === values.on);
  if (basis === undefined) throw new UsageError(`--on must be one of ${CHOICES.join(', ')}`);
  const { set, dictionary, sources } = loadSet();
  const known: readonly string[] = set.definitions.map(({ id }) => id);
  const signals = values.signal ?? known;
  for (const id of signals) {
    if (!known.includes(id)) {
      throw new UsageError(`there is no definition "${id}".${didYouMeanHint(id, known)}`);
    }
  }
  const truth = await readTruth(truthFile);
  const fits = await calibratePopulation(events, { set, dictionary, truth, signals });
  const origin = values.source ?? events.map((file) => basename(file)).join(', ');
  const said = values.write
    ? writeMaps(fits, { choice: basis, origin, truth, sources })
    : unwritten(fits, basis);
  if (values.json) process.stdout.write(`${JSON.stringify({ basis, signals: fits })}\n`);
  else process.stdout.write(`${[...renderFits(fits, viewOf(process.stdout)), '', ...said].join('\n')}\n`);
  return 0;
}

/** The basis whose map is written. */
function chosen({ confirmations }: SignalCalibration, choice: Choice): Basis {
  if (choice !== 'either') return choice;
  return confirmations.why === undefined ? 'confirmations' : 'snapshots';
}

function unwritten(fits: readonly SignalCalibration[], choice: Choice): readonly string[] {
  const count = fits.filter((fit) => fit[chosen(fit, choice)].why === undefined).length;
  return [`${count} of ${fits.length} definitions bear a map (--on ${choice}); --write writes them.`];
}

/** Writes what may be written; a definition that its map would break stays as it is, and it is said why. */
function writeMaps(
  fits: readonly SignalCalibration[],
  {
    choice,
    origin,
    truth,
    sources,
  }: {
    readonly choice: Choice;
    readonly origin: string;
    readonly truth: Truth;
    readonly sources: ReadonlyMap<string, ParsedDefinition>;
  },
): readonly string[] {
  const texts = new Map(readDefinitionFiles().map(({ file, text }) => [file, text]));
  const written: string[] = [];
  const said = fits.flatMap((fit) => {
    const basis = chosen(fit, choice);
    const { map, why, right, customers } = fit[basis];
    if (map === undefined || why !== undefined) return [`${fit.signal}: not written, ${why}`];
    const { file } = sources.get(fit.signal)!;
    const { from, to } = truth.population;
    const kind = basis === 'snapshots' ? 'month-end snapshots of all hypotheses' : 'first confirmations';
    const source =
      `${origin}: ${truth.population.customers} customers, ${formatDay(from)} to ${formatDay(to)}; ` +
      `${map.labels} ${kind}, ${right} of them right, ${customers} customers with the rarer outcome.`;
    const text = withCalibration(texts.get(file)!, { ...map, source });
    if (text === undefined) return [`${fit.signal}: not written, ${file} has no calibration to change`];
    const parsed = parseDefinition(text, file);
    if ('problems' in parsed) {
      return [
        `${fit.signal}: not written, the definition would be wrong with this map:`,
        ...parsed.problems.map(formatProblem),
      ];
    }
    writeFileSync(file, text);
    written.push(fit.signal);
    return [`${fit.signal}: ${map.method} on ${map.labels} labels, ${file}`];
  });
  return [...said, ...timelinesSaid(written)];
}

/** Thresholds ask for confidence as it is told: with a map the same evidence may be told later, or not at all. */
function timelinesSaid(written: readonly string[]): readonly string[] {
  if (written.length === 0) return [];
  const { failing, of } = failingTimelines(written);
  if (failing === 0) return [`All ${of} timelines of what was written hold.`];
  return [
    `${failing} of ${of} timelines of what was written fail now (definitions test): the map moves what is told, and when.`,
    'Move the thresholds (definitions solve), the weights or the timelines, or take the map back.',
  ];
}
