/**
 * A few words to write a JSON Schema (2020-12) in: every one takes a description,
 * because an editor shows it to whoever fills the field in.
 */
export interface FieldSchema {
  readonly description: string;
  readonly [keyword: string]: unknown;
}

export type Fields = Readonly<Record<string, FieldSchema>>;

/** A date written YYYY-MM-DD. */
export const FORMAT_DATE = 'date';
/** A number with at most three decimals, compiled to whole 1/1000. */
export const FORMAT_WEIGHT = 'weight';
/** A number above 0 and up to 1, or from 0 to 1. */
export const FORMAT_PROBABILITY = 'probability';
/** A sentence that says something: "Unknown" does not. */
export const FORMAT_STATEMENT = 'statement';

const TEXT_LENGTH_MAX = 2_000;
const WEIGHT_MAX = 20;

export function text(description: string, keywords: Record<string, unknown> = {}): FieldSchema {
  return { description, type: 'string', minLength: 1, maxLength: TEXT_LENGTH_MAX, ...keywords };
}

/** A text that has to say something. */
export function statement(description: string): FieldSchema {
  return text(description, { format: FORMAT_STATEMENT });
}

export function date(description: string): FieldSchema {
  return { description: `${description} (YYYY-MM-DD)`, type: 'string', format: FORMAT_DATE };
}

/** Log-odds in nats. */
export function weight(description: string, bounds: { from?: number; to?: number } = {}): FieldSchema {
  return {
    description,
    type: 'number',
    minimum: bounds.from ?? -WEIGHT_MAX,
    maximum: bounds.to ?? WEIGHT_MAX,
    format: FORMAT_WEIGHT,
  };
}

export function probability(description: string): FieldSchema {
  return { description, type: 'number', minimum: 0, maximum: 1, format: FORMAT_PROBABILITY };
}

/** A probability whose logarithm is taken: zero would mean that it never happens, at infinite weight. */
export function chance(description: string): FieldSchema {
  return { description, type: 'number', exclusiveMinimum: 0, maximum: 1, format: FORMAT_PROBABILITY };
}

/** A number between two others. */
export function amount(description: string, bounds: { from: number; to: number }): FieldSchema {
  return { description, type: 'number', minimum: bounds.from, maximum: bounds.to };
}

export function whole(description: string, bounds: { from: number; to: number }): FieldSchema {
  return { description, type: 'integer', minimum: bounds.from, maximum: bounds.to };
}

/** One of some words, each explained. */
export function choice(description: string, words: Readonly<Record<string, string>>): FieldSchema {
  return {
    description,
    type: 'string',
    oneOf: Object.entries(words).map(([word, meaning]) => ({ const: word, description: meaning })),
  };
}

export function list(
  description: string,
  items: FieldSchema,
  bounds: { from?: number; to?: number; unique?: boolean } = {},
): FieldSchema {
  return {
    description,
    type: 'array',
    items,
    minItems: bounds.from ?? 0,
    maxItems: bounds.to ?? 100,
    ...(bounds.unique === true ? { uniqueItems: true } : {}),
  };
}

/** A map with named fields, required but for the optional ones. */
export function record(description: string, fields: Fields, optional: Fields = {}): FieldSchema {
  return {
    description,
    type: 'object',
    properties: { ...fields, ...optional },
    required: Object.keys(fields),
    additionalProperties: false,
  };
}

/** A map whose keys are not named beforehand. */
export function table(description: string, values: FieldSchema, entriesMax: number): FieldSchema {
  return { description, type: 'object', additionalProperties: values, maxProperties: entriesMax };
}

/** Adds fields that are required only where another one says so. */
export function when(
  schema: FieldSchema,
  condition: object,
  outcomes: { then: object; else?: object },
): FieldSchema {
  return { ...schema, if: condition, ...outcomes };
}
