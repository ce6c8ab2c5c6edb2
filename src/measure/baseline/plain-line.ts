import { type Day, parseDay } from '../../model/day.ts';

/** What the rules look at of a plain transaction. */
export interface PlainLine {
  readonly customer: string;
  readonly id: string;
  readonly day: Day;
  /** Signed, as the source writes it. */
  readonly amount: number;
  /** Description and counterparty in lower case. */
  readonly text: string;
  readonly balance: number | undefined;
}

/** A booked transaction as the rules see it; undefined for anything else, and for what cannot be read. */
export function plainLineOf(text: string): PlainLine | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const line = value as Readonly<Record<string, unknown>>;
  const { customer, id, date, amount, description } = line;
  if (line.kind !== 'transaction' || line.op === 'retract') return undefined;
  if (line.status !== undefined && line.status !== 'booked') return undefined;
  if (typeof customer !== 'string' || typeof date !== 'string' || typeof amount !== 'string')
    return undefined;
  const day = parseDay(date);
  const number = Number(amount);
  if (day === undefined || !Number.isFinite(number)) return undefined;
  const words = [description, nameOf(line.counterparty)].filter((word) => typeof word === 'string');
  const balance = typeof line.balanceAfter === 'string' ? Number(line.balanceAfter) : undefined;
  return {
    customer,
    id: typeof id === 'string' ? id : '',
    day,
    amount: number,
    text: words.join(' ').toLowerCase(),
    balance: balance !== undefined && Number.isFinite(balance) ? balance : undefined,
  };
}

function nameOf(counterparty: unknown): unknown {
  if (typeof counterparty !== 'object' || counterparty === null || !('name' in counterparty))
    return undefined;
  return counterparty.name;
}
