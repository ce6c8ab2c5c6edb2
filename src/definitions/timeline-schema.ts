import { ACCOUNT_TYPES, CHANNELS } from '../model/transaction.ts';
import { date, type FieldSchema, list, record, table, text, whole } from './schema-vocabulary.ts';

/** How often payments of an entry come. */
export const TIMELINE_RHYTHMS = [
  'day',
  'week',
  '2 weeks',
  '4 weeks',
  'month',
  '2 months',
  '3 months',
  '6 months',
  'year',
] as const;
export type TimelineRhythm = (typeof TIMELINE_RHYTHMS)[number];

/** States that an expectation can name. */
const STATES = ['early', 'confirmed', 'fading', 'ended', 'retracted'] as const;

const amount = text('A decimal text; negative is money out of the account.', {
  pattern: '^-?\\d{1,15}(\\.\\d+)?$',
});

const payment = record(
  'Payments of one party: a single one, or many in a rhythm.',
  {
    from: date('Day of the first payment.'),
    amounts: list('Amounts, one after the other, and from the first again.', amount, { from: 1, to: 60 }),
    description: text('The line as the bank writes it.', { minLength: 0 }),
  },
  {
    id: text('A word for these payments; the third is then `word.3`. By default p1, p2, … in their order.', {
      pattern: '^[a-z][a-z0-9-]*$',
    }),
    every: { description: 'How often; once when it is left out.', type: 'string', enum: TIMELINE_RHYTHMS },
    times: whole('How many payments.', { from: 1, to: 400 }),
    shift: list(
      'Days that each payment comes later (or earlier), one after the other, and from the first again.',
      whole('Days.', { from: -60, to: 60 }),
      {
        from: 1,
        to: 60,
      },
    ),
    skip: list('Payments that do not come, counted from 1.', whole('Which.', { from: 1, to: 400 }), {
      to: 60,
    }),
    account: text('The account; a1 when it is left out.'),
    channel: { description: 'The rail.', type: 'string', enum: CHANNELS },
    mcc: text('Merchant category code.', { pattern: '^\\d{4}$' }),
    currency: text('ISO 4217; EUR when it is left out.', { pattern: '^[A-Z]{3}$' }),
    status: {
      description: 'booked when it is left out.',
      type: 'string',
      enum: ['booked', 'pending', 'rejected'],
    },
    counterparty: text('Name of the other side.'),
    mandate: text('Mandate under which it is collected.'),
    balances: list('Balances after each payment, one after the other, and from the first again.', amount, {
      from: 1,
      to: 400,
    }),
    accountType: {
      description: 'current when it is left out.',
      type: 'string',
      enum: ACCOUNT_TYPES,
    },
    reused: {
      description: 'The same id for each payment, as a source does that delivers one again.',
      type: 'boolean',
    },
  },
);

const expected = record(
  'A revision that must be put out.',
  {
    state: { description: 'The state that is told.', type: 'string', enum: STATES },
    from: date('The first day on which it may be told.'),
    to: date('The last day on which it may be told.'),
  },
  {
    subject: text('Id of the merchant.'),
    cadence: text('The rhythm that is told.'),
    next: date('A day within the interval of the next payment.'),
  },
);

const timeline = record(
  'One short life, and what is to be said of it.',
  {
    title: text('What it shows, in one clause.', { maxLength: 120 }),
    known: date('The first day of the data: absence is seen from here on.'),
    until: date('The last day: time goes on to here, whatever is paid.'),
    payments: list('What is paid.', payment, { from: 0, to: 40 }),
    expect: {
      description: 'Revisions in their order, or the word silent: nothing is confirmed.',
      oneOf: [{ const: 'silent' }, list('Revisions.', expected, { from: 1, to: 20 })],
    },
  },
  {
    backgrounds: list(
      'Names of backgrounds whose payments come too: an ordinary life around what is tested.',
      text('A name of the list above the timelines.'),
      { to: 10, unique: true },
    ),
    events: list('Product events.', record('One event.', { name: text('Its name.'), on: date('Its day.') }), {
      to: 20,
    }),
    withdraw: list(
      'Payments that the source takes back.',
      record('One payment.', { id: text('Its id, such as p1.3.'), on: date('When.') }),
      { to: 40 },
    ),
  },
);

/** The form of a `.test.yaml` file beside a definition. */
export const TIMELINES_SCHEMA: FieldSchema = record(
  'Timelines of a definition: its tests.',
  {
    definition: text('Id of the definition.', { pattern: '^[a-z][a-z0-9-]*$' }),
    timelines: list('Lives that fire, and lives that stay silent.', timeline, { from: 1, to: 100 }),
  },
  {
    backgrounds: table(
      'Payments that several timelines share, by name: a wage, a rent, the shopping.',
      list('Payments.', payment, { from: 1, to: 40 }),
      20,
    ),
  },
);

/** What `signal-definitions/timeline.schema.json` holds, for editors. */
export const PUBLISHED_TIMELINES_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Milestream timelines',
  ...TIMELINES_SCHEMA,
};
