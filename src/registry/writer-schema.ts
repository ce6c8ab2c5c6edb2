import avro from 'avsc';
import { OperationalError } from '../errors/operational-error.ts';
import { LEDGER_EVENT_SCHEMA } from './ledger-schema.ts';

/** The body of an event as this build's record of that name has it. */
export interface LedgerBody {
  /** Full name of the record. */
  readonly name: string;
  readonly body: object;
}

/** A schema that ledger events were written by, ready to read them as this build's. */
export interface WriterSchema {
  readonly read: (bytes: Uint8Array) => LedgerBody;
}

interface Branch {
  readonly name: string;
  readonly writer: avro.Type;
  /** What this build makes of it; undefined for a kind that it lacks. */
  readonly reader: avro.Type | undefined;
  /** Written just as this build writes: nothing to resolve. */
  readonly isOwn: boolean;
  /** Made with the first event of the kind, so that a kind nobody sends stops nobody. */
  resolver: ReturnType<avro.Type['createResolver']> | undefined;
}

const readers = new Map(branchTypes(LEDGER_EVENT_SCHEMA).map((type) => [type.name ?? '', type]));

/** Opens a schema given as JSON text. */
export function openWriterSchema(text: string): WriterSchema {
  const branches = parseSchema(text).map((writer): Branch => {
    const name = writer.name ?? '';
    const reader = readers.get(name);
    return { name, writer, reader, isOwn: reader?.equals(writer) ?? false, resolver: undefined };
  });
  return { read: (bytes) => readBody(bytes, branches) };
}

function parseSchema(text: string): readonly avro.Type[] {
  try {
    return branchTypes(JSON.parse(text));
  } catch (cause) {
    const message = 'the schema that ledger events were written by is not one of ours';
    throw new OperationalError('MS_LEDGER_SCHEMA', message, { retriable: false, cause });
  }
}

/** Each record of a ledger schema; every one defines its own names, so they open one by one. */
function branchTypes(schema: unknown): readonly avro.Type[] {
  if (!Array.isArray(schema)) throw new TypeError('no union');
  const registry = {};
  return schema.map((branch) => avro.Type.forSchema(branch, { registry }));
}

/** A union in Avro is the index of its branch, zig-zag and so one byte below 64, and then the branch. */
function readBody(bytes: Uint8Array, branches: readonly Branch[]): LedgerBody {
  const branch = bytes[0]! % 2 === 0 ? branches[bytes[0]! / 2] : undefined;
  if (branch === undefined) throw brokenBytes(undefined);
  const { name, reader } = branch;
  if (reader === undefined)
    throw newer(`a ledger event is of the kind ${name}, which this build does not know`);
  const resolver = branch.isOwn ? undefined : resolverOf(branch, reader);
  const body = Buffer.from(bytes.buffer, bytes.byteOffset + 1, bytes.byteLength - 1);
  try {
    return { name, body: reader.fromBuffer(body, resolver) };
  } catch (cause) {
    throw brokenBytes(cause);
  }
}

function resolverOf(branch: Branch, reader: avro.Type): NonNullable<Branch['resolver']> {
  if (branch.resolver !== undefined) return branch.resolver;
  try {
    branch.resolver = reader.createResolver(branch.writer);
    return branch.resolver;
  } catch (cause) {
    throw newer(`ledger events of the kind ${branch.name} cannot be read by this build`, cause);
  }
}

function brokenBytes(cause: unknown): OperationalError {
  return new OperationalError('MS_LEDGER_BYTES', 'the bytes of a ledger event are broken', {
    retriable: false,
    cause,
  });
}

function newer(message: string, cause?: unknown): OperationalError {
  return new OperationalError('MS_LEDGER_NEWER', message, { retriable: false, cause });
}
