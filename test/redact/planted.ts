import { type Random, seededRandom } from '../../src/lib/random.ts';

/** A line with one secret in it, and what of the secret must not come out. */
export interface PlantedLine {
  readonly kind: 'card' | 'iban' | 'ssn' | 'email' | 'phone' | 'account' | 'id' | 'name';
  readonly rail: string;
  readonly channel: string;
  readonly description: string;
  /** Parts that tell the secret, each alone; compared without case, and digits without separators. */
  readonly secrets: readonly string[];
}

/** Lines of all rails, each with a secret of some kind. Names are half common ones, half letters by chance. */
export function plantedLines(count: number, seed: number): PlantedLine[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => plant(random, KINDS[index % KINDS.length]!));
}

const KINDS = ['card', 'iban', 'ssn', 'email', 'phone', 'account', 'id', 'name', 'name', 'name'] as const;

function plant(random: Random, kind: PlantedLine['kind']): PlantedLine {
  if (kind === 'name') return plantName(random);
  const { text, secrets } = secretOf(random, kind);
  const carrier = random.pick(CARRIERS.filter(({ only }) => only === undefined || only === kind));
  return {
    kind,
    rail: carrier.rail,
    channel: carrier.channel,
    description: carrier.line
      .replace('{}', text)
      .replace('{day}', day(random))
      .replace('{n}', digits(random, 4)),
    secrets,
  };
}

interface Carrier {
  readonly rail: string;
  readonly channel: string;
  readonly line: string;
  readonly only?: PlantedLine['kind'];
}

/** Where a customer or a bank writes a number that it should not. */
const CARRIERS: readonly Carrier[] = [
  { rail: 'us-card', channel: 'card', line: 'PURCHASE AUTHORIZED ON {day} JOES DINER {} MESA AZ CARD {n}' },
  { rail: 'us-ach', channel: '', line: 'ACME CORP DES:PAYMENT ID:{n} INFO:{} CO ID:{n} WEB' },
  { rail: 'us-zelle', channel: 'transfer', line: 'ZELLE PAYMENT FOR {} ON {day}' },
  { rail: 'gb-fps', channel: 'transfer', line: 'FPO REF {} RENT {day}' },
  { rail: 'gb-card', channel: 'card', line: 'TESCO STORES {n} LONDON {} GB' },
  {
    rail: 'gb-dd',
    channel: 'direct-debit',
    line: 'DIRECT DEBIT PAYMENT TO BRITISH GAS REF {}, MANDATE NO {n}',
  },
  { rail: 'de-sepa', channel: 'transfer', line: 'SVWZ+Kunde {} Rechnung vom {day}' },
  { rail: 'de-mt940', channel: '', line: '166?00GUTSCHRIFT?20SVWZ+{}?32Stadtwerke GmbH' },
  { rail: 'de-card', channel: 'card', line: 'REWE//BERLIN/DE {day} {} Kartenzahlung' },
  {
    rail: 'nl-sepa',
    channel: 'transfer',
    line: '/TRTP/SEPA OVERBOEKING/NAME/Jansen BV/REMI/{}/EREF/NOTPROVIDED',
  },
  { rail: 'fr', channel: 'transfer', line: 'VIR SEPA RECU /DE DUPONT SARL /MOTIF {} /REF NOTPROVIDED' },
  { rail: 'es', channel: '', line: 'COMPRA EN MERCADONA {} MADRID' },
  { rail: 'au', channel: 'card', line: 'WOOLWORTHS {n} NERANG QL AUS {} Value Date: {day}' },
  { rail: 'in-upi', channel: '', line: 'UPI/DR/SWIGGY/{}/lunch' },
  { rail: 'free', channel: '', line: '{}' },
  { rail: 'glued', channel: '', line: 'TRANSFERTO{}', only: 'iban' },
  { rail: 'glued', channel: 'card', line: 'PAYMENT{}THANKS', only: 'card' },
];

function secretOf(random: Random, kind: PlantedLine['kind']): { text: string; secrets: string[] } {
  switch (kind) {
    case 'card': {
      const number = cardNumber(random);
      return { text: printCard(random, number), secrets: [number, number.slice(-9), number.slice(0, 10)] };
    }
    case 'iban': {
      const number = iban(random);
      return { text: printIban(random, number), secrets: [number, number.slice(-10)] };
    }
    case 'ssn': {
      const number = `${random.between(100, 665)}-${digits(random, 2)}-${digits(random, 4)}`;
      return { text: random.pick(['', 'SSN ', 'SS# ']) + number, secrets: [number.replaceAll('-', '')] };
    }
    case 'email': {
      const local = `${letters(random, 5)}.${letters(random, 7)}${random.pick(['', '84'])}`;
      const host = random.pick(['gmail.com', 'web.de', 'mail.example.co.uk', 'okhdfc', 'ybl', 'orange.fr']);
      return { text: `${local}@${host}`, secrets: [local, ...local.split('.')] };
    }
    case 'phone': {
      const text = phone(random);
      return { text, secrets: [text.replace(/\D/g, ''), text.replace(/\D/g, '').slice(-7)] };
    }
    case 'account': {
      const number = digits(random, random.pick([8, 10, 12]));
      const label = random.pick([
        'ACCT ',
        'A/C ',
        'KONTO ',
        'ACCOUNT NO ',
        'KTO.NR. ',
        'CUENTA ',
        '12-34-56 ',
      ]);
      return { text: label + number, secrets: [number] };
    }
    default: {
      const nino = `AB${digits(random, 6)}C`;
      const fiscale = `RSSMRA${digits(random, 2)}A${digits(random, 2)}H${digits(random, 3)}Z`;
      const aadhaar = `${random.between(2000, 9999)} ${digits(random, 4)} ${digits(random, 4)}`;
      const text = random.pick([nino, fiscale, aadhaar]);
      return { text, secrets: [text.replaceAll(' ', '')] };
    }
  }
}

const NETWORKS = [
  '4',
  '51',
  '55',
  '2221',
  '2720',
  '34',
  '37',
  '6011',
  '65',
  '36',
  '3528',
  '62',
  '5018',
  '6304',
];

export function cardNumber(random: Random): string {
  const prefix = random.pick(NETWORKS);
  const length = prefix.startsWith('34') || prefix.startsWith('37') ? 15 : prefix === '36' ? 14 : 16;
  const body = prefix + digits(random, length - 1 - prefix.length);
  let sum = 0;
  for (let index = 0; index < body.length; index++) {
    const digit = Number(body[body.length - 1 - index]);
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return body + ((10 - (sum % 10)) % 10);
}

function printCard(random: Random, number: string): string {
  const groups =
    number.length === 15
      ? [number.slice(0, 4), number.slice(4, 10), number.slice(10)]
      : (number.match(/\d{1,4}/g) ?? []);
  switch (random.between(0, 4)) {
    case 0:
      return groups.join(' ');
    case 1:
      return groups.join('-');
    case 2:
      return groups.join('.');
    case 3:
      return `${number.slice(0, 6)}${'X'.repeat(number.length - 10)}${number.slice(-4)}`;
    default:
      return number;
  }
}

/** Country, length, and the letters at the front of its account part; the rest is digits, or mixed where the registry says so. */
const IBANS =
  'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SD18 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20'.split(
    ' ',
  );
const LETTERED = new Set('AZ BG BH BY GB GE GI IE IQ JO KW LC LV MT MU NL PK PS QA RO SC VG'.split(' '));

export function iban(random: Random): string {
  const entry = random.pick(IBANS);
  const country = entry.slice(0, 2);
  const length = Number(entry.slice(2)) - 4;
  const head = LETTERED.has(country) ? letters(random, 4).toUpperCase() : '';
  const account = head + digits(random, length - head.length);
  let rest = 0;
  for (const character of `${account}${country}00`) {
    const value = Number.parseInt(character, 36);
    rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97;
  }
  return `${country}${String(98 - rest).padStart(2, '0')}${account}`;
}

function printIban(random: Random, number: string): string {
  const printed = random.pick([
    number,
    number.replace(/.{4}(?=.)/g, '$& '),
    number.replace(/.{4}(?=.)/g, '$&-'),
  ]);
  return random.chance(0.3) ? printed.toLowerCase() : printed;
}

function phone(random: Random): string {
  const d = (count: number) => digits(random, count);
  const area = `${random.between(201, 989)}`;
  return random.pick([
    `${area}-${random.between(200, 999)}-${d(4)}`,
    `(${area}) ${random.between(200, 999)}-${d(4)}`,
    `1-${area}-${random.between(200, 999)}-${d(4)}`,
    `+44 7${d(3)} ${d(6)}`,
    `+49 170 ${d(7)}`,
    `+33 6 ${d(2)} ${d(2)} ${d(2)} ${d(2)}`,
    `0049 30 ${d(7)}`,
    `020 7${d(3)} ${d(4)}`,
    `07${d(3)} ${d(6)}`,
    `0170/${random.between(1, 9)}${d(6)}`,
    `06 ${d(2)} ${d(2)} ${d(2)} ${d(2)}`,
    `06.${d(2)}.${d(2)}.${d(2)}.${d(2)}`,
    `06-${random.between(1, 9)}${d(7)}`,
    `6${d(2)} ${d(3)} ${d(3)}`,
    `98${d(3)} ${d(5)}`,
    `04${d(2)} ${d(3)} ${d(3)}`,
    `9${d(9)}`,
  ]);
}

interface NameSlot {
  readonly rail: string;
  readonly channel: string;
  readonly line: string;
}

const SLOTS: readonly NameSlot[] = [
  { rail: 'us-zelle', channel: 'transfer', line: 'ZELLE TO {name} ON {day}' },
  { rail: 'us-zelle', channel: '', line: 'Zelle payment from {name} JPM99a{n}' },
  { rail: 'us-venmo', channel: '', line: 'VENMO PAYMENT {name} {n}' },
  { rail: 'us-cash-app', channel: 'card', line: 'CASH APP*{name}*CASH OUT SAN FRANCISCO CA' },
  { rail: 'us-ach', channel: '', line: 'GEICO DES:PAYMENT ID:{n} INDN:{name} CO ID:{n} WEB' },
  {
    rail: 'us-ach',
    channel: '',
    line: 'ORIG CO NAME:GEICO CO ENTRY DESCR:PAYMENT SEC:WEB IND ID:{n} IND NAME:{name} TRN:{n}',
  },
  { rail: 'us-wire', channel: '', line: 'WIRE TYPE:WIRE OUT DATE:{n} BNF:{name} ID:{n}' },
  { rail: 'gb-fps', channel: 'transfer', line: 'BILL PAYMENT VIA FASTER PAYMENT TO {name} REFERENCE RENT' },
  { rail: 'gb-fps', channel: '', line: 'FASTER PAYMENTS RECEIPT REF.RENT FROM {name}' },
  { rail: 'gb-fps', channel: '', line: '{name} RENT FPI {n}' },
  { rail: 'gb-fps', channel: 'transfer', line: 'FPO {name} BILLS 02MAR26' },
  {
    rail: 'gb-so',
    channel: 'standing-order',
    line: 'STANDING ORDER VIA FASTER PAYMENT TO {name} REFERENCE RENT, MANDATE NO {n}',
  },
  { rail: 'gb-so', channel: 'standing-order', line: 'S/O {name} POCKET MONEY' },
  { rail: 'gb-so', channel: '', line: 'S/O {name} RENT' },
  { rail: 'gb-title', channel: '', line: 'MRS {name} RENT' },
  { rail: 'de-sepa', channel: 'transfer', line: 'Überweisung {name} Miete' },
  { rail: 'de-sepa', channel: 'transfer', line: '{name} SVWZ+Miete' },
  { rail: 'de-sepa', channel: '', line: '{name} EREF+{n} SVWZ+Taschengeld' },
  { rail: 'de-sepa', channel: 'standing-order', line: '{name} Unterhalt' },
  { rail: 'de-sepa', channel: '', line: 'Dauerauftrag an {name} Miete' },
  { rail: 'de-mt940', channel: '', line: '166?00GUTSCHRIFT?20SVWZ+Miete Mai?32{name}' },
  { rail: 'de-title', channel: '', line: 'Herr {name} Miete' },
  {
    rail: 'nl-sepa',
    channel: '',
    line: '/TRTP/SEPA OVERBOEKING/IBAN/BIC/NAME/{name}/REMI/HUUR/EREF/NOTPROVIDED',
  },
  { rail: 'nl-tikkie', channel: '', line: 'TIKKIE {name}' },
  { rail: 'fr', channel: '', line: 'VIR SEPA RECU /DE {name} /MOTIF LOYER' },
  { rail: 'fr', channel: '', line: 'VIR INST DE {name}' },
  { rail: 'es', channel: '', line: 'BIZUM DE {name}' },
  { rail: 'es', channel: '', line: 'TRANSFERENCIA A FAVOR DE {name} CONCEPTO ALQUILER' },
  { rail: 'it', channel: '', line: 'BONIFICO A FAVORE DI {name} CAUSALE AFFITTO' },
  { rail: 'in-upi', channel: '', line: 'UPI/DR/{n}{n}{n}/{name}/HDFC/rent' },
  { rail: 'in-upi', channel: '', line: 'UPI-{name}-{n}ab@YBL-YESB0000001-{n}{n}{n}-UPI' },
  { rail: 'in-neft', channel: '', line: 'NEFT CR-HDFC0001234-{name}-RENT' },
  { rail: 'au', channel: '', line: 'OSKO PAYMENT TO {name} REF rent' },
  { rail: 'ca', channel: '', line: 'INTERAC E-TRANSFER SENT {name}' },
];

const GIVEN =
  'Anna James Maria Mohammed Priya Jürgen Chloé Zoë Siobhan Wojciech Björn Ngozi Ben Per April Bill Des'.split(
    ' ',
  );
const FAMILY =
  "Smith Müller O'Brien García Nguyen Kowalska van-Dijk Okafor Schmidt-Rottluff Çelik Lefèvre Patel Church Power".split(
    ' ',
  );

/** A name as some bank prints it, with the words of it that must not come out. */
export function personName(random: Random): { readonly text: string; readonly words: readonly string[] } {
  const isKnown = random.chance(0.5);
  const given = isKnown ? random.pick(GIVEN) : capitalized(letters(random, random.between(4, 8)));
  const family = isKnown ? random.pick(FAMILY) : capitalized(letters(random, random.between(4, 10)));
  const initial = letters(random, 1).toUpperCase();
  const form = random.pick([
    `${given} ${family}`,
    `${given} ${initial} ${family}`,
    `${family} ${given}`,
    `${family},${given}`,
  ]);
  return { text: random.chance(0.6) ? form.toUpperCase() : form, words: [given, family] };
}

function plantName(random: Random): PlantedLine {
  const { text, words } = personName(random);
  const slot = random.pick(SLOTS);
  const description = slot.line
    .replace('{name}', text)
    .replace('{day}', day(random))
    .replaceAll('{n}', digits(random, 4));
  // DES: and BILL PAYMENT are the bank's words.
  const secrets = words.filter((word) => leaksOf(slot.line, [word]).length === 0);
  return { kind: 'name', rail: slot.rail, channel: slot.channel, description, secrets };
}

function day(random: Random): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const [d, m] = [two(random.between(1, 28)), two(random.between(1, 12))];
  return random.pick([
    `${m}/${d}`,
    `${d}.${m}.2026`,
    `2026-${m}-${d}`,
    `${d}/${m}/26`,
    `${d}.${m}.`,
    `2026${m}${d}`,
  ]);
}

export function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.between(0, 9)).join('');
}

function letters(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.pick([...'abcdefghijklmnopqrstuvwyz'])).join('');
}

const capitalized = (word: string): string => word[0]!.toUpperCase() + word.slice(1);

/** The secrets of a line that came out, whatever their case and separators; short words count as words only. */
export function leaksOf(output: string, secrets: readonly string[]): string[] {
  const lower = output.toLowerCase();
  const bare = lower.replace(/[ .\-/()]/g, '');
  return secrets.filter((secret) => {
    const wanted = secret.toLowerCase();
    if (wanted.length < 5) return holdsWord(lower, wanted);
    return lower.includes(wanted) || bare.includes(wanted.replace(/[ .\-/()]/g, ''));
  });
}

function holdsWord(text: string, word: string): boolean {
  return word.length >= 3 && new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'u').test(text);
}
