import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/measure/evaluate.ts';
import {
  confirmed,
  dayText,
  fires,
  LAST_DAY,
  measure,
  observed,
  outline,
  population,
  silent,
  told,
} from './vocabulary.ts';

describe('warm-up', () => {
  test('a false alarm 89 days after the first is in it, 90 days after is not', async () => {
    const inside = await measure([observed('c1', { from: 10 })], [confirmed('e1', 99)]);
    expect(inside.all.falseAlarms).toMatchObject({ total: 1, inWarmUp: 1, afterWarmUp: 0 });
    expect(inside.all.falseAlarms.perThousandCustomerMonths).toBe(0);
    const outside = await measure([observed('c1', { from: 10 })], [confirmed('e1', 100)]);
    expect(outside.all.falseAlarms).toMatchObject({ total: 1, inWarmUp: 0, afterWarmUp: 1 });
    const months = (LAST_DAY - 100) / 30.4375;
    expect(outside.population.customerMonths).toBeCloseTo(months, 9);
    expect(outside.all.falseAlarms.perThousandCustomerMonths).toBeCloseTo(1000 / months, 9);
  });

  test('precision counts false alarms of the warm-up too', async () => {
    expect((await measure([], [confirmed('e1', 20)])).all.precision).toMatchObject({
      count: 0,
      of: 1,
      share: 0,
    });
  });

  test('a customer who was seen for less than the warm-up adds no months', async () => {
    const report = await measure([observed('c1', { to: 89 })], []);
    expect(report.population.customerMonths).toBe(0);
    expect(report.all.falseAlarms.perThousandCustomerMonths).toBeNull();
  });
});

describe('proportions and delays', () => {
  test('recall and precision carry their 95% intervals', async () => {
    const report = await measure(
      [fires(200, 260), fires(400, 460)],
      [confirmed('e1', 230), confirmed('e2', 500)],
    );
    expect(report.all.recall).toMatchObject({ count: 1, of: 2, share: 0.5 });
    expect(report.all.recall.low).toBeCloseTo(0.0945, 3);
    expect(report.all.recall.high).toBeCloseTo(0.9055, 3);
    expect(report.all.precision).toMatchObject({ count: 1, of: 2, share: 0.5 });
  });

  test('nothing to share has no share', async () => {
    const report = await measure([], []);
    expect(report.all.recall.share).toBeNull();
    expect(report.all.delayDays).toEqual({ count: 0, median: null, p90: null });
  });

  test('the delay is counted from the start of the truth, over hits only', async () => {
    const truth = [200, 300, 400].map((from) => fires(from, from + 50));
    const lines = [confirmed('e1', 200), confirmed('e2', 310), confirmed('e3', 470)];
    expect((await measure(truth, lines)).all.delayDays).toEqual({ count: 2, median: 5, p90: 9 });
  });

  test('a hit that is retracted later counts, and is said', async () => {
    const lines = [
      confirmed('e1', 210),
      told('e1', 'retracted', 300),
      confirmed('e2', 500),
      told('e2', 'retracted', 501),
    ];
    const report = await measure([fires(200, 260)], lines);
    expect(outline(report)).toMatchObject({ hits: 1, falseAlarms: 1 });
    expect(report.all.retracted).toEqual({ hits: 1, falseAlarms: 1 });
  });

  test('each signal has its score, by id, and all have one together', async () => {
    const truth = [fires(200, 260), fires(200, 260, { signal: 'pay' }), silent({ signal: 'baby' })];
    const report = await measure(truth, [confirmed('e1', 210, { signal: 'pay' })]);
    expect(report.signals.map(({ signal, truths, hits }) => [signal, truths, hits])).toEqual([
      ['baby', 0, 0],
      ['pay', 1, 1],
      ['rent', 1, 0],
    ]);
    expect(report.all).toMatchObject({ signal: 'all', truths: 2, hits: 1 });
  });
});

describe('early states', () => {
  test('are counted apart: how often, how much sooner, how often right', async () => {
    const lines = [
      told('e1', 'early', 205),
      confirmed('e1', 215),
      told('e2', 'early', 500),
      told('e2', 'retracted', 510),
      confirmed('e3', 600),
    ];
    const { early, falseAlarms } = (await measure([fires(200, 260), fires(600, 650)], lines)).all;
    expect(early).toMatchObject({ episodes: 2, laterConfirmed: 1, retracted: 1, ignored: 0 });
    expect(early.soonerDays).toEqual({ count: 1, median: 10, p90: 10 });
    expect(early.right).toMatchObject({ count: 1, of: 2 });
    expect(falseAlarms.total).toBe(0);
  });

  test('are right within the window only, and by what they listed themselves', async () => {
    const rightOf = async (day: number, transactions: string[]) => {
      const truth = [fires(200, 260, { transactions: ['t1'] })];
      const lines = [
        told('e1', 'early', day, { transactions }),
        confirmed('e1', 260, { transactions: ['t1'] }),
      ];
      const { all } = await measure(truth, lines);
      expect(all.hits).toBe(1);
      return all.early.right.count;
    };
    expect(await rightOf(200, ['t1'])).toBe(1);
    expect(await rightOf(199, ['t1'])).toBe(0);
    expect(await rightOf(200, ['t2'])).toBe(0);
  });

  test('after a confirmation are none', async () => {
    expect((await measure([], [confirmed('e1', 200), told('e1', 'early', 210)])).all.early.episodes).toBe(0);
  });
});

describe('by cadence and by kind', () => {
  const monthly = { series: { cadence: 'monthly' } };
  const weekly = { series: { cadence: 'weekly' } };
  const truth = [
    fires(200, 260, { cadence: 'monthly', kind: 'subscription' }),
    fires(300, 360, { cadence: 'monthly', kind: 'utility' }),
  ];

  test('recall goes by what truth names, precision by what the signal names', async () => {
    const lines = [confirmed('e1', 210, monthly), confirmed('e2', 310, weekly), confirmed('e3', 500, weekly)];
    const rows = (await measure(truth, lines)).cadences;
    expect(rows.map((row) => row.cadence)).toEqual(['weekly', 'monthly']);
    expect(rows[0]).toMatchObject({ truths: 0, hits: 0, precision: { count: 1, of: 2 } });
    expect(rows[1]).toMatchObject({ truths: 2, hits: 2, precision: { count: 1, of: 1 } });
    expect(rows[1]?.cadenceRight).toMatchObject({ count: 1, of: 2 });
    expect(rows[0]?.calibration.count).toBe(2);
  });

  test('recall goes by kind', async () => {
    const rows = (await measure(truth, [confirmed('e1', 310)])).kinds;
    expect(rows.map(({ kind, truths, hits }) => [kind, truths, hits])).toEqual([
      ['subscription', 1, 0],
      ['utility', 1, 1],
    ]);
  });

  test('several signals have a common row, and a truth that names neither has none', async () => {
    const both = [...truth, fires(200, 260, { signal: 'pay', cadence: 'monthly' })];
    const rows = (await measure(both, [])).cadences;
    expect(rows.map(({ signal, truths }) => [signal, truths])).toEqual([
      ['all', 3],
      ['pay', 1],
      ['rent', 2],
    ]);
    const none = await measure([fires(200, 260)], [confirmed('e1', 210, monthly)]);
    expect([none.cadences, none.kinds]).toEqual([[], []]);
  });
});

describe('history and strangers', () => {
  test('historical signals are left out, with the truths that begin in back-filled time', async () => {
    const lines = [
      confirmed('e1', 210, { historical: true }),
      told('e1', 'ended', 500, { historical: true }),
      confirmed('e2', 410),
    ];
    const report = await measure([fires(150, 200), fires(210, 260), fires(211, 450)], lines);
    expect(outline(report)).toEqual({ truths: 1, hits: 1, falseAlarms: 0, ignored: 0 });
    expect(report.all.truthsLeftOut).toBe(2);
    expect(report.input).toMatchObject({ historicalEpisodes: 1, historicalLines: 2, episodes: 2 });
    expect(report.notes.join()).toContain(`begin on or before ${dayText(210)}`);
    expect(report.population.customerMonths).toBeCloseTo((LAST_DAY - 211) / 30.4375, 9);
  });

  test('signals of a customer whom truth does not know are counted and left out', async () => {
    const report = await measure([], [confirmed('e1', 210, { customer: 'x' }), confirmed('e2', 210)]);
    expect(report.input).toMatchObject({ unknownLines: 1, unknownCustomers: 1, episodes: 1, lines: 2 });
    expect(report.all.falseAlarms.total).toBe(1);
    expect(report.notes.join()).toContain('1 line left out');
  });

  test('a customer without an observed line has the days of the population, and it is said', async () => {
    const report = await evaluate({ truth: [population(), fires(200, 260)], signals: [] });
    expect(report.population.customerMonths).toBeCloseTo((LAST_DAY - 90) / 30.4375, 9);
    expect(report.notes.join()).toContain('without an observed line');
  });

  test('no signals at all are fine, and it is said', async () => {
    const report = await measure([fires(200, 260)], []);
    expect(outline(report)).toEqual({ truths: 1, hits: 0, falseAlarms: 0, ignored: 0 });
    expect(report.notes.join()).toContain('no signals');
  });

  test('a number of customers other than the population line says is said', async () => {
    const report = await evaluate({ truth: [population(2), observed()], signals: [] });
    expect(report.notes.join()).toContain('says 2 customers, the truth has lines of 1');
    const same = await evaluate({ truth: [population(1), observed()], signals: [confirmed('e1', 100)] });
    expect(same.notes).toEqual([]);
  });
});
