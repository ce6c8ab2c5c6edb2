import { didYouMeanHint } from '../../lib/did-you-mean.ts';
import { parseJsonMapping } from '../json/mapping.ts';

/** Formats whose records may stand in a column of a table. */
export const INSIDE_FORMATS = ['json', 'plaid', 'ob-uk', 'berlin', 'fdx', 'plain'] as const;
export type InsideFormat = (typeof INSIDE_FORMATS)[number];

/** What is inside of change events: rows that a mapping reads, or a column that holds a record of another format. */
export interface DebeziumMapping {
  readonly format: 'debezium';
  /** Tables that count; with none given all do. */
  readonly tables: readonly string[];
  /** The column that holds the record; empty for the row itself. */
  readonly column: string;
  readonly inside: { readonly format: InsideFormat; readonly mapping?: unknown };
}

const KEYS = ['format', 'tables', 'column', 'inside'] as const;

/** Reads a mapping's JSON value; all problems at once. */
export function parseDebeziumMapping(
  value: unknown,
): { readonly mapping: DebeziumMapping } | { readonly problems: readonly string[] } {
  if (!isObject(value)) return { problems: ['a mapping must be one JSON object'] };
  const problems: string[] = [];
  for (const key of Object.keys(value))
    if (!KEYS.some((known) => known === key))
      problems.push(`"${key}" is not known.${didYouMeanHint(key, KEYS)}`);
  if (value.format !== 'debezium') problems.push('"format" must be debezium');
  const tables = value.tables ?? [];
  if (!Array.isArray(tables) || !tables.every((table) => typeof table === 'string'))
    problems.push('"tables" must be a list of names of tables');
  const column = value.column ?? '';
  if (typeof column !== 'string') problems.push('"column" must be the name of a column');
  const inside = readInside(value.inside, problems);
  if (problems.length > 0) return { problems };
  return {
    mapping: { format: 'debezium', tables: tables as string[], column: column as string, inside },
  };
}

function readInside(value: unknown, problems: string[]): DebeziumMapping['inside'] {
  const format = isObject(value) ? INSIDE_FORMATS.find((name) => name === value.format) : undefined;
  if (format === undefined || !isObject(value)) {
    problems.push(
      `"inside" must say what is inside of the events: {"format": one of ${INSIDE_FORMATS.join(', ')}}`,
    );
    return { format: 'plain' };
  }
  if (format !== 'json') return { format };
  // A mapping that was parsed before stands in a key of its own.
  const parsed = parseJsonMapping(isObject(value.mapping) ? value.mapping : value);
  if ('problems' in parsed) {
    problems.push(...parsed.problems.map((problem) => `inside: ${problem}`));
    return { format };
  }
  return { format, mapping: parsed.mapping };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
