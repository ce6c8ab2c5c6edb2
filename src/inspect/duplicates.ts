import { contentHash, fingerprintText } from '../model/fingerprint.ts';
import type { Sample, SampleRow } from './sample.ts';

/** What is known of the ids of a file. */
export interface IdsReport {
  readonly quality: 'good' | 'partly' | 'reused' | 'none';
  readonly given: number;
  readonly missing: number;
  /** Ids that stand on more than one row with another content: a correction, or a bank that reuses ids. */
  readonly reused: number;
  readonly text: string;
}

/** Rows that a run would not count twice, by the rung of the ladder that tells them. */
export interface DuplicatesReport {
  readonly id: number;
  readonly link: number;
  readonly fingerprint: number;
  readonly pending: number;
  /** Equal rows without an id in one file: kept apart by their order, since two coffees are two. */
  readonly equalRowsKept: number;
}

/** Looks at ids: whether they are there, and whether they tell rows apart. */
export function reportIds({ rows }: Sample): IdsReport {
  const upserts = rows.filter(({ event }) => event.op === 'upsert');
  const given = upserts.filter(({ event }) => event.id !== '');
  const missing = upserts.length - given.length;
  const reused = [...groupBy(given, idKey).values()].filter((group) => {
    const contents = new Set(group.map(({ event }) => `${event.amountMinor}${event.bookingDay}`));
    return contents.size > 1;
  }).length;
  const quality = given.length === 0 ? 'none' : reused > 0 ? 'reused' : missing > 0 ? 'partly' : 'good';
  return { quality, given: given.length, missing, reused, text: TEXTS[quality] };
}

const TEXTS = {
  good: 'every row has an id, and none stands for two payments',
  partly: 'some rows have no id; these are told apart by account, day, amount and text',
  reused: 'some ids stand on rows with another amount or day: corrections, or a bank that reuses ids',
  none: 'no row has an id; rows are told apart by account, day, amount and text, and corrections cannot be seen',
} as const;

/** Climbs the ladder: same id and content, explicit link, same fingerprint under two ids, pending and its booking. */
export function reportDuplicates({ rows }: Sample): DuplicatesReport {
  const upserts = rows.filter(({ event }) => event.op === 'upsert');
  const withId = upserts.filter(({ event }) => event.id !== '');
  const id = surplus(groupBy(withId, (row) => `${idKey(row)}|${contentHash(row.event)}`));
  const known = new Set(upserts.map(idKey));
  const link = rows.filter(
    ({ event }) => event.replaces !== '' && known.has(`${event.account}|${event.replaces}`),
  ).length;
  const firsts = [...groupBy(withId, idKey).values()].map((group) => group[0]!);
  const fingerprint = surplus(groupBy(firsts, printOf));
  const equalRowsKept = surplus(
    groupBy(
      upserts.filter(({ event }) => event.id === ''),
      printOf,
    ),
  );
  return { id, link, fingerprint, pending: countSettled(upserts), equalRowsKept };
}

function idKey({ event }: SampleRow): string {
  return `${event.account}|${event.id}`;
}

function printOf({ event }: SampleRow): string {
  return `${fingerprintText(event)}|${event.status}|${event.description}`;
}

function groupBy(rows: readonly SampleRow[], keyOf: (row: SampleRow) => string): Map<string, SampleRow[]> {
  const groups = new Map<string, SampleRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

function surplus(groups: ReadonlyMap<string, readonly SampleRow[]>): number {
  let count = 0;
  for (const group of groups.values()) count += group.length - 1;
  return count;
}

/** The bounds of the ladder's last rung: days, and what a tip or a filled tank may change. */
const PENDING_DAYS = 14;
const RATIO_MIN = 0.7;
const RATIO_MAX = 1.34;

/** Pending rows whose booking stands in the file too. */
function countSettled(rows: readonly SampleRow[]): number {
  const booked = rows.filter(({ event }) => event.status === 'booked');
  return rows.filter(({ event: pending }) => {
    if (pending.status !== 'pending' || pending.amountMinor === 0) return false;
    return booked.some(({ event }) => {
      const days = event.effectiveDay - pending.effectiveDay;
      const ratio = event.amountMinor / pending.amountMinor;
      const isSame = event.account === pending.account && event.merchant.subject === pending.merchant.subject;
      return (
        isSame &&
        event.id !== pending.id &&
        days >= 0 &&
        days <= PENDING_DAYS &&
        ratio >= RATIO_MIN &&
        ratio <= RATIO_MAX
      );
    });
  }).length;
}
