import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { explainCustomer } from '../explain/explain-customer.ts';
import type { NearMiss } from '../explain/near-miss.ts';
import { renderNearMiss } from '../explain/render-explanation.ts';
import { renderSignal } from '../explain/render-signal.ts';
import { paint, type View } from '../lib/terminal.ts';
import { evaluateFiles } from '../measure/evaluate.ts';
import type { EvaluationReport } from '../measure/report.ts';
import { DAY_NONE } from '../model/ledger-event.ts';
import type { Signal } from '../model/signal.ts';
import { givenPartySecret } from '../runtime/given-party-secret.ts';
import { readCustomer } from '../runtime/read-customer.ts';
import { runEmbedded } from '../runtime/run-embedded.ts';
import type { RunSummary } from '../runtime/run-options.ts';
import { writePopulation } from './generate-command.ts';
import { loadSet } from './load-set.ts';
import { readableSummary } from './summary-text.ts';
import { viewOf } from './view.ts';

export const DEMO_HELP = `milestream demo   makes a small population, looks for signals in it, and shows what was found and why

  --out DIR        where the files go (default: milestream-demo)
  --customers N    how many lives (default: 200)

Example: milestream demo --out /tmp/milestream-demo`;

const CUSTOMERS = 200;
const MONTHS = 24;
const SEED = 1;
/** Stages of life of which one is shown: those whose rationale reads well without knowing the person. */
const LIFE_SHOWN: ReadonlySet<string> = new Set([
  'home-purchase',
  'new-car',
  'new-job',
  'student',
  'marriage',
]);
/** A near miss that a person would have wondered about. */
const NEAR_ENOUGH = 0.1;

/** What a newcomer runs first; gives the exit code. */
export async function demoCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string', default: 'milestream-demo' },
      customers: { type: 'string', default: `${CUSTOMERS}` },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${DEMO_HELP}\n`);
    return 0;
  }
  const { out } = values;
  const customers = Math.max(1, Number.parseInt(values.customers, 10) || CUSTOMERS);
  const view = viewOf(process.stdout);
  const title = (text: string) => print('', paint(text, 'bold', view.colour), '');

  title(`1  A population: ${customers} invented lives over ${MONTHS} months, with what is true of them`);
  const population = await writePopulation({ customers, months: MONTHS, seed: SEED }, out, () => {});
  print(`  ${population.events} events in ${join(out, 'events.ndjson')}`);

  title('2  A run: files in, signals out, what is remembered in RocksDB');
  const found = join(out, 'found');
  const { set, dictionary } = loadSet();
  const summary = await runEmbedded(
    {
      inputs: [join(out, 'events.ndjson')],
      out: found,
      state: join(found, 'state'),
      format: 'plain',
      asOf: undefined,
      historyUntil: DAY_NONE,
      zone: 'UTC',
      transactions: false,
      threads: 1,
      memoryBytes: 1024 ** 3,
      engine: 'auto',
      deadLetterBytes: true,
      definitions: set,
      dictionary,
      sync: false,
      ...givenPartySecret(undefined, process.env),
    },
    (progress) => {
      if (progress.kind !== 'progress') print(`  ${progress.text}`);
    },
  );
  print(...readableSummary(summary).map((line) => `  ${line}`));

  title('3  What was found, and why');
  for (const signal of await chosenSignals(join(found, 'signals.ndjson')))
    print(...renderSignal(signal, view), '');

  title('4  What was not said, and why');
  const miss = await chosenMiss(found, summary);
  print(...(miss === undefined ? ['  nothing came near'] : renderNearMiss(miss, view)));

  title('5  How right it is, against what is true of these lives');
  const truth = join(out, 'truth.ndjson');
  print(...qualityOf(await evaluateFiles({ signals: join(found, 'signals.ndjson'), truth })));

  title('6  Go on from here');
  print(...nextSteps(out, found, view));
  return 0;
}

function print(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** One signal of each kind that shows something of its own. */
async function chosenSignals(path: string): Promise<readonly Signal[]> {
  const wanted: ((signal: Signal) => boolean)[] = [
    ({ signal, state, series, subject }) =>
      signal === 'new-recurring-payment' &&
      state === 'confirmed' &&
      series?.amounts === 'steady' &&
      subject.kind === 'merchant',
    ({ signal, state }) => LIFE_SHOWN.has(signal) && state === 'confirmed',
    ({ signal, state, subject }) =>
      signal === 'price-change' && state === 'confirmed' && subject.kind === 'merchant',
    ({ state, rationale }) => state === 'fading' && rationale.against.length > 0,
  ];
  const chosen: (Signal | undefined)[] = wanted.map(() => undefined);
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const signal = JSON.parse(line) as Signal;
    const index = wanted.findIndex((fits, at) => chosen[at] === undefined && fits(signal));
    if (index >= 0) chosen[index] = signal;
    if (!chosen.includes(undefined)) break;
  }
  return chosen.filter((signal) => signal !== undefined);
}

/** Something that nearly was a signal, in one of the first lives. */
async function chosenMiss(found: string, { customers }: RunSummary): Promise<NearMiss | undefined> {
  const { set } = loadSet();
  for (let index = 0; index < Math.min(customers.total, 20); index++) {
    const { state } = await readCustomer(join(found, 'state'), `c${`${index}`.padStart(6, '0')}`);
    if (state === undefined) continue;
    const miss = explainCustomer(state, set).nearMisses.find(
      ({ contributions, confidence, needed }) =>
        confidence > NEAR_ENOUGH && confidence < needed && contributions.some(({ weight }) => weight < 0),
    );
    if (miss !== undefined) return miss;
  }
  return undefined;
}

function qualityOf(report: EvaluationReport): readonly string[] {
  const percent = (share: number | null) => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);
  const head = ['signal, or domain', 'expected', 'recall', 'precision', 'median delay'];
  const series = report.signals.filter(({ signal }) => signal.startsWith('new-recurring-'));
  const rows = [...series, ...report.domains, report.all].map((score) => [
    score.signal,
    `${score.truths}`,
    percent(score.recall.share),
    percent(score.precision.share),
    score.delayDays.median === null ? '–' : `${score.delayDays.median} days`,
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((cells) => cells[column]!.length)));
  return [head, ...rows].map(
    (cells) =>
      `  ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('   ')}`,
  );
}

function nextSteps(out: string, found: string, view: View): readonly string[] {
  const steps: readonly (readonly [string, string])[] = [
    [`npx milestream explain --state ${join(found, 'state')} --customer c000003`, 'one life, all of it'],
    [
      `npx milestream evaluate --signals ${join(found, 'signals.ndjson')} --truth ${join(out, 'truth.ndjson')}`,
      'the whole table',
    ],
    ['npx milestream inspect YOUR-FILE', 'how a file of your own bank would be read'],
    ['npx milestream run --input YOUR-FILE --format auto --customer me --out mine', 'and what is in it'],
  ];
  return steps.flatMap(([command, what]) => [`  ${command}`, `      ${paint(what, 'dim', view.colour)}`]);
}
