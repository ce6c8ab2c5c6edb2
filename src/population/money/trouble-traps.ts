import { weekdayOf } from '../../model/day.ts';
import type { Entry } from '../book.ts';
import { dayText, rollDay } from '../calendar.ts';
import { book as bookAt, shop } from '../trap-place.ts';
import { byBank, payByBank, payByCard } from './edits.ts';
import type { MoneyEvent } from './money-event.ts';
import { left, silent } from './money-life.ts';
import { MONEY_WORDS } from './money-words.ts';

/** A fee for one slip; half of those who call get it back. */
export const ONE_FEE: MoneyEvent = {
  id: 'one-fee',
  signals: ['fee-pressure'],
  trap: true,
  incidencePerYear: 0.15,
  source: 'estimate: CFPB 2021 counts most overdraft fees with few accounts, and one or two a year with many',
  among: ({ archetype }) => archetype !== 'student',
  happen: ({ life, random, day, purse }) => {
    const { country, voice } = life;
    const words = MONEY_WORDS[country.code];
    const minor = -words.returnFees[voice.style]!;
    const name = words.returnFee[voice.style % words.returnFee.length]!;
    const entry = byBank(life, { day, minor, text: `${name} ${dayText(day).iso}`, channel: 'fee' });
    if (entry === undefined) return;
    if (!random.chance(0.5)) {
      purse.charges.push({ entry, why: 'overdraft' });
      return;
    }
    const text = random.pick(words.feeReversal);
    const back = byBank(life, { day: day + random.between(2, 12), minor: -minor, text, channel: 'fee' });
    purse.reversed.push(...(back === undefined ? [entry] : [entry, back]));
  },
};

/** A debit given back because the firm had the wrong number, and paid some days later. */
export const ONE_RETURN: MoneyEvent = {
  id: 'one-return',
  signals: ['returned-payments'],
  trap: true,
  incidencePerYear: 0.04,
  source: 'estimate',
  happen: ({ life, day, random, purse }) => {
    const { book, main, country, voice } = life;
    const fits = ({ account, channel, day: paid, minor }: Entry) =>
      account === main && channel === 'direct-debit' && paid >= day && minor < 0;
    const debit = book.entries.find(fits);
    if (debit === undefined) return;
    const words = MONEY_WORDS[country.code];
    const reason = { US: 'R03 NO ACCOUNT', GB: 'REFER TO PAYER', DE: 'Konto falsch' }[country.code];
    const backDay = rollDay(country.code, debit.posted + 1, 'forward');
    const text = `${words.returned[voice.style % words.returned.length]!} ${debit.text} ${reason}`;
    const back = byBank(life, { day: backDay, minor: -debit.minor, text, channel: 'direct-debit' });
    if (back === undefined) return;
    const later = rollDay(country.code, backDay + random.between(2, 5), 'forward');
    byBank(life, { day: later, minor: debit.minor, text: debit.text, channel: 'direct-debit' });
    purse.returned.push({ entry: debit, back, paid: later });
  },
};

/** A lottery ticket on most Fridays or Saturdays: play, and no trouble. */
export const LOTTERY_TICKET: MoneyEvent = {
  id: 'lottery-ticket',
  signals: ['gambling-intensity'],
  trap: true,
  incidencePerYear: 0.05,
  source: 'estimate: fewer pay by card than play (Gambling Commission 2023: 15% weekly)',
  happen: ({ life, random }) => {
    const { book, country } = life;
    const days: number[] = [];
    for (let day = book.from; day <= book.to; day++)
      if (weekdayOf(day) === 4 && random.chance(0.8)) days.push(day + random.between(0, 1));
    const price = random.pick([200, 250, 300, 400, 600]);
    const place = shop(life, random.pick(MONEY_WORDS[country.code].lotteryShops), '7995');
    const entries = bookAt(life, place, days, () => -price * random.pick([1, 1, 1, 2]));
    if (entries.length < 10) return;
    life.truths.push(silent('gambling-intensity', 'lottery-ticket', entries));
    life.truths.push(left('new-recurring-payment', 'lottery-ticket', entries));
  },
};

/** A wage one to three days late, around a holiday or for want of somebody in the office. */
export const LATE_WAGE: MoneyEvent = {
  id: 'days-late',
  signals: ['income-missed'],
  trap: true,
  incidencePerYear: 0.15,
  source: 'estimate',
  happen: ({ life, random, day }) => {
    const { series, book } = life;
    for (const { plan, segments } of series) {
      if (plan.kind !== 'salary') continue;
      const wages = segments.flatMap(({ entries }) => entries);
      const wage = wages.find((entry, index) => index > 4 && entry.day >= day);
      if (wage === undefined) continue;
      const late = random.between(1, 3);
      if (wage.posted + late > book.to) return;
      wage.day += late;
      wage.posted += late;
      wage.arrival += late;
      life.truths.push(silent('income-missed', 'days-late', [wage]));
      return;
    }
  },
};

/** One advance on one wage, paid back with it. */
export const ONE_ADVANCE: MoneyEvent = {
  id: 'one-advance',
  signals: ['wage-advance'],
  trap: true,
  incidencePerYear: 0.03,
  source: 'estimate: one in ten tries such an app, most of them go on (CFPB 2024)',
  among: ({ archetype }) => archetype === 'single' || archetype === 'couple' || archetype === 'family',
  happen: ({ life, random, day }) => {
    const name = random.pick(MONEY_WORDS[life.country.code].wageAdvances);
    const minor = random.pick([5_000, 7_500, 10_000]);
    const taken = payByBank(life, 'transferIn', { name, day, minor });
    const back = payByBank(life, 'directDebit', { name, day: day + random.between(6, 15), minor: -minor });
    const entries = [taken, back].filter((entry) => entry !== undefined);
    if (entries.length > 0) life.truths.push(silent('wage-advance', 'one-advance', entries));
  },
};

/** A fine for parking, by a firm whose name has an earnest ring. */
export const PARKING_FINE: MoneyEvent = {
  id: 'parking-fine',
  signals: ['debt-collection'],
  trap: true,
  incidencePerYear: 0.06,
  source: 'estimate: RAC Foundation 2023 counts 12 million private parking tickets a year in Great Britain',
  among: ({ traits }) => traits.has('car'),
  happen: ({ life, random, day }) => {
    const name = random.pick(
      {
        US: ['CITY PARKING VIOLATIONS', 'PROFESSIONAL PARKING MGMT'],
        GB: ['PARKINGEYE LTD', 'EURO CAR PARKS PCN'],
        DE: ['Bussgeldstelle Stadtkasse', 'fair parken GmbH Vertragsstrafe'],
      }[life.country.code],
    );
    const entry = payByCard(life, { name, day, minor: -random.pick([3_000, 4_000, 6_000, 7_500, 10_000]) });
    if (entry !== undefined) life.truths.push(silent('debt-collection', 'parking-fine', [entry]));
  },
};
