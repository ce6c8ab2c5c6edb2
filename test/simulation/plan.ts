import { hash32 } from '../../src/lib/hash.ts';
import { type Random, seededRandom } from '../../src/lib/random.ts';
import { type LogFaults, NO_LOG_FAULTS } from '../../src/log/simulated/faults.ts';
import { formatDay, parseDay } from '../../src/model/day.ts';

/** 2025-03-01. */
export const FIRST_DAY = 20148;
/** The broker's clock begins far behind all events, so that it bounds none of them. */
export const CLOCK_START_MS = 20_400 * 86_400_000;

/** A record of a source, and when it is appended. */
export interface PlannedRecord {
  readonly atMs: number;
  readonly source: number;
  readonly partition: number;
  readonly value: string;
  /** How many events it holds. */
  readonly events: number;
}

/** Something that happens once. */
export type Mishap =
  | {
      readonly kind: 'crash' | 'stop' | 'clean-stop' | 'disk-gone' | 'byte-flipped';
      readonly atMs: number;
      readonly member: number;
    }
  | {
      readonly kind: 'compaction' | 'snapshots-gone' | 'retention' | 'source-offsets-gone' | 'offsets-gone';
      readonly atMs: number;
    }
  | { readonly kind: 'activation'; readonly atMs: number; readonly contentLateMs: number };

/** One history: everything in it follows from its seed. */
export interface Plan {
  readonly seed: number;
  readonly detectors: number;
  readonly intakes: number;
  readonly sources: number;
  readonly sourcePartitions: number;
  readonly ledgerPartitions: number;
  readonly records: readonly PlannedRecord[];
  /** The second act: everybody was killed before it. */
  readonly encore: readonly PlannedRecord[];
  readonly keepsDisks: boolean;
  readonly mishaps: readonly Mishap[];
  readonly faults: LogFaults;
  /** Chance of a crash, and of a stop, at any moment of a process. */
  readonly crashes: number;
  readonly stops: number;
  /** Chance that who crashed comes back on a new machine. */
  readonly moves: number;
  /** Chance that a write finds the disk full. */
  readonly fullness: number;
  readonly faultsUntilMs: number;
  readonly tuning: {
    readonly batchEventsMax: number;
    readonly cacheCustomersMax: number;
    readonly dirtyCustomersMax: number;
    readonly flushCustomersMax: number;
    readonly flushAgeMs: number;
    readonly boundariesMax: number;
    readonly queueRecordsMax: number;
    readonly commitMs: number;
    readonly tickBlocks: number;
    readonly sendRecordsMax: number;
  };
  /** The last day that all sources come to: in the first act, and in the second. */
  readonly lastDays: readonly [number, number];
}

/** What a history may hold beside the common faults. */
export interface PlanOptions {
  readonly customers?: number;
  readonly recordsMax?: number;
  /** Rare disasters, after which a worker may refuse to go on, but must not be wrong. */
  readonly disasters?: boolean;
  /** Lines of plain events to send instead of drawn ones. */
  readonly lives?: readonly string[];
}

/** A record that nobody can read. */
export const BAD_RECORD = '{"kind":"transaction"';

const STORM = 4;
const LENGTH_MS = 1600;

/** Draws a history. Each leaves some faults out, so that those that are left meet in all combinations. */
export function drawPlan(seed: number, options: PlanOptions = {}): Plan {
  const random = seededRandom(seed);
  const shape = {
    detectors: random.between(1, 3),
    intakes: random.between(1, 2),
    sources: random.between(1, 2),
    sourcePartitions: random.between(1, 2),
    ledgerPartitions: random.between(1, 3),
  };
  const customers = random.between(1, options.customers ?? 8);
  const count = random.between(2, random.pick([8, 16, options.recordsMax ?? 36]));
  const { first, encore } =
    options.lives === undefined
      ? drawActs(random, shape, customers, count)
      : sendLives(random, shape, options.lives);
  // In a storm the rare meets the rare.
  const storm = random.chance(0.2) ? STORM : 1;
  return {
    seed,
    ...shape,
    records: first.records,
    encore: encore.records,
    keepsDisks: random.chance(0.4),
    mishaps: drawMishaps(random, shape, options),
    faults: drawFaults(random, storm),
    crashes: swarm(random, 0.008 * storm),
    stops: swarm(random, 0.003 * storm),
    moves: random.pick([0, 0.1, 0.5]),
    fullness: swarm(random, 0.03 * storm),
    faultsUntilMs: LENGTH_MS + 600,
    tuning: {
      batchEventsMax: random.pick([1, 5, 30]),
      cacheCustomersMax: random.pick([1, 3, 100]),
      dirtyCustomersMax: random.pick([0, 1, 4, 100]),
      flushCustomersMax: random.pick([1, 2, 100]),
      flushAgeMs: random.pick([0, 100, 500, 1_000_000]),
      boundariesMax: random.pick([2, 3, 8]),
      queueRecordsMax: random.pick([1, 5, 100]),
      commitMs: random.pick([0, 30]),
      tickBlocks: random.pick([1, 2, 4]),
      sendRecordsMax: random.pick([1, 3, 20]),
    },
    lastDays: [first.lastDay, encore.lastDay],
  };
}

/** Records, and the last day that all sources come to. */
interface Act {
  readonly records: PlannedRecord[];
  readonly lastDay: number;
}

function drawActs(
  random: Random,
  shape: Shape,
  customers: number,
  count: number,
): { readonly first: Act; readonly encore: Act } {
  const first = drawRecords(random, shape, { customers, count, day: FIRST_DAY, prefix: 'a' });
  const encore = drawRecords(random, shape, {
    customers,
    count: random.between(1, Math.ceil(count / 3)),
    day: first.lastDay + 1,
    prefix: 'b',
  });
  return { first, encore };
}

/** Sends lives as a bank would: day by day, each customer's by one partition; the last third of the days is the encore. */
function sendLives(
  random: Random,
  shape: Shape,
  lives: readonly string[],
): { readonly first: Act; readonly encore: Act } {
  const byDay = new Map<string, string[]>();
  for (const line of lives) {
    const { date, at } = JSON.parse(line) as { readonly date?: string; readonly at?: string };
    const day = (date ?? at ?? '').slice(0, 10);
    byDay.set(day, [...(byDay.get(day) ?? []), line]);
  }
  const days = [...byDay.keys()].sort();
  const from = Math.floor((days.length * 2) / 3);
  const act = (part: readonly string[]): Act => {
    const records = part.flatMap((day, index) => {
      const groups = new Map<string, string[]>();
      for (const line of byDay.get(day)!) {
        const { customer } = JSON.parse(line) as { readonly customer: string };
        const key = `${hash32(customer) % shape.sources}/${hash32(customer, 1) % shape.sourcePartitions}`;
        groups.set(key, [...(groups.get(key) ?? []), line]);
      }
      return [...groups].map(([key, lines]): PlannedRecord => {
        const [source, partition] = key.split('/').map(Number);
        const atMs = Math.floor((index / part.length) * LENGTH_MS) + random.between(0, 20);
        return {
          atMs,
          source: source!,
          partition: partition!,
          value: lines.join('\n'),
          events: lines.length,
        };
      });
    });
    const lastDay = parseDay(part.at(-1)!)!;
    return { records: [...records, ...lastTicks(shape, lastDay)].sort((a, b) => a.atMs - b.atMs), lastDay };
  };
  return { first: act(days.slice(0, from)), encore: act(days.slice(from)) };
}

interface Shape {
  readonly sources: number;
  readonly sourcePartitions: number;
  readonly detectors: number;
  readonly intakes: number;
}

function drawRecords(
  random: Random,
  shape: Shape,
  of: { readonly customers: number; readonly count: number; readonly day: number; readonly prefix: string },
): Act {
  const { sources, sourcePartitions } = shape;
  const records: PlannedRecord[] = [];
  let day = of.day;
  for (let index = 0; index < of.count; index++) {
    day += random.pick([0, 0, 0, 0, 1, 1, 4]);
    const place = {
      source: random.between(0, sources - 1),
      partition: random.between(0, sourcePartitions - 1),
    };
    const atMs = Math.floor((index / of.count) * LENGTH_MS) + random.between(0, 100);
    const events = random.pick([0, 1, 1, 1, 1, 1, 1, 1, 2, 3]);
    const lines = Array.from({ length: events }, (_, line) => drawEvent(random, of, day, `${index}-${line}`));
    const value = events === 0 ? BAD_RECORD : lines.join('\n');
    records.push({ ...place, atMs, value, events });
  }
  const lastDay = day + random.pick([0, 1, 22]);
  return { records: [...records, ...lastTicks(shape, lastDay)].sort((a, b) => a.atMs - b.atMs), lastDay };
}

/** Each source says in the end how far time has come, in all of its partitions. */
function lastTicks({ sources, sourcePartitions }: Shape, lastDay: number): PlannedRecord[] {
  const records: PlannedRecord[] = [];
  for (let source = 0; source < sources; source++) {
    for (let partition = 0; partition < sourcePartitions; partition++) {
      const value = JSON.stringify({ kind: 'tick', at: `${formatDay(lastDay)}T12:00:00Z` });
      records.push({ atMs: LENGTH_MS + 200, source, partition, value, events: 0 });
    }
  }
  return records;
}

function drawEvent(
  random: Random,
  { customers, prefix }: { readonly customers: number; readonly prefix: string },
  day: number,
  id: string,
): string {
  const customer = `c${random.between(1, customers)}`;
  const date = formatDay(day - random.pick([0, 0, 0, 1]));
  if (random.chance(0.1)) {
    const state = random.pick(['given', 'withdrawn']);
    return JSON.stringify({
      kind: 'consent',
      customer,
      purpose: 'marketing',
      state,
      at: `${date}T01:00:00Z`,
    });
  }
  return JSON.stringify({
    kind: 'transaction',
    // Now and then the bank sends one twice: that is for the fold to see, not for the marks.
    id: `${prefix}${random.chance(0.05) ? 0 : id}`,
    customer,
    account: 'a',
    date,
    amount: '-1.00',
    currency: 'EUR',
    description: `M${random.between(1, 3)}`,
  });
}

function drawMishaps(random: Random, shape: Shape, { disasters = false, lives }: PlanOptions): Mishap[] {
  const mishaps: Mishap[] = [];
  const atMs = () => random.between(0, LENGTH_MS + 400);
  for (const kind of ['crash', 'stop', 'clean-stop', 'disk-gone', 'byte-flipped'] as const) {
    if (!random.chance(0.4)) continue;
    const hasDisk = kind === 'disk-gone' || kind === 'byte-flipped';
    const members = shape.detectors + (hasDisk ? 0 : shape.intakes);
    const times = random.between(1, 3);
    for (let time = 0; time < times; time++)
      mishaps.push({ kind, atMs: atMs(), member: random.between(0, members - 1) });
  }
  const compactions = random.between(0, 4);
  for (let time = 0; time < compactions; time++) mishaps.push({ kind: 'compaction', atMs: atMs() });
  // Real lives without definitions would say nothing.
  if (lives !== undefined) mishaps.push({ kind: 'activation', atMs: 0, contentLateMs: 0 });
  if (random.chance(0.1)) mishaps.push({ kind: 'source-offsets-gone', atMs: atMs() });
  const activations = random.pick([0, 0, 1, 2]);
  for (let time = 0; time < activations; time++)
    mishaps.push({ kind: 'activation', atMs: atMs(), contentLateMs: random.pick([0, 0, 300]) });
  if (disasters) {
    if (random.chance(0.6)) mishaps.push({ kind: 'snapshots-gone', atMs: atMs() });
    if (random.chance(0.4)) mishaps.push({ kind: 'retention', atMs: atMs() });
    if (random.chance(0.1)) mishaps.push({ kind: 'offsets-gone', atMs: atMs() });
  }
  return mishaps.sort((a, b) => a.atMs - b.atMs);
}

function drawFaults(random: Random, storm: number): LogFaults {
  const mostly: Record<keyof LogFaults, number> = {
    ...NO_LOG_FAULTS,
    transactionFails: 0.03 * storm,
    transactionLost: 0.03 * storm,
    commitAnswerLost: 0.1,
    commitLate: 0.1,
    sendUnknown: 0.1,
    sendDrops: 0.1,
    leaks: 0.7,
    offsetAnswerLost: 0.2,
    rebalances: 0.02,
    readsStall: 0.05,
    opensFail: 0.1,
  };
  for (const name of Object.keys(mostly) as (keyof LogFaults)[]) mostly[name] = swarm(random, mostly[name]);
  return mostly;
}

/** Half of all histories do without. */
function swarm(random: Random, rate: number): number {
  return random.chance(0.5) ? 0 : rate * random.next() * 2;
}
