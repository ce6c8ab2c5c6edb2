/** Mappings that come with the program, by the name that `--mapping` takes. */
export const READY_MAPPINGS: Readonly<Record<string, unknown>> = {
  // MX Platform API, "Transaction fields" (read 2025): amounts are positive, `type` gives the direction.
  mx: {
    format: 'json',
    records: 'transactions',
    fields: {
      id: 'guid',
      account: 'account_guid',
      date: ['posted_at', 'date', 'transacted_at'],
      transactionDate: 'transacted_at',
      amount: 'amount',
      flag: 'type',
      currency: 'currency_code',
      description: ['original_description'],
      status: 'status',
      mcc: 'merchant_category_code',
      at: 'transacted_at',
    },
    currency: 'USD',
    sign: 'flag',
    flag: { in: ['CREDIT', '1'], out: ['DEBIT', '2'] },
    pending: ['PENDING', '2'],
  },
  // finAPI Access API v2, "Transaction" (read 2025): signed amounts, local time of Germany without an offset.
  finapi: {
    format: 'json',
    records: 'transactions',
    fields: {
      id: 'id',
      account: 'accountId',
      // The bank's own booking day; finAPI's moves from day to day until that arrives.
      date: ['bankBookingDate', 'finapiBookingDate'],
      valueDate: 'valueDate',
      amount: 'amount',
      currency: 'currency',
      description: ['purpose'],
      mcc: 'mcCode',
      counterparty: 'counterpartName',
      iban: ['counterpartIban', 'counterpartAccountNumber'],
      creditorId: 'counterpartCreditorId',
      mandateId: ['counterpartMandateReference'],
    },
    currency: 'EUR',
    skip: [
      // What finAPI makes up to bring the balance right.
      { field: 'isAdjustingEntry', is: [true] },
      // Parts of a transaction that a user split: the whole counts.
      { field: 'parentId' },
    ],
  },
};
