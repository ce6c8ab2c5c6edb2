import { type Day, weekdayOf } from '../../model/day.ts';
import { record } from '../book.ts';
import { type DayText, dayText } from '../calendar.ts';
import { cardLag } from '../series.ts';
import type { Clue } from './leave.ts';
import type { Stage } from './story.ts';

/** A place abroad, what is spent there, and in which currency. */
export interface Place {
  readonly city: string;
  readonly country: string;
  readonly currency: string;
  /** Of its currency for one euro; only for what a statement prints. */
  readonly rate: number;
  readonly shops: readonly string[];
}

const place = (city: string, country: string, currency: string, rate: number, shops: string): Place => ({
  city,
  country,
  currency,
  rate,
  shops: shops.split('|'),
});

const PLACES: readonly Place[] = [
  place('PALMA', 'ES', 'EUR', 1, 'MERCADONA|BAR TORO|REPSOL|EROSKI CITY|CHIRINGUITO PLAYA|FARMACIA MAYOR'),
  place('LISBOA', 'PT', 'EUR', 1, 'PINGO DOCE|PASTEIS DE BELEM|METRO LISBOA|TASCA DO CHICO|CONTINENTE'),
  place('ROMA', 'IT', 'EUR', 1, 'TRATTORIA LUZZI|CARREFOUR EXPRESS|ATAC ROMA|GELATERIA FATA|MUSEI VATICANI'),
  place('PARIS', 'FR', 'EUR', 1, 'MONOPRIX|RATP|BOULANGERIE PAUL|LE PETIT BISTRO|MUSEE DU LOUVRE'),
  place('ANTALYA', 'TR', 'TRY', 35, 'MIGROS|KEBAP EVI|ANTALYA MUZE|SHELL PETROL|LARA BEACH CAFE'),
  place('ZURICH', 'CH', 'CHF', 0.96, 'COOP|SBB CFF FFS|MIGROS|CAFE ODEON|SPRUNGLI'),
  place('BANGKOK', 'TH', 'THB', 38, '7-ELEVEN|BTS SKYTRAIN|SOMTAM NUA|BIG C|GRAB'),
  place('CANCUN', 'MX', 'MXN', 19, 'OXXO|LA TAQUERIA|XCARET|SORIANA|FARMACIA GUADALAJARA'),
  place('TORONTO', 'CA', 'CAD', 1.48, 'TIM HORTONS|PRESTO|LOBLAWS|LCBO|CN TOWER'),
  place('TOKYO', 'JP', 'JPY', 163, 'LAWSON|SUICA JR EAST|ICHIRAN|DON QUIJOTE|FAMILYMART'),
  place('SYDNEY', 'AU', 'AUD', 1.63, 'WOOLWORTHS|OPAL TRAVEL|BONDI CAFE|COLES|TARONGA ZOO'),
  place('DUBAI', 'AE', 'AED', 3.97, 'CARREFOUR|DUBAI METRO RTA|SHAWARMA HOUSE|SPINNEYS|CAREEM'),
];

/** A place abroad. */
export function anywhere({ random }: Stage): Place {
  return random.pick(PLACES);
}

/** A purchase by card abroad, and the fee that some banks take for it. */
export function spendAbroad(stage: Stage, where: Place, day: Day): Clue[] {
  const { life, random } = stage;
  const minor = Math.max(
    250,
    Math.round(life.country.habits.restaurant.median * Math.exp(0.8 * random.normal())),
  );
  const cash = random.chance(0.1);
  const shop = cash ? 'ATM' : random.pick(where.shops);
  const account = life.creditCard !== undefined && random.chance(0.5) ? life.creditCard : life.main;
  const lag = cardLag(random);
  const entry = record(life.book, {
    account,
    day,
    lag,
    minor: -minor,
    text: wordAbroad(stage, { where, shop, minor, day: dayText(day) }),
    channel: cash ? 'cash' : 'card',
    mcc: cash ? '6011' : random.pick(['5812', '5411', '4111', '5999']),
    listed: true,
  });
  if (entry === undefined) return [];
  const charges = life.voice.style !== 3 && (life.country.code !== 'DE' || where.currency !== 'EUR');
  if (charges && minor > 1_000) {
    const fee = {
      US: 'INTERNATIONAL TRANSACTION FEE',
      GB: 'NON-STERLING TRANSACTION FEE',
      DE: 'AUSLANDSEINSATZENTGELT',
    };
    const text = fee[life.country.code];
    record(life.book, { account, day, lag, minor: -Math.round(minor * 0.0275), text, channel: 'fee' });
  }
  return [{ kind: 'abroad', entry }];
}

/** So many purchases on the days of a stay. */
export function stayAbroad(stage: Stage, where: Place, from: Day, to: Day, count: number): Clue[] {
  const clues: Clue[] = [];
  for (let made = 0; made < count; made++) {
    clues.push(...spendAbroad(stage, where, stage.random.between(from, to)));
  }
  return clues;
}

interface Spent {
  readonly where: Place;
  readonly shop: string;
  readonly minor: number;
  readonly day: DayText;
}

/** What a bank prints of it: the town and country, and the foreign amount where it says so. */
function wordAbroad({ life, random }: Stage, { where, shop, minor, day }: Spent): string {
  const { voice, country } = life;
  const { city, currency } = where;
  const home = { US: 1.08, GB: 0.85, DE: 1 }[country.code];
  const foreign = ((minor / 100) * (where.rate / home)).toFixed(currency === 'JPY' ? 0 : 2);
  const named = `${shop} ${city}`;
  if (country.code === 'US') {
    if (voice.style === 0)
      return `PURCHASE INTL AUTHORIZED ON ${day.month}/${day.dayOfMonth} ${named} ${where.country} S${random.between(300000000, 599999999)} CARD ${voice.card}`;
    return voice.style === 1
      ? `CHECKCARD ${day.month}${day.dayOfMonth} ${named} ${where.country} ${currency} ${foreign}`
      : `${named} ${where.country}`;
  }
  if (country.code === 'GB') {
    if (voice.style === 0)
      return `CARD PAYMENT TO ${named},${foreign} ${currency}, RATE ${rateOf(where, 0.85)} ON ${day.british}`;
    return voice.style === 2
      ? `${voice.card} ${day.dayOfMonth}${day.british.slice(3)}${day.year.slice(2)} ${named} ${where.country} ${currency} ${foreign}`
      : `${named} ${where.country}`;
  }
  const stamp = `${day.iso}T${random.between(10, 22)}:${random.between(10, 59)}`;
  if (voice.style === 0)
    return `${shop}//${city}/${where.country} ${stamp} Kartenzahlung${fxOf(where, foreign)}`;
  if (voice.style === 2)
    return `106?00KARTENZAHLUNG?20${day.iso}${fxOf(where, foreign)}?32${named} ${where.country}`;
  return `${named} ${where.country}${fxOf(where, foreign)}`;
}

function rateOf({ rate }: Place, home: number): string {
  return (rate / home).toFixed(2);
}

function fxOf({ currency }: Place, foreign: string): string {
  return currency === 'EUR' ? '' : ` ${currency} ${foreign.replace('.', ',')}`;
}

/** The next Saturday: when people leave for a journey more often than not. */
export function departure({ random, day }: Stage): Day {
  return random.chance(0.5) ? day + ((5 - weekdayOf(day) + 7) % 7) : day;
}
