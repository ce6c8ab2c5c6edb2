import { record } from '../book.ts';
import { dayText } from '../calendar.ts';
import { type Clue, firmOf, leave } from './leave.ts';
import { transferIn } from './own-savings.ts';
import { everyone, households, type Stage, type Story } from './story.ts';
import { tellTrap } from './tell.ts';

/** A large sum from the customer's own savings, whatever it is announced as. */
export const OWN_MONEY: Story = {
  id: 'own-money',
  strand: 'sum',
  trap: true,
  signals: ['lump-sum'],
  incidence: { yearly: everyone(0.02), source: 'estimate' },
  happen: (stage) => tellTrap(stage, ['lump-sum'], shift(stage)),
};

/** The insurer pays for a burst pipe: what was lost comes back. */
export const CLAIM_PAID: Story = {
  id: 'claim-paid',
  strand: 'sum',
  trap: true,
  signals: ['lump-sum'],
  incidence: {
    yearly: households(0.012),
    source: 'home claims of 4 to 6% of policies a year, large ones fewer: estimate',
  },
  happen: (stage) => tellTrap(stage, ['lump-sum'], leave(stage, 'claim-paid', stage.day)),
};

/** A large purchase goes back to the shop: the refund is the own money. */
export const LARGE_REFUND: Story = {
  id: 'large-refund',
  strand: 'sum',
  trap: true,
  signals: ['lump-sum'],
  incidence: { yearly: households(0.01), source: 'estimate' },
  happen: (stage) => {
    const { life, random, day } = stage;
    const shop = firmOf(stage, 'big-shop');
    const bought = leave(stage, shop, day - random.between(8, 40));
    const paid = bought[0]?.entry;
    if (paid === undefined) return;
    const entry = record(life.book, {
      account: paid.account,
      day,
      minor: -paid.minor,
      text: life.country.wording.refund(life.voice, shop.party.name, dayText(day)),
      channel: 'card',
      mcc: shop.trace.mcc,
      listed: true,
    });
    if (entry !== undefined) tellTrap(stage, ['lump-sum'], [{ kind: 'refund', entry }]);
  },
};

function shift(stage: Stage): Clue[] {
  const { life, random, day } = stage;
  const announced = { US: 'INHERITANCE FUNDS', GB: 'FROM MY ISA INHERITANCE', DE: 'Erbe umgebucht' };
  const minor = random.between(6, 60) * 100_000;
  const entry = transferIn(life, day, minor, random.chance(0.4) ? announced[life.country.code] : '');
  return entry === undefined ? [] : [{ kind: 'own-transfer', entry }];
}
