import { deadLetter } from '../../errors/dead-letter.ts';
import type { Decoder, RecordSink } from '../format.ts';
import { decodeCsv } from './decode-csv.ts';
import { proposeCsvMapping } from './propose.ts';
import { HEAD_BYTES } from './table.ts';

/** Doubts that touch money or days: with one of these a person must decide, and no row is read. */
const GRAVE = /^(?:day and month|decimal mark|sign|currency):/;

/**
 * Reads a CSV file without a mapping, by the one that its beginning proposes. The file is refused, once and whole, when no
 * mapping fits or when the proposal leaves a doubt about money or days.
 */
export function decodeUnmappedCsv(sink: RecordSink): Decoder {
  let head: Uint8Array[] = [];
  let size = 0;
  let decoder: Decoder | undefined;
  let refused = false;
  const start = (): void => {
    const bytes = Buffer.concat(head);
    head = [];
    const proposal = proposeCsvMapping(bytes);
    const faults =
      'missing' in proposal ? proposal.missing : proposal.doubts.filter((doubt) => GRAVE.test(doubt));
    if ('missing' in proposal || faults.length > 0) {
      refused = true;
      const detail = `the file does not show how to read it, and no mapping was given: ${faults.join('; ')}`;
      sink.refuse(deadLetter('MS_CSV_MAPPING', detail), { line: 1 }, new Uint8Array(0));
      return;
    }
    decoder = decodeCsv(proposal.mapping, sink);
    decoder.push(bytes);
  };
  return {
    push(chunk) {
      if (refused) return;
      if (decoder !== undefined) {
        decoder.push(chunk);
        return;
      }
      head.push(Uint8Array.prototype.slice.call(chunk));
      size += chunk.length;
      // One byte more than is looked at shows that the head is cut.
      if (size > HEAD_BYTES) start();
    },
    end() {
      if (size > 0 && decoder === undefined && !refused) start();
      decoder?.end();
    },
  };
}
