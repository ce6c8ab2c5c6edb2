import { DAY_NEVER } from '../../../customer/customer-state.ts';
import type { Note, NoteLine } from '../../../customer/diary.ts';
import type { Observation } from '../../../model/hypothesis.ts';
import { roughEuros } from '../../../model/rough-euro.ts';
import { formatMinor } from '../format-minor.ts';
import { type Scope, type Seen, windowStart } from '../scope.ts';
import { ownCurrency, usualIncome, usualSpending } from '../usual.ts';

const NAMES_MAX = 3;
/** What comes back later is another matter. */
const REVERSED_DAYS_MAX = 30;
/** A debit that bounces comes back within some days; what comes later is a refund. */
const GIVEN_BACK_DAYS_MAX = 10;
/** Without so many days of data before the first line nobody can say that it is the first. */
const NOVELTY_SEEN_DAYS = 60;

type LinesObservation = Extract<Observation, { kind: 'lines' }>;

/** Booked lines that fit a filter, within some days. */
export function seeLines(observation: LinesObservation, scope: Scope): Seen | undefined {
  const rule = scope.notes[observation.note]!;
  const note = scope.state.diary.notes.get(rule.key);
  const start = windowStart(scope, observation.withinDays);
  const isWanted = (line: NoteLine) => line.amountMinor < 0 === (observation.where.direction === 'out');
  const within = (note?.lines ?? []).filter(({ day }) => day >= start && day <= scope.today);
  const all = within.filter((line) => isWanted(line) && isOfParty(observation, scope, line));
  const given = observation.net ? within.filter((line) => !isWanted(line)) : [];
  const { lines, opposite } = withoutReversed(all, given);
  if (note === undefined || lines.length === 0) return nothing();
  if (observation.measure === 'new-merchants') return newMerchants(observation, scope, note, lines);
  if (observation.novelDays > 0 && !isNovel(observation, scope, note, lines[0]!)) return nothing();
  const value = measure(observation, scope, lines, opposite);
  if (value === undefined) return undefined;
  return seenOf(observation, scope, lines, value);
}

/** Whether a line may count, whoever the hypothesis is about. */
function isOfParty({ where }: LinesObservation, { stream, series }: Scope, line: NoteLine): boolean {
  if (where.exceptSubject && line.subject === stream?.subject) return false;
  if (!where.onlySubject || line.subject === stream?.subject) return true;
  return (series?.payments ?? []).some(
    ({ day, amountMinor, account }) =>
      amountMinor === -line.amountMinor &&
      account === line.account &&
      line.day >= day &&
      line.day - day <= GIVEN_BACK_DAYS_MAX,
  );
}

function seenOf(
  observation: LinesObservation,
  scope: Scope,
  lines: readonly NoteLine[],
  value: number,
): Seen {
  return {
    value,
    count: lines.length,
    first: lines[0]!.day,
    last: lines.at(-1)!.day,
    lines,
    names: [...new Set(lines.map(({ name }) => name).filter((name) => name !== ''))].slice(0, NAMES_MAX),
    amount: formatSum(scope, lines),
    next: scope.definition.life.kind === 'condition' ? lines[0]!.day + observation.withinDays : DAY_NEVER,
  };
}

/** Takes out the lines that were given back: of two alike the newer one, and what gave it back. */
function withoutReversed(all: readonly NoteLine[], given: readonly NoteLine[]) {
  const lines = [...all];
  const opposite = given.filter((back) => {
    const at = lines.findLastIndex(
      ({ amountMinor, currency, day }) =>
        amountMinor === -back.amountMinor &&
        currency === back.currency &&
        day <= back.day &&
        back.day - day <= REVERSED_DAYS_MAX,
    );
    if (at < 0) return true;
    lines.splice(at, 1);
    return false;
  });
  return { lines, opposite };
}

function nothing(): Seen {
  return { value: 0, count: 0, first: DAY_NEVER, last: -1, lines: [], names: [], next: DAY_NEVER };
}

/** Whether no such line came in the days before the first one, as far as the data and the note go back. */
function isNovel(observation: LinesObservation, scope: Scope, note: Note, first: NoteLine): boolean {
  const { diary } = scope.state;
  if (first.day - diary.firstDay < Math.min(observation.novelDays, NOVELTY_SEEN_DAYS)) return false;
  const since = first.day - observation.novelDays;
  if (note.forgottenTo >= since && note.forgottenTo < first.day) return false;
  const sign = observation.where.direction === 'out';
  return !note.lines.some(
    ({ day, amountMinor }) => day >= since && day < first.day && amountMinor < 0 === sign,
  );
}

/** The merchants whose first line came within the window, each with its own absence before. */
function newMerchants(
  observation: LinesObservation,
  scope: Scope,
  note: Note,
  lines: readonly NoteLine[],
): Seen {
  const firsts = new Map<number, NoteLine>();
  for (const line of lines) if (!firsts.has(line.subject)) firsts.set(line.subject, line);
  const news = [...firsts.values()].filter((first) => {
    const others = { ...note, lines: note.lines.filter(({ subject }) => subject === first.subject) };
    return isNovel(observation, scope, others, first);
  });
  if (news.length === 0) return nothing();
  const known = new Set(news.map(({ subject }) => subject));
  const theirs = lines.filter(({ subject }) => known.has(subject));
  return seenOf(observation, scope, theirs, news.length);
}

function measure(
  { measure: what }: LinesObservation,
  scope: Scope,
  lines: readonly NoteLine[],
  opposite: readonly NoteLine[],
): number | undefined {
  switch (what) {
    case 'count':
      return Math.max(0, lines.length - opposite.length);
    case 'new-merchants':
    case 'merchants':
      return new Set(lines.map(({ subject }) => subject)).size;
    case 'days':
      return new Set(lines.map(({ day }) => day)).size;
    case 'amount':
      return Math.max(0, Math.round(euros(scope, lines) - euros(scope, opposite)));
    default: {
      const { state, today } = scope;
      const own = ownCurrency(state);
      const usual = what === 'spend-share' ? usualSpending(state, today) : usualIncome(state, today);
      if (usual === undefined) return undefined;
      const sum = (all: readonly NoteLine[]) =>
        all.reduce((total, line) => total + (line.currency === own ? Math.abs(line.amountMinor) : 0), 0);
      return Math.max(0, Math.round(((sum(lines) - sum(opposite)) * 1000) / usual) / 10);
    }
  }
}

function euros({ state }: Scope, lines: readonly NoteLine[]): number {
  return lines.reduce(
    (total, line) => total + roughEuros(line.amountMinor, state.currencies[line.currency]!),
    0,
  );
}

/** The sum in the currency of the newest line. */
function formatSum({ state }: Scope, lines: readonly NoteLine[]): string {
  const { currency } = lines.at(-1)!;
  const minor = lines.reduce(
    (total, line) => total + (line.currency === currency ? Math.abs(line.amountMinor) : 0),
    0,
  );
  return formatMinor(minor, state.currencies[currency]!);
}
