/**
 * Stories that move for months what the money is spent on, beside what they tell: whoever sees the shift is neither
 * right nor wrong. What else they bring with them (a missed income, a lower balance, a dearer policy) is told by what
 * was booked, and a single large purchase is no shift.
 */
export const SHIFTS_SPENDING: ReadonlySet<string> = new Set([
  ...[
    'pay-lost',
    'pension-begins',
    'parental-leave',
    'quiet-account',
    'first-term',
    'first-home',
    'couple-parts',
  ],
  ...['emigrates', 'works-at-home', 'birth', 'nursery-place', 'last-child-leaves'],
]);
