import { Buffer } from 'node:buffer';
import { difference, foldSequentially, type Outputs, outputsGiven } from './oracle.ts';
import { BAD_RECORD, drawPlan, type Plan, type PlanOptions } from './plan.ts';
import { FOLD, OUTPUT_TOPICS, type SimulatedCore, World } from './world.ts';

/** How a history ended. */
export interface Verdict {
  readonly seed: number;
  /** What is wrong, in words; undefined where nothing is. */
  readonly wrong: string | undefined;
  /** The code by which a worker refused to go on after a disaster; empty where none did. */
  readonly refused: string;
  readonly moments: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly trace: readonly string[];
}

const MOMENTS_MAX = 60_000;
const LOOK_EVERY = 40;
/** What is on its way arrives within this time. */
const QUIET_MS = 450;

/** Runs one whole history and judges it. With a trace, every moment of it can be read. */
export async function runHistory(
  seed: number,
  core: SimulatedCore,
  options: PlanOptions & { readonly trace?: boolean } = {},
): Promise<Verdict> {
  const plan = drawPlan(seed, options);
  const world = new World(plan, core);
  const trace: string[] = [];
  if (options.trace === true) {
    const start = world.scheduler.now;
    world.scheduler.trace = (line) => trace.push(`${world.scheduler.now - start} ${line}`);
  }
  let moments = 0;
  /** Undefined when it came to rest. */
  const rest = async (lastDay: number): Promise<string | undefined> => {
    for (let quietSince = -1; ; ) {
      if (world.failure !== undefined) return said(world.failure);
      if (world.refused !== '') return undefined;
      if (moments % LOOK_EVERY === 0 && world.scheduler.now - startMs > plan.faultsUntilMs) {
        if (!world.isAtRest(lastDay)) quietSince = -1;
        else if (quietSince < 0) quietSince = world.scheduler.now;
        else if (world.scheduler.now - quietSince > QUIET_MS) return undefined;
      }
      if (moments++ > MOMENTS_MAX)
        return `it does not come to rest up to day ${lastDay}:\n${world.describe()}`;
      if (!(await world.scheduler.step())) return 'everybody waits for ever';
    }
  };
  const startMs = world.scheduler.now;
  world.begin();
  let wrong = (await rest(plan.lastDays[0])) ?? judge(world, core, [plan.records]);
  if (wrong === undefined && world.refused === '') {
    moments = 0;
    world.beginAgain(plan.keepsDisks);
    world.append(plan.encore);
    await world.scheduler.step();
    const both = [plan.records, plan.encore];
    wrong = (await restAfterEncore(world, rest, plan)) ?? judge(world, core, both);
    if (wrong !== undefined) wrong = `in the second act: ${wrong}`;
  }
  if (options.disasters !== true && world.refused !== '') wrong ??= `a worker refuses: ${world.refused}`;
  const signals = OUTPUT_TOPICS.slice(0, 1).flatMap((topic) => [
    ...outputsGiven(world.broker, { topics: [topic], partitions: plan.ledgerPartitions }).values(),
  ]);
  const counts = { ...world.counts, signals: signals.flat().length };
  return { seed, wrong, refused: world.refused, moments, counts, trace };
}

/** All of the encore is sent before anyone may call it a rest. */
async function restAfterEncore(
  world: World,
  rest: (lastDay: number) => Promise<string | undefined>,
  plan: Plan,
): Promise<string | undefined> {
  const until = world.scheduler.now + Math.max(...plan.encore.map(({ atMs }) => atMs)) + 1;
  for (let moments = 0; world.scheduler.now < until; moments++) {
    if (world.failure !== undefined || world.refused !== '' || moments > MOMENTS_MAX) break;
    await world.scheduler.step();
  }
  return rest(plan.lastDays[1]);
}

function judge(world: World, core: SimulatedCore, sent: readonly Plan['records'][]): string | undefined {
  const { broker, plan } = world;
  const { ledgerPartitions } = plan;
  const { outputs, places } = foldSequentially(broker, core.engine, {
    ledgerPartitions,
    definitions: core.definitions,
    fold: FOLD,
  });
  const given = outputsGiven(broker, { topics: OUTPUT_TOPICS, partitions: ledgerPartitions });
  if (world.refused !== '') return beyond(outputs, given);
  const wrong = difference(outputs, given);
  if (wrong !== undefined) return wrong;
  const events = sent.flat().reduce((sum, record) => sum + record.events, 0);
  if (events !== places.size) return `${events} events were sent, ${places.size} stand in the ledger`;
  const dead = broker.partition({ topic: 'dead-letters', partition: 0 }).everCommitted();
  const bad = sent.flat().filter(({ value }) => value === BAD_RECORD).length;
  const ids = new Set(
    dead.map(({ headers }) => headers.map(([name, value]) => `${name}=${Buffer.from(value)}`).join(' ')),
  );
  return ids.size === bad
    ? undefined
    : `${bad} records cannot be read, ${ids.size} are dead letters: ${[...ids].join('; ')}`;
}

/** Whoever refuses to go on must not have said anything wrong. */
function beyond(expected: Outputs, given: Outputs): string | undefined {
  const beginnings: Outputs = new Map();
  for (const [key, texts] of given) beginnings.set(key, (expected.get(key) ?? []).slice(0, texts.length));
  return difference(beginnings, given);
}

function said(failure: unknown): string {
  return failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
}
