import { berlinFormat } from './berlin/berlin-format.ts';
import { camtFormat } from './camt/camt-format.ts';
import { csvFormat } from './csv/csv-format.ts';
import { debeziumFormat } from './debezium/debezium-format.ts';
import { fdxFormat } from './fdx/fdx-format.ts';
import type { Decoder, FileHead, Format, RecordSink } from './format.ts';
import { jsonFormat } from './json/json-format.ts';
import { mt940Format } from './mt940/mt940-format.ts';
import { obUkFormat } from './ob-uk/ob-uk-format.ts';
import { ofxFormat } from './ofx/ofx-format.ts';
import { plaidFormat } from './plaid/plaid-format.ts';
import { plainFormat } from './plain/plain-format.ts';
import type { Profile } from './profile.ts';

/**
 * All formats, in the order of asking: those with a mark of their own, then CSV, which is any table with days and
 * amounts. A new format is its folder, and a line here.
 */
export const FORMATS: readonly Format[] = [
  plainFormat,
  debeziumFormat,
  plaidFormat,
  obUkFormat,
  berlinFormat,
  fdxFormat,
  jsonFormat,
  ofxFormat,
  camtFormat,
  mt940Format,
  csvFormat,
];

/** All names that `--format` knows beside `auto`. */
export const FORMAT_NAMES: readonly string[] = FORMATS.map(({ name }) => name);

/** How a file is read. Plain data, so that it can go to a thread. */
export interface FileReading {
  readonly format: string;
  readonly profile: Profile;
  /** As the format's `parseMapping` gave it. */
  readonly mapping?: unknown;
}

/** What a file was taken for. */
export interface Recognition {
  readonly format: string;
  /** One clause: "its namespace is that of camt.053.001.08". */
  readonly why: string;
  readonly mapping?: unknown;
  /** What could be read in another way, for a person to look at. */
  readonly doubts: readonly string[];
}

/** Bytes of a file's beginning that are looked at: marks stand within them, and rows enough to propose a mapping. */
export const HEAD_BYTES = 256 * 1024;
const MARK_BYTES = 65_536;

/** The format of a name; it is one of `FORMAT_NAMES`. */
export function formatNamed(name: string): Format {
  const format = FORMATS.find((known) => known.name === name);
  if (format === undefined) throw new RangeError(`there is no format ${name}`);
  return format;
}

/** The beginning of a file as formats look at it. */
export function headOf(bytes: Uint8Array, isWhole: boolean): FileHead {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes.subarray(0, MARK_BYTES));
  return { bytes, text, isWhole };
}

/** Says what a file is by its beginning; undefined when it is none of the formats. */
export function recogniseFormat(head: FileHead): Recognition | undefined {
  if (head.text.trim() === '') return { format: plainFormat.name, why: 'it is empty', doubts: [] };
  for (const { name, recognise } of FORMATS) {
    const found = recognise(head);
    if (found === undefined) continue;
    const { why, mapping, doubts = [] } = found;
    return { format: name, why, doubts, ...(mapping === undefined ? {} : { mapping }) };
  }
  return undefined;
}

/** Opens the decoder of a file. */
export function openFormat({ format, profile, mapping }: FileReading, sink: RecordSink): Decoder {
  const options = mapping === undefined ? { profile } : { profile, mapping };
  return formatNamed(format).open(options, sink);
}
