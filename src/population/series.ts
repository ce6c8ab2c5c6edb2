import type { Random } from '../lib/random.ts';
import type { Day } from '../model/day.ts';
import { record } from './book.ts';
import { rollDay } from './calendar.ts';
import type { Life } from './life.ts';
import type { Plan, Segment, Series } from './plan.ts';
import { CADENCES, cadenceOf, dueDays } from './rhythm.ts';

/** Lets a plan happen: books its payments and remembers them as a series. */
export function carryOut(life: Life, plan: Plan): Series {
  const { book, random, country } = life;
  const segments: Segment[] = [];
  let segment: Segment | undefined;
  let ordinal = 0;
  for (const due of dueDaysOf(plan, Math.min(plan.end - 1, book.to), life)) {
    const resumed = plan.pause !== undefined && due >= plan.pause.to;
    if (plan.pause !== undefined && due >= plan.pause.from && !resumed) continue;
    const moved = plan.move !== undefined && due >= plan.move.from;
    const origin = moved ? 'moved' : resumed ? 'resumed' : plan.origin;
    if (segment === undefined || segment.origin !== origin) {
      segment = { origin, entries: [], missed: 0, misses: [] };
      segments.push(segment);
    }
    if (segment.entries.length > 0 && plan.missed !== undefined && random.chance(plan.missed)) {
      segment.missed++;
      segment.misses.push(rollDay(country.code, due, plan.roll));
      continue;
    }
    const jitter = plan.jitterDays === undefined ? 0 : random.between(-plan.jitterDays, plan.jitterDays);
    const day = rollDay(country.code, due + jitter, plan.roll);
    const text = plan.respell !== undefined && due >= plan.respell.from ? plan.respell.text : plan.text;
    const entry = record(book, {
      account: moved ? plan.move!.account : plan.account,
      day,
      lag: plan.lags === true ? cardLag(random) : 0,
      minor: plan.amount(day, ordinal),
      text: text(day),
      channel: plan.channel,
      mcc: plan.mcc ?? '',
      party: plan.party,
      listed: true,
    });
    if (entry !== undefined) segment.entries.push(entry);
    ordinal++;
  }
  const series = { plan, segments: segments.filter((each) => each.entries.length > 0) };
  life.series.push(series);
  return series;
}

/** How many days a bank takes to book a card payment. */
export function cardLag(random: Random): number {
  const dice = random.next();
  return dice < 0.4 ? 0 : dice < 0.8 ? 1 : 2;
}

function dueDaysOf(plan: Plan, to: Day, { country }: Life): Day[] {
  const { shift } = plan;
  if (shift === undefined) return dueDays(plan.rhythm, plan.start, to, country.code);
  const before = dueDays(plan.rhythm, plan.start, Math.min(to, shift.from - 1), country.code);
  // After a change of the due day the next payment comes no sooner than half a cycle after the last.
  const last = before.at(-1);
  const { cycleDays } = CADENCES[cadenceOf(plan.rhythm)];
  const next = last === undefined ? shift.from : Math.max(shift.from, last + Math.ceil(cycleDays / 2));
  return [...before, ...dueDays(shift.rhythm, next, to, country.code)];
}
