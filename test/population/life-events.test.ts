import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hash53 } from '../../src/lib/hash.ts';
import { seededRandom } from '../../src/lib/random.ts';
import { drawFate } from '../../src/population/events/fate.ts';
import { LIFE_STORIES } from '../../src/population/events/life-events.ts';
import type { Story } from '../../src/population/events/story.ts';
import { drawHousehold } from '../../src/population/household.ts';
import type { Life } from '../../src/population/life.ts';
import { type PopulationOptions, populationCustomer } from '../../src/population/options.ts';
import { generateCustomer, populationHeader, populationObserved } from '../../src/population/population.ts';
import { TRUTH_SIGNALS } from '../../src/population/truth-signals.ts';
import { eventsOf, optionsOf, people, plainLinesOf } from './vocabulary.ts';

const quiet = { dirty: 0 };
const enriched = optionsOf({ seed: 51, enrich: 'all', rates: quiet });
const made = people(enriched, 300);
const truths = made.flatMap(eventsOf);

/** A life before it is told, as the population meets it. */
const meet = (options: PopulationOptions, index: number): Life =>
  drawHousehold(populationCustomer(index), options, seededRandom(hash53(`${options.seed}/${index}`)));

const storiesOf = (options: PopulationOptions, index: number): Story[] =>
  drawFate(meet(options, index), options, index).scenes.map(({ story }) => story);

const told = (customer: string) => truths.filter((truth) => truth.customer === customer);

describe('the truth of events', () => {
  test('speaks of promised signals only, and says from when to when or why not', () => {
    for (const truth of truths) {
      if (!TRUTH_SIGNALS.includes(truth.signal)) expect.fail(JSON.stringify(truth));
      if (truth.expect === 'fires') {
        expect(truth.from <= truth.by, JSON.stringify(truth)).toBe(true);
      } else {
        expect(truth.why, JSON.stringify(truth)).toMatch(/^[a-z-]+$/);
        expect([truth.from, truth.by]).toStrictEqual([undefined, undefined]);
      }
    }
  });

  test('names transactions that were booked and stand', () => {
    for (const one of made) {
      const lines = plainLinesOf(one).filter(({ status }) => status !== 'pending');
      const retracted = new Set(lines.filter(({ op }) => op === 'retract').map(({ id }) => id));
      const booked = new Set(lines.filter(({ op }) => op !== 'retract').map(({ id }) => id));
      for (const truth of eventsOf(one)) {
        for (const id of [...(truth.transactions ?? []), ...(truth.traces ?? [])]) {
          if (!booked.has(id) || retracted.has(id)) expect.fail(`${id} in ${JSON.stringify(truth)}`);
        }
      }
    }
  });

  test('expects only what left a trace that could be read in time, within the days that are observed', () => {
    for (const [index, one] of made.entries()) {
      const observed = JSON.parse(populationObserved(enriched, index)) as { from: string };
      const dates = new Map(plainLinesOf(one).map(({ id, date }) => [id, date]));
      for (const truth of eventsOf(one)) {
        if (truth.expect !== 'fires') continue;
        expect(truth.from >= observed.from).toBe(true);
        const read = [...(truth.traces ?? []), ...(truth.transactions ?? [])].filter(
          (id) => dates.get(id)! <= truth.by,
        );
        if (read.length === 0) expect.fail(JSON.stringify(truth));
      }
    }
  });

  test('lists no transaction for two opposite expectations of one signal', () => {
    for (const { customer } of made) {
      const seen = new Map<string, string>();
      for (const { signal, expect: expectation, transactions = [] } of told(customer)) {
        for (const id of transactions) {
          const before = seen.get(`${signal}/${id}`) ?? expectation;
          if (before !== expectation)
            expect.fail(`${customer} ${signal} ${id}: ${before} and ${expectation}`);
          seen.set(`${signal}/${id}`, expectation);
        }
      }
    }
  });

  test('expects one event of one kind once, where days alone decide', () => {
    for (const { customer } of made) {
      const days = told(customer).filter((one) => one.expect === 'fires' && one.transactions === undefined);
      const signals = days.map(({ signal }) => signal);
      expect(signals, customer).toStrictEqual([...new Set(signals)]);
    }
  });

  test('sets no trap of a signal that is true in the same life', () => {
    for (let index = 0; index < 2_000; index++) {
      const stories = storiesOf(enriched, index);
      const real = new Set(stories.flatMap(({ trap, signals }) => (trap === true ? [] : signals)));
      const false_ = stories.filter(
        ({ trap, signals }) => trap === true && signals.some((signal) => real.has(signal)),
      );
      expect(false_).toStrictEqual([]);
    }
  });
});

describe.each(['US', 'GB', 'DE'] as const)('in %s', (country) => {
  const options = optionsOf({ seed: 52, country, enrich: 'all', rates: quiet });
  const fates = Array.from({ length: 1_500 }, (_, index) => storiesOf(options, index));

  /** Truth of the first customers to whom a story happens, until one fits. */
  const happens = (story: Story, fits: (one: ReturnType<typeof eventsOf>[number]) => boolean): boolean => {
    let tries = 0;
    return fates.some((stories, index) => {
      if (!stories.includes(story) || ++tries > 40) return false;
      return eventsOf(generateCustomer(options, index)).some(fits);
    });
  };

  const events = LIFE_STORIES.filter(({ trap, signals }) => trap !== true && signals.length > 0);
  test.each(
    events.map((story) => [story.id, story] as const),
  )('%s happens, and all that it makes true fires', (_, story) => {
    const implied = story.id === 'emigrates' ? story.signals.slice(0, 1) : story.signals;
    for (const signal of implied) {
      expect(
        happens(story, (one) => one.signal === signal && one.expect === 'fires'),
        signal,
      ).toBe(true);
    }
  });

  const traps = LIFE_STORIES.filter(({ trap }) => trap === true);
  test.each(
    traps.map((story) => [story.id, story] as const),
  )('%s is set, and must stay silent', (_, story) => {
    for (const signal of story.signals) {
      const isTrap = happens(
        story,
        (one) => one.signal === signal && one.expect === 'silent' && one.why === story.id,
      );
      expect(isTrap, signal).toBe(true);
    }
  });
});

describe('how often', () => {
  const LIVES = 6_000;
  const natural = optionsOf({ seed: 53 });
  const raised = optionsOf({ seed: 53, enrich: 'all' });
  const lives = Array.from({ length: LIVES }, (_, index) => meet(natural, index));

  /** Expected lives with a story as the table says, by those to whom it can happen. */
  const expectedOf = ({ incidence, among, repeats }: Story): number =>
    lives.reduce((total, life) => {
      if (among?.(life) === false) return total;
      const mean = ((incidence.yearly[life.archetype] ?? 0) * (life.book.to - life.book.from)) / 365;
      return total + (repeats === true ? mean : 1 - Math.exp(-mean));
    }, 0);

  const counted = new Map<string, number>();
  const weighted = new Map<string, number>();
  let babies = 0;
  for (const [index, life] of lives.entries()) {
    for (const { story } of drawFate(life, natural, index).scenes) {
      counted.set(story.id, (counted.get(story.id) ?? 0) + 1);
      if (story.id === 'birth') babies++;
    }
    const { scenes, weights } = drawFate(life, raised, index);
    for (const { story } of scenes) {
      // Who has emigrated goes on no journey from here: what happens to the home weighs in.
      const home = story.strand === 'trips' ? (weights.home ?? 1) : 1;
      weighted.set(story.id, (weighted.get(story.id) ?? 0) + (weights[story.strand] ?? 1) * home);
    }
  }

  const events = LIFE_STORIES.filter(({ trap, strand }) => trap !== true && strand !== 'study');
  test.each(
    events.map((story) => [story.id, story] as const),
  )('%s is as frequent as its table says', (id, story) => {
    const wanted = expectedOf(story);
    const spread = 4 * Math.sqrt(wanted) + 0.05 * wanted;
    expect(Math.abs((counted.get(id) ?? 0) - wanted)).toBeLessThan(spread);
  });

  test.each(
    events.map((story) => [story.id, story] as const),
  )('%s weighs back to it where it was enriched', (id, story) => {
    const wanted = expectedOf(story);
    const spread = 4 * Math.sqrt(wanted) + 0.12 * wanted;
    expect(Math.abs((weighted.get(id) ?? 0) - wanted)).toBeLessThan(spread);
  });

  test('one customer in a hundred has a child in a year', () => {
    expect(babies / LIVES / 2).toBeGreaterThan(0.007);
    expect(babies / LIVES / 2).toBeLessThan(0.013);
  });

  test('the benchmark names each event and trap', () => {
    const text = readFileSync(new URL('../../docs/benchmark.md', import.meta.url), 'utf8');
    const unnamed = LIFE_STORIES.filter(({ id }) => id !== 'running' && !text.includes(`\`${id}\``));
    expect(unnamed.map(({ id }) => id)).toStrictEqual([]);
  });

  test('each story says who counted it, or that it is an estimate', () => {
    for (const { incidence } of LIFE_STORIES) expect(incidence.source).not.toBe('');
  });
});

describe('an enriched population', () => {
  const plain = optionsOf({ seed: 54 });
  const babies = optionsOf({ seed: 54, enrich: ['new-baby'] });

  test('has many more of the events that were asked for, and says so in its first line', () => {
    const count = (options: PopulationOptions) =>
      Array.from(
        { length: 1_000 },
        (_, index) => storiesOf(options, index).filter(({ id }) => id === 'birth').length,
      ).reduce((sum, one) => sum + one);
    expect(count(babies)).toBeGreaterThan(5 * count(plain));
    expect(JSON.parse(populationHeader(babies))).toMatchObject({ enriched: ['new-baby'] });
  });

  test('leaves other parts of each life as they were', () => {
    for (let index = 0; index < 300; index++) {
      const others = (options: PopulationOptions) =>
        drawFate(meet(options, index), options, index)
          .scenes.filter(({ story }) => story.trap !== true && story.strand !== 'family')
          .map(({ story, stage }) => [story.id, stage.day, stage.strong]);
      expect(others(babies)).toStrictEqual(others(plain));
    }
  });

  test('tells weights that are one on average; another tells none', () => {
    const weights = Array.from({ length: 2_000 }, (_, index) => {
      const line = JSON.parse(populationObserved(babies, index)) as { weights?: { family?: number } };
      expect(Object.keys(line.weights ?? {}).filter((strand) => strand !== 'family')).toStrictEqual([]);
      return line.weights?.family ?? 1;
    });
    const mean = weights.reduce((sum, one) => sum + one) / weights.length;
    expect(mean).toBeGreaterThan(0.95);
    expect(mean).toBeLessThan(1.05);
    expect(populationObserved(plain, 0)).not.toContain('weights');
  });

  test('is the same again with the same seed, in any order', () => {
    const first = people(babies, 30);
    expect(
      Array.from({ length: 30 }, (_, index) => generateCustomer(babies, 29 - index)).reverse(),
    ).toStrictEqual(first);
  });
});
