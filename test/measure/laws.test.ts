import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../../src/measure/evaluate.ts';
import { confirmed, fires, ignore, observed, population, silent, told } from './vocabulary.ts';

const customer = fc.constantFrom('c1', 'c2');
const signal = fc.constantFrom('rent', 'pay');
const day = fc.integer({ min: 0, max: 800 });
const transactions = fc.uniqueArray(fc.constantFrom('t1', 't2', 't3', 't4', 't5', 't6'), {
  minLength: 1,
  maxLength: 4,
});
const listed = fc.oneof(
  transactions.map((ids) => ({ transactions: ids })),
  fc.constant({}),
);

const truthLine = fc
  .record({
    customer,
    signal,
    from: day,
    length: fc.nat(200),
    listed,
    expect: fc.constantFrom('fires', 'fires', 'silent', 'ignore'),
  })
  .map(({ customer, signal, from, length, listed, expect }) => {
    const more = { customer, signal, ...listed };
    if (expect === 'fires')
      return fires(from, from + length, { ...more, cadence: length % 2 ? 'monthly' : 'weekly' });
    return expect === 'silent' ? silent({ ...more, why: 'habit' }) : ignore(more);
  });

const emission = fc
  .record({
    episode: fc.integer({ min: 0, max: 9 }),
    state: fc.constantFrom('early', 'confirmed', 'confirmed', 'fading', 'retracted'),
    day,
    transactions,
    confidence: fc.integer({ min: 0, max: 10_000 }).map((value) => value / 10_000),
  })
  .map(({ episode, state, day, transactions, confidence }) =>
    // An episode has one customer and one signal for its whole life.
    told(`e${episode}`, state, day, {
      customer: episode % 3 === 0 ? 'c2' : 'c1',
      signal: episode % 2 === 0 ? 'rent' : 'pay',
      transactions,
      confidence,
    }),
  );

const frame = [population(2), observed('c1'), observed('c2', { from: 100, to: 500 })];

test('every confirmed episode is a hit, a false alarm or ignored; every truth is hit once at most', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(truthLine, { maxLength: 12 }),
      fc.array(emission, { maxLength: 25 }),
      async (truth, signals) => {
        const {
          all,
          signals: scores,
          reliability,
        } = await evaluate({ truth: [...frame, ...truth], signals });
        const episodes = new Set(
          signals.filter((line) => line.state === 'confirmed').map((line) => line.episode),
        );
        expect(all.hits + all.falseAlarms.total + all.ignored).toBe(episodes.size);
        expect(all.confirmed).toBe(episodes.size);
        expect(all.hits).toBeLessThanOrEqual(all.truths);
        expect(all.hits + all.missed.late + all.missed.before + all.missed.never).toBe(all.truths);
        expect(all.falseAlarms.inWarmUp + all.falseAlarms.afterWarmUp).toBe(all.falseAlarms.total);
        const reasons = Object.values(all.falseAlarms.reasons).reduce((sum, count) => sum + count, 0);
        expect(reasons).toBe(all.falseAlarms.total);
        expect([all.missed.late, all.missed.before]).toEqual([
          all.falseAlarms.reasons.late,
          all.falseAlarms.reasons.before,
        ]);
        expect(reliability.count).toBe(all.hits + all.falseAlarms.total);
        expect(scores.reduce((sum, score) => sum + score.hits, 0)).toBe(all.hits);
        expect(all.delayDays.count).toBe(all.hits);
      },
    ),
    { numRuns: 400 },
  );
});

test('the order of truth lines does not matter', async () => {
  const shuffled = fc
    .array(truthLine, { maxLength: 12 })
    .chain((lines) => fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })));
  await fc.assert(
    fc.asyncProperty(shuffled, fc.array(emission, { maxLength: 25 }), async ([one, other], signals) => {
      const first = await evaluate({ truth: [...frame, ...one], signals });
      expect(await evaluate({ truth: [...other, ...frame], signals })).toEqual(first);
    }),
    { numRuns: 300 },
  );
});

test('one more confirmed episode never makes more truths, and a report is plain JSON', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(truthLine, { maxLength: 8 }),
      fc.array(emission, { maxLength: 15 }),
      day,
      async (truth, signals, when) => {
        const before = await evaluate({ truth: [...frame, ...truth], signals });
        const after = await evaluate({
          truth: [...frame, ...truth],
          signals: [...signals, confirmed('z', when)],
        });
        expect(after.all.truths).toBe(before.all.truths);
        expect(after.all.confirmed).toBe(before.all.confirmed + 1);
        expect(after.all.hits).toBeGreaterThanOrEqual(before.all.hits);
        expect(JSON.parse(JSON.stringify(after))).toEqual(after);
      },
    ),
    { numRuns: 100 },
  );
});
