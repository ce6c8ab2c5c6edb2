import { hash53 } from '../../lib/hash.ts';
import { type Random, seededRandom } from '../../lib/random.ts';
import type { Life } from '../life.ts';
import type { PopulationOptions } from '../options.ts';
import { POPULATION_RATES, populationRates } from '../options.ts';
import { HOME_PURCHASE } from './home-purchase.ts';
import { LIFE_STORIES } from './life-events.ts';
import { MOVING_HOME } from './moving-home.ts';
import { RELOCATION_ABROAD } from './relocation-abroad.ts';
import { SEPARATION } from './separation.ts';
import { STRANDS, type Stage, type Story, type Strand } from './story.ts';
import { STUDENT } from './student.ts';
import { TRAVEL } from './travel.ts';

/** Stories leave this much room at both ends of what is observed. */
const BEGIN_DAYS_MIN = 20;
const END_DAYS_MIN = 5;
/** Who is observed for less has no story that anybody could tell. */
const OBSERVED_DAYS_MIN = 60;
/** The largest share of lives that a strand's stories may take together. */
const STRAND_SHARE_MAX = 0.9;
/** What enriching makes of a strand: so many lives to each of its stories, and to all of them together. */
const ENRICHED_SHARE = 0.3;
const ENRICHED_SHARE_MAX = 0.75;
/** What happens again and again happens so many times as often. */
const ENRICHED_REPEATS = 2;
const REPEATS_MAX = 200;
const WEAK_SHARE = 0.25;

/** The stories of each strand, apart by whether they repeat. */
const BY_STRAND = new Map(
  STRANDS.map((strand) => {
    const stories = LIFE_STORIES.filter((story) => story.strand === strand);
    const once = stories.filter(({ repeats }) => repeats !== true);
    return [strand, { once, repeating: stories.filter(({ repeats }) => repeats === true) }] as const;
  }),
);

/** A life has one home: of what writes it only the first happens. */
const WRITES_HOME: ReadonlySet<Story> = new Set([
  STUDENT,
  MOVING_HOME,
  HOME_PURCHASE,
  SEPARATION,
  RELOCATION_ABROAD,
]);

/** What happens in one life, and how much likelier it was made. */
export interface Fate {
  readonly scenes: readonly { readonly story: Story; readonly stage: Stage }[];
  /** The chance of what is nobody's story. */
  readonly random: Random;
  /** By strand: how often this outcome is met in life, as a multiple of how often it was drawn. */
  readonly weights: Readonly<Partial<Record<Strand, number>>>;
}

/** Draws what happens in a life; each strand by its own chance, so that enriching one leaves the others as they were. */
export function drawFate(life: Life, options: PopulationOptions, index: number): Fate {
  const scenes: Fate['scenes'][number][] = [];
  const weights: Partial<Record<Strand, number>> = {};
  const { from, to } = life.book;
  const ordinary = seededRandom(hash53(`${options.seed}/${index}/ordinary`));
  if (to - from < OBSERVED_DAYS_MIN) return { scenes, weights, random: ordinary };
  for (const strand of STRANDS) {
    const random = seededRandom(hash53(`${options.seed}/${index}/${strand}`));
    const { once, repeating } = BY_STRAND.get(strand)!;
    const drawn = drawOne(once, { life, options, random });
    let weight = drawn.weight;
    const happening = drawn.story === undefined ? [] : [drawn.story];
    for (const story of repeating) {
      const counted = drawCount(story, { life, options, random });
      weight *= counted.weight;
      for (let count = 0; count < counted.count; count++) happening.push(story);
    }
    if (weight !== 1) weights[strand] = weight;
    for (const story of happening) scenes.push({ story, stage: setStage(story, life, random) });
  }
  return { scenes: withoutContradictions(scenes), weights, random: ordinary };
}

interface Draw {
  readonly life: Life;
  readonly options: PopulationOptions;
  readonly random: Random;
}

function drawOne(stories: readonly Story[], draw: Draw): { story: Story | undefined; weight: number } {
  const natural = bounded(stories.map((story) => 1 - Math.exp(-expected(story, draw))));
  const shares = enriched(stories, natural, draw.options);
  let dice = draw.random.next();
  for (let at = 0; at < stories.length; at++) {
    dice -= shares[at]!;
    if (dice < 0) return { story: stories[at], weight: natural[at]! / shares[at]! };
  }
  return { story: undefined, weight: (1 - sum(natural)) / (1 - sum(shares)) };
}

/** How often a story is met while this life is observed. */
function expected(story: Story, { life, options }: Draw): number {
  if (story.among?.(life) === false) return 0;
  const years = (life.book.to - life.book.from) / 365;
  const traps = story.trap === true ? populationRates(options).traps / POPULATION_RATES.traps : 1;
  return (story.incidence.yearly[life.archetype] ?? 0) * years * traps;
}

function bounded(shares: readonly number[]): number[] {
  const scale = Math.min(1, STRAND_SHARE_MAX / Math.max(sum(shares), Number.EPSILON));
  return shares.map((share) => share * scale);
}

/** Raised shares of what is to be enriched; what is left keeps its proportions. */
function enriched(
  stories: readonly Story[],
  natural: readonly number[],
  options: PopulationOptions,
): readonly number[] {
  const chosen = stories.map((story, at) => natural[at]! > 0 && isEnriched(story, options));
  const count = chosen.filter(Boolean).length;
  if (count === 0) return natural;
  const target = Math.min(ENRICHED_SHARE, ENRICHED_SHARE_MAX / count);
  const raised = natural.map((share, at) => (chosen[at] ? Math.max(share, target) : 0));
  const rest = (1 - sum(raised)) / (1 - sum(natural.filter((_, at) => chosen[at])));
  if (rest <= 0) return natural;
  return natural.map((share, at) => (chosen[at] ? raised[at]! : share * rest));
}

function drawCount(story: Story, draw: Draw): { count: number; weight: number } {
  const natural = expected(story, draw);
  if (natural === 0) return { count: 0, weight: 1 };
  const mean = isEnriched(story, draw.options) ? natural * ENRICHED_REPEATS : natural;
  const count = Math.min(REPEATS_MAX, draw.random.poisson(mean));
  return { count, weight: (natural / mean) ** count * Math.exp(mean - natural) };
}

/** All means traps too; a signal means what makes it true. */
function isEnriched(story: Story, { enrich }: PopulationOptions): boolean {
  if (enrich === undefined) return false;
  if (enrich === 'all') return true;
  return story.trap !== true && story.signals.some((signal) => enrich.includes(signal));
}

function setStage(story: Story, life: Life, strandRandom: Random): Stage {
  const random = seededRandom(Math.floor(strandRandom.next() * Number.MAX_SAFE_INTEGER));
  const { from, to } = life.book;
  const day = random.between(from + BEGIN_DAYS_MIN, to - END_DAYS_MIN);
  const strong = !random.chance(story.weak ?? WEAK_SHARE);
  const stage: Stage = { life: { ...life, random }, random, id: story.id, day, strong };
  return story.season === undefined ? stage : { ...stage, day: story.season(stage) };
}

/** A trap of a signal that is true in the same life would be no trap, and who has left the country travels no more from here. */
function withoutContradictions(scenes: Fate['scenes']): Fate['scenes'] {
  const real = new Set(scenes.flatMap(({ story }) => (story.trap === true ? [] : story.signals)));
  const home = scenes.find(({ story }) => WRITES_HOME.has(story));
  const emigrates = home?.story === RELOCATION_ABROAD;
  return scenes.filter((scene) => {
    const { story } = scene;
    if (WRITES_HOME.has(story)) return scene === home;
    if (story === TRAVEL) return !emigrates;
    return story.trap !== true || !story.signals.some((signal) => real.has(signal));
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
