import { parseArgs } from 'node:util';
import { CHANGE_TYPES, type Change, type ChangeLevel } from '../definitions/diff/change.ts';
import { findChanges } from '../definitions/diff/find-changes.ts';
import type { ParsedDefinition } from '../definitions/parse-definition.ts';
import { UsageError } from '../errors/operational-error.ts';
import { paint, type Tone, type View, wrapped } from '../lib/terminal.ts';
import { DAY_NONE } from '../model/ledger-event.ts';
import { type CustomerChanges, compareSets } from '../runtime/compare-sets.ts';
import { givenPartySecret } from '../runtime/given-party-secret.ts';
import { type DefinitionSide, readSides } from './definition-side.ts';
import { formatOption, holdersOption, mappingOption } from './intake-options.ts';
import { loadDictionary } from './load-dictionary.ts';
import { viewOf } from './view.ts';

export const DIFF_HELP = `milestream definitions diff A B [--events FILE…]

What changed from A to B: each a folder that holds a whole set, a file, or the id of a shipped definition.
Breaking changes come first: open episodes cannot go on over them. Dangerous ones move customers. Safe ones are words.

  --events FILE    runs both over these events, and counts the customers that enter, leave, and become surer or less
  --format, --mapping, --accounts, --customer   how the events are read, as in milestream run
  --memory-mb N    what each of the two runs may take (1024)
  --json           as JSON

Exit code 1 when a change is breaking.
Example: milestream definitions diff new-baby changed/new-baby.yaml --events events.ndjson`;

const TITLES: Readonly<Record<ChangeLevel, readonly [title: string, tone: Tone]>> = {
  breaking: ['Breaking', 'bad'],
  dangerous: ['Dangerous', 'bold'],
  safe: ['Safe', 'dim'],
};

/** Names what changed between two definitions or sets; gives the exit code. */
export async function diffDefinitions(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      events: { type: 'string', multiple: true, default: [] },
      format: { type: 'string', default: 'plain' },
      mapping: { type: 'string' },
      accounts: { type: 'string' },
      customer: { type: 'string' },
      'memory-mb': { type: 'string', default: '1024' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${DIFF_HELP}\n`);
    return 0;
  }
  const [a, b, ...rest] = positionals;
  if (a === undefined || b === undefined || rest.length > 0) {
    throw new UsageError('definitions diff needs two folders, files or ids: milestream definitions diff A B');
  }
  const dictionary = loadDictionary();
  const [before, after] = readSides(a, b, dictionary.hash);
  const scope = scopeOf(before, after);
  const changes = findChanges(within(before, scope), within(after, scope));
  const customers =
    values.events.length === 0
      ? undefined
      : await countCustomers(before, after, { ...values, dictionary, inputs: values.events });
  const view = viewOf(process.stdout);
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ changes: changes.map(withLevel), ...(customers === undefined ? {} : { customers }) })}\n`
      : `${[...renderChanges(changes, view), ...renderCustomers(customers, view)].join('\n')}\n`,
  );
  return changes.some(({ type }) => CHANGE_TYPES[type] === 'breaking') ? 1 : 0;
}

/** The ids that are compared: those that were named, or all. */
function scopeOf(...sides: readonly DefinitionSide[]): ReadonlySet<string> | undefined {
  const only = sides.flatMap((side) => (side.only === undefined ? [] : [side.only]));
  return only.length === 0 ? undefined : new Set(only);
}

function within(
  { compiled, only }: DefinitionSide,
  scope: ReadonlySet<string> | undefined,
): ReadonlyMap<string, ParsedDefinition> {
  // A single one brings the shipped ones along, and they are not what was asked for.
  const isWanted = (id: string) => (only === undefined ? (scope?.has(id) ?? true) : id === only);
  return new Map([...compiled.sources].filter(([id]) => isWanted(id)));
}

function countCustomers(
  before: DefinitionSide,
  after: DefinitionSide,
  given: {
    readonly inputs: readonly string[];
    readonly format: string;
    readonly mapping?: string | undefined;
    readonly accounts?: string | undefined;
    readonly customer?: string | undefined;
    readonly 'memory-mb': string;
    readonly dictionary: unknown;
  },
): Promise<CustomerChanges[]> {
  const format = formatOption(given.format);
  const megabytes = Number(given['memory-mb']);
  if (!Number.isSafeInteger(megabytes) || megabytes < 1) {
    throw new UsageError('--memory-mb must be a whole number from 1');
  }
  return compareSets(
    {
      inputs: given.inputs,
      format,
      ...(given.mapping === undefined ? {} : { mapping: mappingOption(given.mapping, format) }),
      holders: holdersOption(given.accounts, given.customer),
      asOf: undefined,
      historyUntil: DAY_NONE,
      zone: 'UTC',
      threads: 1,
      memoryBytes: megabytes * 1024 * 1024,
      deadLetterBytes: false,
      dictionary: given.dictionary,
      sync: false,
      ...givenPartySecret(undefined, process.env),
    },
    { before: before.compiled.set, after: after.compiled.set },
  );
}

function withLevel(change: Change): Change & { readonly level: ChangeLevel } {
  return { level: CHANGE_TYPES[change.type], ...change };
}

function renderChanges(changes: readonly Change[], view: View): string[] {
  if (changes.length === 0) return ['nothing changed'];
  return (Object.keys(TITLES) as ChangeLevel[]).flatMap((level) => {
    const of = changes.filter(({ type }) => CHANGE_TYPES[type] === level);
    const [title, tone] = TITLES[level];
    return of.length === 0
      ? []
      : [
          paint(`${title} (${of.length})`, tone, view.colour),
          ...of.flatMap(({ type, definition, message }) =>
            wrapped(`${type} ${definition}: ${message}`, view.width - 2, '    ').map((line, index) =>
              index === 0 ? line.slice(2) : line,
            ),
          ),
          '',
        ];
  });
}

function renderCustomers(customers: readonly CustomerChanges[] | undefined, view: View): string[] {
  if (customers === undefined) return [];
  const moved = customers.filter(
    ({ entered, left, surer, lessSure }) => entered + left + surer + lessSure > 0,
  );
  const title = paint('Customers with a confirmed signal', 'bold', view.colour);
  if (moved.length === 0) return [title, '  the same ones, as surely as before'];
  const head = ['', 'before', 'after', 'enter', 'leave', 'surer', 'less sure'];
  const rows = moved.map((each) => [
    each.definition,
    ...[each.before, each.after, each.entered, each.left, each.surer, each.lessSure].map(String),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((cells) => cells[column]!.length)));
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!);
  return [title, ...[head, ...rows].map((cells) => `  ${cells.map(pad).join('  ')}`)];
}
