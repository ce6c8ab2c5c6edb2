import { channelOfCodes } from '../json-stream/channel.ts';
import { firstText, objectAt, wordIn } from '../json-stream/fields.ts';
import type { JsonObject } from '../json-stream/json-decoder.ts';

/** Banks' own codes on statements; the lists of the large British banks agree in these (read 2025). */
const OWN_CODES: Readonly<Record<string, string>> = {
  DD: 'direct-debit',
  DDR: 'direct-debit',
  SO: 'standing-order',
  STO: 'standing-order',
  ATM: 'cash',
  CPT: 'cash',
  CSH: 'cash',
  DEB: 'card',
  POS: 'card',
  VIS: 'card',
  CR: 'transfer',
  BGC: 'transfer',
  BP: 'transfer',
  FPI: 'transfer',
  FPO: 'transfer',
  FP: 'transfer',
  FT: 'transfer',
  TFR: 'transfer',
  TRF: 'transfer',
  CHG: 'fee',
  FEE: 'fee',
  INT: 'interest',
};

/** How a payment was made, by the code that says it most closely: the bank's own, then the standard's. */
export function channelOfUkCodes(one: JsonObject): string | undefined {
  const own = firstText(objectAt(one.ProprietaryBankTransactionCode).Code);
  const code = objectAt(one.BankTransactionCode);
  const channel =
    wordIn(OWN_CODES, own.toUpperCase()) ||
    channelOfCodes(firstText(code.SubCode)) ||
    channelOfCodes(firstText(code.Code)) ||
    channelOfCodes(own);
  if (channel !== '') return channel;
  return firstText(objectAt(one.CardInstrument).CardSchemeName) === '' ? undefined : 'card';
}
