import { type Day, weekdayOf } from '../../model/day.ts';
import { type Entry, record } from '../book.ts';
import { dayText, rollDay } from '../calendar.ts';
import type { Party } from '../country.ts';
import { makeParty, partyFragment, personName, purchaseCode, wordPayments } from '../life.ts';
import { basePrice } from '../pricing.ts';
import { cardLag } from '../series.ts';
import type { Stage } from './story.ts';
import type { Trace, TraceKind, Traces } from './trace.ts';
import { DE_TRACES } from './traces-de.ts';
import { GB_TRACES } from './traces-gb.ts';
import { US_TRACES } from './traces-us.ts';

const TRACES: Readonly<Record<'US' | 'GB' | 'DE', Traces>> = { US: US_TRACES, GB: GB_TRACES, DE: DE_TRACES };
/** Of those who have a credit card, so many of these purchases go on it. */
const CARD_ON_CREDIT_SHARE = 0.4;
/** What nobody sends but by wire. */
const WIRED_MINOR_MIN = 1_000_000;

const NO_ACCOUNT = { reference: '', creditorId: '', mandateId: '', iban: '' } as const;

/** What an event left on a statement, and as what. */
export interface Clue {
  readonly kind: string;
  readonly entry: Entry;
}

/** Whom one trace is with, its blanks filled in, so that the same firm can be paid again. */
export interface Firm {
  readonly kind: TraceKind;
  readonly trace: Trace;
  readonly party: Party;
}

/** One of the firms of a kind. */
export function firmOf(stage: Stage, kind: TraceKind): Firm {
  const trace = TRACES[stage.life.country.code][kind];
  const name = fill(stage, stage.random.pick(trace.names));
  // A card tells where it was used, not whose account was paid.
  if (trace.rail === 'card') return { kind, trace, party: { ...NO_ACCOUNT, name } };
  return { kind, trace, party: makeParty(stage.life.country, stage.random, name) };
}

/** Pays a firm, or is paid by it; nothing when the day is not observed. */
export function leave(
  stage: Stage,
  what: TraceKind | Firm,
  day: Day,
  { minor, listed = true }: { readonly minor?: number | undefined; readonly listed?: boolean } = {},
): Clue[] {
  const firm = typeof what === 'string' ? firmOf(stage, what) : what;
  const { trace } = firm;
  const { life, random } = stage;
  const amount = minor ?? priced(trace, stage);
  const incoming = trace.rail === 'transferIn' || trace.rail === 'salary';
  const card = trace.rail === 'card';
  const onCredit = card && life.creditCard !== undefined && random.chance(CARD_ON_CREDIT_SHARE);
  const place = firm.party.name.replace('{r}', purchaseCode(random));
  const party = { ...firm.party, name: place };
  const note = trace.note
    .replace('{n}', `${random.between(1_000, 99_999)}`)
    .replace('{r}', purchaseCode(random));
  const on = card ? day : rollDay(life.country.code, day, 'forward');
  const entry = record(life.book, {
    account: onCredit ? life.creditCard! : life.main,
    day: on,
    lag: card ? cardLag(random) : 0,
    minor: incoming ? amount : -amount,
    text: word(stage, { trace, place, party, note, day: on, amount }),
    channel: trace.channel,
    mcc: trace.mcc,
    party: card ? '' : partyFragment(life, party, trace.rail === 'directDebit' ? 'creditor' : 'account'),
    listed,
  });
  return entry === undefined ? [] : [{ kind: firm.kind, entry }];
}

interface Payment {
  readonly trace: Trace;
  readonly place: string;
  readonly party: Party;
  readonly note: string;
  readonly day: Day;
  readonly amount: number;
}

function word(stage: Stage, payment: Payment): string {
  const { country, voice } = stage.life;
  const { trace, place, party, note, day } = payment;
  const { rail } = trace;
  if (rail === 'card') return country.wording.card(voice, place, dayText(day), stage.random);
  if (country.code === 'US' && (rail === 'transferOut' || rail === 'transferIn')) {
    return wordAmerican(stage, payment);
  }
  // German banks say of a wage that it is one; whatever else comes in is a credit.
  const named = rail === 'salary' && country.code === 'DE' ? 'transferIn' : rail;
  return wordPayments(stage.life, named, party, note)(day);
}

/** What is sent between friends by telephone is no way to pay a firm, and large sums are wired. */
function wordAmerican({ life, random }: Stage, { trace, party, note, day, amount }: Payment): string {
  const text = dayText(day);
  const incoming = trace.rail === 'transferIn';
  if (amount >= WIRED_MINOR_MIN) {
    const way = incoming ? 'WIRE IN DATE' : 'WIRE OUT DATE';
    const date = `${text.year.slice(2)}${text.month}${text.dayOfMonth}`;
    return `WIRE TYPE:${way}:${date} ${incoming ? 'ORIG' : 'BNF'}:${party.name} ID:${party.reference} PMT DET:${note.toUpperCase()}`;
  }
  if (incoming || trace.names.includes('{person}')) {
    return wordPayments(life, incoming ? 'transferIn' : 'transferOut', party, note)(day);
  }
  return life.voice.style === 1
    ? `Online Bill Payment to ${party.name} Conf# ${random.between(100000, 999999)}`
    : `BILL PAY ${party.name} ON ${text.month}-${text.dayOfMonth} ${note.toUpperCase()}`;
}

/** So many payments of a kind, at firms of that kind, on days between two. */
export function scatter(stage: Stage, kind: TraceKind, from: Day, to: Day, count: number): Clue[] {
  const clues: Clue[] = [];
  for (let made = 0; made < count; made++) {
    clues.push(...leave(stage, kind, stage.random.between(from, Math.max(from, to))));
  }
  return clues;
}

/** The Saturday on or after a day, or with a chance the day itself: when people go shopping for large things. */
export function weekend(stage: Stage, day: Day): Day {
  return stage.random.chance(0.6) ? day + ((5 - weekdayOf(day) + 7) % 7) : day;
}

function priced({ low, high, rail }: Trace, { random }: Stage): number {
  const price = basePrice(low, high, random);
  // What is agreed in a letter is round more often than what a till adds up.
  if (rail !== 'card' && price > 100_000 && random.chance(0.5)) return Math.round(price / 10_000) * 10_000;
  return price;
}

function fill({ life, random }: Stage, name: string): string {
  const { country, voice } = life;
  const upper = (text: string) => (country.code === 'DE' ? text : text.toUpperCase());
  const city = country.code === 'US' ? voice.city.slice(0, -3) : voice.city;
  const employer = life.course.jobs.find(({ isMain }) => isMain)?.employer.name ?? country.employers[0]!;
  return name
    .replaceAll('{surname}', () => upper(random.pick(country.surnames)))
    .replaceAll('{first}', () => upper(random.pick(country.localFirst.filter((word) => word.length > 2))))
    .replaceAll('{person}', () => personName(country, random))
    .replaceAll('{employer}', employer)
    .replaceAll('{city}', city)
    .replaceAll('{n}', () => `${random.between(100, 4_999)}`);
}
