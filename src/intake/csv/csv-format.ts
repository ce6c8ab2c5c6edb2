import { deadLetter } from '../../errors/dead-letter.ts';
import type { Decoder, Format, RecordSink } from '../format.ts';
import { decodeCsv } from './decode-csv.ts';
import { decodeUnmappedCsv } from './decode-unmapped.ts';
import { parseMapping } from './mapping.ts';
import { proposeCsvMapping } from './propose.ts';
import { writeMapping } from './write-mapping.ts';

/** CSV by mapping, as one of the formats; any file with days and amounts in columns is taken for it, so it stands last. */
export const csvFormat: Format = {
  name: 'csv',
  recognise({ bytes }) {
    const proposal = proposeCsvMapping(bytes);
    if ('missing' in proposal) return undefined;
    const { mapping, why, doubts } = proposal;
    return { why, mapping: writeMapping(mapping, doubts), doubts };
  },
  parseMapping(value) {
    const mapping = parseMapping(value);
    return 'problems' in mapping ? mapping : { mapping };
  },
  open: ({ mapping }, sink) => (mapping === undefined ? decodeUnmappedCsv(sink) : openMapped(mapping, sink)),
};

/** A mapping that was parsed is read again without harm; one that was not is checked here. */
function openMapped(value: unknown, sink: RecordSink): Decoder {
  const mapping = parseMapping(value);
  if (!('problems' in mapping)) return decodeCsv(mapping, sink);
  const detail = `the mapping has problems: ${mapping.problems.join('; ')}`;
  sink.refuse(deadLetter('MS_CSV_MAPPING', detail), { line: 1 }, new Uint8Array(0));
  return { push: () => undefined, end: () => undefined };
}
