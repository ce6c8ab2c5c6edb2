import { makeParty, partyFragment, wordPayments } from '../life.ts';
import type { Series } from '../plan.ts';
import { carryOut } from '../series.ts';
import { type Clue, firmOf, leave, scatter } from './leave.ts';
import { inSeason } from './season.ts';
import type { Stage, Story } from './story.ts';
import { cluesOf, proofDay, tellEvent, tellOpen } from './tell.ts';

/** Of the children that begin, so many at a private school. */
const PRIVATE_SHARE = 0.1;

/** A child's first day at school: bag and uniform in the weeks before, meals and care from then on. */
export const SCHOOL: Story = {
  id: 'first-school-day',
  strand: 'family',
  signals: ['school-started'],
  incidence: {
    yearly: { family: 0.055, benefits: 0.02 },
    source: 'one child of a family begins each twelve years or so: estimate',
  },
  among: ({ traits }) => traits.has('child'),
  season: (stage) =>
    inSeason(stage, { month: 8, dayOfMonth: stage.life.country.code === 'GB' ? 30 : 12 }, 25),
  happen: (stage) => {
    const { day, strong, random } = stage;
    const clues = [
      ...scatter(stage, 'uniform', day - 45, day + 10, strong ? random.between(2, 4) : 1),
      ...scatter(stage, 'school-supplies', day - 30, day + 20, strong ? random.between(2, 5) : 2),
    ];
    if (!strong) {
      tellOpen(stage, 'school-started', 'weak-trace', clues);
      return;
    }
    if (random.chance(PRIVATE_SHARE)) clues.push(...payFees(stage));
    const series = payForSchool(stage);
    // Care after school is care, too.
    tellOpen(stage, 'childcare-started', 'school', cluesOf(series));
    const by = proofDay(stage, series);
    if (by !== undefined)
      tellEvent(stage, 'school-started', { by, clues: [...clues, ...cluesOf(series)], kinds: 2 });
  },
};

/** The fees of a private school: three terms a year, for as long as anybody looks. */
function payFees(stage: Stage): Clue[] {
  const { random, day, life } = stage;
  const school = firmOf(stage, 'school-fee');
  const minor = random.between(school.trace.low / 100, school.trace.high / 100) * 100;
  const fees: Clue[] = [];
  for (let on = day + random.between(-20, 15); on <= life.book.to; on += random.between(115, 126)) {
    fees.push(...leave(stage, school, on, { minor }));
  }
  if (fees.length > 0) tellOpen(stage, 'new-recurring-payment', 'each-term', fees);
  return fees;
}

function payForSchool({ life, random, day }: Stage): Series {
  const offers = {
    US: { name: 'MYSCHOOLBUCKS', low: 2_500, high: 6_500, step: 14 },
    GB: { name: 'PARENTPAY', low: 1_100, high: 2_600, step: 7 },
    DE: { name: 'Stadtkasse Hort und Schulessen', low: 4_500, high: 16_000, step: 0 },
  } as const;
  const { name, low, high, step } = offers[life.country.code];
  const party = makeParty(life.country, random, name);
  const amount = Math.round(random.between(low, high) / 50) * 50;
  const byCard = step > 0;
  return carryOut(life, {
    signal: 'new-recurring-payment',
    kind: 'school',
    account: life.main,
    rhythm:
      step === 0
        ? { kind: 'day-of-month', step: 1, day: random.pick([1, 5, 15]), phase: 0 }
        : { kind: 'days', step, anchor: day + random.between(2, 9) },
    roll: byCard ? 'none' : 'forward',
    start: day,
    end: life.book.to + 1,
    origin: 'new',
    amount: () => -amount,
    text: wordPayments(life, byCard ? 'cardOnFile' : 'directDebit', party, byCard ? '' : 'Schulessen'),
    channel: byCard ? 'card' : 'direct-debit',
    mcc: '8211',
    party: partyFragment(life, party, 'creditor'),
    lags: byCard,
  });
}
