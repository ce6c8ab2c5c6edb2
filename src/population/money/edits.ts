import type { Day } from '../../model/day.ts';
import { type Entry, record } from '../book.ts';
import { dayText } from '../calendar.ts';
import type { Party } from '../country.ts';
import { type Life, makeParty, partyFragment, purchaseCode } from '../life.ts';
import type { Series } from '../plan.ts';
import { cardLag } from '../series.ts';

/** Takes movements out of a life as if they had never been made; series know of them as left out. */
export function strike(life: Life, gone: ReadonlySet<Entry>): void {
  if (gone.size === 0) return;
  const { book } = life;
  const kept = book.entries.filter((entry) => !gone.has(entry));
  book.entries.length = 0;
  // Pushed one by one: a long life has more entries than a call may have arguments.
  for (const entry of kept) book.entries.push(entry);
  for (const { segments } of life.series) {
    for (const segment of segments) {
      for (let index = segment.entries.length - 1; index >= 0; index--) {
        const entry = segment.entries[index]!;
        if (!gone.has(entry)) continue;
        segment.entries.splice(index, 1);
        // What is struck after the last that stands has ended, what is struck between has been left out.
        if (index < segment.entries.length) {
          segment.missed++;
          segment.misses.push(entry.day);
        }
      }
    }
  }
  dropEmpty(life);
}

/** Ends a series on a day: nothing of it is paid any more. Gives what is left of it. */
export function endSeries(life: Life, series: Series, end: Day): Series {
  const gone = new Set(series.segments.flatMap(({ entries }) => entries).filter(({ day }) => day >= end));
  const ended: Series = { ...series, plan: { ...series.plan, end: Math.min(end, series.plan.end) } };
  const index = life.series.indexOf(series);
  if (index >= 0) life.series[index] = ended;
  strike(life, gone);
  for (const segment of ended.segments) {
    const misses = segment.misses.filter((day) => day < end);
    segment.misses.splice(0, segment.misses.length, ...misses);
  }
  return ended;
}

function dropEmpty(life: Life): void {
  for (let index = life.series.length - 1; index >= 0; index--) {
    const series = life.series[index]!;
    const segments = series.segments.filter(({ entries }) => entries.length > 0);
    if (segments.length === 0) life.series.splice(index, 1);
    else if (segments.length < series.segments.length) life.series[index] = { ...series, segments };
  }
}

/** Lets the feed treat movements like any purchase: truth does not name them. */
export function unlist(entries: readonly Entry[]): readonly Entry[] {
  for (const entry of entries) entry.listed = false;
  return entries;
}

/** How a movement beside all series is booked. */
export interface Once {
  readonly name: string;
  readonly day: Day;
  readonly minor: number;
  readonly account?: number;
  readonly mcc?: string;
  readonly note?: string;
  /** Given where one firm is paid again and again: its mandate stays the same. */
  readonly party?: Party;
}

/** Books a card payment at a place, listed so that truth may speak of it. */
export function payByCard(life: Life, once: Once): Entry | undefined {
  const { random, country, voice, book, main } = life;
  const place = once.name.replace('{n}', `${random.between(100, 6999)}`).replace('{r}', purchaseCode(random));
  return record(book, {
    account: once.account ?? main,
    day: once.day,
    lag: cardLag(random),
    minor: once.minor,
    text: country.wording.card(voice, place, dayText(once.day), random),
    channel: 'card',
    mcc: once.mcc ?? '',
    listed: true,
  });
}

/** Books a transfer or a debit by a firm or a person, listed so that truth may speak of it. */
export function payByBank(
  life: Life,
  rail: 'transferOut' | 'transferIn' | 'directDebit',
  once: Once,
): Entry | undefined {
  const { random, country, voice, book, main } = life;
  const party = once.party ?? makeParty(country, random, once.name);
  const line = { voice, day: dayText(once.day), party, note: once.note ?? '', random };
  return record(book, {
    account: once.account ?? main,
    day: once.day,
    minor: once.minor,
    text: country.wording[rail](line),
    channel: rail === 'directDebit' ? 'direct-debit' : 'transfer',
    party: partyFragment(life, party, rail === 'directDebit' ? 'creditor' : 'account'),
    listed: true,
  });
}

/** Books what the bank itself writes: a fee, interest, a debit given back. */
export function byBank(
  life: Life,
  movement: {
    day: Day;
    minor: number;
    text: string;
    channel: 'fee' | 'interest' | 'direct-debit' | 'transfer';
    account?: number;
  },
): Entry | undefined {
  return record(life.book, { ...movement, account: movement.account ?? life.main, listed: true });
}
