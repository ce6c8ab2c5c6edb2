import { formatDay } from '../model/day.ts';
import type { OutputRecord, OutputTopic, Signal } from '../model/signal.ts';
import { encodeOutputBody } from './output-codec.ts';

/** An output as it goes onto its topic. */
export interface EncodedOutput {
  readonly topic: OutputTopic;
  readonly key: Buffer;
  readonly value: Buffer;
  readonly headers: readonly (readonly [name: string, value: Buffer])[];
}

export type OutputEncoder = (record: OutputRecord, customer: string) => EncodedOutput;

export type OutputEncoding =
  | { readonly format: 'json' }
  | {
      readonly format: 'avro';
      readonly registryUrl: string;
      readonly schemaIds: Readonly<Record<OutputTopic, number>>;
    };

const EVENT_TYPES: Readonly<Record<OutputTopic, string>> = {
  signals: 'milestream.signal.v1',
  activations: 'milestream.activation.v1',
  audit: 'milestream.audit.v1',
  transactions: 'milestream.transaction.v1',
};

/** Makes the encoder of outputs: CloudEvents in binary mode, keyed by customer. The same record has the same bytes. */
export function createOutputEncoder(application: string, encoding: OutputEncoding): OutputEncoder {
  const source = Buffer.from(`/milestream/${application}`);
  const version = Buffer.from('1.0');
  const contentType = Buffer.from(encoding.format === 'json' ? 'application/json' : 'application/avro');
  const kinds = Object.fromEntries(
    Object.entries(EVENT_TYPES).map(([topic, type]) => [topic, Buffer.from(type)]),
  ) as Readonly<Record<OutputTopic, Buffer>>;
  return (record, customer) => {
    const { topic, body, day } = record;
    const key = Buffer.from(customer);
    return {
      topic,
      key,
      value:
        encoding.format === 'json'
          ? Buffer.from(JSON.stringify(body))
          : encodeOutputBody(topic, body, encoding.schemaIds[topic]),
      headers: [
        ['ce_specversion', version],
        ['ce_id', Buffer.from(eventId(record, customer))],
        ['ce_source', source],
        ['ce_type', kinds[topic]],
        ['ce_time', Buffer.from(`${formatDay(day)}T00:00:00Z`)],
        ['ce_subject', key],
        ...(encoding.format === 'json'
          ? []
          : [
              [
                'ce_dataschema',
                Buffer.from(`${encoding.registryUrl}/schemas/ids/${encoding.schemaIds[topic]}`),
              ] as const,
            ]),
        ['content-type', contentType],
      ],
    };
  };
}

/** Ids name what they are of, so that a replay yields the same. */
function eventId({ topic, body, ordinal }: OutputRecord, customer: string): string {
  return topic === 'signals' ? (body as Signal).id : `${customer}:${ordinal}`;
}
