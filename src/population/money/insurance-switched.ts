import { drawRhythm } from '../bills.ts';
import type { BillOffer } from '../country.ts';
import type { EventTruth } from '../event-truth.ts';
import { type Life, makeParty, newName, partyFragment, wordPayments } from '../life.ts';
import type { Series } from '../plan.ts';
import { cadenceOf } from '../rhythm.ts';
import { carryOut } from '../series.ts';
import { endSeries } from './edits.ts';
import type { MoneyEvent, Scene } from './money-event.ts';
import { left, silent } from './money-life.ts';
import { arrivedBy, entriesOf, knownFrom, stoppedDue } from './series-reading.ts';

const SWITCH_DAYS = 45;
const READING_DAYS = 7;

/** A policy ends with one insurer and begins with another. */
export const INSURANCE_SWITCHED: MoneyEvent = {
  id: 'insurance-switched',
  signals: ['insurance-switched'],
  incidencePerYear: 0.09,
  source:
    'estimate: a quarter to a third of motor policies change hands each year (FCA GIPP 2020), fewer are paid monthly',
  among: ({ archetype }) => archetype !== 'student' && archetype !== 'benefits',
  weak: 0.15,
  happen: switchInsurer,
};

const isInsurance = (kind: string): boolean => kind.startsWith('insurance-');

function switchable({ series, book }: Life): Series[] {
  return series.filter(
    ({ plan }) =>
      isInsurance(plan.kind) &&
      plan.origin === 'running' &&
      plan.end > book.to &&
      plan.move === undefined &&
      plan.pause === undefined &&
      cadenceOf(plan.rhythm) === 'monthly',
  );
}

function switchInsurer({ life, random, strong }: Scene): void {
  const { book, country, main } = life;
  const policies = switchable(life);
  const low = book.from + 150;
  if (policies.length === 0 || book.to - 100 < low) return;
  const old = random.pick(policies);
  const end = random.between(low, book.to - 100);
  const offer: BillOffer | undefined = country.bills.find(({ kind }) => kind === old.plan.kind);
  // A broker who collects for others says nothing of what it is for.
  const broker = { US: 'PREMIUM PMT SVCS', GB: 'CLOSE BROTHERS PF', DE: 'Assekuranz Makler Service' };
  const name = strong ? newName(life, offer?.names ?? []) : broker[country.code];
  if (name === undefined) return;
  const monthly = entriesOf(old).at(-1)!.minor;
  endSeries(life, old, end);
  const party = makeParty(country, random, name);
  const price = Math.round(monthly * (0.7 + 0.35 * random.next()));
  const start = end + random.between(-8, 20);
  const series = carryOut(life, {
    signal: 'new-recurring-payment',
    kind: old.plan.kind,
    account: main,
    rhythm: drawRhythm(life, 'monthly', start),
    roll: 'forward',
    start,
    end: book.to + 1,
    origin: 'new',
    amount: () => price,
    text: wordPayments(life, 'directDebit', party, strong ? random.pick(offer?.notes ?? ['']) : ''),
    channel: 'direct-debit',
    party: partyFragment(life, party, 'creditor'),
  });
  if (!strong) life.truths.push(left('insurance-switched', 'broker', entriesOf(series)));
}

/** Tells of policies that changed hands, whoever made it happen, and of those that were only renewed. */
export function judgeInsurance(life: Life, series: Series): EventTruth[] {
  const { plan } = series;
  const signal = 'insurance-switched';
  if (!isInsurance(plan.kind)) return [];
  const entries = entriesOf(series);
  if (cadenceOf(plan.rhythm) === 'yearly' && entries.length > 1) return [silent(signal, 'renewed', entries)];
  const first = entries[0]!;
  if (plan.origin !== 'new') return [];
  const broker = life.truths.some((truth) => truth.signal === signal && truth.entries.includes(first));
  if (broker) return [];
  const before = life.series.find((other) => {
    const due = other === series || other.plan.kind !== plan.kind ? undefined : stoppedDue(life, other);
    return due !== undefined && Math.abs(first.day - due) <= SWITCH_DAYS;
  });
  if (before === undefined) return [];
  const old = entriesOf(before);
  const told = { signal, kind: plan.kind, entries: [...old.slice(-2), ...entries.slice(0, 3)] } as const;
  if (old.length < knownFrom(before)) return [{ ...told, expect: 'ignore', why: 'short-history' }];
  const second = arrivedBy(life, series, 2);
  if (second === undefined) return [{ ...told, expect: 'ignore', why: 'too-few' }];
  const missed = stoppedDue(life, before)! + READING_DAYS;
  return [{ ...told, expect: 'fires', from: first.day, by: Math.max(second, missed) + READING_DAYS }];
}
