import type { Entry } from '../book.ts';
import type { EventTruth } from '../event-truth.ts';
import type { TruthSignal } from '../truth-signals.ts';
import { delivered, left, type MoneyLife, silent, troubled } from './money-life.ts';
import { ESSENTIAL_KINDS } from './series-reading.ts';

/** Third of its kind within so many days: once is an accident, twice bad luck. */
const TIMES = 3;
const CHARGES_SPAN = 90;
const RETURNS_SPAN = 60;
/** A reader takes so many days after the last movement that makes it sure. */
const READING_DAYS = 5;
/** A bill paid again within so many days was late, not missed. */
const LATE_DAYS = 10;

/** What fees, refused debits and borrowed money say. */
export function judgeTrouble(money: MoneyLife): EventTruth[] {
  const { purse } = money;
  const charges = purse.charges.map(({ entry }) => entry);
  const returns = purse.returned.map(({ back }) => back);
  const cramped = purse.style === 'overdrawn';
  return [
    ...(cramped
      ? [left('fee-pressure', 'lives-in-overdraft')]
      : judgeRepeated(money, 'fee-pressure', charges, CHARGES_SPAN)),
    ...judgeRepeated(money, 'returned-payments', returns, RETURNS_SPAN),
    ...judgeRefusedBills(money),
    ...judgeDebts(money),
  ];
}

/** Sure with the third within a span; all later ones are part of it. */
function judgeRepeated(
  money: MoneyLife,
  signal: TruthSignal,
  entries: readonly Entry[],
  span: number,
): EventTruth[] {
  const sorted = [...entries].sort((a, b) => a.posted - b.posted);
  if (sorted.length === 0) return [];
  for (let index = TIMES - 1; index < sorted.length; index++) {
    const first = sorted[index - TIMES + 1]!;
    const third = sorted[index]!;
    if (third.posted - first.posted > span) continue;
    const by = Math.max(third.arrival, third.posted) + READING_DAYS;
    const about = sorted.filter(({ posted }) => posted >= first.posted && posted <= by);
    const later = sorted.filter(({ posted }) => posted > by);
    const told = troubled(money, { signal, from: first.posted, by, entries: about });
    return later.length === 0 ? [told] : [told, left(signal, 'goes-on', later)];
  }
  return sorted.length === 1 ? [silent(signal, 'once', sorted)] : [left(signal, 'twice', sorted)];
}

/** An essential bill that came back: missed, unless it was paid soon after. */
function judgeRefusedBills(money: MoneyLife): EventTruth[] {
  const { purse, life } = money;
  const essential = new Set(
    life.series
      .filter(({ plan }) => ESSENTIAL_KINDS.has(plan.kind))
      .flatMap(({ segments }) => segments.flatMap(({ entries }) => entries)),
  );
  return purse.returned.flatMap(({ entry, back, paid }) => {
    if (!essential.has(entry)) return [];
    const entries = [entry, back];
    if (paid !== undefined && paid - back.posted <= LATE_DAYS) {
      return [left('payment-missed', 'paid-late', entries)];
    }
    const by = Math.max(back.arrival, back.posted) + LATE_DAYS + READING_DAYS;
    return [troubled(money, { signal: 'payment-missed', kind: 'returned', from: entry.posted, by, entries })];
  });
}

/** Money borrowed, advanced, split and collected: how many movements make it sure. */
const DEBTS: readonly (readonly [kind: string, signal: TruthSignal, sure: number])[] = [
  ['loan', 'high-cost-credit', 2],
  ['advance', 'wage-advance', 5],
  ['collector', 'debt-collection', 2],
];

function judgeDebts(money: MoneyLife): EventTruth[] {
  const { debts } = money.purse;
  const truths: EventTruth[] = [];
  for (const [kind, signal, sure] of DEBTS) {
    const entries = delivered(debts.get(kind));
    if (entries.length === 0) continue;
    const last = entries[sure - 1];
    if (last === undefined) truths.push(left(signal, 'too-few', entries));
    else if (kind === 'loan' && money.purse.nameless) truths.push(left(signal, 'nameless', entries));
    else {
      const by = Math.max(last.arrival, last.posted) + READING_DAYS;
      truths.push(troubled(money, { signal, from: entries[0]!.day, by, entries }));
    }
    // Whether these are series of payments is a matter of taste.
    const incoming = entries.filter(({ minor }) => minor > 0);
    const outgoing = entries.filter(({ minor }) => minor < 0);
    if (incoming.length > 0) truths.push(left('new-recurring-income', kind, incoming));
    if (outgoing.length > 0) truths.push(left('new-recurring-payment', kind, outgoing));
  }
  const begun = delivered(debts.get('first-instalment')).sort((a, b) => a.day - b.day);
  const instalments = [...begun, ...delivered(debts.get('instalment'))];
  const third = begun[TIMES - 1];
  if (third !== undefined) {
    const by = Math.max(third.arrival, third.posted) + READING_DAYS;
    truths.push(troubled(money, { signal: 'bnpl-burst', from: begun[1]!.day, by, entries: instalments }));
  } else if (begun.length > 0) truths.push(left('bnpl-burst', 'too-few', instalments));
  if (instalments.length > 0) truths.push(left('new-recurring-payment', 'instalments', instalments));
  return truths;
}
