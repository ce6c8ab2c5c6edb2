/**
 * Stories that move what the money is spent on, beside what they tell: whoever sees the shift is neither right nor
 * wrong. What else they bring with them (a missed income, a lower balance, a dearer policy) is told by what was booked.
 */
export const SHIFTS_SPENDING: ReadonlySet<string> = new Set([
  ...['pay-lost', 'pension-begins', 'fewer-hours', 'parental-leave', 'quiet-account', 'first-term'],
  ...['tenant-moves', 'first-home', 'couple-parts', 'emigrates', 'works-at-home', 'hobby-maker'],
  ...['birth', 'nursery-place', 'last-child-leaves', 'wedding', 'car-bought', 'first-pet', 'funeral'],
]);
