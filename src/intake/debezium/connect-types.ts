import { formatDay } from '../../model/day.ts';
import { decimalOfBase64 } from '../json/decimal-bytes.ts';
import { isObject, type JsonObject } from '../json-stream/json-decoder.ts';

const MILLISECONDS_PER_DAY = 86_400_000;

/**
 * Turns the columns of a row that Kafka Connect writes in forms of its own into texts, by the schema that came with the
 * message: decimals from bytes, days and instants from numbers. Other columns stay as they are.
 */
export function readTypedRow(row: JsonObject, schema: unknown, side: 'before' | 'after'): JsonObject {
  const columns = columnsOf(schema, side);
  if (columns === undefined) return row;
  const read: Record<string, unknown> = { ...row };
  for (const column of columns) {
    if (!isObject(column) || typeof column.field !== 'string' || !Object.hasOwn(read, column.field)) continue;
    read[column.field] = readColumn(read[column.field], column);
  }
  return read;
}

/** The fields of the row's schema, in the schema of its envelope. */
export function columnsOf(schema: unknown, side: string): readonly unknown[] | undefined {
  if (!isObject(schema) || !Array.isArray(schema.fields)) return undefined;
  const row = schema.fields.find((field: unknown) => isObject(field) && field.field === side) as unknown;
  return isObject(row) && Array.isArray(row.fields) ? row.fields : undefined;
}

function readColumn(value: unknown, column: JsonObject): unknown {
  switch (column.name) {
    case 'org.apache.kafka.connect.data.Decimal': {
      const { scale } = isObject(column.parameters) ? column.parameters : {};
      return decimal(value, Number(scale));
    }
    case 'io.debezium.data.VariableScaleDecimal':
      return isObject(value) ? decimal(value.value, Number(value.scale)) : value;
    case 'io.debezium.time.Date':
    case 'org.apache.kafka.connect.data.Date':
      return instant(value, 1);
    case 'io.debezium.time.Timestamp':
    case 'org.apache.kafka.connect.data.Timestamp':
      return instant(value, MILLISECONDS_PER_DAY);
    case 'io.debezium.time.MicroTimestamp':
      return instant(value, MILLISECONDS_PER_DAY * 1e3);
    case 'io.debezium.time.NanoTimestamp':
      return instant(value, MILLISECONDS_PER_DAY * 1e6);
    default:
      return value;
  }
}

/** Scales that a column of money has. */
const SCALE_MAX = 32;

function decimal(value: unknown, scale: number): unknown {
  if (typeof value !== 'string' || !Number.isInteger(scale) || scale < 0 || scale > SCALE_MAX) return value;
  return decimalOfBase64(value, scale) ?? value;
}

/** The calendar day of a number that counts so many units a day; databases write wall clocks, so no zone is in it. */
function instant(value: unknown, unitsPerDay: number): unknown {
  if (typeof value !== 'number' || !Number.isFinite(value)) return value;
  const day = Math.floor(value / unitsPerDay);
  return Math.abs(day) < 700_000 ? formatDay(day) : value;
}
