import { clientPayments, expenses, refunds, resale, sharedBill } from './income-traps.ts';
import type { Life } from './life.ts';
import {
  canteen,
  fixedPriceCafe,
  gifts,
  haircut,
  monthlyCash,
  pocketMoney,
  quarterlyCoincidence,
  roundFuel,
  seasonalPurchases,
  tickets,
  topUps,
  treatment,
  twoPurchases,
  weeklyCash,
  weeklyShop,
} from './spending-traps.ts';
import type { TrapKind } from './trap-place.ts';

/** Everything here looks as if it came back by agreement, and comes back by habit or by chance. */
const TRAP_KINDS: readonly TrapKind[] = [
  fixedPriceCafe,
  haircut,
  weeklyShop,
  monthlyCash,
  weeklyCash,
  gifts,
  refunds,
  roundFuel,
  twoPurchases,
  seasonalPurchases,
  clientPayments,
  canteen,
  tickets,
  topUps,
  pocketMoney,
  treatment,
  resale,
  expenses,
  quarterlyCoincidence,
  sharedBill,
];

/** Sets a life's traps: so many a year, of different kinds. */
export function setTraps(life: Life, yearly: number): void {
  const { random, book } = life;
  const count = random.poisson((yearly * (book.to - book.from)) / 365);
  const first = random.between(0, TRAP_KINDS.length - 1);
  // Seven and the number of kinds share no divisor, so that no kind comes twice before each came once.
  for (let index = 0; index < Math.min(count, TRAP_KINDS.length); index++) {
    setTrap(life, TRAP_KINDS[(first + index * 7) % TRAP_KINDS.length]!);
  }
  if (life.archetype === 'freelancer') setTrap(life, clientPayments);
}

function setTrap(life: Life, kind: TrapKind): void {
  const { why, entries, income } = kind(life);
  if (entries.length < 2) return;
  life.traps.push({
    signal: income === true ? 'new-recurring-income' : 'new-recurring-payment',
    why,
    entries,
  });
}
