import { PRODUCT_NOTES_MAX } from '../../customer/bounds.ts';
import { DAY_NEVER, type Hit, type Series, type Stream } from '../../customer/customer-state.ts';
import { isOpen } from '../../customer/diary.ts';
import type { ProductEvent, TransactionEvent } from '../../model/ledger-event.ts';
import type { ChangedSeries, DetectContext } from '../recurring/context.ts';
import { closeMonths } from './close-months.ts';
import { nextMonthlyLook } from './observe/monthly.ts';
import { fitsSeries } from './observe/series.ts';
import { remind, reviewHypothesis } from './review-hypothesis.ts';
import {
  CUSTOMER,
  isPartySubject,
  isSubject,
  partySubject,
  type Subject,
  seriesSubject,
  subjectsOf,
} from './subject-of.ts';
import { dropLine, takeLine } from './take-line.ts';
import { type TouchIndex, touchIndexOf } from './touch-index.ts';

/** Days within which the same amount again may be a second charge of the first. */
const REPEAT_DAYS = 14;

/** What one event changed, for the hypotheses that look at it. */
export interface Changes {
  /** The line that was booked, and the stream of its party if it has one. */
  readonly line?: {
    readonly event: TransactionEvent;
    readonly hit: Hit;
    readonly stream: Stream | undefined;
  };
  /** Keys of lines that no longer stand. */
  readonly dropped: readonly number[];
  /** Streams that lost a payment. */
  readonly bereft: readonly Stream[];
  readonly series: readonly ChangedSeries[];
}

/** Writes what an event changed into the diary, and weighs the hypotheses that it concerns. */
export function observeChanges(context: DetectContext, changes: Changes): void {
  const { state, definitions } = context;
  const index = touchIndexOf(definitions);
  if (index.hypotheses.length === 0) return;
  const work = new Work(context, index);
  for (const key of changes.dropped) {
    for (const noteKey of dropLine(state, key)) {
      const note = definitions.notes.findIndex((rule) => rule.key === noteKey);
      for (const hypothesis of index.byNote[note] ?? []) work.touch(hypothesis, true);
    }
  }
  for (const stream of changes.bereft) touchToldParty(work, index, stream);
  const { line } = changes;
  if (line !== undefined) {
    if (state.diary.firstDay === DAY_NEVER) startMonthly(context, index);
    const taken = takeLine(state, line.event, line.hit, definitions.notes, index);
    for (const note of taken.notes)
      for (const hypothesis of index.byNote[note]!) work.touch(hypothesis, false);
    if (taken.isLoan) for (const hypothesis of index.byLoan) work.touch(hypothesis, false);
    if (taken.isTop) {
      const side = line.hit.amountMinor < 0 ? 0 : 1;
      for (const hypothesis of index.byTop[side]) work.touch(hypothesis, false);
    }
    if (taken.isLow) lookTomorrow(context, index);
    if (line.stream !== undefined && index.byParty.length > 0) touchParty(work, index, line.stream, line);
  }
  for (const { stream, series } of changes.series) touchSeries(work, index, stream, series);
  work.run();
}

/** A product event: remembered where a definition names it. */
export function observeProductEvent(context: DetectContext, event: ProductEvent): void {
  const index = touchIndexOf(context.definitions);
  const touched = index.byEvent.get(event.name);
  if (touched === undefined) return;
  const { events } = context.state.diary;
  events.push({ name: event.name, day: event.day });
  if (events.length > PRODUCT_NOTES_MAX) events.shift();
  const work = new Work(context, index);
  for (const hypothesis of touched) work.touch(hypothesis, false);
  work.run();
}

/** Weighs the hypotheses whose day has come; the state's next due day may come earlier by them. */
export function tickHypotheses(context: DetectContext, changed: readonly ChangedSeries[]): void {
  const { state, today } = context;
  const index = touchIndexOf(context.definitions);
  if (index.hypotheses.length === 0) return;
  closeMonths(state, today);
  const work = new Work(context, index);
  for (const { stream, series } of changed) touchSeries(work, index, stream, series);
  const { reminders } = state.diary;
  const due = reminders.filter(({ day }) => day <= today);
  state.diary.reminders = reminders.filter(({ day }) => day > today);
  for (const { definition, subject } of due) {
    const hypothesis = index.hypotheses.findIndex(({ id }) => id === definition);
    if (hypothesis >= 0) work.touchSubject(hypothesis, subject);
  }
  work.run();
  for (const { day } of state.diary.reminders) if (day < state.dueDay) state.dueDay = day;
}

/** Hypotheses that look at whole months are weighed when the next one is in. */
function startMonthly(context: DetectContext, index: TouchIndex): void {
  for (const hypothesis of index.byMonth) {
    const definition = index.hypotheses[hypothesis]!;
    if (definition.subject.kind === 'customer')
      remind(context, definition, CUSTOMER, nextMonthlyLook(context.today));
  }
}

/** Balances are weighed once a day at the most, when the day's bookings are in. */
function lookTomorrow(context: DetectContext, index: TouchIndex): void {
  for (const hypothesis of index.byBalance) {
    const definition = index.hypotheses[hypothesis]!;
    if (definition.subject.kind === 'customer') remind(context, definition, CUSTOMER, context.today + 1);
  }
}

function touchSeries(work: Work, index: TouchIndex, stream: Stream, series: Series): void {
  for (const { where, hypothesis } of index.bySeries) {
    if (!fitsSeries(where, stream, series)) continue;
    const { subject } = index.hypotheses[hypothesis]!;
    if (isSubject(subject, stream, series)) work.add(hypothesis, seriesSubject(stream, series), false);
    else if (subject.kind === 'customer') work.add(hypothesis, CUSTOMER, false);
  }
  for (const hypothesis of index.bySignal.get(series.definition) ?? []) work.touch(hypothesis, false);
}

function touchParty(
  work: Work,
  index: TouchIndex,
  stream: Stream,
  { event, hit }: { readonly event: TransactionEvent; readonly hit: Hit },
): void {
  const isLike = (other: Hit) =>
    other.key !== hit.key &&
    other.amountMinor === hit.amountMinor &&
    Math.abs(other.day - hit.day) <= REPEAT_DAYS;
  const mayRepeat = stream.hits.some(isLike) || stream.series.some((series) => series.payments.some(isLike));
  for (const hypothesis of index.byParty) {
    const { id, subject } = index.hypotheses[hypothesis]!;
    if (!isPartySubject(subject, stream, event.merchant.category)) continue;
    const party = partySubject(stream);
    if (mayRepeat || isTold(work, id, party)) work.add(hypothesis, party, false);
  }
}

/** A withdrawn payment may have been half of a pair: what was told of its party is weighed anew. */
function touchToldParty(work: Work, index: TouchIndex, stream: Stream): void {
  const party = partySubject(stream);
  for (const hypothesis of index.byParty) {
    const { id } = index.hypotheses[hypothesis]!;
    if (isTold(work, id, party)) work.add(hypothesis, party, true);
  }
}

function isTold({ context }: Work, definition: string, { key }: Subject): boolean {
  return context.state.diary.episodes.some(
    (episode) => episode.definition === definition && episode.subject === key && isOpen(episode),
  );
}

/** Hypotheses and subjects to be weighed, each once, those behind whose signals others look at. */
class Work {
  readonly context: DetectContext;
  readonly #index: TouchIndex;
  readonly #subjects = new Map<number, Map<number, { subject: Subject; corrected: boolean }>>();

  constructor(context: DetectContext, index: TouchIndex) {
    this.context = context;
    this.#index = index;
  }

  /** All subjects of a hypothesis. */
  touch(hypothesis: number, corrected: boolean): void {
    const definition = this.#index.hypotheses[hypothesis]!;
    for (const subject of subjectsOf(this.context.state, definition))
      this.add(hypothesis, subject, corrected);
  }

  /** The subject with a key, if there still is one. */
  touchSubject(hypothesis: number, key: number): void {
    const definition = this.#index.hypotheses[hypothesis]!;
    const { state } = this.context;
    const candidates =
      definition.subject.kind === 'party'
        ? [...state.streams.values()].map(partySubject)
        : subjectsOf(state, definition);
    const subject = candidates.find((each) => each.key === key);
    if (subject !== undefined) this.add(hypothesis, subject, false);
  }

  add(hypothesis: number, subject: Subject, corrected: boolean): void {
    let subjects = this.#subjects.get(hypothesis);
    if (subjects === undefined) {
      subjects = new Map();
      this.#subjects.set(hypothesis, subjects);
    }
    const known = subjects.get(subject.key);
    subjects.set(subject.key, { subject, corrected: corrected || known?.corrected === true });
  }

  /** Weighs all; a signal that is confirmed calls those that look at it. */
  run(): void {
    for (let hypothesis = 0; hypothesis < this.#index.hypotheses.length; hypothesis++) {
      const subjects = this.#subjects.get(hypothesis);
      if (subjects === undefined) continue;
      const definition = this.#index.hypotheses[hypothesis]!;
      const inOrder = [...subjects.values()].sort((a, b) => a.subject.key - b.subject.key);
      for (const { subject, corrected } of inOrder) {
        const confirmed = reviewHypothesis(this.context, definition, subject, corrected);
        if (!confirmed) continue;
        for (const waiting of this.#index.bySignal.get(definition.id) ?? []) this.touch(waiting, false);
      }
    }
  }
}
