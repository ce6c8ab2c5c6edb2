import type { DefinitionSource, RecurringSource } from '../definitions/definition-source.ts';
import type { HypothesisSource } from '../definitions/hypothesis-source.ts';
import { priorOf, reachOfGroups, saidExclusions, saidLevels, subjectOf } from './evidence-words.ts';
import { lifeWords, RISKS } from './render-hypothesis.ts';
import { finePercent, percent, weightWords } from './weight-line.ts';

/** A definition, and the domain that it belongs to. */
export interface PageEntry {
  readonly domain: string;
  readonly source: DefinitionSource;
}

/** The domains in the order in which they are read; a bank's own come behind. */
const DOMAIN_TITLES: Readonly<Record<string, string>> = {
  recurring: 'Recurring payments and income',
  mix: 'What money goes to',
  life: 'Life',
  stress: 'Financial stress',
  commercial: 'Commerce',
};

const SENSITIVITIES = {
  L: 'low',
  M: 'medium: it tells of money trouble or family',
  H: 'high: health, belief, or the most private of a life; no merchant is named in its reasons',
} as const;

/** `docs/signals.md`: every signal in words, by domain. */
export function signalsPage(entries: readonly PageEntry[]): string {
  const order = Object.keys(DOMAIN_TITLES);
  const rank = (domain: string) => (order.includes(domain) ? order.indexOf(domain) : order.length);
  const sorted = [...entries].sort(
    (a, b) =>
      rank(a.domain) - rank(b.domain) || compare(a.domain, b.domain) || compare(a.source.id, b.source.id),
  );
  const domains = [...new Set(sorted.map(({ domain }) => domain))];
  return `${[
    '# Signals',
    '',
    '<!-- Written by `npm run docs:signals` from the definitions in `signal-definitions/`. Changes made here are lost. -->',
    '',
    `${sorted.length} signals. Each is a definition that a person can read, weigh and change ([how](definitions.md)); whether one may be used is decided by the rules of [activation](activation.md). A weight moves the odds: × 10 makes them tenfold, ÷ 10 a tenth. Of cues in one group, which share a cause, the strongest counts, up to the group’s cap.`,
    '',
    ...domains.flatMap((domain) => [
      `- ${DOMAIN_TITLES[domain] ?? domain}: ${sorted
        .filter((entry) => entry.domain === domain)
        .map(({ source }) => `[${source.id}](#${source.id})`)
        .join(', ')}`,
    ]),
    ...domains.flatMap((domain) => [
      '',
      `## ${DOMAIN_TITLES[domain] ?? domain}`,
      ...sorted.filter((entry) => entry.domain === domain).flatMap(({ source }) => section(source)),
    ]),
  ].join('\n')}\n`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function section(source: DefinitionSource): string[] {
  const { purposes, prohibitedUses, thresholds } = source;
  return [
    '',
    `### ${source.id}`,
    '',
    `**${line(source.title)}**, version ${source.version}. ${line(source.hypothesis)}`,
    '',
    ...(source.kind === 'hypothesis' ? ofHypothesis(source) : ofRecurring(source)),
    '',
    `- **May serve** ${purposes.join(', ')}, on the basis of ${source.lawfulBasis.replaceAll('-', ' ')}. **Never** ${prohibitedUses.join(', ')}.`,
    `- **Sensitivity** ${SENSITIVITIES[source.sensitivity]}.${source.vulnerabilityDriver === 'none' ? '' : ` Its subject may be vulnerable (${source.vulnerabilityDriver.replaceAll('-', ' ')}).`}`,
    ...(thresholds.byUse ?? []).map(
      ({ channel, risk, confidence, early, why }) =>
        `- **Through ${channel}**, where a mistake costs ${RISKS[risk]}: from ${percent(confidence)}${early === true ? ', early too' : ''}. ${line(why)}`,
    ),
    `- **Measured**: ${measured(source.validation)}`,
    '- **Limits**',
    ...source.limitations.map((each) => `  - ${line(each)}`),
    '- **Known to go wrong**',
    ...source.knownFalsePositives.map((each) => `  - ${line(each)}`),
  ];
}

function ofHypothesis(source: HypothesisSource): string[] {
  const { thresholds } = source;
  const prior = priorOf(source);
  const reach = new Map(reachOfGroups(source).map((each) => [each.group, each]));
  const exclusions = saidExclusions(source);
  return [
    `- **About** ${subjectOf(source)}.`,
    `- **To begin with** ${prior.words}. ${line(source.prior.why)}`,
    `- **Told** early from ${percent(thresholds.early)}, confirmed from ${percent(thresholds.confirm)}, after ${source.observedDaysMin} days of data. ${lifeWords(source)}`,
    ...exclusions.map(({ words, why }) => `- **Ruled out** while ${words}. ${line(why)}`),
    '',
    '| group | what is seen | how much it says |',
    '| --- | --- | --- |',
    ...Object.entries(source.groups).flatMap(([group, { cap }]) => {
      const most = reach.get(group)?.most ?? 0;
      const alone = most > 0 ? `, alone up to ${finePercent(reach.get(group)!.alone)}` : '';
      return source.evidence
        .filter((each) => each.group === group)
        .flatMap((each) => saidLevels(each))
        .map(({ words, weight }, index) =>
          row([index === 0 ? `${group} (cap ${cap}${alone})` : '', words, weightWords(weight)]),
        );
    }),
  ];
}

function ofRecurring({
  evidence,
  thresholds,
  paymentsMin,
  absenceDaysMin,
  direction,
  prior,
}: RecurringSource): string[] {
  const { rhythm, amounts, rail } = evidence;
  const best = (weights: Readonly<Record<string, number>>) => Math.max(0, ...Object.values(weights));
  return [
    `- **About** each party and amount on its own, ${direction === 'out' ? 'out of' : 'into'} the account.`,
    `- **To begin with** ${line(prior.why)}`,
    `- **Told** early from ${percent(thresholds.early)} and ${paymentsMin.early} payments, confirmed from ${percent(thresholds.confirm)} and ${paymentsMin.confirm} payments, where its absence was seen for ${absenceDaysMin} days.`,
    '',
    '| group | what is seen | how much it says |',
    '| --- | --- | --- |',
    row([rhythm.group, line(rhythm.why), `at most ${weightWords(rhythm.cap)}`]),
    row(['', 'a due day on which nothing came', weightWords(rhythm.missed)]),
    row(['', 'as many like payments in between as the series has gaps', weightWords(rhythm.visitsBetween)]),
    row(['', 'each like payment before the first one, up to six', weightWords(rhythm.visitsBefore)]),
    row([amounts.group, line(amounts.why), `at most ${weightWords(best(amounts.weights))}`]),
    row(['', 'amounts of any size', weightWords(amounts.weights.wild)]),
    row([
      rail.group,
      line(rail.why),
      `at most ${weightWords(best(rail.channels as Record<string, number>))}`,
    ]),
    row(['', 'the payment names a mandate', weightWords(rail.mandate)]),
  ];
}

function measured(validation: DefinitionSource['validation']): string {
  const { status, dataSet, precision, recall, predictions, calibrationError, measuredOn, command } =
    validation;
  if (status === 'pending') return `not yet in this version; it is to be on: ${line(dataSet)}`;
  const figures = [
    precision === undefined ? '' : `${share(precision)} of what it confirmed was right`,
    recall === undefined ? '' : `${share(recall)} of what was there was confirmed in time`,
    predictions === undefined ? '' : `over ${predictions} confirmed signals`,
    calibrationError === undefined ? '' : `confidence off by ${share(calibrationError)} on average`,
  ].filter((figure) => figure !== '');
  return `${figures.join(', ')}, on ${measuredOn ?? 'a day not given'}: ${line(dataSet)}${command === undefined ? '' : ` (\`${command}\`)`}`;
}

function share(value: number): string {
  return `${Number((value * 100).toFixed(1))} %`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** A text of several lines in one. */
function line(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
