import { redactText } from '../src/intake/redact/redact-text.ts';
import { GOLDEN_LINES } from '../test/merchants/golden-lines.ts';
import { harmlessLines } from '../test/redact/harmless.ts';
import { plantedLines } from '../test/redact/planted.ts';
import { measurePopulation } from '../test/redact/population.ts';
import { measureRates, type Rate, shareOf } from '../test/redact/rates.ts';

/* Speed and both rates of redaction, as tables. How to run it stands in docs/redaction.md. */

const LINES = 20_000;
const ROUNDS = 20;
const SEED = 98;
const CUSTOMERS = 200;

interface Line {
  readonly description: string;
  readonly channel: string;
}

function main(): void {
  say('lines', 'µs a line');
  for (const [name, lines] of Object.entries({
    'golden lines, real banks’ forms': goldenLines(),
    'nothing to hide': harmlessLines(LINES, SEED),
    'a secret in each': plantedLines(LINES, SEED),
  })) {
    say(name, microseconds(lines).toFixed(2));
  }
  const { recall, survival } = measureRates(LINES, SEED);
  table('hidden', recall);
  table('kept', survival);
  const { transactions, named, leaked, overHidden } = measurePopulation({ customers: CUSTOMERS, seed: SEED });
  say('\npopulation', 'lines', 'share');
  say('name a person, and come out without', `${named}`, (100 - (100 * leaked) / named).toFixed(3));
  const harmless = transactions - named;
  say('name nobody, and lose no name', `${harmless}`, (100 - (100 * overHidden) / harmless).toFixed(2));
}

function goldenLines(): Line[] {
  return GOLDEN_LINES.split('\n')
    .filter((line) => line.includes(' | '))
    .map((line) => {
      const [description, how] = line.split(' | ') as [string, string];
      const channel = how.split(' ')[2] ?? '';
      return { description, channel: /^\d+$/.test(channel) ? '' : channel };
    });
}

/** The best of some rounds: the machine may be busy with other things. */
function microseconds(lines: readonly Line[]): number {
  const contexts = lines.map(({ channel }) => ({ channel, isBusiness: false, partyName: '' }));
  const repeats = Math.max(1, Math.floor(LINES / lines.length));
  let best = Number.POSITIVE_INFINITY;
  let length = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    for (let repeat = 0; repeat < repeats; repeat++) {
      for (let index = 0; index < lines.length; index++) {
        length += redactText(lines[index]!.description, contexts[index]!).length;
      }
    }
    best = Math.min(best, ((performance.now() - begun) * 1000) / (repeats * lines.length));
  }
  if (length === 0) throw new Error('nothing was measured');
  return best;
}

function table(title: string, rates: ReadonlyMap<string, Rate>): void {
  say(`\n${title}`, 'lines', 'share');
  for (const [kind, { good, all }] of rates) say(kind, `${all}`, ((100 * good) / all).toFixed(2));
  say('all', '', (100 * shareOf(rates)).toFixed(2));
}

function say(...cells: string[]): void {
  process.stdout.write(
    `${cells.map((cell, index) => (index === 0 ? cell.padEnd(38) : cell.padStart(10))).join('')}\n`,
  );
}

main();
