import type { Sample, SampleRow } from './sample.ts';

/** Something that a file does not say, and what cannot be found without it. */
export interface Missing {
  readonly what: string;
  /** Share of the rows that lack it, 0 to 1. */
  readonly share: number;
  readonly costs: string;
  /** Signals that cannot work, or not well, without it. */
  readonly signals: readonly string[];
}

interface Question {
  readonly what: string;
  readonly costs: string;
  readonly signals: readonly string[];
  readonly lacks: (row: SampleRow) => boolean;
  /** Rows that the question is about. */
  readonly among?: (row: SampleRow) => boolean;
}

const QUESTIONS: readonly Question[] = [
  {
    what: 'description',
    costs: 'merchants and categories are unknown; only amounts and rhythm are left',
    signals: ['spend-mix-shift', 'new-baby', 'moving-home', 'gambling-intensity', 'held-away-product'],
    lacks: ({ text }) => text.trim() === '',
  },
  {
    what: 'balanceAfter',
    costs: 'nothing that hangs on the balance can be seen',
    signals: ['low-balance', 'negative-balance', 'rapid-drawdown', 'projected-shortfall'],
    lacks: ({ event }) => event.balanceAfterMinor === undefined,
  },
  {
    what: 'counterparty',
    costs:
      'transfers are told apart by their text alone, so landlords, employers and people are mixed up sooner',
    signals: ['new-rent', 'new-job', 'new-recurring-income', 'gig-work'],
    lacks: ({ event, text }) => event.counterparty === undefined && text.trim().length < 4,
    among: ({ event }) =>
      event.channel === 'transfer' || event.channel === 'standing-order' || event.channel === '',
  },
  {
    what: 'channel',
    costs: 'a direct debit looks like a card payment; recurring payments are confirmed later',
    signals: ['new-recurring-payment', 'payment-missed'],
    lacks: ({ event }) => event.channel === '',
  },
  {
    what: 'mcc',
    costs: 'card payments at unknown merchants have no category',
    signals: ['spend-mix-shift', 'travelling'],
    lacks: ({ event }) => event.mcc === '',
    among: ({ event }) => event.channel === 'card',
  },
  {
    what: 'transactionDate',
    costs: 'days are booking days: weekends shift them, and rhythms show later',
    signals: ['travelling', 'duplicate-charge'],
    lacks: ({ event }) => event.transactionDay < 0,
    among: ({ event }) => event.channel === 'card',
  },
];
/** What fewer rows lack is no matter. */
const SHARE_MIN = 0.1;
/** Newness needs an absence that was observed, and rhythms some repetitions. */
const SPAN_DAYS_MIN = 90;

/** Says what the rows lack, each with its cost. */
export function reportMissing(
  sample: Sample,
  span: { readonly days: number; readonly isWhole: boolean },
): readonly Missing[] {
  const rows = sample.rows.filter(({ event }) => event.op === 'upsert');
  const missing: Missing[] = [];
  for (const { what, costs, signals, lacks, among } of QUESTIONS) {
    const asked = among === undefined ? rows : rows.filter(among);
    const share = asked.length === 0 ? 0 : asked.filter(lacks).length / asked.length;
    if (share > SHARE_MIN) missing.push({ what, share: Math.round(share * 100) / 100, costs, signals });
  }
  if (rows.length > 0 && !rows.some(({ event }) => event.amountMinor > 0))
    missing.push({
      what: 'income',
      share: 1,
      costs: 'no money comes in: this is perhaps a card account, and incomes stand elsewhere',
      signals: ['new-job', 'job-loss', 'income-missed', 'pay-rise'],
    });
  if (rows.length > 0 && span.isWhole && span.days < SPAN_DAYS_MIN)
    missing.push({
      what: 'history',
      share: 1,
      costs: `${span.days} days are too few to see that something is new`,
      signals: ['new-recurring-payment', 'new-recurring-income', 'new-rent'],
    });
  if (!sample.namesCustomer && rows.length > 0)
    missing.push({
      what: 'customer',
      share: 1,
      costs: 'rows name accounts only; a run needs --accounts FILE or --customer',
      signals: [],
    });
  return missing;
}
