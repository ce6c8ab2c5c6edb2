import type { EvidenceSource, HypothesisSource, ObserveSource } from '../definitions/hypothesis-source.ts';
import { logistic } from '../lib/statistics.ts';
import { paint, type View, wrapped } from '../lib/terminal.ts';
import { percent, weightLine } from './weight-line.ts';

const DAYS_A_YEAR = 365.25;

/** A hypothesis for a person who approves it: what it claims, how its evidence adds up, how long it lasts. */
export function renderHypothesis(source: HypothesisSource, view: View): string {
  const { prior, thresholds, life } = source;
  const title = (text: string) => ['', paint(text, 'bold', view.colour)];
  const say = (text: string) => wrapped(text, view.width, '  ');
  const chance = 1 - Math.exp((-prior.perYear * prior.withinDays) / DAYS_A_YEAR);
  const priorNats = Math.log(chance / (1 - chance));
  return [
    paint(`${source.title} (${source.id} ${source.version})`, 'bold', view.colour),
    ...say(source.hypothesis),
    ...title('To begin with'),
    ...say(prior.why),
    ...weightLine(
      priorNats,
      `${prior.perYear} a year: ${percentOf(chance)} within ${prior.withinDays} days`,
      view,
    ),
    ...Object.entries(source.groups).flatMap(([group, { cap, why }]) => [
      ...title(`${group}, up to ${cap} in all`),
      ...say(why),
      ...source.evidence.filter((each) => each.group === group).flatMap((each) => renderEvidence(each, view)),
    ]),
    ...title('How it adds up'),
    ...addUp(source, priorNats, view),
    ...(source.exclusions === undefined ? [] : title('Ruled out')),
    ...(source.exclusions ?? []).flatMap(({ why }) => say(why)),
    ...title('What is said'),
    ...say(
      `Early from ${percent(thresholds.early)}, confirmed from ${percent(thresholds.confirm)}. ${life.why}`,
    ),
    ...title('What it may be used for'),
    ...say(`Purposes: ${source.purposes.join(', ')}. Prohibited: ${source.prohibitedUses.join(', ')}.`),
    ...title('Limits'),
    ...source.limitations.flatMap((limit) => wrapped(limit, view.width, '  - ')),
    ...title('Known to go wrong'),
    ...source.knownFalsePositives.flatMap((fault) => wrapped(fault, view.width, '  - ')),
  ].join('\n');
}

function renderEvidence({ code, observe, levels, why }: EvidenceSource, view: View): string[] {
  const seen = describeObservation(observe);
  return [
    ...levels.flatMap(({ at, weight }) => weightLine(weight, `${code}: ${seen}, from ${at} on`, view)),
    ...wrapped(why, view.width, '           '),
  ];
}

/** Group after group at its strongest: how far the confidence goes. */
function addUp(source: HypothesisSource, priorNats: number, view: View): string[] {
  let sum = priorNats;
  return Object.entries(source.groups).flatMap(([group, { cap }]) => {
    const weights = source.evidence.filter((each) => each.group === group).flatMap(({ levels }) => levels);
    const most = Math.min(cap, Math.max(0, ...weights.map(({ weight }) => weight)));
    sum += most;
    return weightLine(most, `with ${group} at its strongest: ${percentOf(logistic(sum))}`, view);
  });
}

/** An observation in a few words: its kind, what it looks at, how far back. */
export function describeObservation(observe: ObserveSource): string {
  const [kind, fields] = Object.entries(observe)[0]!;
  const words = Object.entries(fields).map(([name, value]) =>
    Array.isArray(value) ? `${name} ${value.join(', ')}` : `${name} ${String(value)}`,
  );
  return `${kind} (${words.join('; ')})`;
}

function percentOf(probability: number): string {
  return probability < 0.01 ? `${(probability * 100).toFixed(2)} %` : percent(probability);
}
