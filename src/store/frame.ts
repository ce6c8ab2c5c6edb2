import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { OperationalError } from '../errors/operational-error.ts';
import { assert } from '../lib/assert.ts';
import { asBuffer, keySpaceOf } from './keys.ts';

/** The first byte of every stored value. */
export const FRAME_VERSION = 1;
/** Bytes that a frame adds to a value: version before it, CRC32 behind it. */
export const FRAME_BYTES = 5;
const CHECKSUM_BYTES = 4;

/** A key and its framed value, in bytes of their own. */
export interface FramedEntry {
  readonly key: Buffer;
  readonly value: Buffer;
}

/**
 * Copies key and value and frames the value: version, payload, CRC32 (little endian) over key, version and payload.
 * The key is part of the sum, so that a value never comes back under a key that is not its own.
 */
export function frame(key: Uint8Array, value: Uint8Array): FramedEntry {
  assert(key.length > 0, 'a key has at least one byte');
  const bytes = Buffer.allocUnsafe(key.length + value.length + FRAME_BYTES);
  const end = bytes.length - CHECKSUM_BYTES;
  bytes.set(key, 0);
  bytes[key.length] = FRAME_VERSION;
  bytes.set(value, key.length + 1);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, end)), end);
  return { key: bytes.subarray(0, key.length), value: bytes.subarray(key.length) };
}

/** The payload of a framed value, without copying; throws when one of its bits, or of its key's, has changed. */
export function unframe(key: Uint8Array, framed: Uint8Array): Buffer {
  const bytes = asBuffer(framed);
  const end = bytes.length - CHECKSUM_BYTES;
  if (end < 1 || crc32(bytes.subarray(0, end), crc32(key)) !== bytes.readUInt32LE(end)) {
    throw new OperationalError(
      'MS_STORE_CORRUPT',
      `a stored value does not match its checksum, in the key space "${keySpaceOf(key)}": the state on disk is damaged`,
      { retriable: false },
    );
  }
  if (bytes[0] !== FRAME_VERSION) {
    throw new OperationalError(
      'MS_STORE_NEWER',
      `a stored value has format ${bytes[0]}, this build reads ${FRAME_VERSION}, in the key space "${keySpaceOf(key)}"`,
      { retriable: false },
    );
  }
  return bytes.subarray(1, end);
}
