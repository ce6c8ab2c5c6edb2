import { hash53 } from '../lib/hash.ts';
import type { Day } from '../model/day.ts';
import { SIGNAL_STATES, type SignalState } from '../model/signal.ts';
import { dayField, fieldError, numberField, textField, textsField } from './fields.ts';
import { eachLine, type LineSource, lineError, type Place } from './lines.ts';
import { type Ground, isListed, shareText, type Truth } from './truth.ts';

/** The first emission of a state: what was claimed, when, and how sure. */
export interface Claim {
  readonly day: Day;
  readonly confidence: number;
  /** How many of the episode's shared transactions had been listed by then. */
  readonly sharedCount: number;
}

/** What is kept of an episode: a few facts, never its lines. */
export interface Episode {
  readonly id: string;
  readonly customer: string;
  readonly signal: string;
  readonly firstDay: Day;
  /** The first early emission that came before any confirmed one. */
  early: Claim | undefined;
  confirmed: Claim | undefined;
  /** Each time it was told surer than before, early or confirmed; a hundred at the most. */
  readonly rungs: Claim[];
  /** The same of confirmed emissions alone. */
  readonly confirmedRungs: Claim[];
  /** Of the first confirmed emission; empty when it has none. */
  cadence: string;
  /** Hashes of transactions that truth lists too, as they came, up to the first confirmed emission. */
  readonly shared: number[];
  historical: boolean;
  retracted: boolean;
}

export interface Collected {
  readonly episodes: ReadonlyMap<string, Episode>;
  readonly lines: number;
  readonly historicalLines: number;
  /** Lines of customers of whom the truth says nothing, not even that they were observed. */
  readonly unknownLines: number;
  readonly unknownCustomers: number;
}

type Line = Readonly<Record<string, unknown>>;

/** Reads signals line by line and keeps what measuring needs of each episode. */
export async function collectEpisodes(source: LineSource, truth: Truth): Promise<Collected> {
  const episodes = new Map<string, Episode>();
  const unknown = new Set<string>();
  const texts = new Map<string, string>();
  let lines = 0;
  let historicalLines = 0;
  let unknownLines = 0;
  await eachLine(source, 'signals', (line, place) => {
    lines++;
    const customer = textField(line, 'customer', place);
    const signal = shareText(textField(line, 'signal', place), texts);
    const episode = touch(episodes, line, { customer, signal }, place);
    addEmission(episode, line, truth.grounds.get(customer)?.get(signal), { texts, place });
    if (line.historical === true) historicalLines++;
    if (truth.observed.has(customer) || truth.grounds.has(customer)) return;
    unknownLines++;
    unknown.add(customer);
    episodes.delete(episode.id);
  });
  return { episodes, lines, historicalLines, unknownLines, unknownCustomers: unknown.size };
}

function touch(
  episodes: Map<string, Episode>,
  line: Line,
  { customer, signal }: { customer: string; signal: string },
  place: Place,
): Episode {
  const id = textField(line, 'episode', place);
  let episode = episodes.get(id);
  if (episode === undefined) {
    episode = {
      id,
      customer,
      signal,
      firstDay: dayField(line, 'detectedAt', place),
      early: undefined,
      confirmed: undefined,
      rungs: [],
      confirmedRungs: [],
      cadence: '',
      shared: [],
      historical: false,
      retracted: false,
    };
    episodes.set(id, episode);
  } else if (episode.customer !== customer || episode.signal !== signal) {
    throw lineError('MS_EVALUATE_FIELD', place, 'has an episode that belongs to another customer or signal');
  }
  return episode;
}

/**
 * Takes in one revision. Transactions count up to the first confirmed emission and not after it:
 * what was told then was about these, and what a series gathers later cannot make the telling right.
 */
function addEmission(
  episode: Episode,
  line: Line,
  ground: Ground | undefined,
  { texts, place }: { readonly texts: Map<string, string>; readonly place: Place },
): void {
  const state = SIGNAL_STATES.find((known) => known === line.state);
  if (state === undefined) throw fieldError('state', `one of ${SIGNAL_STATES.join(', ')}`, place);
  const day = dayField(line, 'detectedAt', place);
  const confidence = numberField(line, 'confidence', { low: 0, high: 1 }, place);
  const transactions = textsField(line, 'transactions', place);
  if (line.historical === true) episode.historical = true;
  if (state === 'retracted') episode.retracted = true;
  if (episode.confirmed !== undefined) {
    climb(episode, state, { day, confidence, sharedCount: episode.confirmed.sharedCount });
    return;
  }
  if (ground !== undefined) {
    for (const id of transactions) {
      const hash = hash53(id);
      if (isListed(ground, hash) && !episode.shared.includes(hash)) episode.shared.push(hash);
    }
  }
  const claim = { day, confidence, sharedCount: episode.shared.length };
  climb(episode, state, claim);
  if (state === 'early') episode.early ??= claim;
  else if (state === 'confirmed') {
    episode.confirmed = claim;
    episode.cadence = shareText(cadenceOf(line), texts);
  }
}

/** Remembers that an episode became surer. Thresholds are whole hundredths: of what lies between two the first will do. */
function climb({ rungs, confirmedRungs }: Episode, state: SignalState, claim: Claim): void {
  if (state === 'early' || state === 'confirmed') climbOne(rungs, claim);
  if (state === 'confirmed') climbOne(confirmedRungs, claim);
}

function climbOne(rungs: Claim[], claim: Claim): void {
  const hundredths = ({ confidence }: Claim) => Math.floor(Math.round(confidence * 10_000) / 100);
  const last = rungs.at(-1);
  if (last === undefined || hundredths(claim) > hundredths(last)) rungs.push(claim);
}

function cadenceOf(line: Line): string {
  const series = line.series;
  if (typeof series !== 'object' || series === null || !('cadence' in series)) return '';
  return typeof series.cadence === 'string' ? series.cadence : '';
}
