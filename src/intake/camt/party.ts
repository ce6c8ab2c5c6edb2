import { child, descendant, type Element, textAt } from './element.ts';

/** The other side of an entry, as a plain counterparty. */
export type Party = Record<string, string>;

interface Side {
  readonly name: string;
  readonly iban: string;
  readonly creditorId: string;
}

/**
 * Whom a payment is with. Of debtor and creditor one is the account's holder: the one with the account's own number, else
 * by direction. A return keeps the roles of the payment that it returns, so there the direction is the other one.
 */
export function partyOf(
  detail: Element,
  entry: { readonly isOut: boolean; readonly isReturn: boolean; readonly account: string },
): Party | undefined {
  const parties = child(detail, 'RltdPties');
  const debtor = sideOf(parties, 'Dbtr');
  const creditor = sideOf(parties, 'Cdtr');
  const creditorIsOther =
    creditor.iban === entry.account && entry.account !== ''
      ? false
      : debtor.iban === entry.account && entry.account !== ''
        ? true
        : entry.isOut !== entry.isReturn;
  const expected = creditorIsOther ? creditor : debtor;
  const other =
    expected.name !== '' || expected.iban !== '' ? expected : parties === undefined ? expected : NOBODY;
  const mandateId = textAt(detail, 'Refs', 'MndtId');
  const party: Party = {};
  if (other.name !== '') party.name = other.name;
  if (other.iban !== '') party.iban = other.iban;
  // The creditor's id tells who collects, whoever's account this is.
  if (creditorIsOther && creditor.creditorId !== '') party.creditorId = creditor.creditorId;
  if (mandateId !== '' && mandateId !== 'NOTPROVIDED') party.mandateId = mandateId;
  return Object.keys(party).length === 0 ? undefined : party;
}

const NOBODY: Side = { name: '', iban: '', creditorId: '' };

/** A party's name and account; from version 8 of the messages the party stands in an element of its own. */
function sideOf(parties: Element | undefined, role: 'Dbtr' | 'Cdtr'): Side {
  const outer = child(parties, role);
  const party = child(outer, 'Pty') ?? outer;
  const account = child(child(parties, `${role}Acct`), 'Id');
  const agent = textAt(outer, 'Agt', 'FinInstnId', 'Nm');
  const ultimate = child(parties, `Ultmt${role}`);
  const name = textAt(party, 'Nm') || textAt(child(ultimate, 'Pty') ?? ultimate, 'Nm') || agent;
  return {
    name,
    iban: textAt(account, 'IBAN') || textAt(account, 'Othr', 'Id'),
    creditorId: creditorIdOf(child(party, 'Id')),
  };
}

/** A SEPA creditor identifier: under a private or an organisation's id, with the scheme SEPA or without a scheme. */
function creditorIdOf(id: Element | undefined): string {
  const other = descendant(id, 'Othr');
  const value = textAt(other, 'Id');
  const scheme = textAt(other, 'SchmeNm', 'Prtry') || textAt(other, 'SchmeNm', 'Cd');
  const hasShape = /^[A-Z]{2}\d{2}[A-Z0-9]{3}[A-Z0-9]{1,28}$/.test(value);
  return hasShape && (scheme === '' || scheme === 'SEPA') ? value : '';
}
