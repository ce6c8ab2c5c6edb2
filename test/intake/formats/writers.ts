/** A transaction in the fields that every format can say. */
export interface Booking {
  readonly id: string;
  readonly account: string;
  readonly date: string;
  /** With two decimals, never zero. */
  readonly amount: string;
  readonly currency: string;
  readonly description: string;
}

type Writer = (bookings: readonly Booking[]) => string;

const size = (booking: Booking) => booking.amount.replace('-', '');
const isOut = (booking: Booking) => booking.amount.startsWith('-');

/** Plaid API, `/transactions/sync` response: positive is money out. */
const plaid: Writer = (bookings) =>
  JSON.stringify({
    added: bookings.map((one) => ({
      transaction_id: one.id,
      account_id: one.account,
      date: one.date,
      authorized_date: null,
      amount: -Number(one.amount),
      iso_currency_code: one.currency,
      name: one.description,
      pending: false,
      pending_transaction_id: null,
    })),
    modified: [],
    removed: [],
    next_cursor: 'x',
    has_more: false,
  });

/** Account and Transaction API v3.1.11, OBReadTransaction6. */
const obUk: Writer = (bookings) =>
  JSON.stringify({
    Data: {
      Transaction: bookings.map((one) => ({
        AccountId: one.account,
        TransactionId: one.id,
        CreditDebitIndicator: isOut(one) ? 'Debit' : 'Credit',
        Status: 'Booked',
        BookingDateTime: `${one.date}T00:00:00+00:00`,
        TransactionInformation: one.description,
        Amount: { Amount: size(one), Currency: one.currency },
      })),
    },
    Links: { Self: 'x' },
    Meta: {},
  });

/** NextGenPSD2 1.3.12, 6.6.2: one report holds one account. */
const berlin: Writer = (bookings) =>
  bookings
    .map((one) =>
      JSON.stringify({
        account: { iban: one.account },
        transactions: {
          booked: [
            {
              transactionId: one.id,
              bookingDate: one.date,
              transactionAmount: { currency: one.currency, amount: one.amount },
              remittanceInformationUnstructured: one.description,
            },
          ],
          pending: [],
        },
      }),
    )
    .join('\n');

/** FDX API v6, `/accounts/{accountId}/transactions`. */
const fdx: Writer = (bookings) =>
  JSON.stringify({
    page: { nextOffset: '2' },
    transactions: bookings.map((one) => ({
      accountId: one.account,
      transactionId: one.id,
      postedTimestamp: `${one.date}T00:00:00.000Z`,
      description: one.description,
      debitCreditMemo: isOut(one) ? 'DEBIT' : 'CREDIT',
      amount: Number(size(one)),
      status: 'POSTED',
      currency: { currencyCode: one.currency },
    })),
  });

/** MX Platform API, list transactions: positive amounts with a type. */
const mx: Writer = (bookings) =>
  JSON.stringify({
    transactions: bookings.map((one) => ({
      guid: one.id,
      account_guid: one.account,
      amount: Number(size(one)),
      type: isOut(one) ? 'DEBIT' : 'CREDIT',
      posted_at: `${one.date}T12:00:00Z`,
      status: 'POSTED',
      currency_code: one.currency,
      original_description: one.description,
    })),
    pagination: { current_page: 1 },
  });

/** finAPI Access v2, `GET /api/v2/transactions`: local time without an offset. */
const finapi: Writer = (bookings) =>
  JSON.stringify({
    transactions: bookings.map((one) => ({
      id: one.id,
      accountId: one.account,
      bankBookingDate: `${one.date} 00:00:00.000`,
      finapiBookingDate: '2026-01-01 00:00:00.000',
      amount: Number(one.amount),
      currency: one.currency,
      purpose: one.description,
      isAdjustingEntry: false,
    })),
    paging: { page: 1 },
  });

/** Debezium 2.7, change event value with its schema: the amount is a Connect decimal. */
const debezium: Writer = (bookings) =>
  bookings
    .map((one) =>
      JSON.stringify({
        schema: {
          type: 'struct',
          fields: [
            { type: 'struct', field: 'before', optional: true, fields: COLUMNS },
            { type: 'struct', field: 'after', optional: true, fields: COLUMNS },
          ],
        },
        payload: {
          before: null,
          after: {
            id: one.id,
            account: one.account,
            booked_on: Math.floor(Date.parse(one.date) / 86_400_000),
            amount: connectDecimal(one.amount),
            currency: one.currency,
            text: one.description,
          },
          source: { connector: 'postgresql', ts_ms: 1_700_000_000_000, table: 'bookings' },
          op: 'c',
          ts_ms: 1_700_000_000_500,
        },
      }),
    )
    .join('\n');

const COLUMNS = [
  { type: 'string', field: 'id' },
  { type: 'int32', field: 'booked_on', name: 'io.debezium.time.Date' },
  {
    type: 'bytes',
    field: 'amount',
    name: 'org.apache.kafka.connect.data.Decimal',
    parameters: { scale: '2' },
  },
];

/** Two's complement, the highest byte first, in base64. */
function connectDecimal(amount: string): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(amount.replace('.', '')));
  return bytes.toString('base64');
}

export const DEBEZIUM_MAPPING = {
  format: 'debezium',
  tables: ['bookings'],
  inside: {
    format: 'json',
    fields: {
      id: 'id',
      account: 'account',
      date: 'booked_on',
      amount: 'amount',
      currency: 'currency',
      description: 'text',
    },
  },
};

/** Every JSON format: its name, how it is written, and the mapping that it is read by. */
export const JSON_WRITERS: readonly {
  readonly format: string;
  readonly name: string;
  readonly write: Writer;
  readonly mapping?: unknown;
}[] = [
  { format: 'plaid', name: 'plaid', write: plaid },
  { format: 'ob-uk', name: 'ob-uk', write: obUk },
  { format: 'berlin', name: 'berlin', write: berlin },
  { format: 'fdx', name: 'fdx', write: fdx },
  { format: 'json', name: 'mx', write: mx, mapping: 'mx' },
  { format: 'json', name: 'finapi', write: finapi, mapping: 'finapi' },
  { format: 'debezium', name: 'debezium', write: debezium, mapping: DEBEZIUM_MAPPING },
];
