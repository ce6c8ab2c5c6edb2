import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashTexts, readCompiled, writeCompiled } from '../src/merchants/compiled-dictionary.ts';
import { normalizeDescriptor } from '../src/merchants/descriptor.ts';
import { type MerchantDictionary, parseDictionary } from '../src/merchants/dictionary.ts';
import { createMatcher, type Matcher } from '../src/merchants/matcher.ts';
import type { EnrichmentQuery } from '../src/model/transaction.ts';
import { makeRivals, type NameSearch } from './matcher-rivals.ts';

/*
 * Speed of the merchant matcher, and its precision beside other searches, as tables. How to run it: docs/merchants.md.
 * Run it in the package's folder; another folder with fuse.js, minisearch and fuzzysort may be given.
 */

const ROUNDS = 5;
const LINES = 100_000;
const CACHE_MAX = 100_000;
const RANDOM_STRINGS = 1_000_000;
/** The slowest search is given no more lines than this. */
const COMPARED_LINES = 240;

interface Labelled {
  readonly query: EnrichmentQuery;
  readonly merchant: string;
}

async function main(): Promise<void> {
  const rivalsFolder = process.argv[2] ?? process.cwd();
  const files = readdirSync('merchant-dictionary')
    .filter((name) => name.endsWith('.yaml') || name.endsWith('.tsv'))
    .map((path) => ({ path, text: readFileSync(join('merchant-dictionary', path), 'utf8') }));
  const dictionary = startUp(files);
  const labelled = readLabelled();
  speeds(dictionary, labelled);
  randomStrings(dictionary);
  await compare(dictionary, labelled, rivalsFolder);
}

function startUp(files: readonly { readonly path: string; readonly text: string }[]): MerchantDictionary {
  let begun = performance.now();
  const parsed = parseDictionary(files);
  if (!parsed.ok) throw new Error('the dictionary has problems');
  const parseMs = performance.now() - begun;
  const text = writeCompiled(parsed.dictionary, hashTexts(files));
  begun = performance.now();
  const compiled = readCompiled(text, hashTexts(files))!;
  const readMs = performance.now() - begun;
  begun = performance.now();
  createMatcher(compiled, { cacheMax: 0 });
  const indexMs = performance.now() - begun;
  row('merchants', `${compiled.entries.length}`);
  row('texts parsed, ms', parseMs.toFixed(0));
  row('compiled read, ms', readMs.toFixed(0));
  row('index made, ms', indexMs.toFixed(0));
  return compiled;
}

/** The golden lines: `line | currency direction [channel] [mcc] | merchant | …`. */
function readLabelled(): Labelled[] {
  const folder = join('test', 'merchants', 'golden');
  return readdirSync(folder)
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line.includes(' | '))
    .map((line) => {
      const [description, facts, merchant] = line.split(' | ') as [string, string, string];
      const [currency, direction, ...rest] = facts.split(' ');
      return {
        merchant,
        query: {
          description,
          currency: currency!,
          direction: direction as 'in' | 'out',
          channel: rest.find((each) => !/^\d/.test(each)) ?? '',
          mcc: rest.find((each) => /^\d/.test(each)) ?? '',
          counterpartyName: '',
          counterpartyIban: '',
          creditorId: '',
        },
      };
    });
}

function speeds(dictionary: MerchantDictionary, labelled: readonly Labelled[]): void {
  const none = createMatcher(dictionary, { cacheMax: 0 });
  const warm = createMatcher(dictionary, { cacheMax: CACHE_MAX });
  const texts = labelled.map(({ query }) => JSON.stringify(query));
  // Lines as they come from a parser: new strings each time.
  const fresh = (): EnrichmentQuery[] =>
    Array.from({ length: LINES }, (_, index) => JSON.parse(texts[index % texts.length]!) as EnrichmentQuery);
  row('\nlines of all rails', 'lines/s');
  row('no cache', perSecond(none, fresh));
  row('warm cache', perSecond(warm, fresh));
  const cards = labelled.filter(({ query }) => query.channel === 'card');
  const ofCards = (): EnrichmentQuery[] =>
    Array.from({ length: LINES }, (_, index) => ({ ...cards[index % cards.length]!.query }));
  row('card lines, no cache', perSecond(none, ofCards));
}

function perSecond(match: Matcher, lines: () => EnrichmentQuery[]): string {
  let best = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const all = lines();
    const begun = performance.now();
    for (const line of all) match(line);
    best = Math.max(best, all.length / (performance.now() - begun));
  }
  return `${Math.round(best)}k`;
}

function randomStrings(dictionary: MerchantDictionary): void {
  const match = createMatcher(dictionary, { cacheMax: 0 });
  const currencies = ['USD', 'GBP', 'EUR'];
  let seed = 1;
  const next = (count: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % count;
  };
  const word = (): string =>
    Array.from({ length: 4 + next(10) }, () => String.fromCharCode(65 + next(26))).join('');
  let named = 0;
  for (let index = 0; index < RANDOM_STRINGS; index++) {
    const description = Array.from({ length: 1 + next(3) }, word).join(' ');
    const answer = match({ ...QUESTION, currency: currencies[index % 3]!, description });
    if (answer.merchantId !== '') named++;
  }
  row('\nrandom strings that get a merchant, of 1,000,000', `${named}`);
}

const QUESTION: EnrichmentQuery = {
  description: '',
  currency: 'EUR',
  direction: 'out',
  channel: 'card',
  mcc: '',
  counterpartyName: '',
  counterpartyIban: '',
  creditorId: '',
};

interface Score {
  readonly answered: number;
  readonly right: number;
  readonly linesPerSecond: number;
}

/** All are given the same names and the same lines, each already without the bank's words: its stable key. */
async function compare(
  dictionary: MerchantDictionary,
  labelled: readonly Labelled[],
  folder: string,
): Promise<void> {
  const names: string[] = [];
  const ids: string[] = [];
  for (const { id, aliases } of dictionary.entries) {
    for (const { words } of aliases) {
      names.push(words.join(' '));
      ids.push(id);
    }
  }
  const sure = labelled.filter(({ merchant }) => !merchant.startsWith('=') && merchant !== '*');
  const step = Math.max(1, Math.floor(sure.length / COMPARED_LINES));
  const lines = sure.filter((_, index) => index % step === 0);
  row(`\n${lines.length} lines, ${names.length} names`, 'lines/s', 'answered', 'right of answered');
  const matcher = createMatcher(dictionary, { cacheMax: 0 });
  scoreRow(
    'milestream, the whole way from the line',
    score(lines, ({ query }) => matcher(query).merchantId),
  );
  for (const { name, search } of await makeRivals(names, folder)) {
    if (search === undefined) row(name, 'NOT COMPARED: the package is not installed');
    else scoreRow(name, score(lines, answerOf(search, ids)));
  }
}

function answerOf(search: NameSearch, ids: readonly string[]): (line: Labelled) => string {
  return ({ query }) => ids[search(normalizeDescriptor(query.description, query.channel).key)] ?? '';
}

function score(lines: readonly Labelled[], answer: (line: Labelled) => string): Score {
  let answered = 0;
  let right = 0;
  const begun = performance.now();
  for (const line of lines) {
    const id = answer(line);
    if (id === '') continue;
    answered++;
    if (id === line.merchant) right++;
  }
  return { answered, right, linesPerSecond: (1000 * lines.length) / (performance.now() - begun) };
}

function scoreRow(name: string, { answered, right, linesPerSecond }: Score): void {
  row(name, `${Math.round(linesPerSecond)}`, `${answered}`, `${((100 * right) / answered).toFixed(1)}%`);
}

function row(name: string, ...cells: readonly string[]): void {
  process.stdout.write(`${name.padEnd(52)} ${cells.map((cell) => cell.padStart(10)).join(' ')}\n`);
}

await main();
