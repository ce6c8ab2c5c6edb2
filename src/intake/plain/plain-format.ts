import { deadLetter } from '../../errors/dead-letter.ts';
import type { Decoder, Format, RecordSink } from '../format.ts';
import { isRecord, parseJson } from './record.ts';

const LINES_LOOKED_AT = 20;

/** Plain events, as one of the formats. */
export const plainFormat: Format = {
  name: 'plain',
  recognise({ text }) {
    // A first line may be broken; that it is plain shows in any of the first.
    const isPlain = text
      .split('\n', LINES_LOOKED_AT)
      .map((line) => parseJson(line))
      .some((value) => isRecord(value) && typeof value.kind === 'string');
    return isPlain ? { why: 'its lines are JSON objects with "kind"' } : undefined;
  },
  open: (_options, sink) => decodePlain(sink),
};

/** Hands on plain lines as they are. */
function decodePlain(sink: RecordSink): Decoder {
  let rest: Buffer = Buffer.alloc(0);
  let line = 0;
  const take = (bytes: Buffer): void => {
    line++;
    const text = bytes
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .trim();
    if (text === '') return;
    const record = parseJson(text);
    if (isRecord(record)) sink.record(record as Record<string, unknown>, { line });
    else sink.refuse(deadLetter('MS_JSON', 'the line is not a JSON object'), { line }, bytes);
  };
  return {
    push(chunk) {
      const bytes = Buffer.concat([rest, chunk]);
      let start = 0;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
        take(bytes.subarray(start, end));
        start = end + 1;
      }
      rest = bytes.subarray(start);
    },
    end() {
      if (rest.length > 0) take(rest);
    },
  };
}
