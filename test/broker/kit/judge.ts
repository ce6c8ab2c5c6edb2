import { canonicalJson } from '../../../src/lib/canonical-json.ts';
import type { SimulatedBroker } from '../../../src/log/simulated/broker.ts';
import { DAY_NONE } from '../../../src/model/ledger-event.ts';
import { decodeOutputBody } from '../../../src/registry/output-codec.ts';
import { engine } from '../../../src/runtime/core-engine.ts';
import { compileContent } from '../../../src/runtime/service/definition-content.ts';
import { difference, foldSequentially, type Outputs } from '../../simulation/oracle.ts';
import type { ReadTopic, TopicReader } from './topic-reader.ts';

export interface JudgedService {
  readonly application: string;
  readonly partitions: number;
  readonly format: 'json' | 'avro';
  readonly transactions: boolean;
}

/** What a service put out, and what the plainest fold of its ledger gives. */
export interface Judgement {
  /** Where the two differ; undefined where they are the same. */
  readonly difference: string | undefined;
  /** Partitions of any topic in which a transaction stands open. */
  readonly open: readonly string[];
  readonly signals: number;
  readonly events: number;
}

const TOPICS = ['signals', 'activations', 'audit', 'transactions'] as const;

/** Reads all topics with Kafka's own consumer and holds the outputs against a sequential fold of the ledger. */
export async function judge(reader: TopicReader, service: JudgedService): Promise<Judgement> {
  const { application, partitions, format, transactions } = service;
  const topic = (name: string) => `${application}.${name}`;
  const [ledger, definitions] = [await reader.read(topic('ledger')), await reader.read(topic('definitions'))];
  const { outputs: expected, places } = foldSequentially(asBroker(ledger), engine, {
    ledgerPartitions: partitions,
    definitions: (epoch) => {
      const found = definitions.records.find(({ offset }) => offset === epoch);
      if (found === undefined) return { hash: '', epoch, dictionaryHash: '', definitions: [], notes: [] };
      return compileContent(found.value!, epoch);
    },
    fold: { historyUntil: DAY_NONE, writesTransactions: transactions },
  });
  const given: Outputs = new Map();
  const open: string[] = [];
  let signals = 0;
  for (const name of TOPICS) {
    if (name === 'transactions' && !transactions) continue;
    const read = await reader.read(topic(name));
    open.push(...read.open.map((partition) => `${name}/${partition}`));
    if (name === 'signals') signals = read.records.length;
    for (const { key, value } of read.records) {
      const body =
        format === 'json' ? (JSON.parse(value!.toString()) as object) : decodeOutputBody(name, value!);
      const place = `${name}/${key!.toString()}`;
      given.set(place, [...(given.get(place) ?? []), canonicalJson(body)]);
    }
  }
  return { difference: difference(bodiesOf(expected), given), open, signals, events: places.size };
}

/** The judge of simulated histories knows ordinals and days; a subscriber sees bodies, in Avro without an order of fields. */
function bodiesOf(outputs: Outputs): Outputs {
  const text = (each: string) => canonicalJson((JSON.parse(each) as { body: unknown }).body);
  return new Map([...outputs].map(([key, list]) => [key, list.map(text)]));
}

/** What the judge asks of a broker: everything that was ever committed to a partition. */
function asBroker({ records }: ReadTopic): SimulatedBroker {
  const partition = ({ partition: wanted }: { readonly partition: number }) => ({
    everCommitted: () => records.filter((record) => record.partition === wanted),
  });
  return { partition } as unknown as SimulatedBroker;
}
