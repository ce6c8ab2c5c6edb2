import { newCustomerState } from '../customer/customer-state.ts';
import { decodeState, encodeState } from '../customer/state-codec.ts';
import { foldEvent, foldTicks } from '../fold.ts';
import { createPartyKey } from '../intake/redact/counterparty-key.ts';
import { intakePlain } from '../intake.ts';
import { dayOfInstantIn } from '../lib/zone.ts';
import type { MerchantDictionary } from '../merchants/dictionary.ts';
import { createMatcher } from '../merchants/matcher.ts';
import type { Engine } from './engine.ts';

/** Lines whose merchants a thread remembers. */
const MATCHES_KEPT_MAX = 100_000;

/** The core: the two pages that put the stations in order, and the codec of states. */
export const engine: Engine = {
  createIntake: ({ dictionary, zone, asOf, partySecret }) => {
    const enrich = createMatcher(dictionary as MerchantDictionary, { cacheMax: MATCHES_KEPT_MAX });
    const context = {
      dayOfInstant: dayOfInstantIn(zone),
      asOf,
      enrich,
      partyKey: createPartyKey(partySecret),
    };
    return (line, place) => intakePlain(line, place, context);
  },
  createFolding: (context) => ({
    newState: newCustomerState,
    decodeState,
    encodeState,
    foldEvent: (state, event, outputs) => foldEvent(state, event, context, outputs),
    foldTicks: (state, day, outputs) => foldTicks(state, day, context, outputs),
  }),
};
