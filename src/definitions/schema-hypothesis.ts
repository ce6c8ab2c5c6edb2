import { ID_PATTERN } from './schema-documentation.ts';
import { OBSERVE, SERIES_FILTER } from './schema-observations.ts';
import { RECURRING_FIELDS } from './schema-recurring.ts';
import {
  amount,
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

const CODE = (description: string) => text(description, { pattern: ID_PATTERN, maxLength: 60 });

const level = record('From this value on it weighs so much.', {
  at: amount('The value from which on this level counts; 0 weighs the absence.', { from: 0, to: 10_000_000 }),
  weight: weight('Nats: +0.7 doubles the odds, +2.3 makes them tenfold, a minus divides them.'),
});

const evidence = record(
  'One observation, and how it weighs.',
  {
    code: CODE('A word for it, by which rationales name it.'),
    group: text('Its group: cues that share a cause are one fact, of which the strongest counts.', {
      pattern: ID_PATTERN,
      maxLength: 40,
    }),
    observe: OBSERVE,
    levels: list('What it weighs by its value, rising; the highest level that is reached counts.', level, {
      from: 1,
      to: 8,
    }),
    text: text(
      'What a person reads, with facts in braces: {value}, {count}, {days}, {amount}, {since}, {last}, {names}.',
      {
        maxLength: 200,
      },
    ),
    why: statement('Why it speaks for or against, and why so much.'),
    source: statement('Where the weight comes from: a source, or "estimate" with its reason.'),
  },
  {
    after: record('Counts only if its first line follows the first one of another evidence.', {
      code: CODE('The other evidence’s code.'),
      withinDays: whole('Days between them at most.', { from: 1, to: 400 }),
    }),
  },
);

const exclusion = record('While this holds, the hypothesis is not held, whatever the weights say.', {
  code: CODE('A word for it.'),
  observe: OBSERVE,
  at: amount('The value from which on it holds.', { from: 0, to: 10_000_000 }),
  why: statement('Why it rules the hypothesis out.'),
});

const subject = when(
  {
    description:
      'What the hypothesis is about: the customer, each series that fits, or each party that fits.',
    type: ['string', 'object'],
  },
  { type: 'object' },
  {
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: {
      ...record(
        'Each series or each party that fits.',
        {},
        {
          series: record(
            'Each recurring series that fits, early or surer.',
            {},
            {
              ...SERIES_FILTER,
              onlyNew: {
                description:
                  'Only series whose beginning was seen. Without it those that ran before the data count too.',
                type: 'boolean',
              },
            },
          ),
          party: record('Each party whose payments fit.', {}, SERIES_FILTER),
        },
      ),
      minProperties: 1,
      maxProperties: 1,
    },
    else: choice('The customer.', { customer: 'The customer as a whole.' }),
  },
);

/** What a definition of the kind `hypothesis` says beyond its documentation. */
export const HYPOTHESIS_FIELDS = {
  subject,
  prior: record('How likely it is before anything is seen.', {
    perYear: amount('How often it befalls a customer (or a series, or a party) in a year.', {
      from: 0.00001,
      to: 12,
    }),
    withinDays: whole('The days that the evidence looks at: the chance within them is the prior.', {
      from: 1,
      to: 400,
    }),
    why: statement('What the number means.'),
    source: statement('Where it comes from.'),
  }),
  groups: table(
    'The groups of evidence. Cues of a group share a cause: the strongest counts, up to the cap.',
    record('One group.', {
      cap: weight('The most that it may count, for or against.', { from: 0 }),
      why: statement('What its cues have in common.'),
    }),
    20,
  ),
  evidence: list('What speaks for it and what against.', evidence, { from: 1, to: 40 }),
  thresholds: RECURRING_FIELDS.thresholds,
  life: record('How long it lasts once told.', {
    kind: choice('What it is.', {
      event: 'It happened: evidence that was seen stays, and it ends some time after the last support.',
      condition: 'It lasts as long as its evidence does: it fades when that is gone, and ends.',
    }),
    endAfterDays: whole('Days without support after which it has ended.', { from: 1, to: 1_000 }),
    coolDownDays: whole('Days after its end in which it is not told anew.', { from: 0, to: 1_000 }),
    why: statement('Why so long.'),
  }),
  observedDaysMin: whole('Days of data that there must be before anything is said.', { from: 0, to: 730 }),
  revisionStep: probability('Change of confidence that is worth telling.'),
} as const satisfies Fields;

export const HYPOTHESIS_OPTIONAL: Fields = {
  exclusions: list('What rules it out.', exclusion, { to: 10 }),
};
