import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

/** A field's line is 65 characters by its standard; what is longer than this is no MT940. */
const LINE_BYTES_MAX = 65_536;
const LF = 10;

/** Parts bytes into lines of text; a line that is no UTF-8 is read as windows-1252, as German banks write it. */
export function createLineReader(line: (text: string) => void): {
  push(chunk: Uint8Array): void;
  end(): void;
} {
  const western = new TextDecoder('windows-1252');
  let rest: Uint8Array = new Uint8Array(0);
  const take = (bytes: Uint8Array): void => {
    const text = isUtf8(bytes)
      ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
      : western.decode(bytes);
    line(text.endsWith('\r') ? text.slice(0, -1) : text);
  };
  return {
    push(chunk) {
      let start = 0;
      for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
        const part = chunk.subarray(start, end);
        take(rest.length === 0 ? part : Buffer.concat([rest, part]));
        rest = new Uint8Array(0);
        start = end + 1;
      }
      if (start === chunk.length) return;
      rest = Buffer.concat([rest, chunk.subarray(start)]);
      if (rest.length <= LINE_BYTES_MAX) return;
      // It is handed on in pieces, so that the memory is bounded; its first piece shows what it is.
      take(rest);
      rest = new Uint8Array(0);
    },
    end() {
      if (rest.length > 0) take(rest);
      rest = new Uint8Array(0);
    },
  };
}
