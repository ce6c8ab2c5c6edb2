import { type Random, seededRandom } from '../../src/lib/random.ts';
import { digits } from './planted.ts';

/** A line with nothing to hide, and the parts that must come out as they are. */
export interface HarmlessLine {
  readonly what: 'store' | 'brand' | 'date' | 'reference' | 'order' | 'business' | 'fee';
  readonly channel: string;
  readonly description: string;
  readonly kept: readonly string[];
}

/** Lines of all rails without a secret: store numbers, names with digits, dates, references, businesses. */
export function harmlessLines(count: number, seed: number): HarmlessLine[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => MAKERS[index % MAKERS.length]!(random));
}

type Maker = (random: Random) => HarmlessLine;

const two = (value: number): string => String(value).padStart(2, '0');
const line = (
  what: HarmlessLine['what'],
  channel: string,
  description: string,
  kept: readonly string[],
): HarmlessLine => ({ what, channel, description, kept });

const SHOPS = [
  'STORE',
  'TESCO STORES',
  'SHELL',
  'STARBUCKS STORE',
  'WM SUPERCENTER #',
  'MCDONALDS F',
  'KROGER #',
];
const TOWNS = ['DALLAS TX', 'LONDON GB', 'BERLIN', 'NERANG QL AUS', 'AMSTERDAM', 'LYON FR'];
const BRANDS = [
  '7-ELEVEN',
  'O2',
  '1&1',
  'STUDIO 54',
  '118 118 MONEY',
  '24 HOUR FITNESS',
  'MOTEL 6',
  'H2O BAR',
  '99 RANCH',
  '3 MOBILE',
  'B&Q 1242',
  'FOREVER 21',
  'CH4 GAS',
  '76',
];
const BUSINESSES = [
  'ACME WIDGETS LTD',
  'Stadtwerke Musterstadt GmbH',
  'RIVERSIDE PROPERTY MANAGEMENT',
  'NORTHERN HOUSING TRUST',
  'Muster Hausverwaltung',
  'BLUE SKY INSURANCE',
  'EDF ENERGIE SA',
  'CITY COUNCIL',
  'KITA SONNENSCHEIN e.V.',
  'Jansen Logistics BV',
];

const MAKERS: readonly Maker[] = [
  (random) => {
    const store = digits(random, random.between(3, 6));
    const shop = random.pick(SHOPS);
    const text = shop.endsWith('#') || shop.endsWith(' F') ? `${shop}${store}` : `${shop} ${store}`;
    return line('store', 'card', `${text} ${random.pick(TOWNS)}`, [store, shop.split(' ')[0]!]);
  },
  (random) => {
    const brand = random.pick(BRANDS);
    const store = digits(random, 5);
    return line('brand', 'card', `${brand} ${store} ${random.pick(TOWNS)}`, [brand, store]);
  },
  (random) => {
    const [d, m, y] = [two(random.between(1, 28)), two(random.between(1, 12)), `20${random.between(20, 29)}`];
    const [h, min] = [two(random.between(0, 23)), two(random.between(0, 59))];
    const date = random.pick([
      `${d}.${m}.${y}`,
      `${y}-${m}-${d}`,
      `${d}/${m}/${y}`,
      `${m}/${d}`,
      `${d}.${m}.`,
      `${y}${m}${d}`,
      `${d}${m}${y}`,
      `${d}/${m}/${y.slice(2)}`,
      `${y}-${m}-${d}T${h}:${min}`,
    ]);
    const style = random.pick([
      'PURCHASE AUTHORIZED ON {} SAFEWAY',
      'REWE//BERLIN/DE {} Kartenzahlung',
      'CARD PAYMENT TO BOOTS ON {}',
      'CARTE {} BOULANGERIE PARIS',
      'GELDAUTOMAT BERLIN {} UHR',
      '{} EDEKA KAUFUMSATZ',
    ]);
    return line('date', 'card', style.replace('{}', date), [date]);
  },
  (random) => {
    const reference = random.pick([
      `INV-20${digits(random, 2)}-${digits(random, 4)}`,
      `P${digits(random, 2)}B${digits(random, 3)}C`,
      `RT4K${digits(random, 2)}AB3`,
      `RE${digits(random, 5)}`,
      digits(random, 6),
      `MC${digits(random, 4)}/${digits(random, 2)}`,
      `A${digits(random, 3)}-${digits(random, 3)}`,
      `NR:AB${digits(random, 4)}`,
    ]);
    const [text, channel] = random.pick([
      ['DIRECT DEBIT PAYMENT TO SKY DIGITAL REF {}', 'direct-debit'],
      ['AMZN MKTP US*{} AMZN.COM/BILL WA', 'card'],
      ['Vattenfall EREF+{} SVWZ+Abschlag', 'direct-debit'],
      ['PP*SPOTIFY {}', 'card'],
      ['BEA, ALBERT HEIJN 1234,PAS123 {}, AMSTERDAM', 'card'],
    ] as const);
    return line('reference', channel, text.replace('{}', reference), [reference]);
  },
  (random) => {
    const order = digits(random, random.between(7, 10));
    const label = random.pick([
      'ORDER',
      'ORDER NO',
      'INVOICE',
      'RECHNUNG',
      'BESTELLUNG',
      'COMMANDE',
      'PEDIDO',
      'FACTUUR',
      'BOOKING',
    ]);
    return line('order', 'card', `WEBSHOP EXAMPLE ${label} ${order}`, [`${label} ${order}`]);
  },
  (random) => {
    const business = random.pick(BUSINESSES);
    const [text, channel] = random.pick([
      ['FPO {} RENT', 'transfer'],
      ['S/O {} RENT', 'standing-order'],
      ['Überweisung {} Rechnung', 'transfer'],
      ['{} EREF+NOTPROVIDED SVWZ+Miete', 'transfer'],
      ['VIR SEPA /DE {} /MOTIF LOYER', 'transfer'],
      ['BGC {}', ''],
      ['STANDING ORDER TO {} REFERENCE FLAT', 'standing-order'],
      ['166?00GUTSCHRIFT?20SVWZ+Miete?32{}', ''],
    ] as const);
    return line('business', channel, text.replace('{}', business), [business]);
  },
  (random) => {
    const text = random.pick([
      'Kontoführungsentgelt',
      'OVERDRAFT ITEM FEE',
      'MONTHLY SERVICE FEE',
      'INTEREST PAID',
      'ATM WITHDRAWAL 0432 MAIN ST',
      'TRANSFER TO SAVINGS',
      'Übertrag vom Girokonto',
    ]);
    return line('fee', text.includes('TRANSFER') ? 'transfer' : '', text, [text]);
  },
];
