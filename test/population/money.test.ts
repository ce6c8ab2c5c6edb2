import { describe, expect, test } from 'vitest';
import { readTruth } from '../../src/measure/truth.ts';
import { MONEY_EVENTS } from '../../src/population/money/money-events.ts';
import { populationHeader, populationObserved } from '../../src/population/population.ts';
import { TRUTH_SIGNALS, type TruthSignal } from '../../src/population/truth-signals.ts';
import { type Expectation, expectationsOf, optionsOf, people, plainLinesOf } from './vocabulary.ts';

/** Signals that this part of the population tells of. */
const MONEY_SIGNALS: readonly TruthSignal[] = [
  'price-change',
  'trial-turned-paid',
  'duplicate-charge',
  'payment-missed',
  'spend-mix-shift',
  'fee-pressure',
  'low-balance',
  'negative-balance',
  'rapid-drawdown',
  'projected-shortfall',
  'high-cost-credit',
  'wage-advance',
  'gambling-intensity',
  'debt-collection',
  'returned-payments',
  'bnpl-burst',
  'essential-share-rising',
  'income-volatility',
  'income-missed',
  'held-away-product',
  'insurance-switched',
  'salary-diverted',
  'loan-nearly-paid',
  'saving-started',
];

const COUNT = 400;
const YEARS = 2;
const rates = { dirty: 0, withoutId: 0, disorder: 0 };
const options = optionsOf({ seed: 51, rates, enrich: 'all' });
const made = people(options, COUNT);
const told = made.map(expectationsOf);
const all = told.flat() as (Expectation & { readonly firstFee?: string })[];
const firing = all.filter((one) => one.expect === 'fires');
const whysOf = (expected: string, signal: string) =>
  new Set(all.filter((one) => one.expect === expected && one.signal === signal).map(({ why }) => why));

describe('truth about money', () => {
  test('is what the evaluation reads', async () => {
    const observed = made.map((_, index) => populationObserved(options, index));
    const lines = [populationHeader(options), ...observed, ...made.flatMap(({ truth }) => truth)];
    const truth = await readTruth(lines.map((line) => JSON.parse(line) as unknown));
    expect(truth.observed.size).toBe(COUNT);
  });

  test('speaks of promised signals only, and asks for nothing before it can be seen', () => {
    const promised = new Set<string>(TRUTH_SIGNALS);
    for (const one of all) {
      if (!promised.has(one.signal)) expect.fail(one.signal);
      if (one.expect === 'fires' ? one.by < one.from : !one.why) expect.fail(JSON.stringify(one));
    }
  });

  test('names only transactions that were delivered', () => {
    made.forEach((one, index) => {
      const ids = new Set(plainLinesOf(one).map(({ id }) => id));
      for (const { transactions = [], signal } of told[index]!) {
        const unknown = transactions.filter((id) => !ids.has(id));
        if (unknown.length > 0) expect.fail(`${signal} ${unknown}`);
      }
    });
  });

  test.each(MONEY_SIGNALS)('lets %s happen', (signal) => {
    expect(firing.filter((one) => one.signal === signal).length).toBeGreaterThan(2);
  });

  test.each<[TruthSignal, readonly string[]]>([
    ['duplicate-charge', ['two-coffees', 'two-tickets']],
    ['price-change', ['varies-with-use']],
    ['high-cost-credit', ['car-finance']],
    ['wage-advance', ['one-advance']],
    ['debt-collection', ['parking-fine']],
    ['trial-turned-paid', ['trial-cancelled']],
    ['payment-missed', ['due-date-moved', 'account-moved', 'supplier-changed', 'moved-home']],
    ['spend-mix-shift', ['inflation', 'one-large-purchase', 'december', 'holiday']],
    ['fee-pressure', ['once', 'fee-reversed']],
    ['returned-payments', ['once']],
    ['low-balance', ['always-near-zero', 'emptied-to-own-account']],
    ['negative-balance', ['credit-card-paid']],
    ['rapid-drawdown', ['emptied-to-own-account']],
    ['projected-shortfall', ['emptied-to-own-account']],
    ['gambling-intensity', ['lottery-ticket']],
    ['bnpl-burst', ['one-purchase']],
    ['income-volatility', ['irregular-always', 'bonus']],
    ['income-missed', ['days-late', 'new-payer']],
    ['insurance-switched', ['renewed']],
    ['held-away-product', ['one-transfer-to-broker', 'second-account']],
    ['saving-started', ['one-transfer-to-broker', 'to-existing-saver']],
    ['loan-nearly-paid', ['long-way-to-go']],
  ])('holds the traps of %s', (signal, traps) => {
    const found = whysOf('silent', signal);
    for (const why of traps) expect(found, signal).toContain(why);
  });

  test('never sets a trap without a name beside the event itself', () => {
    for (const expectations of told) {
      const real = new Set(expectations.filter((one) => one.expect === 'fires').map(({ signal }) => signal));
      const blind = expectations.filter((one) => one.expect === 'silent' && one.transactions === undefined);
      for (const { signal } of blind) if (MONEY_SIGNALS.includes(signal)) expect(real).not.toContain(signal);
    }
  });

  test('tells the first fee of a slide with every stress of it', () => {
    const stress = firing.filter(({ signal }) => signal === 'returned-payments' || signal === 'fee-pressure');
    expect(stress.filter(({ firstFee }) => firstFee !== undefined).length).toBeGreaterThan(5);
    for (const { firstFee, by } of stress) if (firstFee !== undefined) expect(firstFee <= by).toBe(true);
  });

  test('gives back only what was taken, and takes a fee for it', () => {
    let returned = 0;
    made.forEach((one, index) => {
      const lines = plainLinesOf(one).filter(({ op, status }) => op !== 'retract' && status !== 'pending');
      const byId = new Map(lines.map((line) => [line.id, line]));
      for (const { signal, expect: expected, transactions = [] } of told[index]!) {
        if (expected !== 'fires' || (signal !== 'returned-payments' && signal !== 'fee-pressure')) continue;
        for (const id of transactions) {
          const line = byId.get(id)!;
          const fee = signal === 'fee-pressure';
          expect(line.amount.startsWith('-'), JSON.stringify(line)).toBe(fee);
          if (fee) continue;
          returned++;
          const taken = lines.some(
            ({ amount, account, date }) =>
              amount === `-${line.amount}` && account === line.account && date <= line.date,
          );
          if (!taken) expect.fail(JSON.stringify(line));
        }
      }
    });
    expect(returned).toBeGreaterThan(20);
  });

  test('leaves early cues before the first fee of most slides', () => {
    const early = firing.filter(({ signal }) => signal === 'rapid-drawdown' || signal === 'bnpl-burst');
    const led = early.filter(({ firstFee, from }) => firstFee === undefined || from < firstFee);
    expect(led.length / early.length).toBeGreaterThan(0.7);
  });
});

describe('events of money', () => {
  const plain = optionsOf({ seed: 52, rates });
  const natural = people(plain, COUNT).flatMap(expectationsOf);
  const yearly = (signal: TruthSignal, which: (one: Expectation) => boolean) =>
    natural.filter((one) => one.signal === signal && which(one)).length / COUNT / YEARS;

  test('happen about as often as their list says', () => {
    const near = (found: number, said: number) => {
      expect(found).toBeGreaterThan(said / 2);
      expect(found).toBeLessThan(said * 1.7);
    };
    const said = (id: string) => MONEY_EVENTS.find((event) => event.id === id)!.incidencePerYear;
    near(
      yearly('duplicate-charge', (one) => one.expect !== 'silent'),
      said('duplicate-charge'),
    );
    near(
      yearly('duplicate-charge', (one) => one.expect === 'silent'),
      said('two-at-once'),
    );
    const turns = new Set(['remote-work', 'cooks-at-home', 'car-given-up', 'eats-out', 'new-hobby']);
    near(
      yearly('spend-mix-shift', (one) => turns.has(one.kind) || one.why === 'slight'),
      said('spend-mix-shift'),
    );
    near(
      yearly('spend-mix-shift', (one) => one.why === 'slide'),
      said('slide'),
    );
  });

  test('carry their incidence and who says so', () => {
    const ids = MONEY_EVENTS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { source, incidencePerYear, signals } of MONEY_EVENTS) {
      expect(source).not.toBe('');
      expect(incidencePerYear).toBeGreaterThan(0);
      expect(signals.length).toBeGreaterThan(0);
    }
  });

  test('are made likelier one by one, and say what undoes it', () => {
    const enriched = optionsOf({ seed: 52, rates, enrich: ['salary-diverted'] });
    const weights = Array.from({ length: 60 }, (_, index) => {
      const line = JSON.parse(populationObserved(enriched, index)) as { weights?: Record<string, number> };
      return line.weights?.['salary-diverted'] ?? 1;
    });
    const raised = weights.filter((weight) => weight < 1).length;
    expect(raised).toBeGreaterThan(4);
    // Those in whose life it happens count for less, all others for more: together for as many as they are.
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeGreaterThan(45);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThan(75);
    const untouched = weights.findIndex((weight) => weight >= 1);
    expect(people(enriched, 1, untouched)).toStrictEqual(people(plain, 1, untouched));
  });
});
