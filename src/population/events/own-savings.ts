import type { Random } from '../../lib/random.ts';
import type { Day } from '../../model/day.ts';
import { type Entry, record } from '../book.ts';
import { rollDay } from '../calendar.ts';
import type { Life } from '../life.ts';

/** Of a month's pay: what is larger than this is not paid from what lies on the account anyway. */
const LARGE_SHARE = 0.8;
const FROM_SAVINGS = {
  US: 'ONLINE TRANSFER FROM SAVINGS',
  GB: 'TRANSFER FROM SAVINGS ACCOUNT',
  DE: 'Übertrag vom Tagesgeldkonto',
} as const;
const TO_MAIN = {
  US: 'ONLINE TRANSFER TO CHECKING',
  GB: 'TRANSFER TO CURRENT ACCOUNT',
  DE: 'Übertrag auf Girokonto',
} as const;
const AHEAD_DAYS = { low: 1, high: 4 } as const;

/** Brings the money for large purchases from the customer's own savings, as people do; truth says that it is no windfall. */
export function fundPurchases(life: Life, purchases: readonly Entry[], random: Random): void {
  const { country, main, truths } = life;
  for (const { account, channel, minor, day } of purchases) {
    const large = minor < -LARGE_SHARE * country.pay && (channel === 'card' || channel === 'transfer');
    if (!large || account !== main) continue;
    const ahead = rollDay(country.code, day - random.between(AHEAD_DAYS.low, AHEAD_DAYS.high), 'backward');
    const entry = transferIn(life, ahead, Math.ceil(-minor / 10_000) * 10_000);
    if (entry === undefined) continue;
    truths.push({ signal: 'lump-sum', expect: 'silent', why: 'own-money', entries: [entry] });
  }
}

/** Moves the customer's own money to the main account, out of the savings account where that is known here. */
export function transferIn(life: Life, day: Day, minor: number, words = ''): Entry | undefined {
  const { book, country, main, savings } = life;
  const text = words === '' ? FROM_SAVINGS[country.code] : `${FROM_SAVINGS[country.code]} ${words}`;
  const entry = record(book, { account: main, day, minor, text, channel: 'transfer', listed: true });
  if (savings !== undefined && entry !== undefined) {
    record(book, { account: savings, day, minor: -minor, text: TO_MAIN[country.code], channel: 'transfer' });
  }
  return entry;
}
