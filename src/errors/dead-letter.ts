/** Why a record cannot be read; the list is documented in docs/errors.md and held by a test. */
export const DEAD_LETTER_CODES = [
  'MS_JSON',
  'MS_ENCODING',
  'MS_LINE_TOO_LONG',
  'MS_NOT_AN_OBJECT',
  'MS_KIND_UNKNOWN',
  'MS_FIELD_MISSING',
  'MS_FIELD_TYPE',
  'MS_FIELD_VALUE',
  'MS_FIELD_TOO_LONG',
  'MS_AMOUNT_FORMAT',
  'MS_AMOUNT_DECIMALS',
  'MS_AMOUNT_RANGE',
  'MS_CURRENCY_UNKNOWN',
  'MS_DATE_FORMAT',
  'MS_DATE_RANGE',
  'MS_AFTER_AS_OF',
  'MS_IDENTITY_RESERVED',
  'MS_AMOUNT_CONTRADICTS',
  'MS_DATE_ORDER',
  'MS_CSV_ROW',
  'MS_CSV_MAPPING',
  'MS_NO_CUSTOMER',
  'MS_CAMT_MESSAGE',
  'MS_STATEMENT_LINE',
  'MS_OFX',
  'MS_XML',
  'MS_XML_DTD',
  'MS_XML_DEPTH',
  'MS_XML_TOO_LONG',
  'MS_JSON_DUPLICATE_KEY',
  'MS_JSON_MAPPING',
  'MS_JSON_DEPTH',
  'MS_JSON_TOO_LONG',
  'MS_WIRE_FORMAT',
  'MS_SCHEMA_UNKNOWN',
  'MS_AVRO',
] as const;

export type DeadLetterCode = (typeof DEAD_LETTER_CODES)[number];

/** A record that could not become a ledger event: a value, not an exception. `detail` never holds what the record said. */
export interface DeadLetter {
  readonly kind: 'dead-letter';
  readonly code: DeadLetterCode;
  readonly detail: string;
}

export function deadLetter(code: DeadLetterCode, detail: string): DeadLetter {
  return { kind: 'dead-letter', code, detail };
}
