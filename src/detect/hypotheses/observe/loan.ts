import { DAY_NEVER, type Hit } from '../../../customer/customer-state.ts';
import type { Observation } from '../../../model/hypothesis.ts';
import { formatMinor } from '../format-minor.ts';
import { type Scope, type Seen, windowStart } from '../scope.ts';

const AGREEING_MIN = 2;
const PAYMENTS_LISTED_MAX = 4;

interface Loan {
  readonly paidPercent: number;
  readonly paymentsLeft: number;
  readonly day: number;
  readonly amount?: string;
  readonly name: string;
  /** The loan's own account, or the lender. */
  readonly of: { readonly account: number } | { readonly subject: number };
}

/** Of a loan that is being paid off, the one nearest to its end; undefined when nothing tells of one. */
export function seeLoan(observation: Extract<Observation, { kind: 'loan' }>, scope: Scope): Seen | undefined {
  const start = windowStart(scope, observation.withinDays);
  const loans = [...ofAccounts(scope), ...ofCounters(scope)]
    .filter(({ day }) => day >= start && day <= scope.today)
    .sort((a, b) => b.paidPercent - a.paidPercent || a.paymentsLeft - b.paymentsLeft || a.day - b.day);
  const nearest = loans[0];
  if (nearest === undefined) return undefined;
  return {
    value: observation.measure === 'paid-percent' ? nearest.paidPercent : nearest.paymentsLeft,
    count: loans.length,
    first: nearest.day,
    last: nearest.day,
    lines: paymentsOf(scope, nearest),
    names: nearest.name === '' ? [] : [nearest.name],
    ...(nearest.amount === undefined ? {} : { amount: nearest.amount }),
    next: DAY_NEVER,
  };
}

/** The newest payments on it, as proof. */
function paymentsOf({ state }: Scope, { of, day }: Loan): Hit[] {
  return [...state.streams.values()]
    .filter(
      ({ direction, subject }) =>
        direction === ('account' in of ? 'in' : 'out') && (!('subject' in of) || subject === of.subject),
    )
    .flatMap(({ hits, series }) => [...hits, ...series.flatMap(({ payments }) => payments)])
    .filter((hit) => hit.day <= day && (!('account' in of) || hit.account === of.account))
    .sort((a, b) => a.day - b.day || a.key - b.key)
    .slice(-PAYMENTS_LISTED_MAX);
}

function ofAccounts({ state }: Scope): Loan[] {
  return state.diary.loans
    .filter(({ paymentMinor, mostMinor }) => paymentMinor > 0 && mostMinor > 0)
    .map(({ account, owedMinor, mostMinor, paymentMinor, day, currency }) => ({
      paidPercent: Math.floor((1 - owedMinor / mostMinor) * 100),
      paymentsLeft: Math.ceil(owedMinor / paymentMinor),
      day,
      amount: formatMinor(owedMinor, state.currencies[currency]!),
      name: '',
      of: { account },
    }));
}

function ofCounters({ state }: Scope): Loan[] {
  return state.diary.counters
    .filter(({ agreeing }) => agreeing >= AGREEING_MIN)
    .map(({ subject, number, total, day, name }) => ({
      paidPercent: Math.floor((number * 100) / total),
      paymentsLeft: total - number,
      day,
      name,
      of: { subject },
    }));
}
