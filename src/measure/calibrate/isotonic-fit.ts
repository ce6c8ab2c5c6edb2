import type { Label, Points } from './sample.ts';

/** Labels are first put into so many groups of like size: steps finer than that would be noise. */
const GROUPS_MAX = 60;

interface Step {
  /** Sum of weights, of raw probabilities and of right ones, each by weight. */
  weight: number;
  raw: number;
  right: number;
  count: number;
}

/** The rising staircase nearest to the labels (pool adjacent violators); a point in the middle of each step. */
export function fitIsotonic(labels: readonly Label[]): Points {
  const steps: Step[] = [];
  for (const group of groupsOf(labels)) {
    steps.push(group);
    while (steps.length > 1 && shareOf(steps.at(-2)!) >= shareOf(steps.at(-1)!)) merge(steps);
  }
  const points = steps.map((step) => [step.raw / step.weight, shareOf(step)] as const);
  // Beyond the first and last step nothing is known: they go on level.
  return [[0, points[0]![1]], ...points, [1, points.at(-1)![1]]];
}

function groupsOf(labels: readonly Label[]): Step[] {
  const sorted = labels.toSorted((a, b) => a.raw - b.raw);
  const size = Math.ceil(sorted.length / GROUPS_MAX);
  const groups: Step[] = [];
  let group: Step | undefined;
  let last = -1;
  for (const { raw, right, weight } of sorted) {
    // Equal ones stay together: a step cannot begin within them.
    if (group === undefined || (group.count >= size && raw !== last)) {
      group = { weight: 0, raw: 0, right: 0, count: 0 };
      groups.push(group);
    }
    group.weight += weight;
    group.raw += weight * raw;
    group.right += right ? weight : 0;
    group.count++;
    last = raw;
  }
  return groups;
}

/** Half a label each way keeps a step of few from saying never or always. */
function shareOf({ weight, right, count }: Step): number {
  const each = weight / count;
  return (right + each / 2) / (weight + each);
}

function merge(steps: Step[]): void {
  const upper = steps.pop()!;
  const lower = steps.at(-1)!;
  lower.weight += upper.weight;
  lower.raw += upper.raw;
  lower.right += upper.right;
  lower.count += upper.count;
}
