import { weekdayOf } from '../model/day.ts';
import { type Life, newName, personName } from './life.ts';
import { basePrice } from './pricing.ts';
import { receive } from './regular-income.ts';
import type { Rhythm } from './rhythm.ts';
import { job, work, workMain } from './wages.ts';

/** The days before which hardly anything that begins can be told as new. */
const BEGIN_DAYS_MIN = 20;

/** Books what comes in again and again: pay, pensions, benefits, support. */
export function earn(life: Life): void {
  const { archetype, random } = life;
  switch (archetype) {
    case 'single':
    case 'couple':
    case 'family':
      workMain(life);
      if (archetype !== 'single' && random.chance(0.4)) work(life, 0.7);
      break;
    case 'student':
      if (random.chance(0.6)) support(life);
      if (random.chance(0.6)) work(life, 0.3);
      break;
    case 'retired':
      retire(life);
      break;
    case 'freelancer':
      if (random.chance(0.3)) retainer(life);
      if (random.chance(0.3)) work(life, 0.5);
      break;
    case 'benefits':
      benefit(life);
      break;
  }
  if (life.traits.has('child') && life.country.code !== 'US') childBenefit(life);
  if (archetype !== 'retired' && random.chance(0.05)) support(life);
  if (random.chance(archetype === 'retired' || life.traits.has('owner') ? 0.14 : 0.04)) dividend(life);
}

function retire(life: Life): void {
  const { country, random, book, course } = life;
  // Who retires while observed has a pay before; some had it on another account.
  const { ends, begins: start } = course.career;
  if (ends !== undefined) {
    job(life, country.pay * 0.9, { isMain: true, origin: 'running', start: book.from, end: ends });
  }
  const state: Readonly<Record<'US' | 'GB' | 'DE', { name: string; note: string; rhythm: Rhythm }>> = {
    US: {
      name: 'SSA TREAS 310',
      note: 'XXSOC SEC',
      rhythm: { kind: 'nth-weekday', nth: random.between(2, 4), weekday: 2 },
    },
    GB: {
      name: 'DWP STATE PENSION',
      note: 'STATE PENSION',
      rhythm: { kind: 'days', step: 28, anchor: book.from + random.between(0, 27) },
    },
    DE: {
      name: 'Deutsche Rentenversicherung Bund',
      note: 'RENTENSERVICE {k}',
      rhythm: { kind: 'last-business-day' },
    },
  };
  const { name, note, rhythm } = state[country.code];
  receive(life, {
    kind: 'pension',
    name,
    note,
    rhythm,
    base: Math.round(country.pay * (0.35 + random.next() * 0.25)),
    start,
  });
  if (random.chance(0.55)) {
    const fund = { US: 'FIDELITY PENSION', GB: 'AVIVA PENSIONS', DE: 'VBL Karlsruhe' }[country.code];
    const monthly: Rhythm = { kind: 'day-of-month', step: 1, day: random.pick([1, 15, 20, 28]), phase: 0 };
    receive(life, {
      kind: 'pension',
      name: fund,
      note: 'PENSION',
      rhythm: monthly,
      base: basePrice(15_000, 110_000, random),
      start,
    });
  }
}

function benefit(life: Life): void {
  const { country, random, book } = life;
  const begins = random.chance(0.4);
  const start = begins ? random.between(book.from + BEGIN_DAYS_MIN, book.to - 10) : undefined;
  const anchor = book.from + random.between(0, 13);
  const offices: Readonly<Record<'US' | 'GB' | 'DE', { name: string; note: string; rhythm: Rhythm }>> = {
    US: { name: 'NYS DOL UI DD', note: 'UNEMP COMP', rhythm: { kind: 'days', step: 7, anchor } },
    GB: {
      name: random.chance(0.7) ? 'DWP UC' : 'DWP PIP',
      note: '{k}UC',
      rhythm: random.chance(0.7)
        ? { kind: 'day-of-month', step: 1, day: random.between(1, 28), phase: 0 }
        : { kind: 'days', step: 28, anchor },
    },
    DE: {
      name: random.chance(0.6) ? 'Bundesagentur für Arbeit' : 'Jobcenter',
      note: 'Leistung {k}',
      rhythm: { kind: 'last-business-day' },
    },
  };
  receive(life, {
    kind: 'benefit',
    ...offices[country.code],
    base: Math.round(country.pay * (0.25 + random.next() * 0.2)),
    start,
  });
  if (random.chance(0.25)) work(life, 0.35);
}

function childBenefit(life: Life): void {
  const { country, random, book } = life;
  // A claim that another account held before; what a birth brings is told with the birth.
  const start = random.chance(0.06) ? random.between(book.from + BEGIN_DAYS_MIN, book.to - 10) : undefined;
  const british = country.code === 'GB';
  const rhythm: Rhythm = british
    ? { kind: 'days', step: 28, anchor: book.from - weekdayOf(book.from) + 7 * random.between(0, 3) }
    : { kind: 'day-of-month', step: 1, day: random.between(3, 22), phase: 0 };
  const children = random.between(1, 3);
  receive(life, {
    kind: 'benefit',
    name: british ? 'HMRC CHILD BENEFIT' : 'Familienkasse',
    note: british ? 'CHB{k}' : 'KG{k}FK {m}/{y}',
    rhythm,
    base: british ? 10_240 + (children - 1) * 6_780 : 25_000 * children,
    start,
  });
}

/** Money from a person, month after month: parents, a lodger, a former partner. */
function support(life: Life): void {
  const { country, random, book } = life;
  const start = random.chance(0.4) ? random.between(book.from + BEGIN_DAYS_MIN, book.to - 10) : undefined;
  const note = { US: 'support', GB: 'ALLOWANCE', DE: 'Unterhalt' }[country.code];
  const rhythm: Rhythm = { kind: 'day-of-month', step: 1, day: random.pick([1, 2, 3, 5, 15, 28]), phase: 0 };
  receive(life, {
    kind: 'support',
    name: personName(country, random),
    note,
    rhythm,
    base: basePrice(10_000, 70_000, random),
    start,
    person: true,
  });
}

/** What a company pays its shareholders: each quarter, half-year or year, as its country is used to. */
function dividend(life: Life): void {
  const { country, random, book } = life;
  const fund = { US: 'COMPUTERSHARE', GB: 'EQUINITI REGISTRARS', DE: 'Depotbank Nord' }[country.code];
  const step = random.chance(0.2) ? 3 : ({ US: 3, GB: 6, DE: 12 } as const)[country.code];
  const phase = random.between(0, step - 1);
  receive(life, {
    kind: 'dividend',
    name: fund,
    note: { US: 'DIVIDEND', GB: 'DIVIDEND', DE: 'Dividende {m}/{y}' }[country.code],
    rhythm: { kind: 'day-of-month', step, day: random.between(5, 27), phase },
    base: basePrice(800, 60_000, random),
    start: random.chance(0.5) ? random.between(book.from + BEGIN_DAYS_MIN, book.to - 10) : undefined,
  });
}

/** A client who pays a fixed fee each month: the one thing in a freelancer's income that is regular. */
function retainer(life: Life): void {
  const { country, random, book } = life;
  const client = newName(life, country.employers);
  if (client === undefined) return;
  const start = random.chance(0.5) ? random.between(book.from + BEGIN_DAYS_MIN, book.to - 10) : undefined;
  const rhythm: Rhythm = { kind: 'day-of-month', step: 1, day: random.between(1, 20), phase: 0 };
  receive(life, {
    kind: 'retainer',
    name: client,
    note: 'INV {i}',
    rhythm,
    base: basePrice(60_000, 250_000, random),
    start,
    jitterDays: 1,
  });
}
