import { civilOf, type Day } from '../../model/day.ts';
import type { Entry } from '../book.ts';
import { dayText, rollDay } from '../calendar.ts';
import { byBank } from './edits.ts';
import { MONEY_WORDS } from './money-words.ts';
import { enqueue, isSliding, monthEnd, type Passage } from './passage.ts';
import type { Returned } from './purse.ts';

/** An American bank takes no more than so many overdraft fees a day. */
const FEES_A_DAY_MAX = 2;
/** What goes below zero by less than this, or by so small a payment, is let pass. */
const COURTESY = 500;
/** So often a firm lets a debit be given back before it asks by letter only. */
const REFUSALS_MAX = 4;
/** By so many letters the debits of one firm are told from those of others. */
const FIRM_LETTERS = 24;
/** Yearly rate of an arranged overdraft: 39.9% in the United Kingdom, about 12% in Germany (2024). */
const OVERDRAFT_RATE = { US: 0, GB: 0.399, DE: 0.12 } as const;

/** Gives a debit back for want of money, takes a fee for it, and at times lets it be tried again. */
export function bounce(passage: Passage, debit: Entry): void {
  const { life, purse, day } = passage;
  const { random, country } = life;
  const words = MONEY_WORDS[country.code];
  const style = life.voice.style;
  // After some refusals a firm no longer asks, and its bill is open without a trace.
  const firm = debit.text.slice(0, FIRM_LETTERS);
  const refused = (passage.refusals.get(firm) ?? 0) + 1;
  passage.refusals.set(firm, refused);
  if (refused > REFUSALS_MAX) {
    passage.gone.add(debit);
    return;
  }
  passage.balance += debit.minor;
  const backDay = country.code === 'GB' ? day : rollDay(country.code, day + 1, 'forward');
  const text = `${words.returned[style % words.returned.length]!} ${debit.text}`;
  const back = byBank(life, { day: backDay, minor: -debit.minor, text, channel: 'direct-debit' });
  if (back === undefined) return;
  enqueue(passage, back);
  const returned: Returned = { entry: debit, back, paid: undefined };
  purse.returned.push(returned);
  const minor = -words.returnFees[style]!;
  const fee = byBank(life, {
    day: backDay,
    minor,
    text: `${words.returnFee[style % words.returnFee.length]!} ${dayText(day).iso}`,
    channel: 'fee',
  });
  if (fee !== undefined) purse.charges.push({ entry: enqueue(passage, fee)!, why: 'returned' });
  if (random.chance(0.35)) tryAgain(passage, returned);
}

/** The firm asks a second time, some days later, and no third time. */
function tryAgain(passage: Passage, returned: Returned): void {
  const { life, day, retries } = passage;
  const { country, random, book } = life;
  const { minor, text } = returned.entry;
  const later = rollDay(country.code, day + random.between(4, 9), 'forward');
  if (later > book.to || retries.has(returned.entry)) return;
  const note = country.code === 'US' ? ' RETRY PYMT' : '';
  const entry = byBank(life, { day: later, minor, text: `${text}${note}`, channel: 'direct-debit' });
  if (enqueue(passage, entry) !== undefined) retries.set(entry!, returned);
}

/** A bank in the United States pays what is not there, and takes a fee for it. */
export function coverByFee(passage: Passage, debit: Entry): void {
  const { life, purse, day } = passage;
  const words = MONEY_WORDS.US;
  const style = life.voice.style;
  if (passage.balance > -COURTESY || debit.minor > -COURTESY || passage.feesToday >= FEES_A_DAY_MAX) return;
  passage.feesToday++;
  const date = dayText(day);
  const fee = byBank(life, {
    day,
    minor: -[3_500, 1_500, 3_400, 1_000][style]!,
    text: `${words.overdraftFee[style % words.overdraftFee.length]!} FOR ACTIVITY OF ${date.month}-${date.dayOfMonth}`,
    channel: 'fee',
  });
  if (fee !== undefined) purse.charges.push({ entry: enqueue(passage, fee)!, why: 'overdraft' });
}

/** Interest on what was overdrawn: each month in the United Kingdom, each quarter in Germany. */
export function chargeInterest(passage: Passage): void {
  const { life, purse, day } = passage;
  const { country, book } = life;
  if (country.code === 'US' || day !== monthEnd(day)) return;
  if (country.code === 'DE' && civilOf(day).month % 3 !== 0) return;
  const span = country.code === 'GB' ? 31 : 92;
  let owed = 0;
  for (const balance of purse.evenings.slice(-span)) owed += Math.max(0, -balance);
  const minor = -Math.round((owed * OVERDRAFT_RATE[country.code]) / 365);
  const next: Day = day + 1;
  if (minor > -5 || next > book.to) return;
  const text = MONEY_WORDS[country.code].overdraftInterest;
  const entry = enqueue(passage, byBank(life, { day: next, minor, text, channel: 'interest' }));
  if (entry !== undefined) purse.charges.push({ entry, why: 'interest' });
  if (country.code === 'DE' && isSliding(purse, day) && purse.evenings.at(-1)! < -purse.limit) {
    const fee = byBank(life, {
      day: next,
      minor: -590,
      text: MONEY_WORDS.DE.overdraftFee[life.voice.style % 2]!,
      channel: 'fee',
    });
    if (fee !== undefined) purse.charges.push({ entry: enqueue(passage, fee)!, why: 'overdraft' });
  }
}
