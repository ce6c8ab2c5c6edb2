import type { Day } from '../../model/day.ts';
import type { Entry } from '../book.ts';
import type { EventTruth } from '../event-truth.ts';
import type { Life } from '../life.ts';
import type { TruthSignal } from '../truth-signals.ts';
import type { Purse } from './purse.ts';

/** What befell a life's money, as truth needs it. */
export interface MoneyLife {
  readonly life: Life;
  readonly purse: Purse;
}

/** So many movements are shown where none is named. */
const TRACES = 8;

/** The first fee, missed or refused payment of a slide: before it nobody was charged. */
export function firstFeeOf({ purse }: MoneyLife): Day | undefined {
  if (purse.slide === undefined) return undefined;
  const days = [
    ...purse.charges.map(({ entry }) => entry.posted),
    ...purse.returned.map(({ entry }) => entry.posted),
  ];
  return days.length === 0 ? undefined : Math.min(...days);
}

/** A truth of trouble; with the first fee where it belongs to a slide. */
export function troubled(
  money: MoneyLife,
  told: {
    readonly signal: TruthSignal;
    readonly from: Day;
    readonly by: Day;
    readonly entries?: readonly Entry[];
    readonly kind?: string;
  },
): EventTruth {
  const firstFee = firstFeeOf(money);
  const cause = money.purse.slide?.cause;
  const entries = told.entries ?? [];
  // Where days alone decide, the last movements before sureness are there for those who look.
  const traces = entries.length > 0 ? [] : onMain(money.life, told.from, told.by).slice(-TRACES);
  return {
    expect: 'fires',
    ...(cause === undefined ? {} : { kind: cause }),
    ...told,
    entries,
    ...(traces.length === 0 ? {} : { traces }),
    ...(firstFee === undefined ? {} : { firstFee }),
  };
}

/** What was delivered of some movements: a card that was declined leaves nothing. */
export function delivered(entries: readonly Entry[] | undefined): Entry[] {
  return (entries ?? []).filter(({ id }) => id !== '');
}

/** Neither right nor wrong, over a whole life or about some movements. */
export function left(signal: TruthSignal, why: string, entries: readonly Entry[] = []): EventTruth {
  return { signal, expect: 'ignore', why, entries };
}

/** What looks like it and must stay silent. */
export function silent(signal: TruthSignal, why: string, entries: readonly Entry[] = []): EventTruth {
  return { signal, expect: 'silent', why, entries };
}

/** Everything that was booked between two days, both included: a signal about that time names some of it. */
export function bookedBetween({ book }: Life, from: Day, to: Day): Entry[] {
  return book.entries.filter(({ posted }) => posted >= from && posted <= to);
}

function onMain(life: Life, from: Day, to: Day): Entry[] {
  return bookedBetween(life, from, to).filter(({ account, id }) => account === life.main && id !== '');
}

/** What goes on after somebody must be sure of it is no false alarm when it is told again. */
export function goesOn(money: MoneyLife, signal: TruthSignal, after: Day): EventTruth[] {
  const end = Math.min(money.life.book.to, (money.purse.slide?.to ?? after) + 90);
  const entries = bookedBetween(money.life, after + 1, end);
  return entries.length === 0 ? [] : [left(signal, 'goes-on', entries)];
}
