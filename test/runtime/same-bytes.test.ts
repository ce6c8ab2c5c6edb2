import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { digest, inputFile, outputs, population, run, scratch, shuffled } from './helpers.ts';

const lines = population({ customers: 60 });
const path = inputFile(lines);

async function bytesOf(
  settings: Partial<Parameters<typeof run>[0]> = {},
  inputs: readonly string[] = [path],
) {
  const out = scratch();
  await run({ ...settings, inputs, out });
  return digest(out, { places: inputs.length === 1 && inputs[0] === path });
}

const expected = await bytesOf();
const expectedWithoutPlaces = await (async () => {
  const out = scratch();
  await run({ inputs: [path], out });
  return digest(out, { places: false });
})();

describe('the same ledger gives the same bytes', () => {
  test('the outputs are not empty, and ordered by day and customer', async () => {
    const out = scratch();
    const summary = await run({ inputs: [path], out });
    const { signals, transactions } = outputs(out);
    const keys = signals!
      .trimEnd()
      .split('\n')
      .map((line) => {
        const { day, customer } = JSON.parse(line) as { day: string; customer: string };
        return `${day} ${Buffer.from(customer).toString('hex')}`;
      });
    expect(keys.length).toBeGreaterThan(100);
    expect(keys).toEqual([...keys].sort());
    expect(transactions!.split('\n').length).toBeGreaterThan(1000);
    expect(summary.events.read).toBe(lines.length);
  });

  test('twice', async () => {
    expect(await bytesOf()).toBe(expected);
  });

  test.each([1, 3, 8])('with 2^%i buckets', async (bucketBits) => {
    expect(await bytesOf({ tuning: { bucketBits } })).toBe(expected);
  });

  test.each([1, 7, 100, 5000])('read in blocks of %i bytes', async (blockBytes) => {
    expect(await bytesOf({ tuning: { blockBytes } })).toBe(expected);
  });

  test.each([97, 1000, 65536])('cut into ranges of %i bytes', async (rangeBytes) => {
    expect(await bytesOf({ tuning: { rangeBytes, bucketBits: 2 } })).toBe(expected);
  });

  test.each(['rocksdb', 'rocksdb-native'] as const)('with the state in %s', async (engine) => {
    if (engine === 'rocksdb' && Number(process.versions.node.split('.')[0]) > 20) return;
    expect(await bytesOf({ engine, tuning: { bucketBits: 3 } })).toBe(expected);
  });

  test.each([1, 2, 3])('whatever the order of the lines (shuffle %i)', async (seed) => {
    const other = inputFile(shuffled(lines, seed));
    expect(await bytesOf({ tuning: { bucketBits: 2 } }, [other])).toBe(expectedWithoutPlaces);
  });

  test('whatever files the lines are cut into', async () => {
    const directory = scratch();
    const cut = shuffled(lines, 9);
    const names = [0, 1, 2, 3].map((part) =>
      inputFile(
        cut.slice(part * 300, part === 3 ? undefined : (part + 1) * 300),
        `${part}.ndjson`,
        directory,
      ),
    );
    expect(await bytesOf({}, [...names].reverse())).toBe(expectedWithoutPlaces);
    expect(await bytesOf({ state: join(scratch(), 'state') }, [directory])).toBe(expectedWithoutPlaces);
  });
});
