import type { OutputTopic } from '../model/signal.ts';
import { OUTPUT_SCHEMAS } from './output-schemas.ts';

export interface AsyncApiWishes {
  readonly version: string;
  readonly topics: Readonly<Record<OutputTopic | 'deadLetters', string>>;
  readonly partitions: number;
  readonly replicas: number;
}

const ABOUT: Readonly<
  Record<OutputTopic, { readonly title: string; readonly type: string; readonly text: string }>
> = {
  signals: {
    title: 'Signal',
    type: 'milestream.signal.v1',
    text: 'What is changing in a customer’s life, how sure it is, and why. Each revision carries the whole current truth.',
  },
  activations: {
    title: 'Activation',
    type: 'milestream.activation.v1',
    text: 'What may be sent, to whom and by which channel, and what was withheld by which rules.',
  },
  audit: {
    title: 'Audit',
    type: 'milestream.audit.v1',
    text: 'What was done and why, with ids and numbers only.',
  },
  transactions: {
    title: 'Transaction',
    type: 'milestream.transaction.v1',
    text: 'Transactions, normalized, redacted, enriched and de-duplicated; written where the configuration says so.',
  },
};

const CLOUD_EVENT_HEADERS = [
  'ce_specversion',
  'ce_id',
  'ce_source',
  'ce_type',
  'ce_time',
  'ce_subject',
  'ce_dataschema',
  'content-type',
] as const;

const DEAD_LETTER_HEADERS = [
  'milestream_code',
  'milestream_detail',
  'milestream_source',
  'milestream_topic',
  'milestream_partition',
  'milestream_offset',
] as const;

/** The AsyncAPI 3 document of what the service writes for others. */
export function asyncApiDocument(wishes: AsyncApiWishes): object {
  const topics = Object.keys(ABOUT) as OutputTopic[];
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Milestream',
      version: wishes.version,
      description:
        'What the service writes for others. Read with isolation.level=read_committed: then every record comes once.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/avro',
    channels: Object.fromEntries([
      ...topics.map((topic) => [topic, channelOf(topic, wishes)] as const),
      ['deadLetters', deadLetterChannel(wishes)] as const,
    ]),
    operations: Object.fromEntries(
      [...topics, 'deadLetters'].map((topic) => [
        `send-${topic}`,
        { action: 'send', channel: { $ref: `#/channels/${topic}` } },
      ]),
    ),
  };
}

function channelOf(topic: OutputTopic, { topics, partitions, replicas }: AsyncApiWishes): object {
  const { title, type, text } = ABOUT[topic];
  return {
    address: topics[topic],
    description: text,
    messages: {
      [title]: {
        name: title,
        title,
        contentType: 'application/avro',
        headers: {
          type: 'object',
          properties: Object.fromEntries(
            CLOUD_EVENT_HEADERS.map((name) => [
              name,
              name === 'ce_type' ? { type: 'string', const: type } : { type: 'string' },
            ]),
          ),
        },
        payload: {
          schemaFormat: 'application/vnd.apache.avro;version=1.9.0',
          schema: OUTPUT_SCHEMAS[topic],
        },
        bindings: {
          kafka: {
            key: { type: 'string', description: 'The bank’s key of the customer.' },
            schemaIdLocation: 'payload',
            schemaIdPayloadEncoding: 'confluent',
            schemaLookupStrategy: 'TopicNameStrategy',
            bindingVersion: '0.5.0',
          },
        },
      },
    },
    bindings: {
      kafka: {
        topic: topics[topic],
        partitions,
        replicas,
        topicConfiguration: { 'cleanup.policy': ['delete'] },
        bindingVersion: '0.5.0',
      },
    },
  };
}

function deadLetterChannel({ topics, replicas }: AsyncApiWishes): object {
  return {
    address: topics.deadLetters,
    description:
      'Records of sources that could not be read: key and value as they came, and why in headers. At least once; topic, partition and offset are the id.',
    messages: {
      DeadLetter: {
        name: 'DeadLetter',
        title: 'Dead letter',
        contentType: 'application/octet-stream',
        headers: {
          type: 'object',
          properties: Object.fromEntries(DEAD_LETTER_HEADERS.map((name) => [name, { type: 'string' }])),
        },
        payload: { type: 'string', format: 'binary' },
        bindings: { kafka: { bindingVersion: '0.5.0' } },
      },
    },
    bindings: {
      kafka: {
        topic: topics.deadLetters,
        partitions: 1,
        replicas,
        topicConfiguration: { 'cleanup.policy': ['delete'] },
        bindingVersion: '0.5.0',
      },
    },
  };
}
