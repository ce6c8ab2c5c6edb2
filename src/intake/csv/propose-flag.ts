import type { CsvMapping } from './mapping.ts';
import type { HeaderFind } from './propose-header.ts';
import { cellsOf, type RolesProposal } from './propose-roles.ts';

type Rows = readonly (readonly string[])[];

interface FlagQuestion {
  readonly taken: ReadonlySet<number>;
  readonly roles: RolesProposal;
}

const OUT_WORDS: ReadonlySet<string> = new Set([
  's',
  'soll',
  'd',
  'dr',
  'db',
  'dt',
  'debit',
  'debet',
  'af',
  'debe',
  'out',
  'dbit',
  'belastung',
  'lastschrift',
  'dare',
  'débit',
  '-',
]);
const IN_WORDS: ReadonlySet<string> = new Set([
  'h',
  'haben',
  'c',
  'cr',
  'credit',
  'bij',
  'haber',
  'in',
  'crdt',
  'gutschrift',
  'avere',
  'crédit',
  '+',
]);

/** A column that holds nothing but words for in and out, whatever it is called. */
export function findFlag(
  header: HeaderFind,
  rows: Rows,
  question: FlagQuestion,
): { column: number; words: CsvMapping['flag'] } | undefined {
  for (let column = 0; column < header.width; column++) {
    if (question.taken.has(column) && question.roles.columns.channel?.[0] !== column) continue;
    const words = [...new Set(cellsOf(rows, column))].filter((word) => word !== '');
    const lower = words.map((word) => word.toLowerCase());
    const isFlag =
      words.length > 0 &&
      words.length <= 4 &&
      lower.every((word) => OUT_WORDS.has(word) || IN_WORDS.has(word));
    if (!isFlag) continue;
    const out = words.filter((word) => OUT_WORDS.has(word.toLowerCase()));
    const incoming = words.filter((word) => IN_WORDS.has(word.toLowerCase()));
    // A sample with one kind of word only still needs the other's, which its language gives.
    return {
      column,
      words: {
        in: incoming.length > 0 ? incoming : [counterOf(out[0]!)],
        out: out.length > 0 ? out : [counterOf(incoming[0]!)],
      },
    };
  }
  return undefined;
}

const PAIRS: readonly (readonly [string, string])[] = [
  ['S', 'H'],
  ['Soll', 'Haben'],
  ['D', 'C'],
  ['DR', 'CR'],
  ['Debit', 'Credit'],
  ['DBIT', 'CRDT'],
  ['Af', 'Bij'],
  ['Debe', 'Haber'],
  ['Dare', 'Avere'],
  ['-', '+'],
];

function counterOf(word: string): string {
  const pair = PAIRS.find((both) => both.some((one) => one.toLowerCase() === word.toLowerCase()));
  return pair?.find((one) => one.toLowerCase() !== word.toLowerCase()) ?? 'Credit';
}
