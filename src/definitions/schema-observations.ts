import { BALANCE_MEASURES, INCOME_MEASURES } from '../model/hypothesis.ts';
import { ACCOUNT_TYPES, type AccountType, CHANNELS } from '../model/transaction.ts';
import {
  BALANCE_MEANINGS,
  HAPPENING_MEANINGS,
  INCOME_MEANINGS,
  LINE_MEANINGS,
  SUBJECT_MEANINGS,
} from './observation-meanings.ts';
import {
  amount,
  choice,
  type FieldSchema,
  type Fields,
  list,
  record,
  text,
  whole,
} from './schema-vocabulary.ts';

/** No definition may ask for more: what it needs would have to be kept for everybody. */
export const WITHIN_DAYS_MAX = 400;
const MONTHS_MAX = 12;

const DIRECTION = choice('Which way the money goes; out when it is left out.', {
  out: 'Out of the account.',
  in: 'Into the account.',
});
const CATEGORIES = list(
  'Categories of the taxonomy, or whole groups of them, such as family.baby_goods or family.',
  text('A category or group.', { maxLength: 60 }),
  { from: 1, to: 40, unique: true },
);
const MERCHANTS = list('Ids of the merchant dictionary.', text('A merchant id.', { maxLength: 80 }), {
  from: 1,
  to: 60,
  unique: true,
});
const ACCOUNT_MEANINGS: Readonly<Record<AccountType, string>> = {
  current: 'The account of daily life.',
  savings: 'A savings account.',
  'credit-card': 'A credit card.',
  loan: 'A loan.',
};
const PHRASES = (description: string) =>
  list(description, text('A word or phrase.', { maxLength: 60 }), { from: 1, to: 60, unique: true });

/** Days back from today. */
const withinDays = (description = 'Days back from today that are looked at.') =>
  whole(description, { from: 1, to: WITHIN_DAYS_MAX });

const LINE_FILTER: Fields = {
  direction: DIRECTION,
  categories: CATEGORIES,
  merchants: MERCHANTS,
  mcc: list('Merchant category codes.', text('Four digits.', { pattern: '^\\d{4}$' }), {
    from: 1,
    to: 60,
    unique: true,
  }),
  words: PHRASES('Words or phrases of the description, whole words, whatever their case.'),
  exceptWords: PHRASES('Words that rule a line out.'),
  exceptCategories: CATEGORIES,
  channels: list(
    'Rails.',
    choice('A rail.', Object.fromEntries(CHANNELS.map((each) => [each, `By ${each.replace('-', ' ')}.`]))),
    { from: 1, to: CHANNELS.length, unique: true },
  ),
  accountTypes: list('Types of account.', choice('A type.', ACCOUNT_MEANINGS), {
    from: 1,
    to: ACCOUNT_TYPES.length,
    unique: true,
  }),
  amountFrom: amount('From this amount on, in euros or about as much in other money.', {
    from: 0,
    to: 10_000_000,
  }),
  amountTo: amount(
    'Up to this amount, in euros or about as much in other money; only with 0 do lines of nothing count, as coming in.',
    {
      from: 0,
      to: 10_000_000,
    },
  ),
  foreign: { description: 'Only in a currency that is not the customer’s own.', type: 'boolean' },
  abroad: {
    description:
      'Only lines that end with the mark of a country (ES, FRA) that is not the customer’s own, as most of their lines or their currency tell it.',
    type: 'boolean',
  },
};

const EXCEPT_SUBJECT = {
  description: 'Only parties that the hypothesis is not about: those of another series or party.',
  type: 'boolean',
};

/** Which series: categories and merchants are joined by "or"; without either all of the direction fit. */
export const SERIES_FILTER: Fields = {
  direction: DIRECTION,
  categories: CATEGORIES,
  merchants: MERCHANTS,
};

const MONTHS = whole('Newest complete months that are looked at.', { from: 1, to: MONTHS_MAX });
const BASELINE = whole(
  'Complete months before them that they are compared with; fewer than three say nothing.',
  {
    from: 3,
    to: MONTHS_MAX,
  },
);

/** Each kind of observation with its fields; evidence holds exactly one. */
const OBSERVATIONS: Fields = {
  lines: record(
    'Booked lines that fit, within some days.',
    { withinDays: withinDays(), measure: choice('What of them is looked at.', LINE_MEANINGS) },
    {
      ...LINE_FILTER,
      exceptSubject: EXCEPT_SUBJECT,
      onlySubject: {
        description:
          'Only lines of the party that the hypothesis is about, or that give back a payment of its series to the cent within ten days.',
        type: 'boolean',
      },
      net: {
        description: 'Opposite lines of the same filter take away: fees net of reversals.',
        type: 'boolean',
      },
      novelDays: whole('Counts only if no such line came in so many days before the first one.', {
        from: 1,
        to: 365,
      }),
    },
  ),
  quiet: record(
    'Days since the last line of these categories, if there used to be some each month; 0 when there were not.',
    {
      categories: CATEGORIES,
      beforeMonths: whole('Complete months before the silence that are looked at.', {
        from: 1,
        to: MONTHS_MAX,
      }),
      monthlyCount: amount('Lines a month that there must have been on average.', { from: 0.1, to: 100 }),
    },
    { direction: DIRECTION },
  ),
  rate: record(
    'How many times more than before: the newest months against the person’s own months before. A month that is under way counts once it alone is above.',
    {
      categories: CATEGORIES,
      measure: choice('Of what.', { count: 'Of lines.', amount: 'Of money.' }),
      months: MONTHS,
      baselineMonths: BASELINE,
      countMin: whole('Lines that there must be in the newest months.', { from: 1, to: 100 }),
    },
    { direction: DIRECTION },
  ),
  share: record(
    'The part of spending that goes to these categories, over complete months; own transfers and savings are left out.',
    {
      categories: CATEGORIES,
      months: MONTHS,
      baselineMonths: BASELINE,
      measure: choice('What is looked at.', {
        percent: 'The share now, in percent.',
        'rise-points': 'By how many points it lies above that of the months before.',
      }),
    },
  ),
  series: record(
    'How many recurring series something happened to.',
    { happening: choice('What happened.', HAPPENING_MEANINGS), withinDays: withinDays() },
    {
      ...SERIES_FILTER,
      exceptSubject: EXCEPT_SUBJECT,
      percentFrom: amount('For rose and fell: by how many percent at least.', { from: 1, to: 1000 }),
    },
  ),
  replaced: record(
    'How many series ended at one party while one of the same category began at another, within the days of each other.',
    {
      withinDays: withinDays('Days back, and between the last payment of the old and the first of the new.'),
    },
    {
      ...SERIES_FILTER,
      changePercentFrom: amount(
        'Only where the new amount differs from the old one by so many percent at least.',
        {
          from: 0,
          to: 1000,
        },
      ),
      changePercentTo: amount('Only where it differs by so many percent at most: a party that was renamed.', {
        from: 0,
        to: 1000,
      }),
    },
  ),
  subject: record('Of the series that the hypothesis is about.', {
    measure: choice('What of it is looked at.', SUBJECT_MEANINGS),
  }),
  repeat: record(
    'How often a payment of the same amount to the same party came again within some days, though such pairs are not usual there. For hypotheses about a party.',
    {
      withinDays: whole('Days between the two.', { from: 1, to: 14 }),
      amountFrom: amount('Smaller ones do not count, in euros or about as much.', { from: 0, to: 10_000 }),
      historyDays: whole('Days before in which no pair may have come.', { from: 30, to: WITHIN_DAYS_MAX }),
    },
    {
      exceptWhole: {
        description:
          'Amounts without cents do not count: tanks, tickets and vouchers are bought for round sums.',
        type: 'boolean',
      },
    },
  ),
  balance: record(
    'The balance of current accounts, where the feed tells it; without balances it says nothing.',
    {
      measure: choice(
        'What of it is looked at.',
        Object.fromEntries(BALANCE_MEASURES.map((each) => [each, BALANCE_MEANINGS[each]])),
      ),
      withinDays: withinDays(),
    },
    {
      belowSpendShare: amount('The level, in percent of a usual month’s spending; 0 when it is left out.', {
        from: 0,
        to: 500,
      }),
    },
  ),
  outlier: record(
    'The largest single line of a direction, own transfers apart, as a multiple of the largest but three of the 400 days before.',
    {
      withinDays: withinDays(),
      amountFrom: amount('Smaller ones do not count, in euros or about as much.', {
        from: 0,
        to: 10_000_000,
      }),
    },
    { direction: DIRECTION, exceptCategories: CATEGORIES },
  ),
  income: record('The person’s income over complete months: wages, pensions, benefits, platform work.', {
    measure: choice(
      'What of it is looked at.',
      Object.fromEntries(INCOME_MEASURES.map((each) => [each, INCOME_MEANINGS[each]])),
    ),
    months: whole('Complete months that are looked at.', { from: 3, to: MONTHS_MAX }),
  }),
  loan: record(
    'Of a loan that is being paid off, the one nearest to its end: from the loan account’s balance, or from a counter such as 46/48 in two lines of one party that agree. Without either it says nothing.',
    {
      measure: choice('What of it is looked at.', {
        'paid-percent':
          'How much of it is paid, in percent of the largest balance seen, or of the instalments.',
        'payments-left': 'How many payments are left.',
      }),
      withinDays: withinDays('How long ago its newest line may lie.'),
    },
  ),
  shortfall: record(
    'Chance in percent that the current accounts fall below zero before the next income, from the balance, what is due, and what is usually spent by day.',
    { horizonDays: whole('Days ahead that are looked at, if no income is expected.', { from: 3, to: 45 }) },
  ),
  composition: record('How the whole mix of spending has moved against the months before.', {
    measure: choice('What is looked at.', {
      distance: 'Aitchison distance of the mix to that of the months before, in hundredths.',
      'season-distance':
        'The same against the same months a year before; where there is no such year, equal to distance, or 0 if a December is among them.',
      surprise:
        'How unlikely the counts are if nothing had changed: G statistic over its degrees of freedom, in hundredths.',
    }),
    months: MONTHS,
    baselineMonths: BASELINE,
  }),
  signal: record('Whether another signal stands confirmed, first confirmed within the days: 1 or 0.', {
    signal: text('Id of the other signal.', { maxLength: 60 }),
    withinDays: withinDays(),
  }),
  event: record('How many product events of a name came.', {
    name: text('The event’s name.', { maxLength: 100 }),
    withinDays: withinDays(),
  }),
};

/** The names of the kinds of observation. */
export const OBSERVATION_KINDS: readonly string[] = Object.keys(OBSERVATIONS);

/** What is observed: a map with one key, its kind. */
export const OBSERVE: FieldSchema = {
  ...record('What is observed: one kind, with its fields.', {}, OBSERVATIONS),
  minProperties: 1,
  maxProperties: 1,
};
