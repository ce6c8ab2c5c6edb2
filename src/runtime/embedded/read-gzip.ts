import type { Buffer } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { OperationalError } from '../../errors/operational-error.ts';
import { BlockHashes } from './block-hashes.ts';
import { fileError } from './files.ts';
import type { BlockReader } from './line-splitter.ts';
import { type ByteRange, inputChanged } from './read-range.ts';

/** Expanded bytes for each packed one, beyond which a file is taken for a bomb: event files stay below 50. */
const EXPANSION_MAX = 250;
/** Up to here any ratio is good. */
const EXPANSION_FREE_BYTES = 256 * 1024 * 1024;
const EXPANDED_BLOCK_BYTES = 512 * 1024;

/** Feeds the lines of a packed file to a splitter; gives the hashes of its packed blocks. */
export async function readGzip(
  range: ByteRange,
  splitter: BlockReader,
  options: { readonly blockBytes: number; readonly check: () => void },
): Promise<Uint8Array> {
  const { path, size } = range;
  const hashes = new BlockHashes();
  let packed = 0;
  let expanded = 0;
  try {
    await pipeline(
      createReadStream(path, { end: size - 1, highWaterMark: options.blockBytes }),
      async function* (source: AsyncIterable<Buffer>) {
        for await (const block of source) {
          packed += block.length;
          hashes.push(block);
          yield block;
        }
        if (packed < size) throw inputChanged(path);
      },
      createGunzip({ chunkSize: EXPANDED_BLOCK_BYTES }),
      async (source: AsyncIterable<Buffer>) => {
        for await (const block of source) {
          options.check();
          expanded += block.length;
          if (expanded > EXPANSION_FREE_BYTES && expanded > packed * EXPANSION_MAX) throw tooDense(path);
          splitter.push(block);
        }
      },
    );
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^Z_|^ERR_ZLIB/.test(String(error.code))) {
      throw new OperationalError('MS_INPUT_UNREADABLE', `${path} is no whole gzip file: ${error.message}`, {
        retriable: false,
        cause: error,
      });
    }
    throw fileError(error, { action: 'read', path });
  }
  splitter.end();
  return hashes.finish();
}

function tooDense(path: string): OperationalError {
  return new OperationalError(
    'MS_INPUT_EXPANDS',
    `${path} expands to more than ${EXPANSION_MAX} times its size, as no file of events does`,
    { retriable: false },
  );
}
