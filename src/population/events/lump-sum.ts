import { type Clue, leave } from './leave.ts';
import { everyone, type Stage, type Story } from './story.ts';
import { READ_DAYS, tellEvent, tellOpen } from './tell.ts';

/** A sum is large when it is more than this, in the account's currency, and more than all that usually comes in. */
const LARGE_MINOR = 500_000;
/** One payment says all: a reader needs only the days until it can be read, and a look back. */
const SURE_DAYS = 7;

/** Money that comes once: an estate, a sold house, a prize, a gift of the parents. */
export const LUMP_SUM: Story = {
  id: 'windfall',
  strand: 'sum',
  signals: ['lump-sum'],
  incidence: {
    yearly: { ...everyone(0.015), retired: 0.02, student: 0.005 },
    source:
      'inheritances of 1 to 2% of adults a year (ONS Wealth and Assets Survey, SOEP), with other sums: estimate',
  },
  weak: 0.15,
  happen: (stage) => {
    const { day, strong, random } = stage;
    const kind = random.pick([
      'inheritance',
      'inheritance',
      'house-sale',
      'winnings',
      'gift-of-parents',
    ] as const);
    const minor = strong ? undefined : random.between(25, 45) * 10_000;
    tellCredit(stage, leave(stage, kind, day, { minor }));
  },
};

/** Tells of a credit that may be a lump sum. */
export function tellCredit(stage: Stage, clues: readonly Clue[]): void {
  const entry = clues[0]?.entry;
  if (entry === undefined) return;
  if (entry.minor <= LARGE_MINOR) tellOpen(stage, 'lump-sum', 'weak-trace', clues);
  else {
    const by = entry.posted + SURE_DAYS + READ_DAYS;
    tellEvent({ ...stage, strong: true }, 'lump-sum', { by, clues, entries: [entry] });
  }
}
