import {
  ACCOUNT_TYPES,
  CHANNELS,
  type Channel,
  type Counterparty,
  DATE_RULES,
  MATCH_METHODS,
  TRANSACTION_STATUSES,
} from '../model/transaction.ts';
import { ORDER_FIELDS, wordEnum } from './schema-words.ts';

const OP_WORDS = ['upsert', 'retract'] as const;
const KIND_WORDS: readonly Counterparty['kind'][] = ['creditor', 'account', 'name'];
const CHANNEL_WORDS: readonly (Channel | '')[] = ['', ...CHANNELS];

/** The lists of words in a transaction. */
export const ops = wordEnum('Op', OP_WORDS, { doc: 'Whether it holds or is withdrawn.' });
export const statuses = wordEnum('Status', TRANSACTION_STATUSES, {
  doc: 'How far the bank has come with it.',
});
export const dateRules = wordEnum('DateRule', DATE_RULES, {
  doc: 'Where the effective day is from.',
  fallback: 'none',
});
export const accountTypes = wordEnum('AccountType', ACCOUNT_TYPES, {
  doc: 'What kind of account it stands on.',
});
export const channels = wordEnum('Channel', CHANNEL_WORDS, { doc: 'The rail it went by.', fallback: '' });
export const counterpartyKinds = wordEnum('CounterpartyKind', KIND_WORDS, { doc: 'What identifies them.' });
export const matchMethods = wordEnum('MatchMethod', MATCH_METHODS, {
  doc: 'How it was found.',
  fallback: 'none',
});

const COUNTERPARTY_SCHEMA = {
  type: 'record' as const,
  name: 'Counterparty',
  doc: 'Who stands on the other side, without a name.',
  fields: [
    { name: 'kind', type: counterpartyKinds.schema },
    { name: 'hash', type: 'string' as const },
    { name: 'creditorId', type: 'string' as const },
    { name: 'mandateId', type: 'string' as const },
  ],
};

const ENRICHMENT_SCHEMA = {
  type: 'record' as const,
  name: 'Enrichment',
  doc: 'What the dictionary said when the event entered the ledger.',
  fields: [
    { name: 'subject', type: 'long' as const, doc: '48-bit key that recurrence hangs on.' },
    { name: 'merchantId', type: 'string' as const },
    { name: 'name', type: 'string' as const },
    { name: 'category', type: 'string' as const },
    { name: 'confidence', type: 'int' as const, doc: 'In 1/10000.' },
    { name: 'method', type: matchMethods.schema },
    { name: 'processor', type: 'string' as const },
  ],
};

const SOURCE_SCHEMA = {
  type: 'record' as const,
  name: 'SourcePlace',
  fields: [
    { name: 'file', type: 'string' as const },
    { name: 'line', type: 'long' as const },
    { name: 'index', type: 'int' as const },
    { name: 'format', type: 'string' as const, default: 'plain' },
  ],
};

/** A transaction, told, corrected or withdrawn. */
export const TRANSACTION_SCHEMA = {
  type: 'record' as const,
  name: 'Transaction',
  fields: [
    ...ORDER_FIELDS,
    { name: 'op', type: ops.schema },
    { name: 'customer', type: 'string' as const },
    { name: 'account', type: 'string' as const },
    { name: 'id', type: 'string' as const, doc: 'Empty when the source gave none.' },
    { name: 'occurrence', type: 'int' as const, doc: 'Among equal ones without an id in one source file.' },
    { name: 'seen', type: ['null' as const, 'double' as const], default: null },
    { name: 'status', type: statuses.schema },
    { name: 'bookingDay', type: 'int' as const },
    { name: 'transactionDay', type: 'int' as const },
    { name: 'valueDay', type: 'int' as const },
    { name: 'at', type: ['null' as const, 'long' as const], default: null },
    { name: 'effectiveDay', type: 'int' as const },
    { name: 'dateRule', type: dateRules.schema },
    { name: 'accountType', type: accountTypes.schema },
    { name: 'amountMinor', type: 'long' as const, doc: 'Signed: negative is money out of the account.' },
    { name: 'currency', type: 'string' as const },
    { name: 'exponent', type: 'int' as const },
    { name: 'description', type: 'string' as const },
    { name: 'channel', type: channels.schema },
    { name: 'mcc', type: 'string' as const },
    { name: 'counterparty', type: ['null' as const, COUNTERPARTY_SCHEMA], default: null },
    { name: 'balanceAfterMinor', type: ['null' as const, 'long' as const], default: null },
    { name: 'replaces', type: 'string' as const },
    { name: 'reverses', type: 'string' as const },
    { name: 'merchant', type: ENRICHMENT_SCHEMA },
    { name: 'source', type: SOURCE_SCHEMA },
  ],
};
