import type { Day } from '../model/day.ts';
import { type Life, makeParty, partyFragment, wordPayments } from './life.ts';
import type { Plan, Series } from './plan.ts';
import { steppedPrice } from './pricing.ts';
import type { Rhythm } from './rhythm.ts';
import { carryOut } from './series.ts';
import { withTwists } from './twists.ts';

/** Money that comes by entitlement or promise, not by hours. */
export interface Regular {
  readonly kind: string;
  readonly name: string;
  readonly note: string;
  readonly rhythm: Rhythm;
  readonly base: number;
  /** Undefined when it runs already. */
  readonly start: Day | undefined;
  readonly end?: Day;
  readonly person?: boolean;
  readonly jitterDays?: number;
  /** Why it is no income that anybody could be asked to tell. */
  readonly ignore?: string;
}

/** Books a regular income as a series. */
export function receive(life: Life, income: Regular): Series {
  const { country, random, book, main } = life;
  const party = makeParty(country, random, income.name);
  // A bank calls a wage by its name, in Germany; what comes from an office, a fund or a person is a credit.
  const isCredit = income.person === true || income.kind === 'retainer' || country.code === 'DE';
  const plan: Plan = {
    signal: 'new-recurring-income',
    kind: income.kind,
    account: main,
    rhythm: income.rhythm,
    roll: country.code === 'US' || income.person === true ? 'forward' : 'backward',
    start: income.start ?? book.from,
    end: income.end ?? book.to + 1,
    origin: income.start === undefined ? 'running' : 'new',
    amount:
      income.person === true || income.kind === 'retainer'
        ? () => income.base
        : steppedPrice(income.base, random, book.from),
    text: wordPayments(life, isCredit ? 'transferIn' : 'salary', party, income.note),
    channel: 'transfer',
    party: partyFragment(life, party, 'account'),
    ...(income.jitterDays === undefined ? {} : { jitterDays: income.jitterDays }),
    ...(income.ignore === undefined ? {} : { ignore: income.ignore }),
  };
  return carryOut(life, income.end === undefined && random.chance(0.3) ? withTwists(life, plan) : plan);
}
