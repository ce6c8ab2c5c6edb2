import { DOCUMENTATION_FIELDS } from './schema-documentation.ts';
import { HYPOTHESIS_FIELDS, HYPOTHESIS_OPTIONAL } from './schema-hypothesis.ts';
import { OUTCOME_FIELDS, RECURRING_FIELDS } from './schema-recurring.ts';
import { choice, type FieldSchema, type Fields, record } from './schema-vocabulary.ts';

/** The kinds of definition, each with what it is. A further kind is a further entry and its own fields. */
export const DEFINITION_KINDS = {
  'recurring-series': 'A payment or income that returns in a rhythm.',
  hypothesis: 'Something about a customer, a series or a party that several cues speak for and against.',
} as const;

export type DefinitionKind = keyof typeof DEFINITION_KINDS;

const { id, version, title, ...documentation } = DOCUMENTATION_FIELDS;

function definitionOf(kind: DefinitionKind, fields: Fields, optional: Fields = {}): FieldSchema {
  const { texts, calibration } = OUTCOME_FIELDS;
  const only = { [kind]: DEFINITION_KINDS[kind] };
  return record(
    DEFINITION_KINDS[kind],
    {
      id,
      version,
      kind: choice('What kind of thing is detected; it says which further fields there are.', only),
      title,
      ...documentation,
      ...fields,
      calibration,
      texts,
    },
    optional,
  );
}

/** The schema of each kind. */
export const SCHEMA_BY_KIND: Readonly<Record<DefinitionKind, FieldSchema>> = {
  'recurring-series': definitionOf('recurring-series', RECURRING_FIELDS),
  hypothesis: definitionOf('hypothesis', HYPOTHESIS_FIELDS, HYPOTHESIS_OPTIONAL),
};

/** What `signal-definitions/schema.json` holds, for editors and other programs: each kind by its own fields. */
export const PUBLISHED_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Milestream signal definition',
  oneOf: Object.values(SCHEMA_BY_KIND),
};
