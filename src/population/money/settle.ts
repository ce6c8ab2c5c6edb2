import type { Day } from '../../model/day.ts';
import type { Entry } from '../book.ts';
import type { Life } from '../life.ts';
import { getIntoDebt } from './borrow.ts';
import { bounce, chargeInterest, coverByFee } from './bounce.ts';
import { byBank, payByBank, strike } from './edits.ts';
import { MONEY_WORDS } from './money-words.ts';
import { enqueue, isSliding, type Passage } from './passage.ts';
import type { Purse } from './purse.ts';

/** So many payments left out make a contract hard to see. */
const REFUSED_MIN = 2;
/** Days between two occasions on which somebody takes away what is too much. */
const SWEEP_DAYS_MIN = 20;

/**
 * Walks the main account through its days, so that money is always somewhere: what is short comes in from elsewhere,
 * what is too much goes out, and in a slide nothing comes in, and what cannot be paid is refused, given back or charged.
 */
export function settle(life: Life, purse: Purse): void {
  const { book, main, random } = life;
  const days = book.to - book.from + 1;
  const waiting: Entry[][] = Array.from({ length: days }, () => []);
  for (const entry of book.entries)
    if (entry.account === main) waiting[entry.posted - book.from]!.push(entry);
  const start = Math.round(purse.floor + (purse.ceiling - purse.floor) * (0.2 + 0.6 * random.next()));
  const passage: Passage = {
    life,
    purse,
    waiting,
    gone: new Set(),
    day: book.from,
    balance: start,
    feesToday: 0,
    begun: new Map(),
    retries: new Map(),
    refusals: new Map(),
  };
  if (purse.tells) book.accounts[main]!.opening = start;
  for (let index = 0; index < days; index++) pass(passage, book.from + index);
  strike(life, passage.gone);
  if (purse.slide !== undefined) leaveBroken(life);
}

/** A contract of which payment after payment was refused from the start on is no rhythm that anybody could see. */
function leaveBroken({ series }: Life): void {
  series.forEach((each, index) => {
    const first = each.segments[0];
    if (each.plan.origin !== 'new' || first === undefined || first.missed < REFUSED_MIN) return;
    series[index] = { ...each, plan: { ...each.plan, ignore: each.plan.ignore ?? 'refused' } };
  });
}

function pass(passage: Passage, day: Day): void {
  const { life, purse, waiting } = passage;
  passage.day = day;
  passage.feesToday = 0;
  const due = waiting[day - life.book.from]!;
  const credits = due.filter(({ minor }) => minor >= 0);
  const debits = due.filter(({ minor }) => minor < 0);
  for (const { minor } of credits) passage.balance += minor;
  if (isSliding(purse, day)) {
    for (const debit of debits) payOrRefuse(passage, debit);
    getIntoDebt(passage);
  } else {
    let after = passage.balance;
    for (const { minor } of debits) after += minor;
    if (after < purse.floor) {
      // Only what bills would have taken below zero could have been foreseen.
      const bills = debits.filter(
        ({ channel }) => channel === 'direct-debit' || channel === 'standing-order',
      );
      const foreseen = bills.reduce((balance, { minor }) => balance + minor, passage.balance);
      if (foreseen < 0) purse.rescued.push(day);
      bringIn(passage, after);
    }
    for (const { minor } of debits) passage.balance += minor;
    takeAway(passage);
  }
  purse.evenings.push(passage.balance);
  chargeInterest(passage);
}

function payOrRefuse(passage: Passage, debit: Entry): void {
  const { life, purse } = passage;
  const after = passage.balance + debit.minor;
  const mustPass = debit.channel === 'fee' || debit.channel === 'interest';
  if (mustPass || after >= -purse.limit) {
    passage.balance = after;
    const refused = passage.retries.get(debit);
    if (refused !== undefined) refused.paid = debit.posted;
    if (!mustPass && after < 0 && life.country.code === 'US') coverByFee(passage, debit);
    return;
  }
  // Only what others ask for is given back: a card is declined, and an order is not carried out.
  if (debit.channel === 'direct-debit') bounce(passage, debit);
  else passage.gone.add(debit);
}

/** Money from elsewhere: the own savings where the feed shows them and they are there, another bank, or the family. */
function bringIn(passage: Passage, after: number): void {
  const { life, purse, day } = passage;
  const { random, savings, country } = life;
  const words = MONEY_WORDS[country.code];
  const short = purse.floor - after + Math.round((0.1 + 0.3 * random.next()) * purse.monthly);
  const minor = Math.ceil(short / 5_000) * 5_000;
  if (savings !== undefined && random.chance(0.7)) {
    const text = country.wording.ownIn.replace('CHECKING', 'SAVINGS').replace('CURRENT', 'SAVINGS');
    move(passage, minor, text, savings);
    return;
  }
  const ended = purse.slide !== undefined && day >= purse.slide.to && !passage.begun.has('rescued');
  if (ended) passage.begun.set('rescued', day);
  const name = ended ? random.pick(life.friends).name : life.voice.holder;
  const note = ended ? words.helpNote : words.ownNote;
  const entry = enqueue(passage, payByBank(life, 'transferIn', { name, day, minor, note }));
  if (entry !== undefined) (ended ? purse.help : purse.own).add(entry);
}

/** What stands there too much goes to savings or to another bank, now and then. */
function takeAway(passage: Passage): void {
  const { life, purse, day, begun } = passage;
  const { random, savings, voice, country } = life;
  const over = passage.balance - purse.ceiling;
  const last = begun.get('swept') ?? Number.NEGATIVE_INFINITY;
  const wait = purse.style === 'emptied' ? 1 : SWEEP_DAYS_MIN;
  if (over <= 0 || day - last < wait || !random.chance(purse.style === 'emptied' ? 0.6 : 0.3)) return;
  begun.set('swept', day);
  const left = purse.style === 'emptied' ? purse.floor + 0.35 * purse.monthly : purse.ceiling * 0.7;
  const minor = Math.floor((passage.balance - left) / 5_000) * 5_000;
  if (minor <= 0) return;
  if (savings !== undefined && random.chance(0.8)) {
    const text = country.wording.ownOut.replace('RECURRING ', '').replace('Dauerauftrag', 'Umbuchung');
    move(passage, -minor, text, savings);
    return;
  }
  const note = MONEY_WORDS[country.code].ownNote;
  const once = { name: voice.holder, day, minor: -minor, note };
  const entry = enqueue(passage, payByBank(life, 'transferOut', once));
  if (entry !== undefined) purse.own.add(entry);
}

/** Books both legs of an own transfer to or from the savings account. */
function move(passage: Passage, minor: number, text: string, savings: number): void {
  const { life, purse, day } = passage;
  const movement = { day, text, channel: 'transfer' } as const;
  const leg = enqueue(passage, byBank(life, { ...movement, minor }));
  const other = byBank(life, { ...movement, minor: -minor, account: savings });
  for (const entry of [leg, other]) if (entry !== undefined) purse.own.add(entry);
}
