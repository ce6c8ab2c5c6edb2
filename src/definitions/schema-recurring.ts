import {
  AMOUNT_PATTERNS,
  type AmountPattern,
  ANCHOR_KINDS,
  type AnchorKind,
  CADENCE_IDS,
  type CadenceId,
} from '../model/definition.ts';
import { CHANNELS, type Channel } from '../model/transaction.ts';
import {
  amount,
  chance,
  choice,
  type Fields,
  list,
  probability,
  record,
  statement,
  table,
  text,
  weight,
  when,
  whole,
} from './schema-vocabulary.ts';

const CADENCE_MEANINGS: Readonly<Record<CadenceId, string>> = {
  weekly: 'Every 7 days.',
  fortnightly: 'Every 14 days.',
  'four-weekly': 'Every 28 days.',
  'semi-monthly': 'Twice a month, on two fixed days.',
  monthly: 'Once a calendar month: on a day, the last day, or the n-th weekday.',
  'two-monthly': 'Every second calendar month.',
  quarterly: 'Every third calendar month.',
  'half-yearly': 'Every sixth calendar month.',
  yearly: 'Once a year.',
};

const CHANNEL_MEANINGS: Readonly<Record<Channel, string>> = {
  other: 'Any other rail, or not known.',
  card: 'A card, at a till or online.',
  'direct-debit': 'Collected by the other side under a mandate.',
  'standing-order': 'Sent by the bank on fixed days, as the customer ordered once.',
  transfer: 'A single transfer.',
  cash: 'Cash taken out or paid in.',
  fee: 'A fee of the bank.',
  interest: 'Interest.',
};

const ANCHOR_MEANINGS: Readonly<Record<AnchorKind, string>> = {
  phase: 'So many days after the last due day.',
  'month-day': 'A day of the month, or its last day.',
  'month-weekday': 'The n-th or last weekday of the month.',
  'two-days': 'Two days of the month.',
};

const AMOUNT_MEANINGS: Readonly<Record<AmountPattern, string>> = {
  steady: 'Every payment is the same.',
  near: 'All lie within a few percent of each other.',
  stepped: 'The same but for one step: a change of price.',
  varying: 'Within a factor of the median, as a bill for electricity is.',
  wild: 'Anything else.',
};

const cadence = (meaning: string) =>
  record(`${meaning} What is known of this rhythm.`, {
    prior: weight(
      'Added to the prior, in nats: how common this rhythm is, and that it is one of several looked for.',
    ),
    toleranceDays: whole('Working days that a payment may stand off its due day and still belong to it.', {
      from: 0,
      to: 31,
    }),
    graceDays: whole(
      'Days after the tolerance of a due day at which a missing payment makes the series fade.',
      {
        from: 0,
        to: 90,
      },
    ),
    endAfterMissed: whole('Due days missed in a row at which the series has ended.', { from: 1, to: 12 }),
    why: statement('Why these numbers.'),
  });

const jitterProfile = record('One way in which series keep to their due days.', {
  id: text('A word for it, such as exact.', { pattern: '^[a-z]+(-[a-z]+)*$', maxLength: 40 }),
  share: chance('Share of recurring series that behave so; the shares of all profiles add up to one.'),
  byDistance: list(
    'Chance of each distance from the due day in working days, from 0 on; together at most one, what is left counts as astray.',
    chance('Chance of standing this far off.'),
    { from: 1, to: 32 },
  ),
  why: statement('Who behaves so.'),
});

const habitProfile = record('One way in which habits come back.', {
  id: text('A word for it, such as even.', { pattern: '^[a-z]+(-[a-z]+)*$', maxLength: 40 }),
  share: chance('Share of habits that are so even; the shares of all profiles add up to one.'),
  variation: amount('Deviation of the gaps between visits, as a share of their mean.', { from: 0.01, to: 2 }),
  why: statement('Who behaves so.'),
});

const rhythm = record(
  'The rhythm: how much likelier the days are if something falls due than if a habit brings the customer by.',
  {
    group: text('The group of evidence. Cues of one group share a cause: only the strongest counts.', {
      maxLength: 40,
    }),
    cap: weight('The most that the rhythm may count, for or against.', { from: 0 }),
    missed: weight('Weight of a due day on which nothing came.', { to: 0 }),
    jitter: list('How far payments stand off their due days.', jitterProfile, { from: 1, to: 8 }),
    habits: list('How even habits are, which are what a series is told from.', habitProfile, {
      from: 1,
      to: 8,
    }),
    habitSpread: amount(
      'How far the mean gap of a habit may lie around that of the rhythm, in natural logarithms: the wider, the more a fitting gap says.',
      { from: 0.1, to: 10 },
    ),
    anchors: record(
      'Added for what fixes the due days, in nats: with more kinds to choose from, chance fits more easily.',
      Object.fromEntries(ANCHOR_KINDS.map((kind) => [kind, weight(ANCHOR_MEANINGS[kind], { to: 0 })])),
    ),
    visitsBefore: weight('Weight of each like payment to the same party before the first one, up to six.', {
      to: 0,
    }),
    visitsBetween: weight(
      'Weight of like payments to the same party in between, when there are as many as the series has gaps.',
      { to: 0 },
    ),
    why: statement('Why the rhythm speaks for or against.'),
  },
);

const amounts = record('The amounts: how they relate to each other.', {
  group: text('The group of evidence.', { maxLength: 40 }),
  weights: record(
    'Weight of each pattern, in nats.',
    Object.fromEntries(AMOUNT_PATTERNS.map((pattern) => [pattern, weight(AMOUNT_MEANINGS[pattern])])),
  ),
  pairShare: probability('Share of the weight that counts while there are only two payments.'),
  roundShare: probability('Share of the weight that counts while the amount is a round sum, such as 20.00.'),
  why: statement('Why amounts speak for or against.'),
});

const rail = record('The rail: how the money moves.', {
  group: text('The group of evidence.', { maxLength: 40 }),
  channels: record(
    'Weight of each channel, in nats; a channel that is not named weighs nothing.',
    {},
    Object.fromEntries(CHANNELS.map((channel) => [channel, weight(CHANNEL_MEANINGS[channel])])),
  ),
  mandate: weight('Weight of a mandate that the payment names.'),
  why: statement('Why the rail speaks for or against.'),
});

const use = record(
  'What a confirmed signal must reach before it is used through one channel, at one risk.',
  {
    channel: choice('The way to the customer.', {
      'in-app': 'A message inside the bank’s application.',
      push: 'A notification on the phone.',
      email: 'An e-mail.',
      'text-message': 'A text message.',
      letter: 'A letter.',
      advisor: 'A person of the bank, who sees it before they talk.',
      webhook: 'Another system of the bank.',
    }),
    risk: choice('What a mistake would cost.', {
      low: 'A shrug.',
      medium: 'Annoyance, or a wasted call.',
      high: 'Harm, or a complaint that is right.',
    }),
    confidence: probability('The confidence from which it may be used so.'),
    why: statement('Why this much.'),
  },
  {
    early: {
      description: 'Whether an early signal may be used so too; without it only a confirmed one.',
      type: 'boolean',
    },
  },
);

/** What a definition of the kind `recurring-series` says beyond its documentation. */
export const RECURRING_FIELDS = {
  direction: choice('Which way the money goes.', {
    out: 'Out of the customer’s account: payments.',
    in: 'Into the customer’s account: income.',
  }),
  excludeChannels: list('Channels that are not looked at.', choice('A channel.', CHANNEL_MEANINGS), {
    to: CHANNELS.length,
    unique: true,
  }),
  prior: record('What is held likely before anything is seen, as log-odds in nats.', {
    default: weight('When the category is not known or not listed.'),
    byCategory: table(
      'By category of the taxonomy, such as subscription or housing.rent; the longest that fits counts.',
      weight('Log-odds, in nats, that two payments of this category belong to a series.'),
      200,
    ),
    why: statement('What the numbers mean, and how they were arrived at.'),
    source: statement('Where they come from.'),
  }),
  cadences: record(
    'The rhythms that are looked for: all nine, so that none is left out by an oversight.',
    Object.fromEntries(CADENCE_IDS.map((id) => [id, cadence(CADENCE_MEANINGS[id])])),
  ),
  evidence: record(
    'What speaks for and against. Weights are nats: +0.7 doubles the odds, +2.3 makes them tenfold.',
    {
      rhythm,
      amounts,
      rail,
    },
  ),
  thresholds: record(
    'The confidence at which something is said.',
    {
      early: probability('From here on the signal is early: likely, not yet sure.'),
      confirm: probability('From here on it is confirmed.'),
    },
    { byUse: list('More than the confirming threshold, for some channels and risks.', use, { to: 40 }) },
  ),
  paymentsMin: record('How many payments there must be, however likely the rest makes it.', {
    early: whole('For an early signal.', { from: 2, to: 24 }),
    confirm: whole('For a confirmed one.', { from: 2, to: 24 }),
  }),
  absenceDaysMin: whole(
    'Days without such a payment that the account must have shown before a series counts as new.',
    {
      from: 1,
      to: 3_660,
    },
  ),
  // What is needed to correct is kept in the customer's state for 60 days, so no definition can ask for more.
  correctionWindowDays: whole(
    'Days for which a late, changed or withdrawn payment still corrects what was said.',
    {
      from: 1,
      to: 60,
    },
  ),
  revisionStep: probability('Change of confidence that is worth telling.'),
} as const satisfies Fields;

const calibrationMap = record('A fitted map.', {
  method: choice('How it was fitted.', {
    platt: 'A logistic curve: for few labels.',
    beta: 'A beta curve: for few labels.',
    isotonic: 'A rising staircase: for many labels.',
  }),
  points: list(
    'Pairs of raw and calibrated confidence, rising; between them the line is straight.',
    list('Raw confidence, then calibrated confidence.', probability('A confidence.'), { from: 2, to: 2 }),
    { from: 2, to: 200 },
  ),
  labels: whole('How many labelled signals it rests on.', { from: 1, to: 1_000_000_000 }),
  source: statement('The data that it was fitted on.'),
});

/** The calibration map and texts, common to every kind that weighs evidence. */
export const OUTCOME_FIELDS = {
  calibration: when(
    {
      description:
        'The map from raw confidence to what was observed of such signals; none leaves it as it is.',
      type: ['string', 'object'],
    },
    { type: 'object' },
    {
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      then: calibrationMap,
      else: choice('No map.', { none: 'Confidence stays as computed.' }),
    },
  ),
  texts: record('Sentences that a person reads.', {
    summary: text('One plain sentence; facts stand in braces, such as {name} and {cadence}.', {
      maxLength: 300,
    }),
  }),
} as const satisfies Fields;
