import { describe, expect, test } from 'vitest';
import { stepsOf } from '../../src/explain/page/steps-of.ts';
import type { Contribution, Signal } from '../../src/model/signal.ts';

function cue(code: string, weight: number): Contribution {
  return { code, group: code, text: `${code} at ${weight}`, weight, facts: {}, transactions: [] };
}

function revision(number: number, cues: readonly Contribution[], prior = -3): Signal {
  return {
    ...{ id: `e:${number}`, episode: 'e', revision: number, customer: 'c1', signal: 'new-car' },
    ...{ definition: { version: '1.0.0', hash: 'h' }, state: 'early', confidence: 0.5 },
    ...{ subject: { kind: 'customer', id: 'c1', name: '' }, detectedAt: '2025-03-01' },
    ...{
      happened: { from: '2025-03-01', to: '2025-03-01' },
      transactions: [],
      sensitivity: 'L',
      purposes: [],
    },
    rationale: {
      ...{ summary: 's', prior, calibration: 'none' },
      for: cues.filter(({ weight }) => weight > 0),
      against: cues.filter(({ weight }) => weight < 0),
    },
  };
}

describe('a step', () => {
  test('of the first revision is all that was seen', () => {
    const [step] = stepsOf([revision(1, [cue('papers', 2), cue('undone', -0.5)])]);
    expect(step!.moved.map(({ code, by }) => [code, by])).toEqual([
      ['papers', 2],
      ['undone', -0.5],
    ]);
  });

  test('tells what came, what grew and what is gone, the strongest first', () => {
    const steps = stepsOf([
      revision(2, [cue('papers', 2.8), cue('purchase', 4.8)]),
      revision(1, [cue('papers', 2), cue('driving', 1.1)]),
    ]);
    expect(steps.map(({ signal }) => signal.revision)).toEqual([1, 2]);
    expect(steps[1]!.moved).toEqual([
      { code: 'purchase', text: 'purchase at 4.8', before: 0, now: 4.8, by: 4.8 },
      { code: 'driving', text: 'driving at 1.1', before: 1.1, now: 0, by: -1.1 },
      { code: 'papers', text: 'papers at 2.8', before: 2, now: 2.8, by: 0.8 },
    ]);
  });

  test('tells a prior that a new definition changed', () => {
    const [, step] = stepsOf([revision(1, []), revision(2, [], -2.5)]);
    expect(step!.moved.map(({ by }) => by)).toEqual([0.5]);
  });

  test('moves nothing where only a fact was corrected', () => {
    const [, step] = stepsOf([revision(1, [cue('papers', 2)]), revision(2, [cue('papers', 2)])]);
    expect(step!.moved).toEqual([]);
  });
});
