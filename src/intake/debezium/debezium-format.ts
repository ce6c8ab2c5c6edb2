import { type DeadLetter, deadLetter } from '../../errors/dead-letter.ts';
import { createBerlinReader } from '../berlin/berlin-format.ts';
import { createFdxReader } from '../fdx/fdx-format.ts';
import type { Format, FormatOptions, FormatRecord } from '../format.ts';
import { createMappedReader } from '../json/json-format.ts';
import type { JsonMapping } from '../json/mapping.ts';
import { readIdentity } from '../json/record.ts';
import { createDays, firstText, objectAt } from '../json-stream/fields.ts';
import {
  type Found,
  isDeadLetter,
  isObject,
  type JsonObject,
  type JsonReader,
  openJson,
} from '../json-stream/json-decoder.ts';
import { createUkReader } from '../ob-uk/ob-uk-format.ts';
import { createPlaidReader } from '../plaid/plaid-format.ts';
import { parseJson } from '../plain/record.ts';
import { defaultProfile } from '../profile.ts';
import { columnsOf, readTypedRow } from './connect-types.ts';
import { type DebeziumMapping, type InsideFormat, parseDebeziumMapping } from './mapping.ts';

/** Change events of Debezium, with any JSON format inside, by a mapping. */
export const debeziumFormat: Format = {
  name: 'debezium',
  needsMapping: true,
  recognise({ text }) {
    if (/"op"\s*:\s*"[crudtm]"/.test(text) && /"(?:before|after)"\s*:/.test(text))
      return { why: 'its records are change events with op, before and after' };
    return /"__(?:op|deleted)"\s*:/.test(text)
      ? { why: 'its records are change events, flattened, with __op or __deleted' }
      : undefined;
  },
  parseMapping: parseDebeziumMapping,
  open: (options, sink) => openJson(createDebeziumReader(options), sink),
};

/** Reads change events by the mapping of the options. */
export function createDebeziumReader(options: FormatOptions): JsonReader {
  const parsed = parseDebeziumMapping(options.mapping);
  if ('problems' in parsed) {
    const detail = `the mapping has problems: ${parsed.problems.join('; ')}`;
    return { lists: {}, read: () => deadLetter('MS_JSON_MAPPING', detail) };
  }
  const inside = openInside(parsed.mapping, options);
  return {
    lists: {},
    // A tombstone follows a deletion, for Kafka's sake.
    readOther: (value) =>
      value === null ? undefined : deadLetter('MS_NOT_AN_OBJECT', 'the change event is no JSON object'),
    read: (value) => readEvent(value, parsed.mapping, inside),
  };
}

/** What reads a row once it is known whether its columns were typed by a schema. */
interface Inside {
  readonly read: (row: JsonObject, isTyped: boolean) => Found;
  readonly readDeleted: (row: JsonObject, isTyped: boolean) => Found;
}

function readEvent(value: JsonObject, mapping: DebeziumMapping, inside: Inside): Found {
  if (value.payload === null) return undefined;
  const isWrapped = isObject(value.payload);
  const event = isWrapped ? (value.payload as JsonObject) : value;
  const isFlat = event.op === undefined && (event.__op !== undefined || event.__deleted !== undefined);
  const source = objectAt(event.source);
  const table = firstText(source.table, event.__table);
  if (mapping.tables.length > 0 && table !== '' && !mapping.tables.includes(table)) return undefined;
  const op = isFlat ? flatOp(event) : event.op;
  // A message that the database's users wrote into the log is no row.
  if (op === 'm') return undefined;
  const side = op === 'd' ? 'before' : 'after';
  if (op !== 'c' && op !== 'r' && op !== 'u' && op !== 'd') return refuseOp(op);
  const row = isFlat ? event : event[side];
  if (!isObject(row)) return deadLetter('MS_FIELD_MISSING', `"${side}" is missing`);
  const schema = isWrapped ? value.schema : undefined;
  const isTyped = !isFlat && columnsOf(schema, side) !== undefined;
  const typed = isTyped ? readTypedRow(row, schema, side) : row;
  const found = op === 'd' ? inside.readDeleted(typed, isTyped) : inside.read(typed, isTyped);
  if (found === undefined || isDeadLetter(found)) return found;
  // The commit orders the versions of a row; the connector's own clock does not.
  const committed = isFlat ? event.__source_ts_ms : source.ts_ms;
  return typeof committed === 'number' && (found.seen === undefined || found.seen === null)
    ? { ...found, seen: committed }
    : found;
}

function flatOp(event: JsonObject): unknown {
  if (event.__deleted === true || event.__deleted === 'true') return 'd';
  return event.__op ?? 'c';
}

function refuseOp(op: unknown): DeadLetter {
  if (op === undefined || op === null) return deadLetter('MS_FIELD_MISSING', '"op" is missing');
  if (op === 't')
    return deadLetter('MS_FIELD_VALUE', '"op" is t: a table was emptied, which does not say what it held');
  return deadLetter('MS_FIELD_VALUE', '"op" must be c, r, u, d, t or m');
}

function openInside(mapping: DebeziumMapping, options: FormatOptions): Inside {
  const { format } = mapping.inside;
  const open = (inner: unknown) => openReader(format, options, inner);
  const given = mapping.inside.mapping as JsonMapping | undefined;
  const reader = open(given);
  // A schema turns bytes and numbers into texts, so the mapping's own rules for them do not apply.
  const ofTyped = given === undefined ? reader : open(withoutForms(given));
  const days = createDays(options.profile.timeZone);
  const recordIn = (row: JsonObject): JsonObject | DeadLetter => {
    if (mapping.column === '') return row;
    const cell = row[mapping.column];
    const value = typeof cell === 'string' ? parseJson(cell) : cell;
    return isObject(value)
      ? value
      : deadLetter('MS_JSON', '"column" names a column that holds no JSON object');
  };
  const read = (row: JsonObject, isTyped: boolean): Found => {
    const record = recordIn(row);
    if (isFault(record)) return record;
    return (isTyped ? ofTyped : reader).read(record, '');
  };
  return {
    read,
    readDeleted(row, isTyped) {
      if (format === 'json' && given !== undefined && mapping.column === '')
        return readIdentity(row, isTyped ? withoutForms(given) : given, days);
      const found = read(row, isTyped);
      return found === undefined || isDeadLetter(found) ? found : { ...retraction(found) };
    },
  };
}

function isFault(record: JsonObject | DeadLetter): record is DeadLetter {
  return record.kind === 'dead-letter' && 'code' in record;
}

function withoutForms(mapping: JsonMapping): JsonMapping {
  const { scale: _scale, ...rest } = mapping;
  return { ...rest, dates: 'iso' };
}

function retraction({ customer, account, id, date }: FormatRecord): FormatRecord {
  return { kind: 'transaction', op: 'retract', customer, account, id, date };
}

function openReader(format: InsideFormat, options: FormatOptions, mapping: unknown): JsonReader {
  const inner = { profile: { ...defaultProfile(format), ...ownSettings(options) }, mapping };
  switch (format) {
    case 'json':
      return createMappedReader(inner);
    case 'plaid':
      return createPlaidReader(inner);
    case 'ob-uk':
      return createUkReader(inner);
    case 'berlin':
      return createBerlinReader(inner);
    case 'fdx':
      return createFdxReader(inner);
    default:
      return { lists: {}, read: (value) => ({ ...value }) };
  }
}

/** What the profile of the change events says itself counts inside of them too. */
function ownSettings({ profile }: FormatOptions): Readonly<Record<string, string>> {
  const common = defaultProfile('debezium') as unknown as Readonly<Record<string, string>>;
  return Object.fromEntries(Object.entries(profile).filter(([key, value]) => value !== common[key]));
}
