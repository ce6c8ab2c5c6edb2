import type { OutputTopic } from '../model/signal.ts';

export const OUTPUT_NAMESPACE = 'milestream.output.v1';

type AvroType = string | readonly AvroType[] | { readonly [keyword: string]: unknown };
interface Field {
  readonly name: string;
  readonly type: AvroType;
  readonly doc?: string;
  readonly default?: unknown;
}

/*
 * What others read is registered as FULL_TRANSITIVE: every build reads what any other wrote. So a field that is added
 * has a default, none is renamed, taken away or given another type, and words are strings: an enum that grows would
 * stop older readers.
 */
const text = (name: string, doc: string): Field => ({ name, type: 'string', doc });
const maybeText = (name: string, doc: string): Field => ({
  name,
  type: ['null', 'string'],
  default: null,
  doc,
});
const texts = (name: string, doc: string): Field => ({
  name,
  type: { type: 'array', items: 'string' },
  doc,
});
const record = (name: string, doc: string, fields: readonly Field[]): AvroType => ({
  type: 'record',
  name,
  doc,
  fields,
});
const maybe = (name: string, type: AvroType, doc: string): Field => ({
  name,
  type: ['null', type],
  default: null,
  doc,
});

const CONTRIBUTION = record('Contribution', 'What speaks for a signal or against it.', [
  text('code', 'What was observed.'),
  text('group', 'Contributions of one group share a cause.'),
  text('text', 'One plain sentence.'),
  { name: 'weight', type: 'double', doc: 'Log-odds, as counted.' },
  text('facts', 'The facts behind it, as JSON.'),
  texts('transactions', 'The transactions behind the facts.'),
]);

const SIGNAL = [
  text('id', 'Episode and revision.'),
  text('episode', 'Stays the same through all revisions.'),
  { name: 'revision', type: 'int', doc: 'From 1; each carries the whole current truth.' },
  text('customer', 'The bank’s key of the customer.'),
  text('signal', 'Which signal, such as new-baby.'),
  {
    name: 'definition',
    type: record('Definition', 'By which it was found.', [text('version', ''), text('hash', '')]),
  },
  text('state', 'early, confirmed, fading, ended or retracted.'),
  { name: 'confidence', type: 'double', doc: 'From 0 to 1.' },
  {
    name: 'subject',
    type: record('Subject', 'Whom or what it is about.', [
      text('kind', 'merchant, counterparty, category, account or customer.'),
      text('id', ''),
      text('name', ''),
    ]),
  },
  text('detectedAt', 'Day of this revision, by the customer’s clock.'),
  {
    name: 'happened',
    type: record('Span', 'Days.', [text('from', ''), text('to', '')]),
  },
  maybe(
    'next',
    record('Next', 'What is expected next of a series.', [
      { name: 'date', type: 'Span' },
      { name: 'amount', type: record('AmountSpan', 'Decimals.', [text('from', ''), text('to', '')]) },
      text('currency', ''),
    ]),
    'On recurring series only.',
  ),
  maybe(
    'series',
    record('Series', 'What is known of the rhythm.', [
      text('cadence', ''),
      text('day', ''),
      text('amounts', 'steady, stepped or varying.'),
      { name: 'payments', type: 'int' },
    ]),
    'On recurring series only.',
  ),
  {
    name: 'rationale',
    type: record('Rationale', 'Why.', [
      text('summary', 'One plain sentence.'),
      { name: 'prior', type: 'double', doc: 'Log-odds before any evidence.' },
      maybe(
        'calibration',
        record('Calibration', 'The map from log-odds to confidence.', [
          text('method', ''),
          text('points', 'As JSON.'),
          { name: 'labels', type: 'int' },
        ]),
        'Null for none.',
      ),
      { name: 'for', type: { type: 'array', items: CONTRIBUTION } },
      { name: 'against', type: { type: 'array', items: 'Contribution' } },
    ]),
  },
  texts('transactions', 'The newest 24 behind it.'),
  text('sensitivity', 'H, M or L.'),
  texts('purposes', 'What it may be used for.'),
  { name: 'historical', type: 'boolean', default: false, doc: 'Found in back-filled time; never activated.' },
  maybeText('more', 'Fields that this schema does not name, as JSON.'),
] as const satisfies readonly Field[];

/** Records whose fields differ from kind to kind: what all have, and the rest as JSON. */
const loose = (fields: readonly Field[]): readonly Field[] => [
  ...fields,
  maybeText('more', 'The other fields, as JSON.'),
];

const AUDIT = loose([
  text('at', 'The customer’s clock day.'),
  text('customer', 'The bank’s key of the customer.'),
  text('what', 'What happened.'),
]);

const ACTIVATION = loose([text('customer', 'The bank’s key of the customer.')]);

const TRANSACTION = loose([
  text('customer', 'The bank’s key of the customer.'),
  text('account', 'The source’s id of the account.'),
  text('id', 'The source’s id, or fp: and a hash.'),
  text('op', 'upsert or retract; a retraction has no further fields.'),
  ...(
    [
      'status',
      'date',
      'transactionDate',
      'valueDate',
      'amount',
      'currency',
      'description',
      'channel',
      'mcc',
    ] as const
  ).map((name) => maybeText(name, 'As in plain events.')),
  ...(['balanceAfter', 'replaces', 'reverses'] as const).map((name) =>
    maybeText(name, 'As in plain events.'),
  ),
  maybeText('effectiveDate', 'The day that it counts at.'),
  maybeText('dateRule', 'Where that day is from.'),
  maybeText('category', 'What kind it is.'),
  maybe('confidence', 'double', 'How sure merchant and category are.'),
  maybeText('method', 'How the merchant was found.'),
]);

function schemaOf(name: string, doc: string, fields: readonly Field[]) {
  return { type: 'record' as const, name, namespace: OUTPUT_NAMESPACE, doc, fields };
}

/** The Avro schema of each output's values. */
export const OUTPUT_SCHEMAS: Readonly<Record<OutputTopic, ReturnType<typeof schemaOf>>> = {
  signals: schemaOf('Signal', 'What is changing in a customer’s life.', SIGNAL),
  activations: schemaOf('Activation', 'What may be sent, and what was withheld.', ACTIVATION),
  audit: schemaOf('Audit', 'What was done, with ids and numbers only.', AUDIT),
  transactions: schemaOf('Transaction', 'Normalized, redacted, enriched, de-duplicated.', TRANSACTION),
};
