import { BACKSLASH, NEWLINE, QUOTE } from './bytes.ts';

/**
 * The index of what ends a string: its quote, or a newline, which JSON writes as an escape. Where neither is in the bytes
 * it is their length, or one more when they end in the middle of an escape.
 */
export function findStringEnd(bytes: Uint8Array, from: number): number {
  const { length } = bytes;
  let index = from;
  for (; index < length; index++) {
    const byte = bytes[index]!;
    if (byte === QUOTE || byte === NEWLINE) return index;
    if (byte === BACKSLASH) index++;
  }
  return index;
}
