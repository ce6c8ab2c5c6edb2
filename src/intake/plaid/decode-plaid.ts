import { type DeadLetter, deadLetter } from '../../errors/dead-letter.ts';
import type { Decoder, RecordSink } from '../format.ts';
import { decodeJson } from '../json/decoder.ts';
import { amountText, instantText, type Json, negated, partyOf, present, textAt } from '../json/fields.ts';

const ACCOUNT_TYPES: Readonly<Record<string, string>> = {
  checking: 'current',
  savings: 'savings',
  'money market': 'savings',
  cd: 'savings',
  credit: 'credit-card',
  'credit card': 'credit-card',
  loan: 'loan',
};

/** Pages of `/transactions/sync`, and transactions by themselves. Positive amounts are money out. */
export function decodePlaid(sink: RecordSink): Decoder {
  const accountTypes = new Map<string, string>();
  return decodeJson(
    {
      wanted: (path) => /^(?:added|modified|removed|accounts|transactions)\.\*$/.test(path),
      read(object, path) {
        if (path === 'removed.*') return readRemoved(object);
        if (path === 'accounts.*') {
          const type = ACCOUNT_TYPES[textAt(object, 'subtype')] ?? ACCOUNT_TYPES[textAt(object, 'type')];
          if (type !== undefined) accountTypes.set(textAt(object, 'account_id'), type);
          return undefined;
        }
        return readTransaction(object, accountTypes);
      },
    },
    sink,
  );
}

/** The account may be missing from what was removed: then nobody can say whose it was. */
function readRemoved(object: Json): Json | DeadLetter {
  const account = textAt(object, 'account_id');
  if (account === '') {
    return deadLetter('MS_FIELD_MISSING', '"account_id" is missing from what was removed');
  }
  return { kind: 'transaction', op: 'retract', account, id: textAt(object, 'transaction_id') };
}

function readTransaction(object: Json, accountTypes: ReadonlyMap<string, string>): Json | DeadLetter {
  const amount = amountText(object.amount);
  if (typeof amount !== 'string') return amount;
  const isPending = object.pending === true;
  const account = textAt(object, 'account_id');
  const date = textAt(object, 'date');
  const merchant = textAt(object, 'merchant_name');
  const name = textAt(object, 'original_description') || textAt(object, 'name') || merchant;
  const party = textAt(object, 'payment_meta', 'payee') || textAt(object, 'payment_meta', 'payer');
  return present({
    kind: 'transaction',
    id: textAt(object, 'transaction_id'),
    account,
    accountType: accountTypes.get(account),
    date,
    // While pending, `date` is the day it happened; once posted, that day stands in `authorized_date`.
    transactionDate: isPending ? date : textAt(object, 'authorized_date'),
    at: instantText(textAt(object, 'authorized_datetime')),
    amount: negated(amount),
    currency: textAt(object, 'iso_currency_code') || textAt(object, 'unofficial_currency_code'),
    description: name || ' ',
    status: isPending ? 'pending' : 'booked',
    replaces: isPending ? '' : textAt(object, 'pending_transaction_id'),
    channel: textAt(object, 'payment_channel') === 'in store' ? 'card' : '',
    mcc: textAt(object, 'merchant_category_code'),
    counterparty: partyOf({ name: party }),
  });
}
