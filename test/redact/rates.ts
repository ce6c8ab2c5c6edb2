import { redactText } from '../../src/intake/redact/redact-text.ts';
import { type HarmlessLine, harmlessLines } from './harmless.ts';
import { leaksOf, type PlantedLine, plantedLines } from './planted.ts';

/** How many of the lines of a kind came out as they should. */
export interface Rate {
  good: number;
  all: number;
  readonly misses: string[];
}

export interface Rates {
  /** By kind of secret: lines from which no part of it came out. */
  readonly recall: ReadonlyMap<string, Rate>;
  /** By kind of harmless part: lines that kept it. */
  readonly survival: ReadonlyMap<string, Rate>;
}

const MISSES_KEPT_MAX = 8;

/** Measures what is hidden of planted secrets, and what is left of lines without any, on descriptions alone. */
export function measureRates(count: number, seed: number): Rates {
  const recall = new Map<string, Rate>();
  const survival = new Map<string, Rate>();
  const context = { isBusiness: false, partyName: '' };
  for (const line of plantedLines(count, seed)) {
    const output = redactText(line.description, { ...context, channel: line.channel });
    tally(recall, line.kind, leaksOf(output, line.secrets).length === 0, line, output);
  }
  for (const line of harmlessLines(count, seed)) {
    const output = redactText(line.description, { ...context, channel: line.channel });
    tally(
      survival,
      line.what,
      line.kept.every((part) => output.includes(part)),
      line,
      output,
    );
  }
  return { recall, survival };
}

function tally(
  rates: Map<string, Rate>,
  kind: string,
  isGood: boolean,
  line: PlantedLine | HarmlessLine,
  output: string,
): void {
  const rate = rates.get(kind) ?? { good: 0, all: 0, misses: [] };
  rates.set(kind, rate);
  rate.all++;
  if (isGood) rate.good++;
  else if (rate.misses.length < MISSES_KEPT_MAX)
    rate.misses.push(`(${line.channel}) ${line.description}  ->  ${output}`);
}

/** The share of good lines over all kinds. */
export function shareOf(rates: ReadonlyMap<string, Rate>): number {
  const all = [...rates.values()];
  return all.reduce((sum, { good }) => sum + good, 0) / all.reduce((sum, rate) => sum + rate.all, 0);
}
