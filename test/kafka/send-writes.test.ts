import { describe, expect, test } from 'vitest';
import { acknowledgedOf, faultIn, toBatch } from '../../src/kafka/send-writes.ts';

const write = (partition: number) => ({ topic: 't', partition, messages: [{ key: null, value: null }] });
const named = (partition: number) => ({ topic: 't', partition, baseOffset: 0 });

describe('an answer', () => {
  test('that names each partition once is good', () => {
    expect(faultIn([write(0), write(1)], [named(1), named(0)])).toBeUndefined();
  });
  test('that leaves a partition out is none: its new leader had answered for another before', () => {
    expect(faultIn([write(0), write(1)], [named(0)])).toBe('no broker answered for t/1');
  });
  test('that names a partition twice is none: its old leader had taken it, and the new one got it again', () => {
    expect(faultIn([write(0), write(1)], [named(0), named(1), named(0)])).toBe('t/0 was sent 2 times');
  });
  test('names only what a broker took', () => {
    const answer = { topicName: 't', partition: 3, errorCode: 0, baseOffset: '7' };
    expect(acknowledgedOf([answer, { ...answer, partition: 4, errorCode: 6 }])).toStrictEqual([
      { topic: 't', partition: 3, baseOffset: 7 },
    ]);
  });
});

describe('a request', () => {
  test('keeps values of one header name together, and puts messages of a topic in their order', () => {
    const header = (value: string) => ['h', Buffer.from(value)] as const;
    const message = { key: Buffer.from('k'), value: Buffer.from('v'), headers: [header('1'), header('2')] };
    const { topicMessages, acks } = toBatch([{ topic: 't', partition: 2, messages: [message] }, write(1)], 5);
    expect(acks).toBe(-1);
    expect(topicMessages).toHaveLength(1);
    expect(topicMessages![0]!.messages.map(({ partition }) => partition)).toStrictEqual([2, 1]);
    expect(topicMessages![0]!.messages[0]!.headers).toStrictEqual({
      h: [Buffer.from('1'), Buffer.from('2')],
    });
  });
  test('never has the key that readers take for a marker', () => {
    const message = { key: Buffer.alloc(4), value: null };
    expect(() => toBatch([{ topic: 't', partition: 0, messages: [message] }], 5)).toThrow('marker');
  });
});
