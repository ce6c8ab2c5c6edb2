import { Buffer } from 'node:buffer';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  openSync,
  readdirSync,
  type Stats,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FileReading } from '../../intake/formats.ts';
import { fileError, readFully } from './files.ts';

/** A file that the run reads. */
export interface InputFile {
  /** As it is called in messages and places. */
  readonly name: string;
  /** Where its bytes are: the same, but for streams, which are copied first. */
  readonly path: string;
  readonly size: number;
  readonly packed: boolean;
}

/** A file with how it is read. */
export interface ReadableFile extends InputFile {
  readonly reading: FileReading;
}

const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

/** All files behind the inputs as given: directories opened, streams copied into the run's directory. */
export async function listInputs(
  inputs: readonly string[],
  options: {
    readonly copyTo: (index: number) => string;
    readonly stdin: Readable;
    readonly signal: AbortSignal;
  },
): Promise<InputFile[]> {
  const files: InputFile[] = [];
  for (const [index, name] of inputs.entries()) {
    if (name === '-') {
      files.push(await copied(name, options.stdin, options.copyTo(index), options.signal));
      continue;
    }
    const stats = statOf(name);
    if (stats.isDirectory()) files.push(...filesIn(name));
    else if (stats.isFile()) files.push(described(name, name, stats.size));
    else files.push(await copied(name, createReadStream(name), options.copyTo(index), options.signal));
  }
  return files;
}

/** The size of an input now; what is gone fails with a code. */
export function sizeNow(path: string): number {
  return statOf(path).size;
}

function filesIn(directory: string): InputFile[] {
  try {
    const names = readdirSync(directory).sort((a, b) => Buffer.from(a).compare(Buffer.from(b)));
    return names
      .map((name) => ({ path: join(directory, name), stats: statOf(join(directory, name)) }))
      .filter(({ stats }) => stats.isFile())
      .map(({ path, stats }) => described(path, path, stats.size));
  } catch (error) {
    throw fileError(error, { action: 'read', path: directory });
  }
}

async function copied(name: string, source: Readable, path: string, signal: AbortSignal): Promise<InputFile> {
  try {
    await pipeline(source, createWriteStream(path), { signal });
  } catch (error) {
    throw fileError(error, { action: 'write', path });
  }
  return described(name, path, statOf(path).size);
}

function described(name: string, path: string, size: number): InputFile {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (error) {
    throw fileError(error, { action: 'read', path: name });
  }
  try {
    const head = Buffer.alloc(GZIP_MAGIC.length);
    readFully(descriptor, head, { start: 0, length: head.length, position: 0 });
    return { name, path, size, packed: head.equals(GZIP_MAGIC) };
  } catch (error) {
    throw fileError(error, { action: 'read', path: name });
  } finally {
    closeSync(descriptor);
  }
}

function statOf(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    throw fileError(error, { action: 'read', path });
  }
}
