import { expect, test } from 'vitest';
import { splitWrites } from '../../src/kafka/split-writes.ts';

const message = (bytes: number) => ({ key: null, value: Buffer.alloc(bytes) });
const write = (partition: number, ...sizes: number[]) => ({
  topic: 't',
  partition,
  messages: sizes.map(message),
});

test('writes that fit go in one request', () => {
  expect(splitWrites([write(0, 100, 100), write(1, 100)], 1_000)).toStrictEqual([
    [write(0, 100, 100), write(1, 100)],
  ]);
});
test('a partition is parted in order, and others stay in the first request', () => {
  expect(splitWrites([write(0, 400, 400, 400), write(1, 1)], 1_000)).toStrictEqual([
    [write(0, 400, 400), write(1, 1)],
    [write(0, 400)],
  ]);
});
test('a message that is too large goes alone, for the broker to refuse', () => {
  expect(splitWrites([write(0, 1, 5_000, 1)], 1_000)).toStrictEqual([
    [write(0, 1)],
    [write(0, 5_000)],
    [write(0, 1)],
  ]);
});
test('a write without messages sends nothing', () => {
  expect(splitWrites([write(0)], 1_000)).toStrictEqual([]);
});
