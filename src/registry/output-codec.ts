import avro from 'avsc';
import { canonicalJson } from '../lib/canonical-json.ts';
import type { Contribution, OutputRecord, OutputTopic, Signal } from '../model/signal.ts';
import { OUTPUT_SCHEMAS } from './output-schemas.ts';

/** The first byte of a value that a registry's schema was written by, and the schema's id behind it. */
export const WIRE_MAGIC = 0;
export const WIRE_HEADER_BYTES = 5;
const BUFFER_BYTES = 64 * 1024;

type Body = Readonly<Record<string, unknown>>;

const types: Readonly<Record<OutputTopic, avro.Type>> = {
  signals: avro.Type.forSchema(OUTPUT_SCHEMAS.signals as unknown as avro.Schema),
  activations: avro.Type.forSchema(OUTPUT_SCHEMAS.activations as unknown as avro.Schema),
  audit: avro.Type.forSchema(OUTPUT_SCHEMAS.audit as unknown as avro.Schema),
  transactions: avro.Type.forSchema(OUTPUT_SCHEMAS.transactions as unknown as avro.Schema),
};

const named: Readonly<Record<OutputTopic, ReadonlySet<string>>> = {
  signals: namesOf('signals'),
  activations: namesOf('activations'),
  audit: namesOf('audit'),
  transactions: namesOf('transactions'),
};

function namesOf(topic: OutputTopic): ReadonlySet<string> {
  return new Set(OUTPUT_SCHEMAS[topic].fields.map(({ name }) => name).filter((name) => name !== 'more'));
}

let buffer = Buffer.allocUnsafe(BUFFER_BYTES);

/** The body of an output in a registry's wire format: a zero, the schema's id, and Avro. */
export function encodeOutputBody(topic: OutputTopic, body: OutputRecord['body'], schemaId: number): Buffer {
  const value = topic === 'signals' ? signalToAvro(body as Signal) : looseToAvro(topic, body as Body);
  const type = types[topic];
  let end = type.encode(value, buffer, WIRE_HEADER_BYTES);
  if (end < 0) {
    buffer = Buffer.allocUnsafe(buffer.length - end + BUFFER_BYTES);
    end = type.encode(value, buffer, WIRE_HEADER_BYTES);
  }
  buffer[0] = WIRE_MAGIC;
  buffer.writeInt32BE(schemaId, 1);
  return Buffer.from(buffer.subarray(0, end));
}

/** The body again, its fields in the order in which the fold puts them. */
export function decodeOutputBody(topic: OutputTopic, bytes: Uint8Array): OutputRecord['body'] {
  const value = Buffer.from(
    bytes.buffer,
    bytes.byteOffset + WIRE_HEADER_BYTES,
    bytes.byteLength - WIRE_HEADER_BYTES,
  );
  const read = types[topic].fromBuffer(value) as Body;
  return topic === 'signals' ? signalOfAvro(read) : looseOfAvro(read);
}

function signalToAvro(signal: Signal): Body {
  const { rationale, historical, next = null, series = null } = signal;
  const { calibration } = rationale;
  return {
    ...signal,
    next,
    series,
    historical: historical === true,
    rationale: {
      ...rationale,
      calibration:
        calibration === 'none' ? null : { ...calibration, points: canonicalJson(calibration.points) },
      for: rationale.for.map(contributionToAvro),
      against: rationale.against.map(contributionToAvro),
    },
    more: moreOf('signals', signal as unknown as Body),
  };
}

function contributionToAvro(contribution: Contribution): Body {
  return { ...contribution, facts: JSON.stringify(contribution.facts) };
}

/** The order of fields is the contract's; what is not there is left out. */
function signalOfAvro(read: Body): Signal {
  const { next, series, historical, rationale, more, ...rest } = read as unknown as AvroSignal;
  const { id, episode, revision, customer, signal, definition, state, confidence, subject, detectedAt } =
    rest;
  const { calibration } = rationale;
  const found = {
    ...{ id, episode, revision, customer, signal, definition, state, confidence, subject, detectedAt },
    happened: rest.happened,
    ...(next === null ? {} : { next }),
    ...(series === null ? {} : { series }),
    rationale: {
      ...rationale,
      calibration:
        calibration === null ? 'none' : { ...calibration, points: JSON.parse(calibration.points) as unknown },
      for: rationale.for.map(contributionOfAvro),
      against: rationale.against.map(contributionOfAvro),
    },
    transactions: rest.transactions,
    sensitivity: rest.sensitivity,
    purposes: rest.purposes,
    ...(historical ? { historical: true as const } : {}),
    ...(more === null ? {} : (JSON.parse(more) as object)),
  };
  return plain(found) as Signal;
}

interface AvroSignal extends Omit<Signal, 'next' | 'series' | 'historical' | 'rationale'> {
  readonly next: NonNullable<Signal['next']> | null;
  readonly series: NonNullable<Signal['series']> | null;
  readonly historical: boolean;
  readonly more: string | null;
  readonly rationale: Omit<Signal['rationale'], 'calibration' | 'for' | 'against'> & {
    readonly calibration: { method: string; points: string; labels: number } | null;
    readonly for: readonly AvroContribution[];
    readonly against: readonly AvroContribution[];
  };
}
type AvroContribution = Omit<Contribution, 'facts'> & { readonly facts: string };

function contributionOfAvro(contribution: AvroContribution): Body {
  return { ...contribution, facts: JSON.parse(contribution.facts) as unknown };
}

function looseToAvro(topic: OutputTopic, body: Body): Body {
  const value: Record<string, unknown> = { more: moreOf(topic, body) };
  for (const name of named[topic]) value[name] = body[name] ?? null;
  return value;
}

function looseOfAvro({ more, ...fields }: Body): Body {
  const known = Object.entries(fields).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(known), ...(more === null ? {} : (JSON.parse(more as string) as object)) };
}

/** What the schema does not name goes along as JSON, so that nothing that a fold says is lost. */
function moreOf(topic: OutputTopic, body: Body): string | null {
  const others = Object.entries(body).filter(
    ([name, value]) => !named[topic].has(name) && value !== undefined,
  );
  return others.length === 0 ? null : JSON.stringify(Object.fromEntries(others));
}

/** Without the classes that Avro makes of records. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
