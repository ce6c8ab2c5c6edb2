import type { DefinitionSet } from '../../model/definition.ts';
import {
  type HypothesisDefinition,
  type LineFilter,
  type Observation,
  observationsOf,
  type SeriesFilter,
} from '../../model/hypothesis.ts';
import { categorySet } from './usual.ts';

/** Which hypotheses what can change: made once for a set, so that an event costs only what it concerns. */
export interface TouchIndex {
  /** Each behind those whose signals it looks at. */
  readonly hypotheses: readonly HypothesisDefinition[];
  /** By category: numbers of notes whose filter names it. */
  readonly notesByCategory: ReadonlyMap<number, readonly number[]>;
  readonly notesByMerchant: ReadonlyMap<string, readonly number[]>;
  readonly notesByMcc: ReadonlyMap<string, readonly number[]>;
  /** By the first word of a phrase, which stands with blanks around its words. */
  readonly notesByWord: ReadonlyMap<string, readonly { readonly phrase: string; readonly note: number }[]>;
  /** Notes whose filter names no kind of line, only narrows. */
  readonly notesOfAny: readonly number[];
  /** Hypotheses that look at a note, by its number. */
  readonly byNote: readonly (readonly number[])[];
  readonly bySeries: readonly { readonly where: SeriesFilter; readonly hypothesis: number }[];
  readonly bySignal: ReadonlyMap<string, readonly number[]>;
  readonly byEvent: ReadonlyMap<string, readonly number[]>;
  readonly byBalance: readonly number[];
  readonly byLoan: readonly number[];
  /** Hypotheses that look at the largest lines: out, then in. */
  readonly byTop: readonly [readonly number[], readonly number[]];
  /** Hypotheses that complete months can change. */
  readonly byMonth: readonly number[];
  /** Hypotheses about a party. */
  readonly byParty: readonly number[];
}

const MONTHLY: ReadonlySet<Observation['kind']> = new Set([
  'quiet',
  'rate',
  'share',
  'income',
  'composition',
  'balance',
]);
const indexes = new WeakMap<DefinitionSet, TouchIndex>();

/** The index of a set; made when first asked for. */
export function touchIndexOf(set: DefinitionSet): TouchIndex {
  const known = indexes.get(set);
  if (known !== undefined) return known;
  const made = makeIndex(set);
  indexes.set(set, made);
  return made;
}

function makeIndex(set: DefinitionSet): TouchIndex {
  const hypotheses = inOrderOfNeed(
    set.definitions.filter((each): each is HypothesisDefinition => each.kind === 'hypothesis'),
  );
  const byNote = set.notes.map((): number[] => []);
  const bySignal = new Map<string, number[]>();
  const byEvent = new Map<string, number[]>();
  const byBalance = new Set<number>();
  const byLoan: number[] = [];
  const byTop: [number[], number[]] = [[], []];
  const byMonth = new Set<number>();
  const bySeries: { where: SeriesFilter; hypothesis: number }[] = [];
  hypotheses.forEach((definition, number) => {
    if (definition.subject.kind === 'series')
      bySeries.push({ where: definition.subject.where, hypothesis: number });
    for (const observation of observationsOf(definition)) {
      if (observation.kind === 'lines') byNote[observation.note]!.push(number);
      if (observation.kind === 'series' || observation.kind === 'replaced') {
        bySeries.push({ where: observation.where, hypothesis: number });
      }
      if (observation.kind === 'signal') add(bySignal, observation.signal, number);
      if (observation.kind === 'event') add(byEvent, observation.name, number);
      if (observation.kind === 'balance' || observation.kind === 'shortfall') byBalance.add(number);
      if (observation.kind === 'loan') byLoan.push(number);
      if (observation.kind === 'outlier') byTop[observation.direction === 'out' ? 0 : 1].push(number);
      if (MONTHLY.has(observation.kind)) byMonth.add(number);
    }
  });
  return {
    hypotheses,
    ...indexNotes(set),
    byNote: byNote.map((numbers) => [...new Set(numbers)]),
    bySeries,
    bySignal,
    byEvent,
    byBalance: [...byBalance],
    byLoan,
    byTop,
    byMonth: [...byMonth],
    byParty: hypotheses.flatMap(({ subject }, number) => (subject.kind === 'party' ? [number] : [])),
  };
}

function indexNotes(set: DefinitionSet) {
  const notesByCategory = new Map<number, number[]>();
  const notesByMerchant = new Map<string, number[]>();
  const notesByMcc = new Map<string, number[]>();
  const notesByWord = new Map<string, { phrase: string; note: number }[]>();
  const notesOfAny: number[] = [];
  set.notes.forEach(({ where }, note) => {
    for (const category of categorySet(where.categories)) add(notesByCategory, category, note);
    for (const merchant of where.merchants) add(notesByMerchant, merchant, note);
    for (const mcc of where.mcc) add(notesByMcc, mcc, note);
    for (const phrase of where.words) {
      const words = wordsOf(phrase);
      add(notesByWord, words[0] ?? phrase, { phrase: apart(words), note });
    }
    if (!namesKind(where)) notesOfAny.push(note);
  });
  return { notesByCategory, notesByMerchant, notesByMcc, notesByWord, notesOfAny };
}

function namesKind(where: LineFilter): boolean {
  return [where.categories, where.merchants, where.mcc, where.words].some((list) => list.length > 0);
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Words with a blank before and behind each, so that whole words are found. */
export function apart(words: readonly string[]): string {
  return ` ${words.join(' ')} `;
}

/** The words of a text: runs of letters and digits. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Each behind those whose signals it looks at; the compiler has refused circles. */
function inOrderOfNeed(definitions: readonly HypothesisDefinition[]): HypothesisDefinition[] {
  const placed: HypothesisDefinition[] = [];
  const place = (definition: HypothesisDefinition): void => {
    if (placed.includes(definition)) return;
    for (const observation of observationsOf(definition)) {
      if (observation.kind !== 'signal' || observation.signal === definition.id) continue;
      const needed = definitions.find(({ id }) => id === observation.signal);
      if (needed !== undefined && !placed.includes(needed)) place(needed);
    }
    placed.push(definition);
  };
  for (const definition of definitions) place(definition);
  return placed;
}
