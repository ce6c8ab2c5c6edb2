import type { Day } from '../model/day.ts';
import {
  dayField,
  fieldError,
  numberField,
  objectField,
  optionalText,
  textField,
  textsField,
} from './fields.ts';
import { holdsId, type IdList, idListOf } from './id-list.ts';
import { eachLine, type LineSource, lineError, type Place } from './lines.ts';

/** First and last day, both included. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** What truth says of a customer: when it was seen, and how often such a life is met. */
export interface Observed extends Period {
  /** By strand: how often this outcome is met in life, as a multiple of how often it was drawn; none where nothing was enriched. */
  readonly weights: ReadonlyMap<string, number> | undefined;
}

/** The population, and what was made to happen more often in it than in life. */
export interface Population extends Period {
  readonly customers: number;
  /** Where every event was enriched: by signal, the strands that have to do with it. */
  readonly strands: ReadonlyMap<string, readonly string[]> | undefined;
}

/** A truth that must be confirmed between two days. */
export interface Fires {
  readonly from: Day;
  readonly by: Day;
  /** Undefined when the truth names none: then any episode of the customer and signal is about it. */
  readonly transactions: IdList | undefined;
  readonly cadence: string;
  readonly kind: string;
  readonly subject: string;
  /** Of stress: the day of the first fee or refused bill that it led to. */
  readonly firstFee: Day | undefined;
}

/** What must stay silent. */
export interface Trap {
  readonly why: string;
  readonly transactions: IdList | undefined;
}

/** What is neither right nor wrong. */
export interface Ignore {
  readonly transactions: IdList | undefined;
}

/** All that is known of one customer and signal. */
export interface Ground {
  readonly fires: Fires[];
  readonly traps: Trap[];
  readonly ignores: Ignore[];
}

export interface Truth {
  readonly population: Population;
  readonly observed: ReadonlyMap<string, Observed>;
  /** By customer, then by signal. */
  readonly grounds: ReadonlyMap<string, ReadonlyMap<string, Ground>>;
}

const EXPECTATIONS = ['fires', 'silent', 'ignore'] as const;
type Expectation = (typeof EXPECTATIONS)[number];

interface Reading {
  population: Truth['population'] | undefined;
  readonly observed: Map<string, Observed>;
  readonly grounds: Map<string, Map<string, Ground>>;
  /** Names that return on many lines, kept once. */
  readonly texts: Map<string, string>;
}

/** Reads the truth; lines may come in any order, unknown fields are left alone. */
export async function readTruth(source: LineSource): Promise<Truth> {
  const reading: Reading = {
    population: undefined,
    observed: new Map(),
    grounds: new Map(),
    texts: new Map(),
  };
  await eachLine(source, 'truth', (line, place) => readLine(reading, line, place));
  if (reading.population === undefined) {
    const file = typeof source === 'string' ? source : 'truth';
    throw lineError(
      'MS_EVALUATE_POPULATION',
      { file, line: 1 },
      'has no population line: a truth begins with {"kind":"population","from":…,"to":…,"customers":…}',
    );
  }
  const { population, observed, grounds } = reading;
  return { population, observed, grounds };
}

function readLine(reading: Reading, line: Readonly<Record<string, unknown>>, place: Place): void {
  // An expectation may carry a `kind` of its own, so what tells the lines apart is `expect`.
  if (line.expect !== undefined) readExpectation(reading, line, place);
  else if (line.kind === 'population') {
    if (reading.population !== undefined) {
      throw lineError('MS_EVALUATE_POPULATION', place, 'is a second population line');
    }
    const customers = numberField(line, 'customers', { low: 0, high: Number.MAX_SAFE_INTEGER }, place);
    reading.population = { ...periodOf(line, place), customers, strands: strandsOf(line, place) };
  } else if (line.kind === 'observed') {
    const customer = textField(line, 'customer', place);
    if (reading.observed.has(customer)) {
      throw lineError('MS_EVALUATE_FIELD', place, 'is a second observed line of one customer');
    }
    reading.observed.set(customer, { ...periodOf(line, place), weights: weightsOf(line, place) });
  } else {
    throw lineError('MS_EVALUATE_FIELD', place, 'is neither population, nor observed, nor an expectation');
  }
}

function periodOf(line: Readonly<Record<string, unknown>>, place: Place): Period {
  const from = dayField(line, 'from', place);
  const to = dayField(line, 'to', place);
  if (to < from) throw fieldError('to', 'a day on or after "from"', place);
  return { from, to };
}

/** Weights of strands; a weight that is no positive number would make every share meaningless. */
function weightsOf(
  line: Readonly<Record<string, unknown>>,
  place: Place,
): ReadonlyMap<string, number> | undefined {
  if (line.weights === undefined) return undefined;
  const entries = Object.entries(objectField(line, 'weights', place));
  const isGood = (weight: unknown): weight is number =>
    typeof weight === 'number' && Number.isFinite(weight) && weight > 0;
  return new Map(
    entries.map(([strand, weight]) => {
      if (!isGood(weight)) throw fieldError('weights', 'an object of numbers above 0', place);
      return [strand, weight];
    }),
  );
}

function strandsOf(
  line: Readonly<Record<string, unknown>>,
  place: Place,
): ReadonlyMap<string, readonly string[]> | undefined {
  if (line.strands === undefined) return undefined;
  const strands = objectField(line, 'strands', place);
  return new Map(Object.keys(strands).map((signal) => [signal, textsField(strands, signal, place)]));
}

function readExpectation(reading: Reading, line: Readonly<Record<string, unknown>>, place: Place): void {
  const expectation = EXPECTATIONS.find((known) => known === line.expect);
  if (expectation === undefined) throw fieldError('expect', `one of ${EXPECTATIONS.join(', ')}`, place);
  const customer = textField(line, 'customer', place);
  const signal = shareText(textField(line, 'signal', place), reading.texts);
  const ground = groundOf(reading, customer, signal);
  const transactions = transactionsOf(line, place);
  addTo(ground, expectation, { line, place, transactions, texts: reading.texts });
}

function addTo(
  ground: Ground,
  expectation: Expectation,
  {
    line,
    place,
    transactions,
    texts,
  }: {
    readonly line: Readonly<Record<string, unknown>>;
    readonly place: Place;
    readonly transactions: IdList | undefined;
    readonly texts: Map<string, string>;
  },
): void {
  if (expectation === 'ignore') ground.ignores.push({ transactions });
  else if (expectation === 'silent')
    ground.traps.push({ why: shareText(optionalText(line, 'why', place), texts), transactions });
  else {
    const from = dayField(line, 'from', place);
    const by = dayField(line, 'by', place);
    if (by < from) throw fieldError('by', 'a day on or after "from"', place);
    const cadence = shareText(optionalText(line, 'cadence', place), texts);
    const kind = shareText(optionalText(line, 'kind', place), texts);
    const subject = optionalText(line, 'subject', place);
    const firstFee = line.firstFee === undefined ? undefined : dayField(line, 'firstFee', place);
    ground.fires.push({ from, by, transactions, cadence, kind, subject, firstFee });
  }
}

function transactionsOf(line: Readonly<Record<string, unknown>>, place: Place): IdList | undefined {
  if (line.transactions === undefined) return undefined;
  const transactions = textsField(line, 'transactions', place);
  // A list that names nothing could be meant as "any" or as "none": the reader must say.
  if (transactions.length === 0) throw fieldError('transactions', 'a list that names at least one', place);
  return idListOf(transactions);
}

/** The same text as before where it was seen before, so that a million lines do not keep a million copies. */
export function shareText(text: string, texts: Map<string, string>): string {
  const known = texts.get(text);
  if (known === undefined) texts.set(text, text);
  return known ?? text;
}

/** Whether any line lists a transaction: of a signal's own list only these need be kept. */
export function isListed({ fires, traps, ignores }: Ground, hash: number): boolean {
  const holds = (line: { readonly transactions: IdList | undefined }) =>
    line.transactions !== undefined && holdsId(line.transactions, hash);
  return fires.some(holds) || traps.some(holds) || ignores.some(holds);
}

function groundOf(reading: Reading, customer: string, signal: string): Ground {
  let bySignal = reading.grounds.get(customer);
  if (bySignal === undefined) {
    bySignal = new Map();
    reading.grounds.set(customer, bySignal);
  }
  let ground = bySignal.get(signal);
  if (ground === undefined) {
    ground = { fires: [], traps: [], ignores: [] };
    bySignal.set(signal, ground);
  }
  return ground;
}
