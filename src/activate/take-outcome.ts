import { putOut } from '../customer/put-out.ts';
import { SUPPRESSIONS } from '../customer/standing.ts';
import { formatDay } from '../model/day.ts';
import type { OutcomeEvent } from '../model/ledger-event.ts';
import { decideAnew } from './activate.ts';
import type { ActivateContext } from './context.ts';

/** Audits an answer; one that a signal was wrong, unwelcome or a nuisance keeps its episode silent from then on. */
export function takeOutcome(context: ActivateContext, event: OutcomeEvent): void {
  const { state } = context;
  const { episode, result } = event;
  putOut(context, 'audit', {
    at: formatDay(state.clock),
    customer: state.customer,
    what: 'outcome',
    episode,
    result,
  });
  const suppression = SUPPRESSIONS.find((one) => one === result);
  const standing = state.standings.find((one) => one.episode === episode);
  if (suppression === undefined || standing === undefined) return;
  standing.suppression = suppression;
  decideAnew(context, standing, { today: state.clock, because: 'outcome' });
}
