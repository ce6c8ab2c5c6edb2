import { BACKSLASH, CLOSE_LIST, CLOSE_OBJECT, COLON, OPEN_LIST, OPEN_OBJECT, QUOTE } from './bytes.ts';

/** How deep a JSON text is nested, and how many keys it has. */
export interface Measure {
  readonly colons: number;
  readonly depth: number;
}

/** Measures a JSON text that is known to be whole. */
export function measure(bytes: Uint8Array, from: number, to: number): Measure {
  let colons = 0;
  let depth = 0;
  let deepest = 0;
  for (let index = from; index < to; index++) {
    const byte = bytes[index]!;
    if (byte === QUOTE) {
      for (index++; index < to && bytes[index] !== QUOTE; index++) if (bytes[index] === BACKSLASH) index++;
    } else if (byte === COLON) colons++;
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      if (++depth > deepest) deepest = depth;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) depth--;
  }
  return { colons, depth: deepest };
}
