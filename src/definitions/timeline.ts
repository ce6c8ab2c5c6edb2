import { didYouMeanHint } from '../lib/did-you-mean.ts';
import { type Day, dayInMonth, formatDay, monthIndexOf, parseDay } from '../model/day.ts';
import { timelinesIdOfFile } from './file-name.ts';
import type { Problems } from './parse-definition.ts';
import { type Place, type Problem, sortProblems } from './problem.ts';
import { compileSchema, type SchemaCheck } from './schema-problems.ts';
import { TIMELINES_SCHEMA, type TimelineRhythm } from './timeline-schema.ts';
import { type PathStep, readYaml, type YamlSource } from './yaml-source.ts';

export interface TimelinePayment {
  readonly from: string;
  readonly amounts: readonly string[];
  readonly description: string;
  readonly id?: string;
  readonly every?: TimelineRhythm;
  readonly times?: number;
  readonly shift?: readonly number[];
  readonly skip?: readonly number[];
  readonly account?: string;
  readonly channel?: string;
  readonly mcc?: string;
  readonly currency?: string;
  readonly status?: string;
  readonly counterparty?: string;
  readonly mandate?: string;
  readonly reused?: boolean;
  readonly balances?: readonly string[];
  readonly accountType?: string;
}

/** A revision that must be put out between two days, both included. */
export interface ExpectedRevision {
  readonly state: string;
  readonly from: string;
  readonly to: string;
  readonly subject?: string;
  readonly cadence?: string;
  readonly next?: string;
}

export interface Timeline {
  readonly title: string;
  readonly known: string;
  readonly until: string;
  readonly payments: readonly TimelinePayment[];
  readonly backgrounds?: readonly string[];
  readonly events?: readonly { readonly name: string; readonly on: string }[];
  readonly withdraw?: readonly { readonly id: string; readonly on: string }[];
  readonly expect: 'silent' | readonly ExpectedRevision[];
}

/** The timelines of one definition. */
export interface Timelines {
  readonly file: string;
  readonly definition: string;
  /** Where the definition is named. */
  readonly place: Place;
  readonly timelines: readonly Timeline[];
}

/** Everybody in timelines is this customer. */
export const TIMELINE_CUSTOMER = 'c1';
const ACCOUNT = 'a1';
const CURRENCY = 'EUR';
const DAYS: Readonly<Partial<Record<TimelineRhythm, number>>> = {
  day: 1,
  week: 7,
  '2 weeks': 14,
  '4 weeks': 28,
};
const MONTHS: Readonly<Partial<Record<TimelineRhythm, number>>> = {
  month: 1,
  '2 months': 2,
  '3 months': 3,
  '6 months': 6,
  year: 12,
};

let check: SchemaCheck | undefined;

/** Reads the timelines of a definition; all mistakes at once, sorted by place. */
export function parseTimelines(text: string, file: string): Timelines | Problems {
  const yaml = readYaml(text, file);
  if ('problems' in yaml) return { problems: sortProblems(yaml.problems) };
  check ??= compileSchema(TIMELINES_SCHEMA);
  const problems = check(yaml);
  if (problems.length > 0) return { problems: sortProblems(problems) };
  const { definition, timelines: written, backgrounds = {} } = yaml.value as WrittenTimelines;
  const place = yaml.place(['definition']);
  const contradictions = contradictionsOf(yaml, { file, definition, place, timelines: written });
  contradictions.push(...unknownBackgrounds(yaml, written, backgrounds));
  if (contradictions.length > 0) return { problems: sortProblems(contradictions) };
  const timelines = written.map((timeline) => ({
    ...timeline,
    payments: [...timeline.payments, ...(timeline.backgrounds ?? []).flatMap((name) => backgrounds[name]!)],
  }));
  return { file, definition, place, timelines };
}

type WrittenTimelines = Omit<Timelines, 'file' | 'place'> & {
  readonly backgrounds?: Readonly<Record<string, readonly TimelinePayment[]>>;
};

function unknownBackgrounds(
  yaml: YamlSource,
  timelines: readonly Timeline[],
  backgrounds: Readonly<Record<string, unknown>>,
): Problem[] {
  return timelines.flatMap((timeline, index) =>
    (timeline.backgrounds ?? []).flatMap((name, background): Problem[] => {
      if (Object.hasOwn(backgrounds, name)) return [];
      const at = yaml.place(['timelines', index, 'backgrounds', background]);
      const hint = didYouMeanHint(name, Object.keys(backgrounds));
      return [
        {
          code: 'MS_DEF_TIMELINE',
          file: yaml.file,
          ...at,
          message: `no background is called "${name}".${hint}`,
        },
      ];
    }),
  );
}

/** What each part may be and the whole may not. */
function contradictionsOf(yaml: YamlSource, { file, definition, timelines }: Timelines): Problem[] {
  const problems: Problem[] = [];
  const complain = (path: readonly PathStep[], message: string): void => {
    problems.push({ code: 'MS_DEF_TIMELINE', file, ...yaml.place(path), message });
  };
  const named = timelinesIdOfFile(file);
  if (named !== undefined && named !== definition) {
    complain(['definition'], `the file is named after "${named}", and is about "${definition}"`);
  }
  const titles = new Set<string>();
  timelines.forEach((timeline, index) => {
    const at = ['timelines', index];
    if (titles.has(timeline.title))
      complain([...at, 'title'], `two timelines are called "${timeline.title}"`);
    titles.add(timeline.title);
    if (timeline.until < timeline.known) complain([...at, 'until'], '"until" lies before "known"');
    const ids = new Set(expandTimeline({ ...timeline, withdraw: [] }).map(({ id }) => id));
    timeline.payments.forEach(({ from }, payment) => {
      if (from < timeline.known)
        complain([...at, 'payments', payment, 'from'], 'a payment comes before "known"');
    });
    timeline.withdraw?.forEach(({ id }, withdrawal) => {
      if (!ids.has(id)) complain([...at, 'withdraw', withdrawal, 'id'], `there is no payment "${id}"`);
    });
    if (timeline.expect === 'silent') return;
    timeline.expect.forEach(({ from, to }, expected) => {
      if (to < from) complain([...at, 'expect', expected, 'to'], '"to" lies before "from"');
      if (from > timeline.until) complain([...at, 'expect', expected, 'from'], '"from" lies behind "until"');
    });
  });
  return problems;
}

/** The plain events of a timeline, in the order of their days. */
export function expandTimeline(timeline: Timeline): Readonly<Record<string, unknown>>[] {
  const accounts = new Set([ACCOUNT, ...timeline.payments.map(({ account }) => account ?? ACCOUNT)]);
  const events = [...accounts].map((account) => beginning(account, timeline.known));
  for (const [index, payment] of timeline.payments.entries()) {
    events.push(...expandPayment(payment, payment.id ?? `p${index + 1}`));
  }
  for (const { name, on } of timeline.events ?? []) {
    events.push({
      kind: 'event',
      customer: TIMELINE_CUSTOMER,
      name,
      at: `${on}T12:00:00Z`,
      date: on,
      properties: {},
    });
  }
  const placed = events.filter(({ date }) => String(date) <= timeline.until);
  for (const { id, on } of timeline.withdraw ?? []) {
    const account = placed.find((event) => event.id === id)?.account ?? ACCOUNT;
    placed.push({
      ...{ kind: 'transaction', op: 'retract', customer: TIMELINE_CUSTOMER, account, id },
      date: on,
    });
  }
  return placed.sort((a, b) =>
    String(a.date) < String(b.date) ? -1 : String(a.date) > String(b.date) ? 1 : 0,
  );
}

/** Some cash on the first day, so that the data of an account is known to begin there. */
function beginning(account: string, date: string): Record<string, unknown> {
  return {
    ...{ kind: 'transaction', customer: TIMELINE_CUSTOMER, account, id: `known-${account}`, date },
    ...{ amount: '-20.00', currency: CURRENCY, description: 'ATM WITHDRAWAL', channel: 'cash' },
  };
}

function expandPayment(payment: TimelinePayment, id: string): Record<string, unknown>[] {
  const { amounts, shift = [0], skip = [], times = 1 } = payment;
  const first = parseDay(payment.from)!;
  const skipped = new Set(skip);
  const events: Record<string, unknown>[] = [];
  for (let index = 0; index < times; index++) {
    if (skipped.has(index + 1)) continue;
    const day = dueAt(first, payment.every, index) + shift[index % shift.length]!;
    const { counterparty: name, mandate: mandateId } = payment;
    const party = {
      ...(name === undefined ? {} : { name }),
      ...(mandateId === undefined ? {} : { mandateId }),
    };
    events.push({
      kind: 'transaction',
      customer: TIMELINE_CUSTOMER,
      account: payment.account ?? ACCOUNT,
      id: payment.reused === true ? id : `${id}.${index + 1}`,
      date: formatDay(day),
      amount: amounts[index % amounts.length],
      currency: payment.currency ?? CURRENCY,
      description: payment.description,
      ...(payment.channel === undefined ? {} : { channel: payment.channel }),
      ...(payment.mcc === undefined ? {} : { mcc: payment.mcc }),
      ...(payment.status === undefined ? {} : { status: payment.status }),
      ...(Object.keys(party).length === 0 ? {} : { counterparty: party }),
      ...(payment.accountType === undefined ? {} : { accountType: payment.accountType }),
      ...(payment.balances === undefined
        ? {}
        : { balanceAfter: payment.balances[index % payment.balances.length] }),
    });
  }
  return events;
}

function dueAt(first: Day, every: TimelineRhythm | undefined, index: number): Day {
  if (every === undefined) return first;
  const days = DAYS[every];
  if (days !== undefined) return first + days * index;
  const month = monthIndexOf(first);
  const dayOfMonth = first - dayInMonth(month, 1) + 1;
  return dayInMonth(month + MONTHS[every]! * index, dayOfMonth);
}
