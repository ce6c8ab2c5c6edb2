import { EVERYDAY_WORDS } from './everyday-words.ts';
import { WORD, WORD_KINDS } from './words.ts';

/** A line without a merchant, as it was counted. */
export interface UnknownLine {
  readonly key: string;
  readonly count: number;
  readonly example: string;
  /** What its words or code say, or empty. */
  readonly category: string;
  readonly currency: string;
}

/** Unknown lines that are likely of one merchant. */
export interface UnknownGroup {
  readonly name: string;
  readonly count: number;
  readonly lines: readonly UnknownLine[];
  /** An entry for a file of the bank's own, as YAML, to be read by a person first. */
  readonly yaml: string;
}

const EXAMPLES_MAX = 5;
const COUNTRY_OF: Readonly<Record<string, string>> = {
  USD: 'US',
  GBP: 'GB',
  AUD: 'AU',
  CAD: 'CA',
  INR: 'IN',
  CHF: 'CH',
  NZD: 'NZ',
};

/** Groups unknown lines by the words that they begin with, the most frequent first, with an entry to propose for each. */
export function groupUnknown(lines: readonly UnknownLine[], groupsMax: number): UnknownGroup[] {
  const byName = new Map<string, UnknownLine[]>();
  for (const line of lines) {
    const name = nameOf(line.key);
    if (name === '') continue;
    const there = byName.get(name);
    if (there === undefined) byName.set(name, [line]);
    else there.push(line);
  }
  const groups = [...byName].map(([name, all]) => {
    all.sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
    return { name, count: all.reduce((sum, each) => sum + each.count, 0), lines: all };
  });
  groups.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  return groups.slice(0, groupsMax).map(({ name, count, lines: all }) => ({
    name,
    count,
    lines: all.slice(0, EXAMPLES_MAX),
    yaml: propose(name, all),
  }));
}

/** The first words up to one that names: an everyday word needs the next beside it. */
function nameOf(key: string): string {
  const words = key.split(' ').filter((word) => word !== '');
  let end = 0;
  let names = false;
  while (end < words.length && !(names && end >= 2)) {
    if (names && end === 1 && words[0]!.length >= 6) break;
    const word = words[end]!;
    const kinds = WORD_KINDS.get(word) ?? 0;
    names ||= !EVERYDAY_WORDS.has(word) && (kinds & (WORD.generic | WORD.needsPlace)) === 0;
    end++;
  }
  const name = words.slice(0, end).join(' ');
  return /[A-Z]/.test(name) ? name : '';
}

function propose(name: string, lines: readonly UnknownLine[]): string {
  const category = mostFrequent(lines.map((line) => [line.category, line.count] as const));
  const countries = [...new Set(lines.map(({ currency }) => COUNTRY_OF[currency] ?? ''))].filter(
    (code) => code !== '',
  );
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return [
    `- id: ${id}`,
    `  name: ${JSON.stringify(titled(name))}`,
    `  aliases: [${JSON.stringify(name)}]`,
    category === '' ? '  categories: [] # choose one' : `  categories: [${category}]`,
    countries.length === 0
      ? '  countries: [world] # or the countries where it trades'
      : `  countries: [${countries.sort().join(', ')}]`,
  ].join('\n');
}

function mostFrequent(counted: readonly (readonly [string, number])[]): string {
  const sums = new Map<string, number>();
  for (const [value, count] of counted) if (value !== '') sums.set(value, (sums.get(value) ?? 0) + count);
  return [...sums].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

function titled(name: string): string {
  return name
    .split(' ')
    .map((word) => (word.length <= 2 ? word : word[0]! + word.slice(1).toLowerCase()))
    .join(' ');
}
