import { currencyIn, ENGLISH } from './header-words.ts';
import type { HeaderFind } from './propose-header.ts';
import { cellsOf, type RolesProposal } from './propose-roles.ts';

type Rows = readonly (readonly string[])[];

/** The currency of the amounts, where no column holds it: by a name, by the cells, else a guess. */
export function decideCurrency(
  header: HeaderFind,
  rows: Rows,
  found: {
    main: readonly number[];
    balance: number | undefined;
    columns: RolesProposal['columns'];
    decimal: '.' | ',';
    dateFormat: string;
  },
): { code: string; doubts: readonly string[] } {
  if (found.columns.currency !== undefined) return { code: '', doubts: [] };
  const named = [...found.main, ...(found.balance === undefined ? [] : [found.balance])]
    .map((index) => header.currencies[index] ?? '')
    .find((code) => code !== '');
  const inCells = found.main
    .flatMap((index) => cellsOf(rows, index))
    .map(currencyIn)
    .find((code) => code !== '');
  const code = named ?? inCells ?? '';
  if (code !== '') return { code, doubts: [] };
  const guess = guessCurrency(header, found);
  return { code: guess, doubts: [`currency: neither a column nor a name says it; ${guess} is a guess`] };
}

/** By the decimal mark and the order of the date: a guess that is said. */
function guessCurrency(
  header: HeaderFind,
  found: { readonly decimal: '.' | ','; readonly dateFormat: string },
): string {
  if (/sort code|paid in|paid out|money in|money out/i.test(header.names.join(' '))) return 'GBP';
  const names = header.names.join(' ');
  const byLanguage = LANGUAGES.find(([words]) => words.test(names));
  if (byLanguage !== undefined) return byLanguage[1];
  const isEnglish = header.names.length === 0 || header.names.some((name) => ENGLISH.test(name));
  if (found.decimal === ',' || !isEnglish) return 'EUR';
  return found.dateFormat.startsWith('DD/MM') ? 'GBP' : 'USD';
}

/** Languages of one currency, by a word of their headers. */
const LANGUAGES: readonly (readonly [RegExp, string])[] = [
  [/belopp|bokföring/i, 'SEK'],
  [/beløb|bogført/i, 'DKK'],
  [/kwota/i, 'PLN'],
];
