import { Buffer } from 'node:buffer';
import type { CustomerState } from '../../src/customer/customer-state.ts';
import type { SimulatedBroker } from '../../src/log/simulated/broker.ts';
import type { DefinitionSet } from '../../src/model/definition.ts';
import type { CustomerKey } from '../../src/model/ids.ts';
import type { OutputRecord } from '../../src/model/signal.ts';
import type { Engine, Folding } from '../../src/runtime/engine.ts';
import { decodeBlock } from '../../src/runtime/service/ledger-block.ts';
import { sliceOfCustomer } from '../../src/store/keys.ts';

/** Outputs of one customer to one topic, in order, as they were sent. */
export type Outputs = Map<string, string[]>;

/** What the ledger says, read by the plainest of readers: no batches, no cache, no timers, no restarts. */
export interface Judged {
  readonly outputs: Outputs;
  /** Source places that were folded, each once. */
  readonly places: Set<string>;
}

/** The text that stands for an output in comparisons. */
export function textOf(record: OutputRecord): string {
  return JSON.stringify({ ordinal: record.ordinal, day: record.day, body: record.body });
}

/** Folds the ledger in the order that it stands in. */
export function foldSequentially(
  broker: SimulatedBroker,
  engine: Engine,
  of: {
    readonly ledgerPartitions: number;
    readonly definitions: (epoch: number) => DefinitionSet;
    readonly fold: { readonly historyUntil: number; readonly writesTransactions: boolean };
  },
): Judged {
  const judged: Judged = { outputs: new Map(), places: new Set() };
  for (let partition = 0; partition < of.ledgerPartitions; partition++) {
    const reader = new PlainReader(judged, (epoch) =>
      engine.createFolding({ ...of.fold, definitions: of.definitions(epoch) }),
    );
    for (const { value } of broker.partition({ topic: 'ledger', partition }).everCommitted())
      reader.read(value!);
  }
  return judged;
}

class PlainReader {
  readonly #judged: Judged;
  readonly #foldingOf: (epoch: number) => Folding;
  readonly #states = new Map<CustomerKey, CustomerState>();
  readonly #marks = new Map<string, readonly number[]>();
  readonly #tickDays = new Map<number, number>();
  #epoch = -1;
  #folding: Folding;

  constructor(judged: Judged, foldingOf: (epoch: number) => Folding) {
    this.#judged = judged;
    this.#foldingOf = foldingOf;
    this.#folding = foldingOf(-1);
  }

  read(value: Uint8Array): void {
    const block = decodeBlock(value);
    if (block.kind === 'control') {
      if (block.event.epoch <= this.#epoch) return;
      this.#epoch = block.event.epoch;
      this.#folding = this.#foldingOf(this.#epoch);
    } else if (block.kind === 'ticks') {
      for (let slice = block.sliceFrom; slice < block.sliceTo; slice++) this.#tick(slice, block.day);
    } else {
      const { source, epoch, partition } = block.from;
      for (const { offset, index, event } of block.events) {
        const place = [epoch, offset, index];
        const mark = this.#marks.get(`${source}/${partition}`);
        if (mark !== undefined && compare(place, mark) <= 0) continue;
        this.#marks.set(`${source}/${partition}`, place);
        this.#judged.places.add(`${source}/${partition}/${place.join('/')}`);
        const { customer } = event;
        let state = this.#states.get(customer);
        if (state === undefined) {
          state = this.#folding.newState(customer);
          this.#states.set(customer, state);
        }
        const outputs: OutputRecord[] = [];
        const tickDay = this.#tickDays.get(sliceOfCustomer(customer)) ?? -1;
        if (tickDay > state.lastTick) this.#folding.foldTicks(state, tickDay, outputs);
        this.#folding.foldEvent(state, event, outputs);
        this.#put(customer, outputs);
      }
    }
  }

  #tick(slice: number, day: number): void {
    if ((this.#tickDays.get(slice) ?? -1) >= day) return;
    this.#tickDays.set(slice, day);
    for (const [customer, state] of this.#states) {
      if (sliceOfCustomer(customer) !== slice || state.dueDay > day) continue;
      const outputs: OutputRecord[] = [];
      this.#folding.foldTicks(state, day, outputs);
      this.#put(customer, outputs);
    }
  }

  #put(customer: string, outputs: readonly OutputRecord[]): void {
    for (const record of outputs) add(this.#judged.outputs, `${record.topic}/${customer}`, textOf(record));
  }
}

/** What subscribers were given, by a reader that sees committed records only. */
export function outputsGiven(
  broker: SimulatedBroker,
  of: { readonly topics: readonly string[]; readonly partitions: number },
): Outputs {
  const given: Outputs = new Map();
  for (const topic of of.topics) {
    for (let partition = 0; partition < of.partitions; partition++) {
      for (const { key, value } of broker.partition({ topic, partition }).everCommitted())
        add(given, `${topic}/${Buffer.from(key!).toString()}`, Buffer.from(value!).toString());
    }
  }
  return given;
}

/** Where two sets of outputs differ, in words; undefined where they are the same. */
export function difference(expected: Outputs, given: Outputs): string | undefined {
  for (const key of new Set([...expected.keys(), ...given.keys()])) {
    const [right, found] = [expected.get(key) ?? [], given.get(key) ?? []];
    const at = right.findIndex((text, index) => text !== found[index]);
    if (at < 0 && right.length === found.length) continue;
    const place = at < 0 ? right.length : at;
    return `${key}, output ${place} of ${right.length} (${found.length} given):\n  must be ${right[place]}\n  is      ${found[place]}`;
  }
  return undefined;
}

function add(to: Outputs, key: string, text: string): void {
  const list = to.get(key);
  if (list === undefined) to.set(key, [text]);
  else list.push(text);
}

function compare(left: readonly number[], right: readonly number[]): number {
  for (const [index, value] of left.entries()) if (value !== right[index]) return value - right[index]!;
  return 0;
}
