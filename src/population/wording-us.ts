import type { Line, Wording } from './country.ts';

// Four banks: one writes in full, one in codes, one by automated-clearing-house fields, one hardly anything.
const ach = (line: Line, purpose: string): string => {
  const { voice, day, party } = line;
  switch (voice.style) {
    case 0:
      return `${party.name} ${purpose} ${day.year.slice(2)}${day.month}${day.dayOfMonth} ${party.reference} ${voice.holder}`;
    case 1:
      return `${party.name} DES:${purpose} ID:${party.reference} INDN:${voice.holder} CO ID:${party.creditorId} WEB`;
    case 2:
      return `ORIG CO NAME:${party.name} ORIG ID:${party.creditorId} DESC DATE:${day.year.slice(2)}${day.month}${day.dayOfMonth} CO ENTRY DESCR:${purpose} SEC:WEB IND ID:${party.reference}`;
    default:
      return `${party.name} ${purpose}`;
  }
};

/** How banks in the United States word their statements. */
export const US_WORDING: Wording = {
  card: (voice, place, day, random) => {
    switch (voice.style) {
      case 0:
        return `PURCHASE AUTHORIZED ON ${day.month}/${day.dayOfMonth} ${place} ${voice.city} P${random.between(300000000, 599999999)} CARD ${voice.card}`;
      case 1:
        return `CHECKCARD ${day.month}${day.dayOfMonth} ${place} ${voice.city} ${random.between(240000000, 249999999)}`;
      case 2:
        return `${place} ${voice.city} ${day.month}/${day.dayOfMonth}`;
      default:
        return place;
    }
  },
  cardOnFile: ({ voice, party, day, random }) => {
    switch (voice.style) {
      case 0:
        return `RECURRING PAYMENT AUTHORIZED ON ${day.month}/${day.dayOfMonth} ${party.name} S${random.between(300000000, 599999999)} CARD ${voice.card}`;
      case 1:
        return `CHECKCARD ${day.month}${day.dayOfMonth} ${party.name} RECURRING CKCD ${voice.card}`;
      case 2:
        return `${party.name} ${day.month}/${day.dayOfMonth}`;
      default:
        return party.name;
    }
  },
  directDebit: (line) => ach(line, line.note),
  standingOrder: (line) =>
    line.voice.style === 1
      ? `Zelle Recurring payment to ${line.party.name} Conf# ${line.random.between(100000, 999999)}`
      : `BILL PAY ${line.party.name} RECURRING ON ${line.day.month}-${line.day.dayOfMonth}`,
  transferOut: ({ voice, party, random, day, note }) =>
    voice.style === 2
      ? `Zelle payment to ${party.name} ${random.between(10000000000, 19999999999)}`
      : voice.style === 3
        ? `VENMO PAYMENT ${random.between(1000000000, 1039999999)}`
        : `ZELLE TO ${party.name} ON ${day.month}/${day.dayOfMonth} REF #RP0${random.between(100000, 999999)} ${note}`,
  transferIn: ({ voice, party, random, day, note }) =>
    voice.style === 2
      ? `Zelle payment from ${party.name} ${random.between(10000000000, 19999999999)}`
      : `ZELLE FROM ${party.name} ON ${day.month}/${day.dayOfMonth} REF # PP0${random.between(100000, 999999)} ${note}`,
  salary: (line) => ach(line, line.note),
  cash: (voice, day, random) =>
    voice.style === 0
      ? `ATM WITHDRAWAL AUTHORIZED ON ${day.month}/${day.dayOfMonth} ${random.between(100, 9999)} MAIN ST ${voice.city} 000${random.between(1000, 9999)} ATM ID 0${random.between(100, 999)}B CARD ${voice.card}`
      : `ATM WITHDRAWAL ${random.between(100000, 999999)} ${voice.city}`,
  refund: (voice, place, day) =>
    `PURCHASE RETURN AUTHORIZED ON ${day.month}/${day.dayOfMonth} ${place} ${voice.city}`,
  ownIn: 'ONLINE TRANSFER FROM CHECKING',
  ownOut: 'RECURRING TRANSFER TO SAVINGS',
  fee: 'MONTHLY SERVICE FEE',
  interest: 'INTEREST PAYMENT',
  cardBill: 'CREDIT CARD AUTOPAY',
  cardCredit: 'AUTOMATIC PAYMENT - THANK YOU',
};
