import { closeSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { OperationalError, UsageError } from '../errors/operational-error.ts';
import { didYouMeanHint } from '../lib/did-you-mean.ts';
import { type Day, formatDay, isDayInRange, parseDay } from '../model/day.ts';
import { ENRICHABLE_SIGNALS } from '../population/enrichable.ts';
import { POPULATION_MONTHS_MAX, type PopulationOptions, populationWindow } from '../population/options.ts';
import { generateCustomer, populationHeader, populationObserved } from '../population/population.ts';
import type { TruthSignal } from '../population/truth-signals.ts';
import { endWriting, fileError, openToWrite, writeAll } from '../runtime/embedded/files.ts';
import { prepareOut } from '../runtime/embedded/out-files.ts';

export const GENERATE_HELP = `milestream generate --customers N --out DIR   an invented population, and what is true of it

  --out DIR        where events.ndjson and truth.ndjson go; only these two are written over
  --customers N    how many (default: 1000)
  --months M       whole months, 1 to 600 (default: 24)
  --seed S         the same seed gives the same bytes (default: 1)
  --start DATE     the first day (default: 2024-01-01)
  --country CODE   US, GB or DE only (default: all three)
  --enrich SIGNAL[,SIGNAL...] | all
                   let the events of these signals (all: of every signal, and every trap) happen to more customers;
                   truth then tells each customer's weights, so that a share can be weighted back
  --json           the summary as JSON

The events of one customer stand together, in the order of delivery; customers follow each other by key.
Example: milestream generate --customers 2000 --months 24 --seed 7 --out population`;

export const GENERATE_DEFAULTS = { customers: 1_000, months: 24, seed: 1 } as const;
const CUSTOMERS_MAX = 100_000_000;
const COUNTRIES = ['US', 'GB', 'DE'] as const;
/** Text that waits to be written, in letters: memory is bounded by this and one customer. */
const WAITING_MAX = 1 << 20;
/** After so many customers an interrupt is heard and progress is told. */
const BREATH_CUSTOMERS = 50;

export interface PopulationSummary {
  readonly customers: number;
  readonly months: number;
  readonly seed: number;
  readonly from: string;
  readonly to: string;
  readonly events: number;
  readonly dirty: number;
  readonly truth: { readonly fires: number; readonly silent: number; readonly ignore: number };
  readonly bytes: number;
  readonly seconds: number;
  readonly files: { readonly events: string; readonly truth: string };
}

/** Writes an invented population and its truth; gives the exit code. */
export async function generateCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string' },
      customers: { type: 'string', default: `${GENERATE_DEFAULTS.customers}` },
      months: { type: 'string', default: `${GENERATE_DEFAULTS.months}` },
      seed: { type: 'string', default: `${GENERATE_DEFAULTS.seed}` },
      start: { type: 'string' },
      country: { type: 'string' },
      enrich: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${GENERATE_HELP}\n`);
    return 0;
  }
  if (values.out === undefined) throw new UsageError('generate needs --out DIR');
  const country = COUNTRIES.find((code) => code === values.country);
  if (values.country !== undefined && country === undefined)
    throw new UsageError(`--country must be one of ${COUNTRIES.join(', ')}`);
  const from = startOption(values.start);
  const options: PopulationOptions = {
    customers: wholeOption('--customers', values.customers, { low: 1, high: CUSTOMERS_MAX }),
    months: wholeOption('--months', values.months, { low: 1, high: POPULATION_MONTHS_MAX }),
    seed: wholeOption('--seed', values.seed, { low: 0, high: Number.MAX_SAFE_INTEGER }),
    ...(country === undefined ? {} : { country }),
    ...(from === undefined ? {} : { from }),
    ...(values.enrich === undefined ? {} : { enrich: enrichOption(values.enrich) }),
  };
  if (!isDayInRange(populationWindow(options).to))
    throw new UsageError('--start and --months lead beyond 2099');
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  const say = (text: string) => process.stderr.write(text);
  try {
    const summary = await writePopulation(options, values.out, say, stop.signal);
    process.stdout.write(`${values.json ? JSON.stringify(summary) : readable(summary)}\n`);
  } finally {
    process.off('SIGINT', interrupt);
  }
  return 0;
}

/**
 * Writes `events.ndjson` and `truth.ndjson` into a directory. Both are written under other names and take their own
 * at the end, so nobody reads half a population; memory does not grow with the number of customers.
 */
export async function writePopulation(
  options: PopulationOptions,
  out: string,
  say: (text: string) => void,
  signal?: AbortSignal,
): Promise<PopulationSummary> {
  const began = performance.now();
  prepareOut(out);
  const events = openOutput(join(out, 'events.ndjson'));
  const truth = openOutput(join(out, 'truth.ndjson'));
  const counts = { events: 0, dirty: 0, fires: 0, silent: 0, ignore: 0 };
  const { customers } = options;
  const pause = async (done: number): Promise<void> => {
    if (done % BREATH_CUSTOMERS !== 0 && done !== customers) return;
    await breathe();
    if (signal?.aborted === true) {
      throw new OperationalError('MS_INTERRUPTED', 'stopped: no population was written', { retriable: true });
    }
  };
  try {
    put(truth, populationHeader(options));
    for (let index = 0; index < customers; index++) {
      put(truth, populationObserved(options, index));
      await pause(index + 1);
    }
    for (let index = 0; index < customers; index++) {
      const made = generateCustomer(options, index);
      for (const line of made.events) put(events, line);
      for (const line of made.truth) {
        put(truth, line);
        counts[expectationOf(line)]++;
      }
      counts.events += made.events.length;
      counts.dirty += made.dirty;
      await pause(index + 1);
      tellProgress(say, { done: index + 1, customers, events: counts.events });
    }
    for (const output of [events, truth]) finish(output, say);
  } catch (error) {
    for (const output of [events, truth]) abandon(output);
    throw error;
  }
  const { from, to } = populationWindow(options);
  return {
    customers,
    months: options.months,
    seed: options.seed,
    from: formatDay(from),
    to: formatDay(to),
    events: counts.events,
    dirty: counts.dirty,
    truth: { fires: counts.fires, silent: counts.silent, ignore: counts.ignore },
    bytes: events.bytes + truth.bytes,
    seconds: Math.round(performance.now() - began) / 1000,
    files: { events: events.path, truth: truth.path },
  };
}

/** A file that is being written, under another name until it is whole. */
interface Output {
  readonly path: string;
  readonly temporary: string;
  readonly descriptor: number;
  waiting: string[];
  waitingLength: number;
  bytes: number;
  isOpen: boolean;
}

function openOutput(path: string): Output {
  const temporary = `${path}.tmp`;
  const descriptor = openToWrite(temporary);
  return { path, temporary, descriptor, waiting: [], waitingLength: 0, bytes: 0, isOpen: true };
}

function put(output: Output, line: string): void {
  output.waiting.push(line);
  output.waitingLength += line.length + 1;
  if (output.waitingLength >= WAITING_MAX) flush(output);
}

// The write waits for the disk: what is made is never ahead of what is written by more than the bound.
function flush(output: Output): void {
  if (output.waiting.length === 0) return;
  const bytes = Buffer.from(`${output.waiting.join('\n')}\n`);
  writeAll(output.descriptor, bytes, output.path);
  output.bytes += bytes.length;
  output.waiting = [];
  output.waitingLength = 0;
}

function finish(output: Output, say: (text: string) => void): void {
  flush(output);
  output.isOpen = false;
  endWriting(output.descriptor, output.path, { sync: false });
  const replaces = existsSync(output.path);
  try {
    renameSync(output.temporary, output.path);
  } catch (error) {
    throw fileError(error, { action: 'write', path: output.path });
  }
  if (replaces) say(`${output.path} is written over\n`);
}

function abandon(output: Output): void {
  if (output.isOpen) closeSync(output.descriptor);
  output.isOpen = false;
  rmSync(output.temporary, { force: true });
}

function expectationOf(line: string): 'fires' | 'silent' | 'ignore' {
  if (line.includes('"expect":"fires"')) return 'fires';
  return line.includes('"expect":"silent"') ? 'silent' : 'ignore';
}

function tellProgress(
  say: (text: string) => void,
  { done, customers, events }: { readonly done: number; readonly customers: number; readonly events: number },
): void {
  if (process.stderr.isTTY !== true) return;
  if (done % BREATH_CUSTOMERS !== 0 && done !== customers) return;
  const share = `${Math.floor((done * 100) / customers)}`.padStart(3);
  say(
    `\rgenerate ${share}%  ${done} of ${customers} customers, ${events} events${done === customers ? '\n' : ''}`,
  );
}

function readable({
  customers,
  events,
  dirty,
  truth,
  bytes,
  seconds,
  from,
  to,
  files,
}: PopulationSummary): string {
  const rate = Math.round(events / Math.max(seconds, 0.001));
  return `${customers} customers from ${from} to ${to}: ${events} events (${dirty} unreadable), ${truth.fires} expected signals, ${truth.silent} traps, ${(bytes / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s (${rate} events/s): ${files.events}, ${files.truth}`;
}

function startOption(text: string | undefined): Day | undefined {
  if (text === undefined) return undefined;
  const day = parseDay(text);
  if (day === undefined || !isDayInRange(day))
    throw new UsageError('--start must be a day of 1970 to 2099, as YYYY-MM-DD');
  return day;
}

function enrichOption(text: string): readonly TruthSignal[] | 'all' {
  if (text === 'all') return 'all';
  return text.split(',').map((word) => {
    const known = ENRICHABLE_SIGNALS.find((signal) => signal === word.trim());
    if (known !== undefined) return known;
    throw new UsageError(
      `--enrich: there is no event of "${word}".${didYouMeanHint(word, ENRICHABLE_SIGNALS)}`,
    );
  });
}

function wholeOption(
  name: string,
  text: string,
  bounds: { readonly low: number; readonly high: number },
): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < bounds.low || value > bounds.high)
    throw new UsageError(`${name} must be a whole number from ${bounds.low} to ${bounds.high}`);
  return value;
}
