import { activateSignals } from './activate/activate.ts';
import { takeConsent } from './activate/take-consent.ts';
import { takeOutcome } from './activate/take-outcome.ts';
import {
  ACCOUNTS_MAX,
  CORRECTION_WINDOW_DAYS,
  CURRENCIES_MAX,
  HIT_MEMORY_DAYS,
  STREAMS_EVICTED_AT_ONCE,
  STREAMS_MAX,
  SWEEP_DAYS,
} from './customer/bounds.ts';
import {
  type CustomerState,
  type Hit,
  newAccount,
  newStream,
  type Stream,
  streamKey,
} from './customer/customer-state.ts';
import { nameParties } from './customer/parties.ts';
import { transactionRecord } from './customer/transaction-record.ts';
import { resolve } from './dedupe/resolve.ts';
import { observeChanges, observeProductEvent, tickHypotheses } from './detect/hypotheses/hypotheses.ts';
import { type DetectContext, putOut } from './detect/recurring/context.ts';
import { observePayment } from './detect/recurring/observe.ts';
import { tickSeries } from './detect/recurring/tick-series.ts';
import { settleWithdrawal, type Withdrawal, withdrawPayment } from './detect/recurring/withdraw.ts';
import { govern } from './govern/govern.ts';
import { type Day, formatDay } from './model/day.ts';
import type { DefinitionSet } from './model/definition.ts';
import { transactionId, transactionKey } from './model/fingerprint.ts';
import type { CustomerEvent, TransactionEvent } from './model/ledger-event.ts';
import type { OutputRecord } from './model/signal.ts';

/** What stays the same over many folds. */
export interface FoldContext {
  readonly definitions: DefinitionSet;
  /** Days before this one are back-filled time; `DAY_NONE` for none. */
  readonly historyUntil: Day;
  /** Whether normalized transactions are put out. */
  readonly writesTransactions: boolean;
}

/** What became of an event. */
export type Disposition = 'accepted' | 'duplicate' | 'late';

/** Days that a customer's own event may run ahead of the last tick. */
const CLOCK_AHEAD_DAYS_MAX = 2;

/** Folds one event of the customer into its state, in place, and appends what it puts out. */
export function foldEvent(
  state: CustomerState,
  event: CustomerEvent,
  context: FoldContext,
  outputs: OutputRecord[],
): Disposition {
  const activating = { state, definitions: context.definitions, govern, outputs };
  if (event.kind === 'transaction') {
    const first = outputs.length;
    const disposition = foldTransaction(state, event, context, outputs);
    activateSignals(activating, first);
    return disposition;
  }
  moveClock(state, event.day);
  if (event.kind === 'consent') return takeConsent(activating, event);
  if (event.kind === 'outcome') takeOutcome(activating, event);
  else {
    const first = outputs.length;
    observeProductEvent(detectContext(state, context, outputs, Math.max(state.clock, event.day)), event);
    activateSignals(activating, first);
  }
  return 'accepted';
}

/** Ticks the customer's clock up to and including `day`; days on which nothing is due cost nothing. */
export function foldTicks(
  state: CustomerState,
  day: Day,
  context: FoldContext,
  outputs: OutputRecord[],
): void {
  if (day <= state.lastTick) return;
  while (state.dueDay <= day) {
    state.lastTick = Math.max(state.dueDay, state.lastTick + 1);
    if (state.lastTick > day) break;
    state.clock = Math.max(state.clock, state.lastTick);
    const detect = detectContext(state, context, outputs, state.clock);
    const first = outputs.length;
    tickSeries(detect);
    tickHypotheses(detect, detect.changed);
    // At once, not behind the last day: what is decided is decided on the day that it is said.
    activateSignals({ state, definitions: context.definitions, govern, outputs }, first);
  }
  state.lastTick = day;
  state.clock = Math.max(state.clock, day);
  if (state.clock >= state.sweptAt + SWEEP_DAYS) sweep(state);
}

function foldTransaction(
  state: CustomerState,
  ledgerEvent: TransactionEvent,
  context: FoldContext,
  outputs: OutputRecord[],
): Disposition {
  const event = nameParties(state, ledgerEvent);
  const account = accountIndex(state, event.account);
  if (account < 0) return 'late';
  const { seed, openedTick } = state.accounts[account]!;
  const id = transactionId(event);
  const key = transactionKey(seed, id);
  const replaced = event.replaces === '' ? undefined : transactionKey(seed, event.replaces);
  const keys = { key, replaced, account, subject: event.merchant.subject, id };
  if (event.status === 'booked' && event.op === 'upsert') moveClock(state, event.effectiveDay);
  const resolution = resolve(state, event, keys, openedTick === state.lastTick);
  if (resolution.kind === 'duplicate') return 'duplicate';
  if (resolution.kind === 'late') return foldLate(state, event, key, context, outputs);
  const today = Math.max(state.clock, event.effectiveDay);
  const detect = detectContext(state, context, outputs, today);
  apply(
    detect,
    event,
    { day: event.effectiveDay, amountMinor: event.amountMinor, account, id, key },
    resolution,
  );
  if (context.writesTransactions) {
    putOut({ state, outputs }, 'transactions', transactionRecord(event, id, resolution.settles));
  }
  return 'accepted';
}

/** Takes out what no longer stands, puts in what does, and only then says what follows. */
function apply(
  detect: DetectContext,
  event: TransactionEvent,
  hit: Hit,
  resolution: { readonly withdraw: readonly number[]; readonly counts: boolean },
): void {
  const { state } = detect;
  const withdrawals: Withdrawal[] = [];
  let stream: Stream | undefined;
  for (const key of resolution.withdraw) {
    const withdrawal = withdrawPayment(detect, key);
    if (withdrawal !== undefined) withdrawals.push(withdrawal);
  }
  if (resolution.counts) {
    const account = state.accounts[hit.account]!;
    if (hit.day < account.firstDay) account.firstDay = hit.day;
    if (hit.day > account.lastDay) account.lastDay = hit.day;
    stream = streamOf(state, event);
    if (stream !== undefined) observePayment(detect, stream, hit, event, withdrawals.length > 0);
  }
  for (const withdrawal of withdrawals) {
    if (withdrawal.series?.payments.includes(hit)) continue;
    settleWithdrawal(detect, withdrawal);
  }
  const line = resolution.counts ? { event, hit, stream } : undefined;
  observeChanges(detect, {
    ...(line === undefined ? {} : { line }),
    dropped: resolution.withdraw,
    bereft: withdrawals.map(({ stream: lost }) => lost),
    series: detect.changed,
  });
}

/** Older than the correction window: audited, and applied only where a series holds the payment. */
function foldLate(
  state: CustomerState,
  event: TransactionEvent,
  key: number,
  context: FoldContext,
  outputs: OutputRecord[],
): Disposition {
  const held = state.tracked
    .flatMap((stream) => stream.series)
    .flatMap((series) => series.payments)
    .find((hit) => hit.key === key);
  const same = held?.day === event.effectiveDay && held.amountMinor === event.amountMinor;
  if (same && event.status === 'booked') return 'duplicate';
  const at = formatDay(state.clock);
  putOut({ state, outputs }, 'audit', {
    at,
    customer: state.customer,
    what: 'late',
    transaction: event.id,
    applied: held !== undefined,
  });
  if (held === undefined) return 'late';
  const detect = detectContext(state, context, outputs, state.clock);
  const counts = event.status === 'booked';
  const hit = { ...held, day: event.effectiveDay, amountMinor: event.amountMinor };
  apply(detect, event, hit, { withdraw: [key], counts });
  return 'accepted';
}

function detectContext(
  state: CustomerState,
  context: FoldContext,
  outputs: OutputRecord[],
  today: Day,
): DetectContext {
  const { definitions, historyUntil } = context;
  return { state, definitions, historyUntil, today, outputs, changed: [] };
}

function moveClock(state: CustomerState, day: Day): void {
  state.clock = Math.max(state.clock, Math.min(day, state.lastTick + CLOCK_AHEAD_DAYS_MAX));
}

function accountIndex(state: CustomerState, name: string): number {
  const { accounts } = state;
  for (let index = 0; index < accounts.length; index++) if (accounts[index]!.name === name) return index;
  if (accounts.length >= ACCOUNTS_MAX) return -1;
  return accounts.push(newAccount(name, state.lastTick)) - 1;
}

/** The stream of a payment's party, direction and currency; undefined beyond the bound on currencies. */
function streamOf(state: CustomerState, event: TransactionEvent): Stream | undefined {
  let currency = state.currencies.indexOf(event.currency);
  if (currency < 0) {
    if (state.currencies.length >= CURRENCIES_MAX) return undefined;
    currency = state.currencies.push(event.currency) - 1;
  }
  const direction = event.amountMinor < 0 ? 'out' : 'in';
  const key = streamKey(event.merchant.subject, currency, direction);
  let stream = state.streams.get(key);
  if (stream === undefined) {
    stream = newStream(key, event.currency, event.effectiveDay);
    state.streams.set(key, stream);
    if (state.streams.size > STREAMS_MAX + STREAMS_EVICTED_AT_ONCE) evictStreams(state);
  }
  if (event.effectiveDay > stream.lastDay) stream.lastDay = event.effectiveDay;
  return stream;
}

/** Forgets the parties longest unseen; those with series stay. */
function evictStreams(state: CustomerState): void {
  const quiet = [...state.streams.values()].filter((stream) => stream.series.length === 0);
  quiet.sort((a, b) => a.lastDay - b.lastDay || a.key - b.key);
  for (const stream of quiet.slice(0, STREAMS_EVICTED_AT_ONCE)) state.streams.delete(stream.key);
}

/** Forgets what can no longer matter: transactions past the correction window, parties past the memory of hits. */
function sweep(state: CustomerState): void {
  state.sweptAt = state.clock;
  const oldest = state.clock - CORRECTION_WINDOW_DAYS;
  for (const [key, entry] of state.window) if (entry.day < oldest) state.window.delete(key);
  for (const [key, stream] of state.streams) {
    if (stream.series.length === 0 && stream.lastDay < state.clock - HIT_MEMORY_DAYS)
      state.streams.delete(key);
  }
}
