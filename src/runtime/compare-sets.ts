import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DefinitionSet } from '../model/definition.ts';
import type { Signal } from '../model/signal.ts';
import { runEmbedded } from './run-embedded.ts';
import type { RunOptions } from './run-options.ts';

/** What becomes of the customers that a definition is confirmed for, when one set takes the place of another. */
export interface CustomerChanges {
  readonly definition: string;
  readonly before: number;
  readonly after: number;
  readonly entered: number;
  readonly left: number;
  /** Confirmed by both, at a confidence that moved by `CONFIDENCE_MOVED` at least. */
  readonly surer: number;
  readonly lessSure: number;
}

/** A confidence that moved by less is the same to whoever uses it. */
export const CONFIDENCE_MOVED = 0.01;

type CompareOptions = Omit<RunOptions, 'definitions' | 'out' | 'state' | 'engine' | 'transactions'>;
type Told = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Runs the same files through two sets of definitions, in scratch folders, and counts whose signals differ. */
export async function compareSets(
  options: CompareOptions,
  { before, after }: { readonly before: DefinitionSet; readonly after: DefinitionSet },
): Promise<CustomerChanges[]> {
  // Both must know a party by the same key, and nobody needs to know it afterwards.
  const run = { ...options, partySecret: options.partySecret ?? randomBytes(32).toString('hex') };
  const old = await confirmedBy(run, before);
  const fresh = await confirmedBy(run, after);
  const ids = new Set([...before.definitions, ...after.definitions].map(({ id }) => id as string));
  return [...ids].sort().map((definition) => {
    const was = old.get(definition) ?? new Map<string, number>();
    const is = fresh.get(definition) ?? new Map<string, number>();
    const moves = [...is].map(([customer, confidence]) => confidence - (was.get(customer) ?? Number.NaN));
    return {
      definition,
      before: was.size,
      after: is.size,
      entered: [...is.keys()].filter((customer) => !was.has(customer)).length,
      left: [...was.keys()].filter((customer) => !is.has(customer)).length,
      surer: moves.filter((move) => move >= CONFIDENCE_MOVED).length,
      lessSure: moves.filter((move) => move <= -CONFIDENCE_MOVED).length,
    };
  });
}

/** By definition: the customers that it was confirmed for and not taken back, with their highest confidence. */
async function confirmedBy(options: CompareOptions, definitions: DefinitionSet): Promise<Told> {
  const folder = await mkdtemp(join(tmpdir(), 'milestream-diff-'));
  try {
    const run = { ...options, definitions, out: folder, state: join(folder, 'state') };
    await runEmbedded({ ...run, engine: 'memory', transactions: false }, () => {});
    return await readConfirmed(join(folder, 'signals.ndjson'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readConfirmed(path: string): Promise<Told> {
  const episodes = new Map<string, Pick<Signal, 'signal' | 'customer' | 'confidence'>>();
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const { signal, customer, confidence, state, episode } = JSON.parse(line) as Signal;
    if (state === 'retracted') episodes.delete(episode);
    else if (state === 'confirmed') episodes.set(episode, { signal, customer, confidence });
  }
  const told = new Map<string, Map<string, number>>();
  for (const { signal, customer, confidence } of episodes.values()) {
    const customers = told.get(signal) ?? new Map<string, number>();
    customers.set(customer, Math.max(confidence, customers.get(customer) ?? 0));
    told.set(signal, customers);
  }
  return told;
}
