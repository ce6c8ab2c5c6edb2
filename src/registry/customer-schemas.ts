import { CONSENT_PURPOSES, OUTCOME_RESULTS } from '../model/ledger-event.ts';
import { ORDER_FIELDS, wordEnum } from './schema-words.ts';

const CONSENT_STATES = ['given', 'withdrawn'] as const;

/** The lists of words in consents and outcomes: what may be sent hangs on them, so none has a fallback. */
export const consentPurposes = wordEnum('ConsentPurpose', CONSENT_PURPOSES, { doc: 'What it is for.' });
export const consentStates = wordEnum('ConsentState', CONSENT_STATES, { doc: 'Whether it stands.' });
export const outcomeResults = wordEnum('OutcomeResult', OUTCOME_RESULTS, { doc: 'What it came to.' });

const MOMENT_FIELDS = [
  { name: 'at', type: 'long' as const, doc: 'Milliseconds since 1970.' },
  { name: 'day', type: 'int' as const, doc: 'The day of that instant in the bank’s zone.' },
];

/** A consent given or withdrawn. */
export const CONSENT_SCHEMA = {
  type: 'record' as const,
  name: 'Consent',
  fields: [
    ...ORDER_FIELDS,
    { name: 'customer', type: 'string' as const },
    { name: 'purpose', type: consentPurposes.schema },
    { name: 'state', type: consentStates.schema },
    ...MOMENT_FIELDS,
  ],
};

/** Something that happened in a product. */
export const PRODUCT_EVENT_SCHEMA = {
  type: 'record' as const,
  name: 'ProductEvent',
  fields: [
    ...ORDER_FIELDS,
    { name: 'customer', type: 'string' as const },
    { name: 'name', type: 'string' as const },
    ...MOMENT_FIELDS,
    { name: 'properties', type: 'string' as const, doc: 'Canonical JSON.' },
  ],
};

/** What became of a signal. */
export const OUTCOME_SCHEMA = {
  type: 'record' as const,
  name: 'Outcome',
  fields: [
    ...ORDER_FIELDS,
    { name: 'customer', type: 'string' as const },
    { name: 'episode', type: 'string' as const },
    { name: 'result', type: outcomeResults.schema },
    ...MOMENT_FIELDS,
  ],
};

/** One customer became another; reserved. */
export const IDENTITY_SCHEMA = {
  type: 'record' as const,
  name: 'Identity',
  fields: [
    ...ORDER_FIELDS,
    { name: 'from', type: 'string' as const },
    { name: 'to', type: 'string' as const },
    { name: 'at', type: 'long' as const },
  ],
};

/** Time has come to a day, for everyone. */
export const TICK_SCHEMA = {
  type: 'record' as const,
  name: 'Tick',
  fields: [...ORDER_FIELDS, { name: 'day', type: 'int' as const }],
};

/** A set of definitions comes into force. */
export const CONTROL_SCHEMA = {
  type: 'record' as const,
  name: 'Control',
  fields: [
    ...ORDER_FIELDS,
    { name: 'epoch', type: 'long' as const },
    { name: 'definitionsHash', type: 'string' as const },
    { name: 'dictionaryHash', type: 'string' as const },
  ],
};
