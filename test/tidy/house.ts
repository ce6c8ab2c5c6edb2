/** The floors of the house: a folder of `src`, or a page that stands beside them, to its floor. */
export const FLOORS: ReadonlyMap<string, number> = new Map([
  ...['lib', 'errors'].map((room) => [room, 0] as const),
  ...['model', 'evidence'].map((room) => [room, 1] as const),
  ...['merchants', 'definitions', 'customer', 'population'].map((room) => [room, 2] as const),
  ...['intake', 'dedupe', 'detect', 'govern', 'activate'].map((room) => [room, 3] as const),
  ...['fold.ts', 'intake.ts'].map((room) => [room, 4] as const),
  ...['store', 'log', 'kafka', 'registry', 'observe', 'config'].map((room) => [room, 5] as const),
  ...['runtime', 'serve', 'measure', 'explain', 'inspect', 'replay'].map((room) => [room, 6] as const),
  ...['cli', 'index.ts'].map((room) => [room, 7] as const),
]);

/** The highest floor of the core, which has no clock, no chance, no process and does nothing but compute. */
export const CORE_FLOOR_MAX = 4;
/** The floor of the shell's parts: they may see only the ground, and the customer's codec. */
export const PARTS_FLOOR = 5;
export const PARTS_MAY_IMPORT_FLOOR_MAX = 1;
export const PARTS_MAY_ALSO_IMPORT: readonly string[] = ['customer'];

/** Rooms that may see a neighbour: one that fills in what the other promises. */
export const IMPLEMENTS: ReadonlyMap<string, readonly string[]> = new Map([['kafka', ['log']]]);

/** Rooms that only these others may import, whatever the floors say. */
export const VISITORS: ReadonlyMap<string, readonly string[]> = new Map([
  ['measure', ['cli']],
  ['explain', ['cli']],
]);

/** Names that the core may not say, wherever they come from. */
export const FORBIDDEN_NAMES: ReadonlySet<string> = new Set([
  'Date',
  'process',
  'console',
  'async',
  'await',
  'globalThis',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'fetch',
]);

/** What the core may take from Node: it computes, and touches nothing outside. */
export const CORE_MODULES: ReadonlySet<string> = new Set([
  'node:crypto',
  'node:zlib',
  'node:buffer',
  'node:util',
]);

/** Who owns which third party. */
export const OWNERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['kafkajs', ['kafka']],
  ['rocksdb', ['store']],
  ['rocksdb-native', ['store']],
  ['avsc', ['registry']],
  ['@kafkajs/confluent-schema-registry', ['registry']],
  ['yaml', ['definitions', 'merchants', 'config']],
  ['ajv', ['definitions', 'merchants', 'config']],
  ['pino', ['observe']],
  ['prom-client', ['observe']],
  ['fast-levenshtein', ['lib', 'merchants', 'detect']],
  ['saxes', ['intake']],
  ['csv-parse', ['intake']],
]);

export const LINES_MAX = 300;
/** Files that may be longer, each with its reason. */
export const LONG_FILES: ReadonlyMap<string, string> = new Map();
