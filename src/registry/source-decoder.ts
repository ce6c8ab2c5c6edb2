import avro from 'avsc';
import { type DeadLetter, deadLetter } from '../errors/dead-letter.ts';
import { LOGICAL_TYPES, LONG_TYPE } from './logical-types.ts';
import { WIRE_HEADER_BYTES, WIRE_MAGIC } from './output-codec.ts';
import { askRegistry, type KeptSchema, type RegistryAccess } from './registry-client.ts';

/** Schemas kept open; a topic has known few. */
const SCHEMAS_MAX = 1_000;
const REFERENCES_MAX = 64;

/** Reads values that stand behind the five bytes of a registry. */
export interface SourceDecoder {
  /** Fetches the schemas that values need and that are not known yet. Rejects (retriable) while the registry is away. */
  prepare(values: Iterable<Uint8Array | null>): Promise<void>;
  /** The value as JSON text in bytes; what was not prepared counts as unknown. */
  decode(value: Uint8Array): Uint8Array | DeadLetter;
}

/** Opens the decoder of a source. JSON needs no schema to be read, and is not held against one. */
export function openSourceDecoder(encoding: 'avro' | 'json-schema', access: RegistryAccess): SourceDecoder {
  if (encoding === 'json-schema') {
    return {
      prepare: async () => {},
      decode: (value) => (hasHeader(value) ? value.subarray(WIRE_HEADER_BYTES) : noHeader()),
    };
  }
  const types = new Map<number, avro.Type | null>();
  return {
    prepare: async (values) => {
      for (const value of values) {
        if (value === null || !hasHeader(value)) continue;
        const id = schemaIdOf(value);
        if (types.has(id)) continue;
        const type = await fetchType(access, id);
        if (types.size >= SCHEMAS_MAX) types.clear();
        types.set(id, type);
      }
    },
    decode: (value) => {
      if (!hasHeader(value)) return noHeader();
      const type = types.get(schemaIdOf(value));
      return type === undefined || type === null ? unknownSchema(value) : readValue(type, value);
    },
  };
}

function readValue(type: avro.Type, value: Uint8Array): Uint8Array | DeadLetter {
  const { buffer, byteOffset, byteLength } = value;
  try {
    const bytes = Buffer.from(buffer, byteOffset + WIRE_HEADER_BYTES, byteLength - WIRE_HEADER_BYTES);
    return Buffer.from(JSON.stringify(type.fromBuffer(bytes)));
  } catch {
    return deadLetter('MS_AVRO', 'the bytes are not what their schema says');
  }
}

function hasHeader(value: Uint8Array): boolean {
  return value.byteLength > WIRE_HEADER_BYTES && value[0] === WIRE_MAGIC;
}

function schemaIdOf(value: Uint8Array): number {
  return new DataView(value.buffer, value.byteOffset).getInt32(1);
}

function noHeader(): DeadLetter {
  return deadLetter('MS_WIRE_FORMAT', 'the value does not begin as values of a schema registry do');
}

function unknownSchema(value: Uint8Array): DeadLetter {
  return deadLetter('MS_SCHEMA_UNKNOWN', `the registry knows no Avro schema ${schemaIdOf(value)}`);
}

/** The type of a schema; null where the registry has none of that number, or none that can be read. */
async function fetchType(access: RegistryAccess, id: number): Promise<avro.Type | null> {
  const kept = (await askRegistry(access, `/schemas/ids/${id}`)) as KeptSchema | undefined;
  if (kept === undefined || (kept.schemaType ?? 'AVRO') !== 'AVRO') return null;
  const schemas = [...(await fetchReferences(access, kept)), kept.schema];
  const registry: Record<string, avro.Type> = { long: LONG_TYPE };
  try {
    const types = schemas.map((schema) =>
      avro.Type.forSchema(JSON.parse(schema) as avro.Schema, {
        registry,
        logicalTypes: LOGICAL_TYPES,
        wrapUnions: 'never',
      }),
    );
    return types.at(-1) ?? null;
  } catch {
    return null;
  }
}

/** What a schema builds on, those first on which others build. */
async function fetchReferences(access: RegistryAccess, kept: KeptSchema): Promise<string[]> {
  const found = new Map<string, string>();
  const fetch = async ({ references = [] }: KeptSchema): Promise<void> => {
    for (const { subject, version } of references) {
      const path = `/subjects/${encodeURIComponent(subject)}/versions/${version}`;
      if (found.has(path) || found.size >= REFERENCES_MAX) continue;
      const referred = (await askRegistry(access, path)) as KeptSchema | undefined;
      if (referred === undefined) continue;
      await fetch(referred);
      found.set(path, referred.schema);
    }
  };
  await fetch(kept);
  return [...found.values()];
}
