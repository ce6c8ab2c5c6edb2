import { Buffer } from 'node:buffer';
import { type CustomerState, DAY_NEVER, newCustomerState } from '../../src/customer/customer-state.ts';
import type { Disposition } from '../../src/fold.ts';
import { createPartyKey } from '../../src/intake/redact/counterparty-key.ts';
import { intakePlain } from '../../src/intake.ts';
import { hash48, hashId } from '../../src/lib/hash.ts';
import { dayOfInstantIn } from '../../src/lib/zone.ts';
import { formatDay } from '../../src/model/day.ts';
import type { SubjectKey } from '../../src/model/ids.ts';
import type { CustomerEvent } from '../../src/model/ledger-event.ts';
import type { OutputRecord, OutputTopic } from '../../src/model/signal.ts';
import type { Engine, FoldSettings } from '../../src/runtime/engine.ts';

/*
 * A core that is small and unforgiving: everything that the runtime could get wrong (order, ticks, lost or doubled
 * states, timers) changes a running hash that every output carries.
 */

const QUIET_DAYS = 20;

interface Story {
  chain: string;
  seen: string[];
  payments: Record<string, number>;
  lastDay: number;
}

const stories = new WeakMap<CustomerState, Story>();

const storyOf = (state: CustomerState): Story => {
  const story = stories.get(state) ?? { chain: '', seen: [], payments: {}, lastDay: 0 };
  stories.set(state, story);
  return story;
};

export const engine: Engine = {
  createIntake: ({ zone, asOf, partySecret }) => {
    const context = {
      dayOfInstant: dayOfInstantIn(zone),
      asOf,
      partyKey: createPartyKey(partySecret),
      enrich: ({ description }: { readonly description: string }) => ({
        subject: hash48(description) as SubjectKey,
        merchantId: description.startsWith('M') ? description.toLowerCase() : '',
        name: description,
        category: 'shops.any',
        confidence: 9000,
        method: 'exact' as const,
        processor: '',
      }),
    };
    return (line, place) => intakePlain(line, place, context);
  },
  createFolding: (settings) => ({
    newState: newCustomerState,
    encodeState: (state) => {
      const story = storyOf(state);
      const { clock, lastTick, dueDay, outputs } = state;
      const hot = Buffer.from(
        JSON.stringify({ clock, lastTick, dueDay, outputs, ...story, seen: undefined }),
      );
      const cold = story.seen.length === 0 ? undefined : Buffer.from(JSON.stringify(story.seen));
      return { hot, cold, ids: undefined };
    },
    decodeState: (customer, parts) => {
      const { chain, payments, lastDay, ...rest } = JSON.parse(Buffer.from(parts.hot!).toString());
      const state = Object.assign(newCustomerState(customer), rest);
      const seen = parts.cold === undefined ? [] : JSON.parse(Buffer.from(parts.cold).toString());
      stories.set(state, { chain, seen, payments, lastDay });
      return state;
    },
    foldEvent: (state, event, outputs) => foldEvent(state, event, settings, outputs),
    foldTicks: (state, day, outputs) => {
      if (state.dueDay <= day) {
        state.clock = Math.max(state.clock, state.dueDay);
        put(state, 'signals', { kind: 'quiet', due: formatDay(state.dueDay) }, outputs);
        state.dueDay = DAY_NEVER;
      }
      state.clock = Math.max(state.clock, day);
      state.lastTick = day;
    },
  }),
};

function foldEvent(
  state: CustomerState,
  event: CustomerEvent,
  settings: FoldSettings,
  outputs: OutputRecord[],
): Disposition {
  const story = storyOf(state);
  const { source, ...said } = event as CustomerEvent & { readonly source?: { file: string; line: number } };
  story.chain = hashId(story.chain, JSON.stringify(said));
  if (event.kind !== 'transaction') {
    put(state, 'audit', { kind: event.kind, chain: story.chain }, outputs);
    return 'accepted';
  }
  const key = `${event.account}/${event.id || `${event.description}#${event.occurrence}/${event.bookingDay}`}/${event.op}`;
  if (story.seen.includes(key)) return 'duplicate';
  story.seen.push(key);
  state.clock = Math.max(state.clock, event.effectiveDay);
  if (settings.writesTransactions) put(state, 'transactions', { id: event.id, source }, outputs);
  const count = (story.payments[event.description] ?? 0) + 1;
  story.payments[event.description] = count;
  if (count % 3 === 0) put(state, 'signals', { kind: 'third', name: event.description }, outputs);
  const isLate = event.effectiveDay < story.lastDay;
  story.lastDay = Math.max(story.lastDay, event.effectiveDay);
  state.dueDay = Math.max(story.lastDay, state.lastTick) + QUIET_DAYS;
  return isLate ? 'late' : 'accepted';
}

function put(
  state: CustomerState,
  topic: OutputTopic,
  body: Readonly<Record<string, unknown>>,
  outputs: OutputRecord[],
): void {
  const ordinal = state.outputs++;
  const { clock: day, customer } = state;
  const episode = `${customer}/${ordinal}`;
  const { chain } = storyOf(state);
  const whole = {
    customer,
    day: formatDay(day),
    signal: 'stand-in',
    state: 'confirmed',
    episode,
    chain,
    ...body,
  };
  outputs.push({ topic, day, ordinal, body: whole });
}
