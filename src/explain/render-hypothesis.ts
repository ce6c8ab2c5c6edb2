import type { EvidenceSource, HypothesisSource } from '../definitions/hypothesis-source.ts';
import { logistic } from '../lib/statistics.ts';
import { paint, type View, wrapped } from '../lib/terminal.ts';
import { either } from './category-words.ts';
import { priorOf, reachOfGroups, saidExclusions, saidLevels, subjectOf } from './evidence-words.ts';
import { spanWords } from './number-words.ts';
import { finePercent, percent, weightLine, weightWords } from './weight-line.ts';

const PICTURE_WIDTH_MAX = 50;

/** A hypothesis for a person who approves it: what it claims, how its evidence adds up, how long it lasts. */
export function renderHypothesis(source: HypothesisSource, view: View): string {
  const { prior, thresholds, life } = source;
  const title = (text: string) => ['', paint(text, 'bold', view.colour)];
  const say = (text: string) => wrapped(text, view.width, '  ');
  const { nats, words } = priorOf(source);
  return [
    paint(`${source.title} (${source.id} ${source.version})`, 'bold', view.colour),
    ...say(source.hypothesis),
    ...say(`It is about ${subjectOf(source)}.`),
    ...title('To begin with'),
    ...say(prior.why),
    ...weightLine(nats, words, view),
    ...Object.entries(source.groups).flatMap(([group, { cap, why }]) => [
      ...title(`${group}, up to ${cap} in all`),
      ...say(why),
      ...source.evidence.filter((each) => each.group === group).flatMap((each) => renderEvidence(each, view)),
    ]),
    ...title('How it adds up'),
    ...renderReach(source, nats, view),
    ...renderExclusions(source, view),
    ...title('What is said'),
    ...say(
      `Early from ${percent(thresholds.early)}, confirmed from ${percent(thresholds.confirm)}, after ${source.observedDaysMin} days of data.`,
    ),
    ...say(lifeWords(source)),
    ...say(life.why),
    ...title('What it may be used for'),
    ...say(`Purposes: ${source.purposes.join(', ')}. Prohibited: ${source.prohibitedUses.join(', ')}.`),
    ...(thresholds.byUse ?? []).flatMap(({ channel, risk, confidence, early, why }) =>
      say(
        `${channel}, where a mistake would cost ${RISKS[risk]}: from ${percent(confidence)}${early === true ? ', early too' : ''}. ${why}`,
      ),
    ),
    ...title('Limits'),
    ...source.limitations.flatMap((limit) => wrapped(limit, view.width, '  - ')),
    ...title('Known to go wrong'),
    ...source.knownFalsePositives.flatMap((fault) => wrapped(fault, view.width, '  - ')),
  ].join('\n');
}

/** What a mistake would cost. */
export const RISKS = { low: 'little', medium: 'annoyance', high: 'harm' } as const;

/** How long it lasts once told. */
export function lifeWords({ life }: HypothesisSource): string {
  const end = `It ends ${spanWords(life.endAfterDays)} after the last support`;
  const kind =
    life.kind === 'event'
      ? 'It happened once: evidence that was seen stays.'
      : 'It lasts as long as its evidence does, and fades with it.';
  const anew = life.coolDownDays === 0 ? '' : `, and is not told anew for ${spanWords(life.coolDownDays)}`;
  return `${kind} ${end}${anew}.`;
}

function renderEvidence(evidence: EvidenceSource, view: View): string[] {
  const strongest = Math.max(...evidence.levels.map(({ weight }) => Math.abs(weight)));
  const sign = evidence.levels.some(({ weight }) => weight > 0) ? 1 : -1;
  return [
    `  ${paint(evidence.code, 'bold', view.colour)}: ${weightWords(sign * strongest)} at its strongest`,
    ...saidLevels(evidence).flatMap(({ words, weight }) => weightLine(weight, words, view)),
    ...wrapped(evidence.why, view.width, '           '),
  ];
}

/** Bars of confidence: to begin with, and with each group at its strongest; the marks are the thresholds. */
function renderReach(source: HypothesisSource, nats: number, view: View): string[] {
  const reached = reachOfGroups(source);
  const supporting = reached.filter(({ most }) => most > 0);
  const { early, confirm } = source.thresholds;
  const rows = [
    { name: 'to begin with', confidence: logistic(nats) },
    ...supporting.map(({ group, together }) => ({ name: `+ ${group}`, confidence: together })),
  ];
  const nameWidth = Math.max(...rows.map(({ name }) => name.length));
  const width = Math.max(10, Math.min(PICTURE_WIDTH_MAX, view.width - nameWidth - 16));
  const marks = [...' '.repeat(width)];
  marks[Math.min(width - 1, Math.floor(early * width))] = 'e';
  marks[Math.min(width - 1, Math.floor(confirm * width))] = 'C';
  const enough = supporting.filter(({ alone }) => alone >= confirm).map(({ group }) => group);
  const alone = supporting.map((each) => `${each.group} ${finePercent(each.alone)}`).join(', ');
  const against = reached.filter(({ least }) => least < 0).map(({ group }) => group);
  return [
    ...rows.map(({ name, confidence }) => {
      const filled = Math.round(confidence * width);
      const bar = paint('█'.repeat(filled), 'good', view.colour) + '·'.repeat(width - filled);
      return `  ${name.padEnd(nameWidth)}  ${bar}  ${finePercent(confidence)}`;
    }),
    `  ${' '.repeat(nameWidth)}  ${marks.join('')}`.trimEnd(),
    ...wrapped('Each group at its strongest, one after the other; e: early, C: confirmed.', view.width, '  '),
    ...wrapped(
      enough.length === 0
        ? `None of them is enough alone: ${alone}.`
        : `Enough alone: ${either(enough)}. Alone they reach: ${alone}.`,
      view.width,
      '  ',
    ),
    ...(against.length === 0
      ? []
      : wrapped(`What can speak against it: ${either(against)}.`, view.width, '  ')),
  ];
}

function renderExclusions(source: HypothesisSource, view: View): string[] {
  const exclusions = saidExclusions(source);
  if (exclusions.length === 0) return [];
  return [
    '',
    paint('Ruled out, whatever the weights say, while', 'bold', view.colour),
    ...exclusions.flatMap(({ words, why }) => wrapped(`${words}. ${why}`, view.width, '  - ')),
  ];
}
