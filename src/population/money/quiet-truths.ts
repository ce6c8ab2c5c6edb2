import type { EventTruth } from '../event-truth.ts';
import { left, type MoneyLife, silent } from './money-life.ts';
import { entriesOf } from './series-reading.ts';

/** A bonus is a quarter more than usual. */
const BONUS = 1.25;

/** What lives hold anyway that looks like trouble or a product, and is neither. */
export function judgeQuiet(money: MoneyLife): EventTruth[] {
  const { life, purse } = money;
  const truths: EventTruth[] = [];
  if (purse.reversed.length > 0 && purse.charges.length === 0) {
    truths.push(silent('fee-pressure', 'fee-reversed', purse.reversed));
  }
  const instalments = life.series.filter(({ plan }) => plan.kind === 'instalments');
  if (instalments.length === 1 && !purse.debts.has('first-instalment')) {
    truths.push(silent('bnpl-burst', 'one-purchase', entriesOf(instalments[0]!)));
  }
  if (life.archetype === 'freelancer') truths.push(silent('income-volatility', 'irregular-always'));
  // Own money that goes from account to account whenever it is needed: no income, and no contract.
  const moved = [...purse.own, ...purse.help];
  const incoming = moved.filter(({ minor }) => minor > 0);
  const outgoing = moved.filter(({ minor }) => minor < 0);
  if (incoming.length > 0) truths.push(left('new-recurring-income', 'own-transfer', incoming));
  if (outgoing.length > 0) truths.push(left('new-recurring-payment', 'own-transfer', outgoing));
  const toSaver = [...purse.own].filter(({ account, minor }) => account === life.main && minor < 0);
  const begins = life.series.some(({ plan }) => plan.kind === 'own-saving' && plan.origin === 'new');
  if (life.savings !== undefined && toSaver.length > 0 && !begins) {
    truths.push(silent('saving-started', 'to-existing-saver', toSaver));
  }
  const funding = life.series.find(({ plan }) => plan.kind === 'own-funding' && plan.account === life.main);
  if (funding?.plan.signal === 'new-recurring-payment') {
    truths.push(silent('held-away-product', 'second-account', entriesOf(funding)));
  }
  for (const series of life.series) {
    if (series.plan.kind !== 'salary' || purse.traces.wages.length > 0) continue;
    const wages = entriesOf(series);
    const sorted = wages.map(({ minor }) => minor).sort((a, b) => a - b);
    const usual = sorted[Math.floor(sorted.length / 2)] ?? 0;
    const bonuses = wages.filter(({ minor }) => minor > BONUS * usual);
    if (bonuses.length > 0 && bonuses.length <= 3) truths.push(silent('income-volatility', 'bonus', bonuses));
  }
  return truths;
}
