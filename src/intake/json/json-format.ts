import { deadLetter } from '../../errors/dead-letter.ts';
import type { Format, FormatOptions } from '../format.ts';
import { createDays } from '../json-stream/fields.ts';
import { type JsonReader, openJson } from '../json-stream/json-decoder.ts';
import type { ListTree } from '../json-stream/list-tree.ts';
import { type JsonMapping, parseJsonMapping } from './mapping.ts';
import { READY_MAPPINGS } from './ready-mappings.ts';
import { readByMapping, valueAt } from './record.ts';

/** Marks of what a ready mapping is for. */
const MARKS: Readonly<Record<string, readonly RegExp[]>> = {
  mx: [/"guid"\s*:/, /"account_guid"\s*:/, /"(?:posted_at|transacted_at)"\s*:/],
  finapi: [/"accountId"\s*:/, /"(?:finapiBookingDate|bankBookingDate)"\s*:/],
};

/** Any JSON records, by a mapping; two come ready. */
export const jsonFormat: Format = {
  name: 'json',
  needsMapping: true,
  recognise({ text }) {
    for (const [name, marks] of Object.entries(MARKS))
      if (marks.every((mark) => mark.test(text)))
        return { why: `its records have the fields of ${name}`, mapping: READY_MAPPINGS[name] };
    return undefined;
  },
  parseMapping: parseJsonMapping,
  open: (options, sink) => openJson(createMappedReader(options), sink),
};

/** Reads records by the mapping of the options. */
export function createMappedReader({ profile, mapping: given }: FormatOptions): JsonReader {
  const days = createDays(profile.timeZone);
  const parsed = parseJsonMapping(given);
  if ('problems' in parsed) {
    const detail = `the mapping has problems: ${parsed.problems.join('; ')}`;
    return { lists: {}, read: () => deadLetter('MS_JSON_MAPPING', detail) };
  }
  const { mapping } = parsed;
  return {
    lists: treeOf(mapping.records),
    read(value, list) {
      if (list === '' && isEmptyPage(value, mapping)) return undefined;
      return readByMapping(value, mapping, days);
    },
  };
}

/** A page may leave its list out, or have null in its place. */
function isEmptyPage(value: Readonly<Record<string, unknown>>, mapping: JsonMapping): boolean {
  return mapping.records !== '' && valueAt(value, mapping.records) === null;
}

function treeOf(records: string): ListTree {
  if (records === '') return {};
  return records
    .split('.')
    .reduceRight<true | ListTree>((inner, key) => ({ [key]: inner }), true) as ListTree;
}
