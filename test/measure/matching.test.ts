import { describe, expect, test } from 'vitest';
import {
  confirmed,
  fires,
  ignore,
  LAST_DAY,
  measure,
  observed,
  outline,
  silent,
  told,
} from './vocabulary.ts';

const HIT = { truths: 1, hits: 1, falseAlarms: 0, ignored: 0 };
const MISS_AND_ALARM = { truths: 1, hits: 0, falseAlarms: 1, ignored: 0 };

describe('the window', () => {
  test.each([
    ['on its first day hits', 200, HIT],
    ['one day before it is a miss and a false alarm', 199, MISS_AND_ALARM],
    ['on its last day hits', 260, HIT],
    ['one day after it is a miss and a false alarm', 261, MISS_AND_ALARM],
  ])('a confirmation %s', async (_, day, expected) => {
    expect(outline(await measure([fires(200, 260)], [confirmed('e1', day)]))).toEqual(expected);
  });

  test('what comes out of time is said on both sides', async () => {
    const late = await measure([fires(200, 260)], [confirmed('e1', 261)]);
    expect(late.all.missed).toEqual({ late: 1, before: 0, never: 0 });
    expect(late.all.falseAlarms.reasons).toMatchObject({ late: 1, before: 0, elsewhere: 0 });
    const before = await measure([fires(200, 260)], [confirmed('e1', 199)]);
    expect(before.all.missed).toEqual({ late: 0, before: 1, never: 0 });
    expect(before.all.falseAlarms.reasons).toMatchObject({ late: 0, before: 1, elsewhere: 0 });
  });

  test('only the first confirmed emission counts: a second one inside the window does not help', async () => {
    const lines = [confirmed('e1', 150), told('e1', 'fading', 180), confirmed('e1', 210)];
    expect(outline(await measure([fires(200, 260)], lines))).toEqual(MISS_AND_ALARM);
  });

  test('an early state alone hits nothing', async () => {
    const report = await measure([fires(200, 260)], [told('e1', 'early', 210)]);
    expect(outline(report)).toEqual({ truths: 1, hits: 0, falseAlarms: 0, ignored: 0 });
    expect(report.all.missed.never).toBe(1);
  });

  test('another signal and another customer hit nothing', async () => {
    const truth = [observed('c1'), observed('c2'), fires(200, 260)];
    const lines = [confirmed('e1', 210, { signal: 'pay' }), confirmed('e2', 210, { customer: 'c2' })];
    expect(outline(await measure(truth, lines))).toEqual({ truths: 1, hits: 0, falseAlarms: 2, ignored: 0 });
  });
});

describe('transactions', () => {
  const truth = [fires(200, 260, { transactions: ['t1', 't2'] })];

  test('one in common is enough', async () => {
    expect(outline(await measure(truth, [confirmed('e1', 210, { transactions: ['t9', 't2'] })]))).toEqual(
      HIT,
    );
  });

  test('none in common is another thing', async () => {
    const report = await measure(truth, [confirmed('e1', 210, { transactions: ['t9'] })]);
    expect(outline(report)).toEqual(MISS_AND_ALARM);
    expect(report.all.falseAlarms.reasons.elsewhere).toBe(1);
  });

  test('those of revisions before the confirmed one count', async () => {
    const lines = [
      told('e1', 'early', 205, { transactions: ['t1'] }),
      confirmed('e1', 210, { transactions: ['t9'] }),
    ];
    expect(outline(await measure(truth, lines))).toEqual(HIT);
  });

  test('those of later revisions do not: it was told of something else', async () => {
    const lines = [
      confirmed('e1', 210, { transactions: ['t9'] }),
      confirmed('e1', 240, { transactions: ['t9', 't1'] }),
    ];
    expect(outline(await measure(truth, lines))).toEqual(MISS_AND_ALARM);
  });

  test('a truth without transactions is hit by any', async () => {
    expect(
      outline(await measure([fires(200, 260)], [confirmed('e1', 210, { transactions: ['t9'] })])),
    ).toEqual(HIT);
  });
});

describe('one to one', () => {
  test('a second episode about a hit truth is a further false alarm', async () => {
    const report = await measure([fires(200, 260)], [confirmed('e1', 220), confirmed('e2', 230)]);
    expect(outline(report)).toEqual({ truths: 1, hits: 1, falseAlarms: 1, ignored: 0 });
    expect(report.all.falseAlarms.reasons.further).toBe(1);
    expect(report.all.delayDays.median).toBe(20);
  });

  test('the episode told first hits, wherever its line stands', async () => {
    const report = await measure([fires(200, 260)], [confirmed('e1', 230), confirmed('e2', 220)]);
    expect(report.all.delayDays.median).toBe(20);
  });

  test('on one day the larger overlap hits, then the smaller id', async () => {
    const truth = [fires(200, 260, { transactions: ['t1', 't2'] })];
    const wide = { transactions: ['t1', 't2'], confidence: 0.95 };
    const narrow = { transactions: ['t1'], confidence: 0.85 };
    const byOverlap = await measure(truth, [confirmed('e1', 210, narrow), confirmed('e2', 210, wide)]);
    expect(byOverlap.reliability.bins[9]).toMatchObject({ count: 1, right: 1 });
    expect(byOverlap.reliability.bins[8]).toMatchObject({ count: 1, right: 0 });
    const byId = await measure(truth, [
      confirmed('e2', 210, { ...wide, confidence: 0.85 }),
      confirmed('e1', 210, wide),
    ]);
    expect(byId.reliability.bins[9]).toMatchObject({ count: 1, right: 1 });
    expect(byId.reliability.bins[8]).toMatchObject({ count: 1, right: 0 });
  });

  test('one episode hits one truth, the one it shares most with', async () => {
    const truth = [
      fires(200, 260, { transactions: ['t1'], kind: 'less' }),
      fires(200, 270, { transactions: ['t2', 't3'], kind: 'more' }),
    ];
    const report = await measure(truth, [confirmed('e1', 210, { transactions: ['t1', 't2', 't3'] })]);
    expect(outline(report)).toEqual({ truths: 2, hits: 1, falseAlarms: 0, ignored: 0 });
    expect(report.kinds.map(({ kind, hits }) => [kind, hits])).toEqual([
      ['less', 0],
      ['more', 1],
    ]);
  });

  test('of equal truths the one that ends first is hit first, so that both can be', async () => {
    const report = await measure(
      [fires(200, 300), fires(200, 240)],
      [confirmed('e1', 230), confirmed('e2', 290)],
    );
    expect(outline(report)).toEqual({ truths: 2, hits: 2, falseAlarms: 0, ignored: 0 });
  });

  test('of truths that differ in kind alone the same one is hit, whichever line comes first', async () => {
    const truth = [fires(200, 260, { kind: 'gym' }), fires(200, 260, { kind: 'club' })];
    const forth = await measure(truth, [confirmed('e1', 210)]);
    const back = await measure([...truth].reverse(), [confirmed('e1', 210)]);
    expect(forth.all.hits).toBe(1);
    expect(back.kinds).toEqual(forth.kinds);
  });
});

describe('ignored', () => {
  test('an episode that shares a transaction with an ignored series is neither right nor wrong', async () => {
    const report = await measure(
      [ignore({ transactions: ['t1'] })],
      [confirmed('e1', 210, { transactions: ['t1'] })],
    );
    expect(outline(report)).toEqual({ truths: 0, hits: 0, falseAlarms: 0, ignored: 1 });
    expect(report.reliability.count).toBe(0);
  });

  test('one that shares none is a false alarm', async () => {
    const report = await measure(
      [ignore({ transactions: ['t1'] })],
      [confirmed('e1', 210, { transactions: ['t2'] })],
    );
    expect(outline(report)).toEqual({ truths: 0, hits: 0, falseAlarms: 1, ignored: 0 });
  });

  test('without transactions every episode of the customer and signal is ignored, but for a hit', async () => {
    const truth = [ignore(), fires(200, 260)];
    expect(outline(await measure(truth, [confirmed('e1', 100), confirmed('e2', 210)]))).toEqual({
      ...HIT,
      ignored: 1,
    });
    const other = await measure(truth, [confirmed('e1', 210, { signal: 'pay' })]);
    expect(outline(other)).toEqual(MISS_AND_ALARM);
  });

  test('sharing more with an ignored series than with a truth, an episode is about the former', async () => {
    const truth = [ignore({ transactions: ['o1', 'o2'] }), fires(200, 260, { transactions: ['t1', 't2'] })];
    const transactions = ['o1', 'o2', 't1'];
    const about = await measure(truth, [confirmed('e1', 210, { transactions })]);
    expect(outline(about)).toEqual({ truths: 1, hits: 0, falseAlarms: 0, ignored: 1 });
    const even = await measure(truth, [confirmed('e1', 210, { transactions: [...transactions, 't2'] })]);
    expect(outline(even)).toEqual(HIT);
  });
});

describe('traps', () => {
  test('without transactions any confirmed episode of the customer and signal springs one', async () => {
    const truth = [silent({ why: 'gifts' })];
    const sprung = await measure(truth, [confirmed('e1', 210)]);
    expect(sprung.traps).toEqual([{ signal: 'rent', why: 'gifts', of: 1, sprung: 1 }]);
    expect(sprung.all.falseAlarms.reasons.trap).toBe(1);
    for (const line of [told('e1', 'early', 210), confirmed('e1', 210, { signal: 'pay' })]) {
      expect((await measure(truth, [line])).traps[0]?.sprung).toBe(0);
    }
  });

  test('with transactions only an episode that shares one springs it', async () => {
    const truth = [silent({ why: 'gifts', transactions: ['t1'] })];
    const touching = await measure(truth, [confirmed('e1', 210, { transactions: ['t1'] })]);
    expect(touching.all.traps).toEqual({ sprung: 1, of: 1 });
    const apart = await measure(truth, [confirmed('e1', 210, { transactions: ['t2'] })]);
    expect(apart.all.traps).toEqual({ sprung: 0, of: 1 });
    expect(apart.all.falseAlarms.reasons).toMatchObject({ trap: 0, elsewhere: 1 });
  });

  test('a hit springs no trap; mostly lured by the trap, it is no hit', async () => {
    const truth = [silent({ transactions: ['h1', 'h2'] }), fires(200, 260, { transactions: ['t1', 't2'] })];
    const hit = await measure(truth, [confirmed('e1', 210, { transactions: ['h1', 't1'] })]);
    expect(outline(hit)).toEqual(HIT);
    expect(hit.all.traps.sprung).toBe(0);
    const lured = await measure(truth, [confirmed('e1', 210, { transactions: ['h1', 'h2', 't1'] })]);
    expect(outline(lured)).toEqual(MISS_AND_ALARM);
    expect(lured.all.traps.sprung).toBe(1);
  });
});

describe('beyond the data', () => {
  test('a truth whose last day is the last of the data counts, one day more is left out', async () => {
    const counted = await measure([fires(700, LAST_DAY)], []);
    expect(counted.all).toMatchObject({ truths: 1, truthsLeftOut: 0 });
    const leftOut = await measure([fires(700, LAST_DAY + 1)], []);
    expect(leftOut.all).toMatchObject({ truths: 0, truthsLeftOut: 1 });
    expect(leftOut.notes.join()).toContain('1 truth left out');
  });

  test("the customer's own last day counts as well", async () => {
    const counted = await measure([observed('c1', { to: 260 }), fires(200, 260)], []);
    expect(counted.all).toMatchObject({ truths: 1, truthsLeftOut: 0 });
    const leftOut = await measure([observed('c1', { to: 259 }), fires(200, 260)], []);
    expect(leftOut.all).toMatchObject({ truths: 0, truthsLeftOut: 1 });
  });

  test('episodes of a truth left out are neither right nor wrong, those before it are false alarms', async () => {
    const truth = [fires(700, LAST_DAY + 1)];
    const leftOut = { truths: 0, hits: 0, falseAlarms: 0, ignored: 1 };
    expect(outline(await measure(truth, [confirmed('e1', 700)]))).toEqual(leftOut);
    expect(outline(await measure(truth, [confirmed('e1', 699)]))).toMatchObject({
      falseAlarms: 1,
      ignored: 0,
    });
  });
});
