import type { Day } from '../../model/day.ts';
import type { Entry } from '../book.ts';
import type { Life } from '../life.ts';
import { getIntoDebt } from './borrow.ts';
import { bounce, chargeInterest, coverByFee } from './bounce.ts';
import { type Course, enqueue, isSliding } from './course.ts';
import { byBank, payByBank, strike } from './edits.ts';
import { MONEY_WORDS } from './money-words.ts';
import type { Purse } from './purse.ts';

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
  const course: Course = {
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
  for (let index = 0; index < days; index++) pass(course, book.from + index);
  strike(life, course.gone);
}

function pass(course: Course, day: Day): void {
  const { life, purse, waiting } = course;
  course.day = day;
  course.feesToday = 0;
  const due = waiting[day - life.book.from]!;
  const credits = due.filter(({ minor }) => minor >= 0);
  const debits = due.filter(({ minor }) => minor < 0);
  for (const { minor } of credits) course.balance += minor;
  if (isSliding(purse, day)) {
    for (const debit of debits) payOrRefuse(course, debit);
    getIntoDebt(course);
  } else {
    let after = course.balance;
    for (const { minor } of debits) after += minor;
    if (after < purse.floor) bringIn(course, after);
    for (const { minor } of debits) course.balance += minor;
    takeAway(course);
  }
  purse.evenings.push(course.balance);
  chargeInterest(course);
}

function payOrRefuse(course: Course, debit: Entry): void {
  const { life, purse } = course;
  const after = course.balance + debit.minor;
  const mustPass = debit.channel === 'fee' || debit.channel === 'interest';
  if (mustPass || after >= -purse.limit) {
    course.balance = after;
    const refused = course.retries.get(debit);
    if (refused !== undefined) refused.paid = debit.posted;
    if (!mustPass && after < 0 && life.country.code === 'US') coverByFee(course, debit);
    return;
  }
  const atTill = debit.channel === 'card' || debit.channel === 'cash' || debit.channel === 'transfer';
  if (atTill || (debit.channel === 'standing-order' && life.random.chance(0.5))) course.gone.add(debit);
  else bounce(course, debit);
}

/** Money from elsewhere: the own savings where the feed shows them and they are there, another bank, or the family. */
function bringIn(course: Course, after: number): void {
  const { life, purse, day } = course;
  const { random, savings, country } = life;
  const words = MONEY_WORDS[country.code];
  const short = purse.floor - after + Math.round((0.1 + 0.3 * random.next()) * purse.monthly);
  const minor = Math.ceil(short / 5_000) * 5_000;
  if (after < 0) purse.rescued.push(day);
  if (savings !== undefined && random.chance(0.7)) {
    const text = country.wording.ownIn.replace('CHECKING', 'SAVINGS').replace('CURRENT', 'SAVINGS');
    move(course, minor, text, savings);
    return;
  }
  const ended = purse.slide !== undefined && day >= purse.slide.to && !course.begun.has('rescued');
  if (ended) course.begun.set('rescued', day);
  const name = ended ? random.pick(life.friends).name : life.voice.holder;
  const note = ended ? words.helpNote : words.ownNote;
  const entry = enqueue(course, payByBank(life, 'transferIn', { name, day, minor, note }));
  if (entry !== undefined) (ended ? purse.help : purse.own).add(entry);
}

/** What stands there too much goes to savings or to another bank, now and then. */
function takeAway(course: Course): void {
  const { life, purse, day, begun } = course;
  const { random, savings, voice, country } = life;
  const over = course.balance - purse.ceiling;
  const last = begun.get('swept') ?? Number.NEGATIVE_INFINITY;
  const wait = purse.style === 'emptied' ? 1 : SWEEP_DAYS_MIN;
  if (over <= 0 || day - last < wait || !random.chance(purse.style === 'emptied' ? 0.6 : 0.3)) return;
  begun.set('swept', day);
  const left = purse.style === 'emptied' ? purse.floor + 0.35 * purse.monthly : purse.ceiling * 0.7;
  const minor = Math.floor((course.balance - left) / 5_000) * 5_000;
  if (minor <= 0) return;
  if (savings !== undefined && random.chance(0.8)) {
    const text = country.wording.ownOut.replace('RECURRING ', '').replace('Dauerauftrag', 'Umbuchung');
    move(course, -minor, text, savings);
    return;
  }
  const note = MONEY_WORDS[country.code].ownNote;
  const once = { name: voice.holder, day, minor: -minor, note };
  const entry = enqueue(course, payByBank(life, 'transferOut', once));
  if (entry !== undefined) purse.own.add(entry);
}

/** Books both legs of an own transfer to or from the savings account. */
function move(course: Course, minor: number, text: string, savings: number): void {
  const { life, purse, day } = course;
  const movement = { day, text, channel: 'transfer' } as const;
  const leg = enqueue(course, byBank(life, { ...movement, minor }));
  const other = byBank(life, { ...movement, minor: -minor, account: savings });
  for (const entry of [leg, other]) if (entry !== undefined) purse.own.add(entry);
}
