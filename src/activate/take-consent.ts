import { putOut } from '../customer/put-out.ts';
import { isTold } from '../customer/standing.ts';
import { formatDay } from '../model/day.ts';
import type { ConsentEvent } from '../model/ledger-event.ts';
import { decideAnew } from './activate.ts';
import type { ActivateContext } from './context.ts';

/** Keeps a consent; one that is withdrawn takes back what was told for its purpose. Older than the known one: ignored. */
export function takeConsent(context: ActivateContext, event: ConsentEvent): 'accepted' | 'duplicate' {
  const { state } = context;
  const { purpose, at: instant } = event;
  const known = state.consents.find((consent) => consent.purpose === purpose);
  if (known !== undefined && known.at > instant) return 'duplicate';
  state.consents = state.consents.filter((consent) => consent.purpose !== purpose);
  state.consents.push({ purpose, given: event.state === 'given', at: instant });
  putOut(context, 'audit', {
    at: formatDay(state.clock),
    customer: state.customer,
    what: 'consent',
    purpose,
    state: event.state,
  });
  if (event.state === 'given') return 'accepted';
  for (const standing of [...state.standings]) {
    if (!standing.uses.some((use) => isTold(use) && use.purpose === purpose)) continue;
    decideAnew(context, standing, { today: state.clock, because: 'consent', purpose });
  }
  return 'accepted';
}
