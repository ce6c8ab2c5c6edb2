import type { Wording } from './country.ts';

/** How banks in the United Kingdom word their statements. */
export const GB_WORDING: Wording = {
  card: (voice, place, day) => {
    switch (voice.style) {
      case 0:
        return `CARD PAYMENT TO ${place} ON ${day.british}`;
      case 1:
        return `${place} ${voice.city} GB`;
      case 2:
        return `${voice.card} ${day.dayOfMonth}${day.british.slice(3)}${day.year.slice(2)} CD ${place} ${voice.city} GB`;
      default:
        return place;
    }
  },
  cardOnFile: ({ voice, party, day }) => {
    switch (voice.style) {
      case 0:
        return `CARD PAYMENT TO ${party.name} ON ${day.british}`;
      case 1:
        return `${party.name} GB`;
      case 2:
        return `${voice.card} ${day.dayOfMonth}${day.british.slice(3)}${day.year.slice(2)} ${party.name}`;
      default:
        return party.name;
    }
  },
  directDebit: ({ voice, party, note }) => {
    switch (voice.style) {
      case 0:
        return `DIRECT DEBIT PAYMENT TO ${party.name} REF ${note === '' ? party.reference : note}, MANDATE NO ${party.mandateId.slice(-4)}`;
      case 1:
        return `DD ${party.name} ${note === '' ? party.reference : note}`;
      case 2:
        return `${party.name} ${party.reference} DDR`;
      default:
        return party.name;
    }
  },
  standingOrder: ({ voice, party, note }) => {
    switch (voice.style) {
      case 0:
        return `STANDING ORDER VIA FASTER PAYMENT TO ${party.name} REFERENCE ${note}, MANDATE NO ${party.mandateId.slice(-4)}`;
      case 1:
        return `S/O ${party.name} ${note}`;
      default:
        return `${party.name} ${note} STO`;
    }
  },
  transferOut: ({ voice, party, note, day, random }) => {
    switch (voice.style) {
      case 0:
        return `BILL PAYMENT VIA FASTER PAYMENT TO ${party.name} REFERENCE ${note}`;
      case 1:
        return `${party.name} ${note} FPO ${random.between(100000000, 999999999)}`;
      default:
        return `FPO ${party.name} ${note} ${day.british}`;
    }
  },
  transferIn: ({ voice, party, note, day, random }) => {
    switch (voice.style) {
      case 0:
        return `FASTER PAYMENTS RECEIPT REF.${note} FROM ${party.name}`;
      case 1:
        return `${party.name} ${note} FPI ${random.between(100000000, 999999999)}`;
      default:
        return `FPI ${party.name} ${note} ${day.british}`;
    }
  },
  salary: ({ voice, party, note }) => {
    switch (voice.style) {
      case 0:
        return `BANK GIRO CREDIT REF ${party.name}, ${note}`;
      case 1:
        return `BGC ${party.name} ${note}`;
      default:
        return `${party.name} ${note} BAC`;
    }
  },
  cash: (voice, day, random) =>
    voice.style === 0
      ? `CASH WITHDRAWAL AT NOTEMACHINE ATM ${voice.city}, ON ${day.british}`
      : `LNK ${voice.city} CD ${voice.card} ${day.dayOfMonth}${day.british.slice(3)} ${random.between(10, 99)}`,
  refund: (voice, place, day) =>
    voice.style === 0 ? `CARD PAYMENT REFUND FROM ${place} ON ${day.british}` : `${place} REFUND`,
  ownIn: 'TRANSFER FROM CURRENT ACCOUNT',
  ownOut: 'TRANSFER TO SAVINGS',
  fee: 'MONTHLY ACCOUNT FEE',
  interest: 'INTEREST PAID AFTER TAX 0.00 DEDUCTED',
  cardBill: 'CREDIT CARD',
  cardCredit: 'DIRECT DEBIT PAYMENT - THANK YOU',
};
