import type { Line, Wording } from './country.ts';

// One bank prints the payment in words, one the fields of SEPA, one a German MT940, one only name and purpose.
const sepa = (line: Line, word: string, code: string): string => {
  const { voice, party, note, random } = line;
  switch (voice.style) {
    case 0:
      return `${word} ${party.name} ${note}`;
    case 1:
      return `${party.name} EREF+${random.between(100000000, 999999999)} MREF+${party.mandateId} CRED+${party.creditorId} SVWZ+${note}`;
    case 2:
      return `${code}?00${word.toUpperCase()}?20EREF+${random.between(100000000, 999999999)}?22SVWZ+${note}?32${party.name}`;
    default:
      return `${party.name} ${note}`;
  }
};

const plainSepa = (line: Line, word: string, code: string): string => {
  const { voice, party, note } = line;
  if (voice.style === 1) return `${party.name} SVWZ+${note}`;
  return voice.style === 2
    ? `${code}?00${word.toUpperCase()}?20SVWZ+${note}?32${party.name}`
    : sepa(line, word, code);
};

/** How banks in Germany word their statements. */
export const DE_WORDING: Wording = {
  card: (voice, place, day, random) => {
    switch (voice.style) {
      case 0:
        return `${place}//${voice.city}/DE ${day.iso}T${random.between(10, 19)}:${random.between(10, 59)} Kartenzahlung`;
      case 1:
        return `${place} ${voice.city} KAUFUMSATZ ${day.dayOfMonth}.${day.month} ${random.between(100000, 999999)}`;
      case 2:
        return `106?00KARTENZAHLUNG?20${day.iso} Debitk.${random.between(0, 9)}?32${place}`;
      default:
        return place;
    }
  },
  cardOnFile: ({ voice, party, day }) =>
    voice.style === 1
      ? `${party.name} KAUFUMSATZ ${day.dayOfMonth}.${day.month}`
      : voice.style === 2
        ? `106?00KARTENZAHLUNG?20${day.iso}?32${party.name}`
        : party.name,
  directDebit: (line) => sepa(line, 'Lastschrift', '105'),
  standingOrder: (line) => plainSepa(line, 'Dauerauftrag', '117'),
  transferOut: (line) => plainSepa(line, 'Überweisung', '116'),
  transferIn: (line) => plainSepa(line, 'Gutschrift', '166'),
  salary: (line) => plainSepa(line, 'Lohn/Gehalt', '153'),
  cash: (voice, day, random) =>
    voice.style === 0
      ? `GELDAUTOMAT ${voice.city} ${day.dayOfMonth}.${day.month}. ${random.between(10, 21)}.${random.between(10, 59)} UHR`
      : `Bargeldauszahlung ${voice.city} ${day.iso} GA NR${random.between(10000000, 99999999)}`,
  refund: (_voice, place, day) => `Gutschrift ${place} Retoure ${day.dayOfMonth}.${day.month}.`,
  ownIn: 'Übertrag vom Girokonto',
  ownOut: 'Dauerauftrag Sparen Tagesgeldkonto',
  fee: 'Kontoführungsentgelt',
  interest: 'Habenzinsen',
  cardBill: 'Kreditkartenabrechnung',
  cardCredit: 'Ausgleich Kreditkarte',
};
