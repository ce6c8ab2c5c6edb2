import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { generateCommand, writePopulation } from '../../src/cli/generate-command.ts';
import { populationHeader, populationObserved } from '../../src/population/population.ts';
import { optionsOf, people } from './vocabulary.ts';

let out = '';
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'milestream-generate-'));
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

const options = optionsOf({ customers: 60, months: 3 });
const silent = () => {};
const read = (name: string) => readFileSync(join(out, name), 'utf8');

describe('generate', () => {
  test('writes the events of all customers one after the other', async () => {
    const summary = await writePopulation(options, out, silent);
    const lines = people(options, 60).flatMap(({ events }) => events);
    expect(read('events.ndjson')).toBe(`${lines.join('\n')}\n`);
    expect(summary.events).toBe(lines.length);
  });

  test('writes the population, then who is observed, then what is expected', async () => {
    const summary = await writePopulation(options, out, silent);
    const made = people(options, 60);
    const observed = made.map((_, index) => populationObserved(options, index));
    const expected = made.flatMap(({ truth }) => truth);
    const lines = [populationHeader(options), ...observed, ...expected];
    expect(read('truth.ndjson')).toBe(`${lines.join('\n')}\n`);
    const { fires, silent: traps, ignore } = summary.truth;
    expect(fires + traps + ignore).toBe(expected.length);
  });

  test('writes over its own two files only, and says so', async () => {
    writeFileSync(join(out, 'events.ndjson'), 'old');
    writeFileSync(join(out, 'notes.txt'), 'mine');
    const said: string[] = [];
    await writePopulation(options, out, (text) => said.push(text));
    expect(said).toStrictEqual([`${join(out, 'events.ndjson')} is written over\n`]);
    expect(read('notes.txt')).toBe('mine');
    expect(read('events.ndjson')).not.toBe('old');
    expect(readdirSync(out).sort()).toStrictEqual(['events.ndjson', 'notes.txt', 'truth.ndjson']);
  });

  test('leaves what was there when it is stopped', async () => {
    writeFileSync(join(out, 'events.ndjson'), 'old');
    const stopped = writePopulation(options, out, silent, AbortSignal.abort());
    await expect(stopped).rejects.toMatchObject({ code: 'MS_INTERRUPTED' });
    expect(readdirSync(out)).toStrictEqual(['events.ndjson']);
    expect(read('events.ndjson')).toBe('old');
  });

  test('refuses a path that is a file', async () => {
    const file = join(out, 'taken');
    writeFileSync(file, '');
    const code = 'MS_OUT_NOT_A_DIRECTORY';
    await expect(writePopulation(options, file, silent)).rejects.toMatchObject({ code });
    await expect(writePopulation(options, join(file, 'below'), silent)).rejects.toMatchObject({ code });
  });

  test.each([
    [['--customers', '3'], '--out'],
    [['--out', 'x', '--customers', '0'], '--customers'],
    [['--out', 'x', '--customers', '2.5'], '--customers'],
    [['--out', 'x', '--months', '601'], '--months'],
    [['--out', 'x', '--seed', '-1'], '--seed'],
    [['--out', 'x', '--seed', '1e3'], '--seed'],
    [['--out', 'x', '--country', 'FR'], '--country'],
    [['--out', 'x', '--enrich', 'new-babby'], 'Did you mean "new-baby"'],
    [['--out', 'x', '--enrich', 'new-baby,price-rise'], 'price-rise'],
    [['--out', 'x', '--start', '2024-02-30'], '--start'],
    [['--out', 'x', '--start', '2099-06-01', '--months', '8'], '2099'],
  ])('refuses %j', async (args, word) => {
    // An option whose value begins with a dash is refused by the parser of arguments itself.
    await expect(generateCommand(args)).rejects.toThrow(word);
  });
});
