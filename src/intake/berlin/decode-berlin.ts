import { type DeadLetter, deadLetter } from '../../errors/dead-letter.ts';
import type { Decoder, RecordSink } from '../format.ts';
import { channelOfCodes } from '../json/channel.ts';
import { decodeJson } from '../json/decoder.ts';
import {
  amountText,
  at,
  dayText,
  type Json,
  joined,
  partyOf,
  present,
  textAt,
  textsAt,
} from '../json/fields.ts';

/** Account reports of NextGenPSD2 (Berlin Group): `account`, then `transactions` with `booked` and `pending`. */
export function decodeBerlin(sink: RecordSink): Decoder {
  let account = '';
  return decodeJson(
    {
      wanted: (path) => path === 'account' || /^(?:transactions\.)?(?:booked|pending)\.\*$/.test(path),
      read(object, path) {
        if (path === 'account') {
          account = identify(object);
          return undefined;
        }
        return readTransaction(object, account, path.includes('pending'));
      },
    },
    sink,
  );
}

function identify(account: unknown): string {
  for (const key of ['iban', 'bban', 'resourceId', 'maskedPan', 'msisdn']) {
    const text = textAt(account, key);
    if (text !== '') return text.replaceAll(' ', '');
  }
  return '';
}

function readTransaction(object: Json, account: string, isPending: boolean): Json | DeadLetter {
  const amount = amountText(at(object, 'transactionAmount', 'amount'));
  if (typeof amount !== 'string') return amount;
  const isOut = amount.startsWith('-');
  const booked = dayText(textAt(object, 'bookingDate'));
  const value = dayText(textAt(object, 'valueDate'));
  const happened = dayText(textAt(object, 'transactionDate'));
  const date = booked || (isPending ? value || happened : value);
  if (date === '') return deadLetter('MS_FIELD_MISSING', '"bookingDate" is missing');
  const other = isOut ? 'creditor' : 'debtor';
  const balance = amountText(at(object, 'balanceAfterTransaction', 'balanceAmount', 'amount'));
  return present({
    kind: 'transaction',
    id: textAt(object, 'transactionId') || textAt(object, 'entryReference'),
    // A pending one may move to `booked` under another id; that it is the same is found by amount, day and party.
    account: account || identify(at(object, isOut ? 'debtorAccount' : 'creditorAccount')),
    date,
    valueDate: value,
    transactionDate: happened,
    amount,
    currency: textAt(object, 'transactionAmount', 'currency'),
    description: describe(object, other),
    status: isPending ? 'pending' : 'booked',
    channel: channelOfCodes(
      textAt(object, 'bankTransactionCode'),
      textAt(object, 'proprietaryBankTransactionCode'),
      textAt(object, 'mandateId') === '' ? '' : 'RDDT',
    ),
    mcc: textAt(object, 'merchantCategoryCode'),
    counterparty: partyOf({
      name: textAt(object, `${other}Name`),
      iban: textAt(object, `${other}Account`, 'iban'),
      creditorId: textAt(object, 'creditorId'),
      mandateId: textAt(object, 'mandateId'),
    }),
    balanceAfter: typeof balance === 'string' ? balance : '',
  });
}

function describe(object: Json, other: string): string {
  const remittance = joined(
    ...textsAt(object, 'remittanceInformationUnstructured'),
    ...textsAt(object, 'remittanceInformationUnstructuredArray'),
  );
  const structured = textAt(object, 'remittanceInformationStructured', 'reference');
  return (
    remittance ||
    structured ||
    textAt(object, 'remittanceInformationStructured') ||
    joined(textAt(object, `${other}Name`), textAt(object, 'additionalInformation')) ||
    ' '
  );
}
