import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadSet } from '../../src/cli/load-set.ts';
import { signalsText } from '../../src/cli/signals-text.ts';
import type { ObserveSource } from '../../src/definitions/hypothesis-source.ts';
import { OBSERVATION_KINDS } from '../../src/definitions/schema-observations.ts';
import { categoryWords, hasWords, NAMED_CATEGORIES } from '../../src/explain/category-words.ts';
import { saidLevels } from '../../src/explain/evidence-words.ts';
import { euros, spanWords } from '../../src/explain/number-words.ts';
import { observationWords } from '../../src/explain/observation-words.ts';
import { renderDefinition } from '../../src/explain/render-definition.ts';
import type { Step } from '../../src/explain/step-words.ts';
import { finePercent, weightWords } from '../../src/explain/weight-line.ts';

const { sources } = loadSet();
const hypotheses = [...sources.values()].flatMap(({ source }) =>
  source.kind === 'hypothesis' ? [source] : [],
);

const SAID: readonly (readonly [ObserveSource, Step, words: string])[] = [
  [
    { lines: { categories: ['family.baby_goods'], withinDays: 90, measure: 'merchants', novelDays: 180 } },
    { at: 2, next: 3 },
    'in the last 90 days, at least two different shops or parties: payments for baby goods, and none in half a year before the first of them',
  ],
  [
    {
      lines: {
        direction: 'in',
        categories: ['income.salary', 'income.benefit.child'],
        withinDays: 30,
        measure: 'count',
      },
    },
    { at: 0, next: 1 },
    'in the last 30 days, none of these: wages or child benefit',
  ],
  [
    {
      lines: {
        ...{ mcc: ['5641'], words: ['pram'], exceptWords: ['refund'], channels: ['card'], amountFrom: 200 },
        ...{ accountTypes: ['credit-card'], abroad: true, net: true, withinDays: 1, measure: 'amount' },
      },
    },
    { at: 1500, next: undefined },
    'in the last day, at least 1500 euros in all: card lines with merchant code 5641 or lines that say “pram” by card, on a credit card, abroad, of 200 euros or more each, but none that says “refund”, less what was given back',
  ],
  [
    { quiet: { categories: ['food.bar', 'leisure'], beforeMonths: 3, monthlyCount: 2 } },
    { at: 35, next: undefined },
    'nothing for 35 days of what used to come: payments for bars or leisure (at least 2 a month over the three months before)',
  ],
  [
    { rate: { categories: ['food.grocery'], measure: 'amount', months: 2, baselineMonths: 6, countMin: 4 } },
    { at: 1.5, next: undefined },
    'in the last two complete months, at least 1.5 times as much money a month as in the six months before (and at least four lines): payments for groceries',
  ],
  [
    { share: { categories: ['gambling'], months: 1, baselineMonths: 3, measure: 'percent' } },
    { at: 20, next: undefined },
    'in the last complete month, at least 20 % of all spending: gambling',
  ],
  [
    { series: { categories: ['housing.rent'], happening: 'rose', percentFrom: 8, withinDays: 120 } },
    { at: 1, next: undefined },
    'a recurring series rose by at least 8 % in the last 120 days: payments for rent',
  ],
  [
    { series: { direction: 'in', happening: 'missed', withinDays: 60 } },
    { at: 2, next: undefined },
    'at least two recurring series were due and did not come in the last 60 days, each: income',
  ],
  [
    { replaced: { categories: ['insurance.auto'], withinDays: 60, changePercentTo: 1 } },
    { at: 1, next: undefined },
    'a recurring series ended and another of the same kind began at another party within two months, its amount at most 1 % different: payments for car insurance',
  ],
  [
    { subject: { measure: 'days-overdue' } },
    { at: 1, next: undefined },
    'a payment is overdue by at least 1 day',
  ],
  [
    { subject: { measure: 'payments-since-change' } },
    { at: 2, next: undefined },
    'the new amount came at least twice',
  ],
  [
    { subject: { measure: 'payments-before-change' } },
    { at: 0, next: 2 },
    'the old amount had come less than twice',
  ],
  [
    { subject: { measure: 'spread-before-change' } },
    { at: 1, next: undefined },
    'the old amounts lay apart by at least 1 %',
  ],
  [
    { repeat: { withinDays: 3, amountFrom: 5, historyDays: 180, exceptWhole: true } },
    { at: 1, next: undefined },
    'the same amount, of 5 euros or more and with cents, went to the same party again within three days, and never so in half a year before',
  ],
  [
    { repeat: { withinDays: 3, amountFrom: 5, historyDays: 180 } },
    { at: 1, next: undefined },
    'the same amount, of 5 euros or more, went to the same party again within three days, and never so in half a year before',
  ],
  [
    { balance: { measure: 'days-below', withinDays: 30, belowSpendShare: 10 } },
    { at: 5, next: undefined },
    'in the last 30 days, the account stood below 10 % of a usual month’s spending on at least five days',
  ],
  [
    { outlier: { direction: 'in', withinDays: 30, amountFrom: 2000, exceptCategories: ['income.salary'] } },
    { at: 3, next: undefined },
    'in the last 30 days, a single amount that came in of 2,000 euros or more, at least 3 times the fourth largest of the 400 days before, leaving out wages',
  ],
  [
    { income: { measure: 'fall-percent', months: 6 } },
    { at: 20, next: undefined },
    'income of the last two complete months is at least 20 % lower than in the four months before',
  ],
  [
    { loan: { measure: 'paid-percent', withinDays: 60 } },
    { at: 90, next: undefined },
    'of a loan, at least 90 % is paid off',
  ],
  [
    { shortfall: { horizonDays: 30 } },
    { at: 60, next: undefined },
    'the chance that the account falls below zero before the next income (at most a month ahead) is at least 60 %',
  ],
  [
    { composition: { measure: 'distance', months: 2, baselineMonths: 6 } },
    { at: 120, next: undefined },
    'the mix of spending in the last two complete months lies at least 1.20 away from that of the six months before (Aitchison distance)',
  ],
  [
    { signal: { signal: 'new-rent', withinDays: 120 } },
    { at: 1, next: undefined },
    'the signal “new-rent” stands confirmed, first in the last 120 days',
  ],
  [
    { event: { name: 'address-changed', withinDays: 60 } },
    { at: 1, next: undefined },
    'in the last 60 days, at least one product event “address-changed”',
  ],
];

describe('what is observed is said in plain English', () => {
  test.each(SAID)('%j', (observe, step, words) => {
    expect(observationWords(observe, step)).toBe(words);
  });

  test('for every kind that there is', () => {
    const said = new Set(SAID.flatMap(([observe]) => Object.keys(observe)));
    expect(OBSERVATION_KINDS.filter((kind) => !said.has(kind))).toEqual([]);
  });

  test('and further levels by their number alone', () => {
    const evidence = {
      ...{ code: 'bars', group: 'habits', text: 'x', why: 'x', source: 'x' },
      observe: { quiet: { categories: ['food.bar'], beforeMonths: 3, monthlyCount: 1 } },
    };
    const levels = [
      { at: 60, weight: 2 },
      { at: 30, weight: 1 },
    ];
    expect(saidLevels({ ...evidence, levels, after: { code: 'baby', withinDays: 90 } })).toEqual([
      {
        words:
          'nothing for 30 days of what used to come: payments for bars (at least one a month over the three months before); only if it follows “baby” within three months',
        weight: 1,
      },
      { words: 'the same, with 60 days or more', weight: 2 },
    ]);
  });
});

describe('every category has words', () => {
  test('those of the taxonomy and their groups', () => {
    expect(NAMED_CATEGORIES.filter((category) => !hasWords(category))).toEqual([]);
  });

  test('no two the same', () => {
    for (const direction of ['in', 'out'] as const) {
      const words = NAMED_CATEGORIES.map((category) => categoryWords(category, direction));
      expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    }
  });
});

test.each([
  [1, 'a day'],
  [7, 'a week'],
  [14, 'two weeks'],
  [30, 'a month'],
  [45, '45 days'],
  [90, 'three months'],
  [180, 'half a year'],
  [365, 'a year'],
])('%d days are said as %s', (days, words) => {
  expect(spanWords(days)).toBe(words);
});

test('amounts are grouped', () => {
  expect([euros(8000), euros(12.5), euros(250000)]).toEqual(['8,000 euros', '12.50 euros', '250,000 euros']);
});

test.each([
  [0, 'says nothing'],
  [0.3, 'hardly for (odds × 1.3)'],
  [-0.7, 'a little against (odds ÷ 2)'],
  [1.5, 'clearly for (odds × 4.5)'],
  [-2.5, 'strongly against (odds ÷ 12)'],
  [5, 'very strongly for (odds × 150)'],
])('a weight of %d nats %s', (nats, words) => {
  expect(weightWords(nats)).toBe(words);
});

test.each([
  [0.00001, 'under 0.01 %'],
  [0.0027, '0.27 %'],
  [0.38, '38 %'],
  [0.9999, 'over 99 %'],
])('a chance of %d is %s', (chance, words) => {
  expect(finePercent(chance)).toBe(words);
});

describe('shown in plain English', () => {
  test.each(hypotheses.map((source) => [source.id, source] as const))('%s', (_id, source) => {
    const text = renderDefinition(source, { colour: false, width: 90 });
    expect(text).not.toMatch(/undefined|NaN|\[object|withinDays|baselineMonths/);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(90);
    expect(text).toMatch(/to begin with +█*·+ /);
    for (const { words } of source.evidence.flatMap(saidLevels)) {
      expect(words).not.toMatch(/\b[a-z]+\.[a-z_]+\b/);
    }
  });
});

test('docs/signals.md is what the definitions give: npm run docs:signals', () => {
  const page = readFileSync(new URL('../../docs/signals.md', import.meta.url), 'utf8');
  expect(page === signalsText()).toBe(true);
  for (const { source } of sources.values()) expect(page).toContain(`\n### ${source.id}\n`);
});
