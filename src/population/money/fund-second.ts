import { monthIndexOf } from '../../model/day.ts';
import type { Life } from '../life.ts';
import { carryOut } from '../series.ts';

/** Keeps the second current account filled from the main one: each month what is paid from it, rounded up. */
export function fundSecond(life: Life): void {
  const { book, move, main, country } = life;
  if (move === undefined || book.accounts[move.account]!.type !== 'current') return;
  const second = move.account;
  const byMonth = new Map<number, number>();
  for (const { account, posted, minor } of book.entries) {
    if (account !== second) continue;
    const month = monthIndexOf(posted);
    byMonth.set(month, (byMonth.get(month) ?? 0) - minor);
  }
  const months = [...byMonth.values()];
  if (months.length === 0) return;
  const opened = book.accounts[second]!.opened;
  const usual = Math.ceil(Math.max(5_000, ...months) / 5_000) * 5_000;
  const common = {
    kind: 'own-funding',
    rhythm: { kind: 'day-of-month', step: 1, day: 1, phase: 0 },
    roll: 'forward',
    start: opened,
    end: book.to + 1,
    origin: 'new',
    party: '',
    ignore: 'own-transfer',
    channel: 'transfer',
  } as const;
  const text = () => country.wording.ownOut.replace('RECURRING ', '');
  carryOut(life, { ...common, signal: 'new-recurring-payment', account: main, amount: () => -usual, text });
  const textIn = () => country.wording.ownIn;
  carryOut(life, {
    ...common,
    signal: 'new-recurring-income',
    account: second,
    amount: () => usual,
    text: textIn,
  });
}
