import { assertNever } from '../../lib/assert.ts';
import type { Level, Observation } from '../../model/hypothesis.ts';
import { seeBalance } from './observe/balance.ts';
import { seeComposition } from './observe/composition.ts';
import { seeEvent } from './observe/event.ts';
import { seeIncome } from './observe/income.ts';
import { seeLines } from './observe/lines.ts';
import { seeLoan } from './observe/loan.ts';
import { monthlyLook } from './observe/monthly.ts';
import { seeOutlier } from './observe/outlier.ts';
import { seeQuiet } from './observe/quiet.ts';
import { seeRate } from './observe/rate.ts';
import { seeRepeat } from './observe/repeat.ts';
import { seeReplaced } from './observe/replaced.ts';
import { seeSeries } from './observe/series.ts';
import { seeShare } from './observe/share.ts';
import { seeShortfall } from './observe/shortfall.ts';
import { seeSignal } from './observe/signal.ts';
import { seeSubject } from './observe/subject.ts';
import { remembered } from './remember.ts';
import type { Scope, Seen } from './scope.ts';
import { monthAndCurrency } from './usual.ts';

/** What whole months tell is worked out once for each month that is in. */
function eachMonth(observation: Observation, scope: Scope, make: () => Seen | undefined): Seen | undefined {
  return remembered(
    scope.state.diary,
    observation,
    monthAndCurrency(scope.state, monthlyLook(scope.today)),
    make,
  );
}

/** Looks at what is known of a customer in one way; undefined when there is too little to say anything. */
export function observe(observation: Observation, scope: Scope, levels: readonly Level[]): Seen | undefined {
  switch (observation.kind) {
    case 'lines':
      return seeLines(observation, scope);
    case 'quiet':
      return seeQuiet(observation, scope, levels);
    case 'rate':
      return seeRate(observation, scope);
    case 'share':
      return eachMonth(observation, scope, () => seeShare(observation, scope));
    case 'series':
      return seeSeries(observation, scope);
    case 'replaced':
      return seeReplaced(observation, scope);
    case 'subject':
      return seeSubject(observation, scope, levels);
    case 'repeat':
      return seeRepeat(observation, scope);
    case 'balance':
      return seeBalance(observation, scope, levels);
    case 'outlier':
      return seeOutlier(observation, scope);
    case 'income':
      return seeIncome(observation, scope, levels);
    case 'loan':
      return seeLoan(observation, scope);
    case 'shortfall':
      return seeShortfall(observation, scope);
    case 'composition':
      return eachMonth(observation, scope, () => seeComposition(observation, scope));
    case 'signal':
      return seeSignal(observation, scope);
    case 'event':
      return seeEvent(observation, scope);
    default:
      return assertNever(observation);
  }
}
