import type { TruthSignal } from '../truth-signals.ts';

const NO_PAY: readonly TruthSignal[] = [
  'income-missed',
  'income-volatility',
  'rapid-drawdown',
  'projected-shortfall',
  'essential-share-rising',
  'low-balance',
  'negative-balance',
  'spend-mix-shift',
];
const LARGE_BILLS: readonly TruthSignal[] = [
  'rapid-drawdown',
  'projected-shortfall',
  'low-balance',
  'spend-mix-shift',
];
const OTHER_CONTRACTS: readonly TruthSignal[] = [...LARGE_BILLS, 'payment-missed', 'essential-share-rising'];

/**
 * What a story may well bring with it beside what it tells: whoever says so in that life is neither right nor wrong.
 * By the id of the story.
 */
export const BESIDE: Readonly<Partial<Record<string, readonly TruthSignal[]>>> = {
  'pay-lost': NO_PAY,
  'pension-begins': NO_PAY,
  'next-employer': ['income-missed', 'projected-shortfall', 'income-volatility'],
  'fewer-hours': ['income-missed', 'income-volatility', 'essential-share-rising', 'projected-shortfall'],
  promotion: ['income-volatility'],
  'unpaid-leave': NO_PAY,
  'parental-leave': NO_PAY,
  'quiet-account': NO_PAY,
  'payroll-renamed': ['income-missed'],
  'payday-moved': ['income-missed', 'projected-shortfall'],
  'platform-work': ['income-volatility'],
  'first-term': OTHER_CONTRACTS,
  'tenant-moves': OTHER_CONTRACTS,
  'first-home': [...OTHER_CONTRACTS, 'held-away-product'],
  'couple-parts': [...OTHER_CONTRACTS, 'income-missed'],
  emigrates: [...OTHER_CONTRACTS, 'held-away-product'],
  'works-at-home': LARGE_BILLS,
  birth: ['spend-mix-shift', 'essential-share-rising'],
  'nursery-place': ['essential-share-rising', 'spend-mix-shift'],
  'last-child-leaves': ['spend-mix-shift', 'payment-missed'],
  wedding: LARGE_BILLS,
  'car-bought': [...LARGE_BILLS, 'insurance-switched', 'held-away-product'],
  'first-pet': ['spend-mix-shift'],
  funeral: LARGE_BILLS,
  'policy-renewed': ['price-change'],
  windfall: ['saving-started'],
};
