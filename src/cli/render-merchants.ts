import type { Explanation } from '../merchants/explain.ts';
import type { UnknownGroup } from '../merchants/suggest-entries.ts';

const NOTHING = '-';
const join = (words: readonly string[]): string => (words.length === 0 ? NOTHING : words.join(' '));

/** How a line was read, for people. */
export function renderExplanation({ reading, candidates, secondParty, evidence }: Explanation): string {
  const { descriptor } = reading.line;
  const { answer } = reading;
  const { words, channelEnd, nameStart } = descriptor;
  const fates = candidates.map(
    ({ merchant, alias, method, lost }) =>
      `  ${merchant} (${method} "${alias}"): ${lost === '' ? 'taken' : lost}`,
  );
  const percent = (answer.confidence / 100).toFixed(0);
  return [
    `tokens      ${join(words)}`,
    `taken off   ${join(words.slice(0, channelEnd))} as the bank's, ${join(words.slice(channelEnd, nameStart))} as a processor's${answer.processor === '' ? '' : ` (${answer.processor})`}`,
    `name        ${join(descriptor.tokens)}`,
    `key         ${descriptor.key === '' ? NOTHING : descriptor.key}`,
    `candidates${fates.length === 0 ? '  none' : `\n${fates.join('\n')}`}`,
    `merchant    ${answer.merchantId === '' ? 'none' : `${answer.merchantId} (${answer.name})`}`,
    `category    ${answer.category === '' ? 'none' : answer.category}, ${percent}% sure, by ${answer.method}`,
    ...(secondParty === undefined ? [] : [`with        ${secondParty.name} (${secondParty.kind})`]),
    ...evidence.map((each, index) => `${index === 0 ? 'because     ' : '            '}${each}`),
  ].join('\n');
}

/** Groups of unknown lines, for people. */
export function renderUnknown(
  groups: readonly UnknownGroup[],
  facts: { readonly lines: number; readonly unknown: number; readonly dropped: number },
): string {
  const parts = groups.map(({ count, name, lines, yaml }) => {
    const examples = lines.map((line) => `#   ${line.count} × ${line.example}`);
    return [`# ${count} × ${name}`, ...examples, yaml].join('\n');
  });
  const share = facts.lines === 0 ? 0 : (100 * facts.unknown) / facts.lines;
  const dropped = facts.dropped === 0 ? '' : `; ${facts.dropped} rare ones were forgotten for want of room`;
  return [
    `# ${facts.unknown} of ${facts.lines} lines (${share.toFixed(1)}%) have no merchant${dropped}`,
    '# Read each entry before you take it: a guess of the first words is not a merchant.',
    ...parts,
  ].join('\n\n');
}
