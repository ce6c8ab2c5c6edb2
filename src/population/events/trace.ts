import type { Channel } from '../../model/transaction.ts';

/** What the people of a country pay for, or are paid for, when something happens to them. */
export const TRACE_KINDS = [
  ...(['scan', 'birth-course', 'baby-shop', 'nursery', 'nappies', 'baby-clothes', 'toys'] as const),
  ...(['uniform', 'school-supplies', 'school-fee', 'childcare-deposit', 'childminder'] as const),
  ...(['movers', 'van', 'mail-redirect', 'furniture', 'deposit', 'letting'] as const),
  ...(['survey', 'conveyance-fee', 'conveyance', 'land-office', 'property-tax', 'broker'] as const),
  ...(['diy', 'trade', 'plumber', 'kitchen', 'skip', 'model-shop', 'garden'] as const),
  ...(['venue', 'bridal', 'jeweller', 'registry', 'photographer', 'stationer', 'gift-list', 'suit'] as const),
  ...(['lawyer', 'court', 'will', 'work-clothes', 'job-board', 'severance'] as const),
  ...(['tuition', 'books', 'hall', 'student-loan', 'term-start'] as const),
  ...(['dealer', 'registration', 'charging', 'garage', 'car-hire', 'inspection', 'premium'] as const),
  ...(['airline', 'hotel', 'agency', 'travel-cover', 'airport', 'rail', 'days-out'] as const),
  ...(['visa-office', 'removal-abroad', 'exchange'] as const),
  ...(['breeder', 'shelter', 'vet', 'pet-shop'] as const),
  ...(['funeral', 'registrar', 'probate', 'florist', 'mason', 'obituary'] as const),
  ...([
    'inheritance',
    'winnings',
    'house-sale',
    'gift-of-parents',
    'claim-paid',
    'big-shop',
    'presents',
  ] as const),
] as const;
export type TraceKind = (typeof TRACE_KINDS)[number];

type Rail = 'card' | 'directDebit' | 'transferOut' | 'transferIn' | 'salary';

/** Who is paid, how, and how much. */
export interface Trace {
  /** `{n}` a number, `{first}` and `{second}` parts of a small firm's name, `{surname}`, `{city}`, `{r}` a code. */
  readonly names: readonly string[];
  readonly rail: Rail;
  readonly channel: Channel;
  readonly mcc: string;
  readonly low: number;
  readonly high: number;
  readonly note: string;
}

export type Traces = Readonly<Record<TraceKind, Trace>>;

/** Paid by card; names stand apart by `|`. */
export function card(mcc: string, low: number, high: number, names: string): Trace {
  return { names: names.split('|'), rail: 'card', channel: 'card', mcc, low, high, note: '' };
}

/** Sent by transfer. */
export function sent(low: number, high: number, names: string, note: string): Trace {
  return { names: names.split('|'), rail: 'transferOut', channel: 'transfer', mcc: '', low, high, note };
}

/** Collected by direct debit. */
export function collected(low: number, high: number, names: string, note: string): Trace {
  return { names: names.split('|'), rail: 'directDebit', channel: 'direct-debit', mcc: '', low, high, note };
}

/** Received from a company or office. */
export function received(low: number, high: number, names: string, note: string): Trace {
  return { names: names.split('|'), rail: 'salary', channel: 'transfer', mcc: '', low, high, note };
}

/** Received from a person. */
export function given(low: number, high: number, names: string, note: string): Trace {
  return { names: names.split('|'), rail: 'transferIn', channel: 'transfer', mcc: '', low, high, note };
}
