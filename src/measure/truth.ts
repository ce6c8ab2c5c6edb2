import type { Day } from '../model/day.ts';
import { dayField, fieldError, numberField, optionalText, textField, textsField } from './fields.ts';
import { eachLine, type LineSource, lineError, type Place } from './lines.ts';

/** First and last day, both included. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** A truth that must be confirmed between two days. */
export interface Fires {
  readonly from: Day;
  readonly by: Day;
  /** Undefined when the truth names none: then any episode of the customer and signal is about it. */
  readonly transactions: ReadonlySet<string> | undefined;
  readonly cadence: string;
  readonly kind: string;
  /** Everything the line says, so that the order of lines decides nothing. */
  readonly key: string;
}

/** What must stay silent. */
export interface Trap {
  readonly why: string;
  readonly transactions: ReadonlySet<string> | undefined;
}

/** What is neither right nor wrong. */
export interface Ignore {
  readonly transactions: ReadonlySet<string> | undefined;
}

/** All that is known of one customer and signal. */
export interface Ground {
  readonly fires: Fires[];
  readonly traps: Trap[];
  readonly ignores: Ignore[];
  /** Transactions that any line lists: of a signal's own list only these need be kept. */
  readonly listed: Set<string>;
}

export interface Truth {
  readonly population: Period & { readonly customers: number };
  readonly observed: ReadonlyMap<string, Period>;
  /** By customer, then by signal. */
  readonly grounds: ReadonlyMap<string, ReadonlyMap<string, Ground>>;
}

const EXPECTATIONS = ['fires', 'silent', 'ignore'] as const;
type Expectation = (typeof EXPECTATIONS)[number];

interface Reading {
  population: Truth['population'] | undefined;
  readonly observed: Map<string, Period>;
  readonly grounds: Map<string, Map<string, Ground>>;
}

/** Reads the truth; lines may come in any order, unknown fields are left alone. */
export async function readTruth(source: LineSource): Promise<Truth> {
  const reading: Reading = { population: undefined, observed: new Map(), grounds: new Map() };
  await eachLine(source, 'truth', (line, place) => readLine(reading, line, place));
  if (reading.population === undefined) {
    const file = typeof source === 'string' ? source : 'truth';
    throw lineError(
      'MS_EVALUATE_POPULATION',
      { file, line: 1 },
      'has no population line: a truth begins with {"kind":"population","from":…,"to":…,"customers":…}',
    );
  }
  return { ...reading, population: reading.population };
}

function readLine(reading: Reading, line: Readonly<Record<string, unknown>>, place: Place): void {
  // An expectation may carry a `kind` of its own, so what tells the lines apart is `expect`.
  if (line.expect !== undefined) readExpectation(reading, line, place);
  else if (line.kind === 'population') {
    if (reading.population !== undefined) {
      throw lineError('MS_EVALUATE_POPULATION', place, 'is a second population line');
    }
    const customers = numberField(line, 'customers', { low: 0, high: Number.MAX_SAFE_INTEGER }, place);
    reading.population = { ...periodOf(line, place), customers };
  } else if (line.kind === 'observed') {
    const customer = textField(line, 'customer', place);
    if (reading.observed.has(customer)) {
      throw lineError('MS_EVALUATE_FIELD', place, 'is a second observed line of one customer');
    }
    reading.observed.set(customer, periodOf(line, place));
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

function readExpectation(reading: Reading, line: Readonly<Record<string, unknown>>, place: Place): void {
  const expectation = EXPECTATIONS.find((known) => known === line.expect);
  if (expectation === undefined) throw fieldError('expect', `one of ${EXPECTATIONS.join(', ')}`, place);
  const ground = groundOf(reading, textField(line, 'customer', place), textField(line, 'signal', place));
  const transactions = transactionsOf(line, place);
  if (transactions !== undefined) for (const id of transactions) ground.listed.add(id);
  addTo(ground, expectation, { line, place, transactions });
}

function addTo(
  ground: Ground,
  expectation: Expectation,
  {
    line,
    place,
    transactions,
  }: {
    readonly line: Readonly<Record<string, unknown>>;
    readonly place: Place;
    readonly transactions: ReadonlySet<string> | undefined;
  },
): void {
  if (expectation === 'ignore') ground.ignores.push({ transactions });
  else if (expectation === 'silent')
    ground.traps.push({ why: optionalText(line, 'why', place), transactions });
  else {
    const from = dayField(line, 'from', place);
    const by = dayField(line, 'by', place);
    if (by < from) throw fieldError('by', 'a day on or after "from"', place);
    const cadence = optionalText(line, 'cadence', place);
    const kind = optionalText(line, 'kind', place);
    const listed = transactions === undefined ? null : [...transactions].sort();
    const key = JSON.stringify([optionalText(line, 'subject', place), cadence, kind, listed]);
    ground.fires.push({ from, by, transactions, cadence, kind, key });
  }
}

function transactionsOf(line: Readonly<Record<string, unknown>>, place: Place): Set<string> | undefined {
  if (line.transactions === undefined) return undefined;
  const transactions = textsField(line, 'transactions', place);
  // A list that names nothing could be meant as "any" or as "none": the reader must say.
  if (transactions.length === 0) throw fieldError('transactions', 'a list that names at least one', place);
  return new Set(transactions);
}

function groundOf(reading: Reading, customer: string, signal: string): Ground {
  let bySignal = reading.grounds.get(customer);
  if (bySignal === undefined) {
    bySignal = new Map();
    reading.grounds.set(customer, bySignal);
  }
  let ground = bySignal.get(signal);
  if (ground === undefined) {
    ground = { fires: [], traps: [], ignores: [], listed: new Set() };
    bySignal.set(signal, ground);
  }
  return ground;
}
