import { hashId } from '../../lib/hash.ts';
import { type Day, formatDay } from '../../model/day.ts';
import { KEYWORD_COOL_DOWN_DAYS, KEYWORD_RULES, type KeywordRule } from './keyword-rules.ts';
import type { PlainLine } from './plain-line.ts';

/** A line of signals, as much of it as evaluation reads. */
export interface BaselineSignal {
  readonly customer: string;
  readonly signal: string;
  readonly episode: string;
  readonly revision: 1;
  readonly state: 'confirmed';
  /** A rule says yes; it knows no degrees. */
  readonly confidence: 1;
  readonly detectedAt: string;
  readonly transactions: readonly string[];
}

/** Payments of like amount that make a series. */
const SERIES_PAYMENTS = 3;
const LIKE_AMOUNT_SHARE = 0.05;
const GAP_DAYS_MIN = 6;
const GAP_DAYS_MAX = 100;
/** Of a payee's text so many words count: behind them stand references. */
const PAYEE_WORDS = 3;
/** A customer with more payees than this has the others left out. */
const PAYEES_MAX = 5_000;

interface Payment {
  readonly id: string;
  readonly day: Day;
  readonly amount: number;
}

/** What is remembered of one customer. */
interface Memory {
  readonly customer: string;
  today: Day;
  /** By payee and direction: the run of like payments so far; told ones are done. */
  readonly payees: Map<string, { run: Payment[]; told: boolean }>;
  /** By rule: its newest lines. */
  readonly lines: Map<KeywordRule, Payment[]>;
  /** By signal: when it was last told. */
  readonly toldOn: Map<string, Day>;
}

/** The plain baseline that anyone can beat: three payments of like amount, and keyword rules. It grows with customers. */
export class Baseline {
  readonly #customers = new Map<string, Memory>();

  /** What the rules say now that this line is in; lines come in the order in which a source tells them. */
  take(line: PlainLine): readonly BaselineSignal[] {
    let memory = this.#customers.get(line.customer);
    if (memory === undefined) {
      const { customer, day } = line;
      memory = { customer, today: day, payees: new Map(), lines: new Map(), toldOn: new Map() };
      this.#customers.set(line.customer, memory);
    }
    memory.today = Math.max(memory.today, line.day);
    const told = KEYWORD_RULES.flatMap((rule) => ruleSpeaks(memory, rule, line));
    return [...seriesSpeaks(memory, line), ...told];
  }
}

function seriesSpeaks(memory: Memory, line: PlainLine): readonly BaselineSignal[] {
  const signal = line.amount < 0 ? 'new-recurring-payment' : 'new-recurring-income';
  const payee = payeeOf(line.text);
  const key = `${signal}/${payee}`;
  let series = memory.payees.get(key);
  if (series === undefined) {
    if (memory.payees.size >= PAYEES_MAX) return [];
    series = { run: [], told: false };
    memory.payees.set(key, series);
  }
  if (series.told) return [];
  const last = series.run.at(-1);
  const gap = last === undefined ? 0 : line.day - last.day;
  // What comes within the same week is another purchase; the run waits for the next week's.
  if (last !== undefined && gap < GAP_DAYS_MIN) return [];
  const goesOn = last !== undefined && gap <= GAP_DAYS_MAX && isLike(last.amount, line.amount);
  series.run = [...(goesOn ? series.run : []), paymentOf(line)];
  if (series.run.length < SERIES_PAYMENTS) return [];
  series.told = true;
  return [tell(memory, signal, key, series.run)];
}

function isLike(before: number, now: number): boolean {
  return Math.abs(now - before) <= Math.abs(before) * LIKE_AMOUNT_SHARE;
}

/** A payee as people make it: letters only, the first words. */
function payeeOf(text: string): string {
  const words = text
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
    .split(' ');
  return words.slice(0, PAYEE_WORDS).join(' ');
}

function ruleSpeaks(memory: Memory, rule: KeywordRule, line: PlainLine): readonly BaselineSignal[] {
  if (!fits(rule, line)) return [];
  const recent = (memory.lines.get(rule) ?? []).filter(({ day }) => line.day - day < rule.withinDays);
  const lines = [...recent, paymentOf(line)].slice(-rule.count);
  memory.lines.set(rule, lines);
  const toldOn = memory.toldOn.get(rule.signal);
  if (lines.length < rule.count) return [];
  if (toldOn !== undefined && line.day < toldOn + KEYWORD_COOL_DOWN_DAYS) return [];
  memory.toldOn.set(rule.signal, line.day);
  return [tell(memory, rule.signal, rule.signal, lines)];
}

function fits({ direction, words, amountFrom, balanceBelow }: KeywordRule, line: PlainLine): boolean {
  if (direction === 'in' ? line.amount <= 0 : line.amount >= 0) return false;
  if (amountFrom !== undefined && Math.abs(line.amount) < amountFrom) return false;
  if (balanceBelow !== undefined && !(line.balance !== undefined && line.balance < balanceBelow))
    return false;
  return words.length === 0 || words.some((word) => line.text.includes(word));
}

function paymentOf({ id, day, amount }: PlainLine): Payment {
  return { id, day, amount };
}

function tell(
  { customer, today }: Memory,
  signal: string,
  about: string,
  payments: readonly Payment[],
): BaselineSignal {
  return {
    customer,
    signal,
    episode: hashId('baseline', customer, about, `${payments.at(-1)!.day}`),
    revision: 1,
    state: 'confirmed',
    confidence: 1,
    detectedAt: formatDay(today),
    transactions: payments.map(({ id }) => id).filter((id) => id !== ''),
  };
}
