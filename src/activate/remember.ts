import { STANDING_USES_MAX, STANDINGS_MAX } from '../customer/bounds.ts';
import type { CustomerState } from '../customer/customer-state.ts';
import { putOut } from '../customer/put-out.ts';
import { isTold, type Standing } from '../customer/standing.ts';
import { formatDay } from '../model/day.ts';
import type { ActivateContext } from './context.ts';

/**
 * Makes room for further uses of an episode, by forgetting the oldest episodes of which nobody was told; what was
 * forgotten is audited, and may be withheld anew. False where everything that is remembered has to stay.
 */
export function makeRoom(context: ActivateContext, standing: Standing, usesMore: number): boolean {
  const { state } = context;
  if (usesMore === 0) return true;
  const episodesMore = state.standings.includes(standing) ? 0 : 1;
  let uses = state.standings.reduce((sum, one) => sum + one.uses.length, 0);
  const fits = () =>
    state.standings.length + episodesMore <= STANDINGS_MAX && uses + usesMore <= STANDING_USES_MAX;
  while (!fits()) {
    const forgotten = state.standings.find((one) => one !== standing && isForgettable(one));
    if (forgotten === undefined) return false;
    state.standings = state.standings.filter((one) => one !== forgotten);
    uses -= forgotten.uses.length;
    putOut(context, 'audit', {
      at: formatDay(state.clock),
      customer: state.customer,
      what: 'forgotten',
      episode: forgotten.episode,
      definition: forgotten.signal,
    });
  }
  return true;
}

/** What somebody was told stays, and so does an answer to what may come up again. */
function isForgettable(standing: Standing): boolean {
  const isAnswered = standing.suppression !== 'none' && standing.state !== 'ended';
  return !isAnswered && !standing.uses.some(isTold);
}

/** Keeps an episode that goes on; of one that is over nothing more is kept than an answer, should it begin again. */
export function keepStanding(state: CustomerState, standing: Standing, isOver: boolean): void {
  const isDone = standing.state === 'retracted' || standing.suppression === 'none';
  if (isOver && isDone) state.standings = state.standings.filter((one) => one !== standing);
  else if (standing.uses.length > 0 && !state.standings.includes(standing)) state.standings.push(standing);
}
