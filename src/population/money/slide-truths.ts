import type { EventTruth } from '../event-truth.ts';
import { delivered, left, type MoneyLife, troubled } from './money-life.ts';

/** A wage that hardly moved before, and another sum each time after. */
const STEADY_SPREAD = 0.06;
const PAYS_BEFORE = 4;

/** What a slide says beside balances and fees, and what nobody could ask about it. */
export function judgeSlide(money: MoneyLife): EventTruth[] {
  const { purse } = money;
  const slide = purse.traces;
  if (purse.slide === undefined) return [];
  const truths: EventTruth[] = [left('spend-mix-shift', 'slide')];
  if (purse.help.size > 0) truths.push(left('lump-sum', 'help', [...purse.help]));
  if (slide.wages.length === 0) return truths;
  // Fewer hours are a cut to some; when they come back, a rise.
  truths.push(left('pay-cut', 'fewer-hours'), left('pay-rise', 'hours-back'));
  return [...truths, judgeVolatility(money)];
}

function judgeVolatility(money: MoneyLife): EventTruth {
  const { life, purse } = money;
  const signal = 'income-volatility';
  const wages = delivered(purse.traces.wages);
  const job = life.series.find(({ segments }) => segments.some(({ entries }) => entries.includes(wages[0]!)));
  if (job === undefined) return left(signal, 'gone', wages);
  const entries = job.segments.flatMap((segment) => segment.entries);
  const start = entries.indexOf(wages[0]!);
  const before = entries.slice(Math.max(0, start - PAYS_BEFORE), start).map(({ minor }) => minor);
  const mean = before.reduce((sum, minor) => sum + minor, 0) / Math.max(1, before.length);
  const steady = before.every((minor) => Math.abs(minor / mean - 1) <= STEADY_SPREAD);
  if (before.length < PAYS_BEFORE || !steady) return left(signal, 'unsteady-before', wages);
  const weekly = entries.length > 1 && (entries.at(-1)!.day - entries[0]!.day) / (entries.length - 1) < 20;
  const last = wages[weekly ? 5 : 3];
  if (last === undefined) return left(signal, 'too-few', wages);
  const by = Math.max(last.arrival, last.posted) + 7;
  return troubled(money, { signal, from: wages[0]!.day, by, entries: wages });
}
