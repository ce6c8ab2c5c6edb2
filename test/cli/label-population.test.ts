import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { customerGroups } from '../../src/cli/customer-groups.ts';
import { foldPopulation, monthEnds } from '../../src/cli/fold-population.ts';
import { calibratePopulation } from '../../src/cli/label-population.ts';
import { loadSet } from '../../src/cli/load-set.ts';
import { neededSet } from '../../src/definitions/needed-set.ts';
import { evaluate } from '../../src/measure/evaluate.ts';
import { readTruth } from '../../src/measure/truth.ts';
import { formatDay, parseDay } from '../../src/model/day.ts';
import { generateCustomer, populationHeader } from '../../src/population/population.ts';

const SIGNAL = 'price-change';
const options = { customers: 6, months: 24, seed: 8, from: parseDay('2024-01-01')! };
const lives = Array.from({ length: options.customers }, (_, index) => generateCustomer(options, index));
const truthLines = [populationHeader(options), ...lives.flatMap((life) => life.truth)].map((line) =>
  JSON.parse(line),
);
const folder = mkdtempSync(join(tmpdir(), 'milestream-labels-'));
const events = join(folder, 'events.ndjson');
writeFileSync(events, lives.flatMap((life) => life.events.map((line) => `${line}\n`)).join(''));
const { set, dictionary } = loadSet();
const small = neededSet(set, SIGNAL);

describe('a labelled population', () => {
  test('labels what evaluation judges, and says that six lives bear no map', async () => {
    const truth = await readTruth(truthLines);
    const [fit] = await calibratePopulation([events], { set: small, dictionary, truth, signals: [SIGNAL] });
    const signals = foldPopulation([events], { set: small, dictionary, truth });
    const { signals: scores } = await evaluate({ signals, truth: truthLines });
    const score = scores.find(({ signal }) => signal === SIGNAL)!;
    expect(score.hits).toBeGreaterThan(0);
    expect(fit!.confirmations).toMatchObject({
      ...{ labels: score.calibration.count, right: score.hits, map: undefined, why: 'too few labels' },
    });
    expect(fit!.snapshots.labels).toBeGreaterThan(score.calibration.count);
    expect(fit!.snapshots).toMatchObject({ map: undefined, why: 'too few labels' });
  });

  test('is looked at on the last days of its months', () => {
    const days = monthEnds(parseDay('2024-01-31')!, parseDay('2024-04-29')!).map(formatDay);
    expect(days).toEqual(['2024-01-31', '2024-02-29', '2024-03-31']);
  });

  test('whose customers do not stand together is refused', async () => {
    const mixed = join(folder, 'mixed.ndjson');
    const line = (customer: string) => `{"customer":"${customer}"}\nno json\n{}\n`;
    writeFileSync(mixed, line('a') + line('b'));
    const read = async (file: string) => {
      const groups: string[] = [];
      for await (const { customer, lines } of customerGroups([file]))
        groups.push(`${customer} ${lines.length}`);
      return groups;
    };
    expect(await read(mixed)).toEqual(['a 1', 'b 1']);
    writeFileSync(mixed, line('a') + line('b') + line('a'));
    await expect(read(mixed)).rejects.toMatchObject({ code: 'MS_EVENTS_APART' });
  });
});
