import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { OperationalError } from '../errors/operational-error.ts';

/** So much of a file is looked at, unpacked: more than a thousand records of any format need. */
const HEAD_BYTES_MAX = 16 * 1024 * 1024;

/** The bytes that a file begins with, unpacked, and whether they are all of it. */
export interface Head {
  readonly bytes: Buffer;
  readonly isWhole: boolean;
}

/** Reads the beginning of a file, or of standard input for `-`; gzip is known by its content. */
export async function readHead(path: string): Promise<Head> {
  const source = path === '-' ? process.stdin : createReadStream(path);
  try {
    const first = await collect(source, HEAD_BYTES_MAX);
    if (first.bytes[0] !== 0x1f || first.bytes[1] !== 0x8b) return first;
    return await unpack(first);
  } catch (error) {
    throw operational(error, path);
  }
}

async function collect(source: Readable, most: number): Promise<Head> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    // One byte more than the bound shows that there is more.
    if (size > most) return { bytes: Buffer.concat(chunks).subarray(0, most), isWhole: false };
  }
  return { bytes: Buffer.concat(chunks), isWhole: true };
}

/** However much a packed file grows, no more than the bound of it is unpacked. */
async function unpack(packed: Head): Promise<Head> {
  const gunzip = createGunzip();
  gunzip.end(packed.bytes);
  if (packed.isWhole) return collect(gunzip, HEAD_BYTES_MAX);
  const chunks: Buffer[] = [];
  // A packed file that was cut ends in an error; what came out before it is its beginning.
  gunzip.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise<void>((resolve) => {
    gunzip.on('error', () => resolve());
    gunzip.on('end', () => resolve());
  });
  return { bytes: Buffer.concat(chunks).subarray(0, HEAD_BYTES_MAX), isWhole: false };
}

function operational(error: unknown, path: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT')
    return new OperationalError('MS_INPUT_MISSING', `${path} does not exist`, {
      retriable: false,
      cause: error,
    });
  if (code === undefined) return error;
  return new OperationalError('MS_INPUT_UNREADABLE', `${path} cannot be read (${code})`, {
    retriable: false,
    cause: error,
  });
}
