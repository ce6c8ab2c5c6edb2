import avro from 'avsc';

const DAY_MS = 86_400_000;

/** What a logical type must be made of, and how its value is written in plain events. */
type ToText = (value: unknown, schema: { readonly scale?: number }) => unknown;

const instantOf =
  (unitsPerMs: number): ToText =>
  (value) =>
    new Date(Math.floor(Number(value) / unitsPerMs)).toISOString();

const TO_TEXT: Readonly<Record<string, ToText>> = {
  decimal: (value, { scale = 0 }) => decimalText(value as Uint8Array, scale),
  date: (value) => new Date(Number(value) * DAY_MS).toISOString().slice(0, 10),
  'timestamp-millis': instantOf(1),
  'timestamp-micros': instantOf(1_000),
};

/** The logical types that plain events have words for: money as decimals, days and instants as text. */
export const LOGICAL_TYPES: Readonly<Record<string, LogicalTypeClass>> = Object.fromEntries(
  Object.entries(TO_TEXT).map(([name, toText]) => [name, logicalType(toText)]),
);

type LogicalTypeClass = new (schema: avro.Schema, options?: unknown) => avro.types.LogicalType;

function logicalType(toText: ToText): LogicalTypeClass {
  return class extends avro.types.LogicalType {
    readonly #schema: { readonly scale?: number };

    constructor(schema: avro.Schema, options?: unknown) {
      super(schema, options);
      this.#schema = schema as { readonly scale?: number };
    }

    protected override _fromValue(value: unknown): unknown {
      return toText(value, this.#schema);
    }

    protected override _toValue(): undefined {
      return undefined; // We read these, and never write them.
    }
  };
}

/** A big-endian two's complement number and its scale, written out; never by way of a float. */
function decimalText(bytes: Uint8Array, scale: number): string {
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  if (bytes.length > 0 && bytes[0]! >= 128) value -= 1n << BigInt(8 * bytes.length);
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const part = scale === 0 ? '' : `.${digits.slice(digits.length - scale)}`;
  return `${value < 0n ? '-' : ''}${whole}${part}`;
}

/** Longs beyond what a number holds exactly, as text; the others as numbers. */
export const LONG_TYPE = avro.types.LongType.__with({
  fromBuffer: (buffer: Buffer) => {
    const value = buffer.readBigInt64LE();
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  },
  toBuffer: () => Buffer.alloc(8),
  fromJSON: Number,
  toJSON: Number,
  isValid: (value: unknown) => typeof value === 'number',
  compare: (a: number, b: number) => a - b,
});
