import type { Day } from '../model/day.ts';
import { dayText } from './calendar.ts';
import { type Life, makeParty, newName, partyFragment, purchaseCode } from './life.ts';
import { book, gaps, type Place, transfer } from './trap-place.ts';

/** Three refunds of the same amount from one shop, a month or so apart. */
export function refunds(life: Life) {
  const { random, country, voice } = life;
  const place = random.pick(country.habits.online.shops).replace('{r}', purchaseCode(random));
  const amount = random.between(900, 9_000);
  const refund: Place = {
    text: (day) => country.wording.refund(voice, place, dayText(day)),
    channel: 'card',
  };
  return {
    why: 'refund-instalments',
    income: true as const,
    entries: book(life, refund, gaps(life, 24, 41, 3), () => amount),
  };
}

/** A client who pays invoices, at times of the same amount, whenever it pays. */
export function clientPayments(life: Life) {
  const { random, country, voice } = life;
  const client = newName(life, country.employers) ?? random.pick(country.employers);
  const party = makeParty(country, random, client);
  const round = random.chance(0.4);
  const text = (day: Day) =>
    country.wording.transferIn({
      voice,
      day: dayText(day),
      party,
      note: `INV ${random.between(1_000, 9_999)}`,
      random,
    });
  const place: Place = { text, channel: 'transfer', party: partyFragment(life, party, 'account') };
  const fee = random.between(4, 20) * 10_000;
  const entries = book(life, place, gaps(life, 11, 80), () =>
    round && random.chance(0.5) ? fee : random.between(20_000, 320_000),
  );
  return { why: 'irregular-client', income: true as const, entries };
}

/** Payouts of a market place for used things, when something was sold. */
export function resale(life: Life) {
  const { random, country, voice } = life;
  const name = { US: 'POSHMARK PAYOUT', GB: 'VINTED PAYOUT', DE: 'Kleinanzeigen Auszahlung' }[country.code];
  const party = makeParty(country, random, name);
  const text = (day: Day) =>
    country.wording.transferIn({ voice, day: dayText(day), party, note: purchaseCode(random), random });
  const entries = book(life, { text, channel: 'transfer' }, gaps(life, 5, 60), () =>
    random.between(300, 6_500),
  );
  return { why: 'resale', income: true as const, entries };
}

/** The employer pays back what was laid out: the same payer as the wages, no wages. */
export function expenses(life: Life) {
  const { random, country, voice } = life;
  const employer =
    life.country.employers.find((name) => life.known.has(name)) ?? random.pick(country.employers);
  const party = makeParty(country, random, employer);
  const note = { US: 'EXP REIMB', GB: 'EXPENSES', DE: 'Reisekosten' }[country.code];
  const text = (day: Day) => country.wording.salary({ voice, day: dayText(day), party, note, random });
  const place: Place = { text, channel: 'transfer', party: partyFragment(life, party, 'account') };
  return {
    why: 'expenses',
    income: true as const,
    entries: book(life, place, gaps(life, 14, 75), () => random.between(1_200, 48_000)),
  };
}

/** A friend who pays back a share of what was laid out, each month or so, another sum each time. */
export function sharedBill(life: Life) {
  const { random, country } = life;
  const note = { US: 'utilities', GB: 'BILLS', DE: 'Anteil' }[country.code];
  const usual = random.between(2_000, 9_000);
  const amounts = () => Math.round(usual * Math.exp(0.3 * random.normal()));
  return {
    why: 'shared-bill',
    income: true as const,
    entries: book(life, transfer(life, note, true), gaps(life, 15, 60), amounts),
  };
}
