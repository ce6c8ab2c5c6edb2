import { logOddsMilli } from '../evidence/confidence.ts';
import { logistic } from '../lib/statistics.ts';
import { type Day, formatDay } from '../model/day.ts';
import type { Sensitivity } from '../model/taxonomy.ts';

/** The domains that shipped definitions lie in. */
export const DOMAINS = ['recurring', 'mix', 'life', 'stress', 'commercial'] as const;
export type Domain = (typeof DOMAINS)[number];

/** The little that is asked of who begins a definition. */
export interface NewDefinition {
  readonly id: string;
  readonly title: string;
  readonly domain: string;
  readonly hypothesis: string;
  /** A category or group of the taxonomy: what the customer begins to pay for, or to receive. */
  readonly category: string;
  readonly sensitivity: Sensitivity;
  readonly perYear: number;
  /** Lines that the dictionary gives this category, as a bank writes them. */
  readonly lines: readonly string[];
  readonly today: Day;
}

const WITHIN_DAYS = 120;
const DAYS_A_YEAR = 365.25;
const TERM_DAYS = 730;
const CONFIRM = 0.85;
/** What both cues together reach: enough for the threshold, and little more. */
const REACHED = 0.9;

/**
 * The text of a definition with two cues for it (payments, and a rhythm that began) of which neither is enough alone,
 * and one against it (they came all along).
 */
export function newDefinitionText(asked: NewDefinition): string {
  const chance = 1 - Math.exp((-asked.perYear * WITHIN_DAYS) / DAYS_A_YEAR);
  const prior = logOddsMilli(chance) / 1000;
  const each = Math.max(0.8, Math.ceil(((Math.log(REACHED / (1 - REACHED)) - prior) / 2) * 10) / 10);
  const early = Math.max(0.3, Math.min(0.5, Math.round(logistic(prior + each + each / 3) * 100) / 100));
  const incoming = isIncome(asked.category);
  const where = `direction: ${incoming ? 'in' : 'out'}, categories: [${asked.category}]`;
  const isGuarded = asked.sensitivity === 'H' || ['life', 'stress'].includes(asked.domain);
  const driver = { life: 'life-events', stress: 'resilience' }[asked.domain] ?? 'none';
  const what = incoming ? 'income' : 'payments';
  return `# yaml-language-server: $schema=../schema.json
#
# All weights are nats (natural logarithms of odds): 0.7 doubles the odds, 1.1 makes them threefold, 2.3 tenfold.
# Begun with \`milestream definitions new\`: what stands here works and passes; whether it is true is for you to say.

id: ${asked.id}
version: 1.0.0
kind: hypothesis
title: ${quoted(asked.title)}

hypothesis: ${quoted(asked.hypothesis)}

owner: Whoever began this definition
secondLineOwner: Model risk
purposes: [${isGuarded ? 'service' : 'service, marketing'}]
prohibitedUses: [credit-decision, price-setting, insurance-underwriting, employment, debt-collection${isGuarded ? ', marketing' : ''}, third-party-sharing]
lawfulBasis: consent
sensitivity: ${asked.sensitivity}
vulnerabilityDriver: ${driver}
inputs: [dates, amounts, categories, series]
lookback: Lines and series of ${WITHIN_DAYS} days, and the five months before them.
coolDown: Told once, and at the earliest again 180 days after it ended.

subject: customer

prior:
  perYear: ${asked.perYear}
  withinDays: ${WITHIN_DAYS}
  why: How often it befalls a customer in a year, and that the cues gather within ${WITHIN_DAYS} days.
  source: estimate of whoever began this definition; a statistic should take its place

groups:
  payments:
    cap: ${each}
    why: All single lines of this category share one cause, which may be a whim or a gift.
  rhythm:
    cap: ${each}
    why: A rhythm takes a contract or a habit.
  before:
    cap: ${each}
    why: What was there before has not begun.

evidence:
  - code: lines
    group: payments
    observe:
      lines: { ${where}, withinDays: ${WITHIN_DAYS}, measure: count }
    levels:
      - { at: 1, weight: ${rounded(each / 3)} }
      - { at: 3, weight: ${each} }
    text: '{count} lines of this kind since {since}'
    why: One may be a gift or a trial; three are a use.
    source: estimate; three is where a gift or a trial becomes unlikely
  - code: series-began
    group: rhythm
    observe:
      series: { ${where}, happening: began, withinDays: ${WITHIN_DAYS} }
    levels:
      - { at: 1, weight: ${each} }
    text: ${what} of this kind in a rhythm since {since}
    why: Whoever pays in a rhythm has agreed to; it had not been there before.
    source: estimate
  - code: as-ever
    group: before
    observe:
      rate: { ${where}, measure: count, months: 2, baselineMonths: 4, countMin: 1 }
    levels:
      - { at: 0.2, weight: -${each} }
      - { at: 3, weight: 0 }
    text: '{value} times as many lines of this kind as in the months before'
    why: Where there were as many before, nothing has begun.
    source: estimate

thresholds:
  early: ${early}
  confirm: ${CONFIRM}
life:
  kind: event
  endAfterDays: 120
  coolDownDays: 180
  why: After four months without a further cue the episode is over.
observedDaysMin: 90
revisionStep: 0.05
calibration: none
texts:
  summary: 'New ${what} since {since}.'

limitations:
  - What is paid through another bank, or in cash, is not seen.
  - A single yearly payment is no rhythm, and is not told.
knownFalsePositives:
  - Someone who pays for a relative or a friend.
  - Someone who had paid from another bank, and moves the payment here.
validation:
  status: pending
  dataSet: Open population of \`milestream generate\`, final seeds 900 to 909.
monitoring:
  precisionMin: 0.8
  calibrationErrorMax: 0.1
  stabilityIndexMax: 0.25
  weeklyChurnShareMax: 0.15
minimumAudience: 50
approvals: []
effective: ${formatDay(asked.today)}
expires: ${formatDay(asked.today + TERM_DAYS)}
changeLog:
  - version: 1.0.0
    date: ${formatDay(asked.today)}
    what: First version, with weights from estimates.
`;
}

/** Whether money of a category comes in. */
export function isIncome(category: string): boolean {
  return /^income(\.|$)/.test(category);
}

function rounded(weight: number): number {
  return Math.round(weight * 10) / 10;
}

/** A text as YAML takes it, whatever stands in it. */
function quoted(text: string): string {
  return JSON.stringify(text.trim().replaceAll(/\s+/g, ' '));
}
