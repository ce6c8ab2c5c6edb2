import { proposeCsvMapping } from '../intake/csv/propose.ts';
import type { Decoder, FileHead, RecordSink } from '../intake/format.ts';
import { FORMATS } from '../intake/formats.ts';
import { defaultProfile } from '../intake/profile.ts';
import type { Head } from './read-head.ts';

/** What a file was taken for, and how it is read. */
export interface Recognition {
  readonly format: string;
  readonly why: string;
  /** As a mapping file holds it. */
  readonly mapping?: Readonly<Record<string, unknown>>;
  readonly doubts: readonly string[];
  readonly open: (sink: RecordSink) => Decoder;
}

/** Marks stand within the first bytes. */
const MARK_BYTES = 65_536;

/** Says what a file is by its content; why not, when it is none of the formats. */
export function recognise(file: Head): Recognition | { readonly unknown: string } {
  if (file.bytes.length === 0) return { unknown: 'it is empty' };
  const head = headOf(file);
  for (const format of FORMATS) {
    const found = format.recognise(head);
    if (found === undefined) continue;
    const { why, doubts = [] } = found;
    const profile = defaultProfile(format.name);
    if (found.mapping === undefined) {
      return { format: format.name, why, doubts, open: (sink) => format.open({ profile }, sink) };
    }
    const mapping = found.mapping as Readonly<Record<string, unknown>>;
    const parsed = format.parseMapping?.(mapping);
    if (parsed === undefined || 'problems' in parsed) continue;
    const options = { profile, mapping: parsed.mapping };
    return { format: format.name, why, mapping, doubts, open: (sink) => format.open(options, sink) };
  }
  const proposal = proposeCsvMapping(file.bytes);
  const missing = 'missing' in proposal ? proposal.missing.join(', and ') : 'nothing';
  return { unknown: `it has the mark of no format, and as CSV it lacks ${missing}` };
}

/** The text without its byte-order mark; UTF-16 is read as that, since its marks are the same words. */
function headOf({ bytes, isWhole }: Head): FileHead {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = bytes.subarray(0, MARK_BYTES).toString(isWide ? 'utf16le' : 'utf8');
  return { bytes, text: text.replace(/^\ufeff/, ''), isWhole };
}
