import { record } from '../book.ts';
import { rollDay } from '../calendar.ts';
import { makeParty, partyFragment, wordPayments } from '../life.ts';
import { type Clue, scatter } from './leave.ts';
import type { Stage, Story } from './story.ts';
import { READ_DAYS, tellEvent, tellOpen } from './tell.ts';

const PLATFORMS = {
  US: ['UBER USA 6787', 'DOORDASH INC', 'LYFT INC PAYOUT', 'INSTACART', 'FIVERR PAYOUT', 'UPWORK ESCROW'],
  GB: ['UBER BV', 'ROOFOODS DELIVEROO', 'JUST EAT COURIER', 'AMAZON FLEX', 'TASKRABBIT UK', 'FIVERR PAYOUT'],
  DE: [
    'Uber B.V.',
    'Takeaway Express GmbH',
    'Wolt Enterprises',
    'Amazon Flex',
    'MyHammer AG',
    'Fiverr Payout',
  ],
} as const;
const WEEKS_MAX = 60;

/** A platform pays for rides, parcels or small jobs: each week that was worked, another sum. */
export const GIG_WORK: Story = {
  id: 'platform-work',
  strand: 'gig',
  signals: ['gig-work'],
  incidence: {
    yearly: { single: 0.03, couple: 0.02, family: 0.015, student: 0.06, freelancer: 0.06, benefits: 0.03 },
    source: 'taking it up: 2 to 3% of adults a year (JPMorgan Chase Institute; TUC): estimate',
  },
  happen: (stage) => {
    const { strong, random, day } = stage;
    if (random.chance(0.3)) scatter(stage, 'work-clothes', day - 10, day + 10, 1);
    const clues = payouts(stage, strong ? random.between(8, WEEKS_MAX) : 2);
    tellOpen(stage, 'new-recurring-income', 'gig-payouts', clues);
    const fourth = clues[3];
    if (fourth === undefined) tellOpen(stage, 'gig-work', 'weak-trace', clues);
    else tellEvent(stage, 'gig-work', { by: fourth.entry.posted + 7 + READ_DAYS, clues });
  },
};

function payouts({ life, random, day }: Stage, weeks: number): Clue[] {
  const { country, book, main } = life;
  const names = PLATFORMS[country.code];
  const chosen = random.chance(0.3) ? [random.pick(names), random.pick(names)] : [random.pick(names)];
  const firms = chosen.map((name) => makeParty(country, random, name));
  const usual = country.pay * (0.02 + random.next() * 0.1);
  const diligence = 0.55 + random.next() * 0.4;
  const clues: Clue[] = [];
  for (let week = 0; week < weeks; week++) {
    // The first weeks are worked: later ones when there is time.
    if (week > 2 && !random.chance(diligence)) continue;
    const party = random.pick(firms);
    const on = rollDay(country.code, day + week * 7 + random.between(0, 1), 'forward');
    const entry = record(book, {
      account: main,
      day: on,
      minor: Math.max(900, Math.round(usual * Math.exp(0.45 * random.normal()))),
      text: wordPayments(life, country.code === 'DE' ? 'transferIn' : 'salary', party, 'PAYOUT')(on),
      channel: 'transfer',
      party: partyFragment(life, party, 'account'),
      listed: true,
    });
    if (entry !== undefined) clues.push({ kind: 'payout', entry });
  }
  return clues;
}
