import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assign, type MemberClaim } from '../../src/kafka/assign.ts';
import { decodeAssignment, decodeClaim, encodeAssignment, encodeClaim } from '../../src/kafka/claim-codec.ts';

const partitions = (topic: string, ...numbers: number[]) =>
  numbers.map((partition) => ({ topic, partition }));

function claim(memberId: string, fields: Partial<MemberClaim> = {}): MemberClaim {
  return { memberId, topics: ['t'], generation: 1, held: [], prefers: [], ...fields };
}

function numbersOf(given: ReturnType<typeof assign>, memberId: string): number[] {
  return (given.get(memberId) ?? []).map(({ partition }) => partition);
}

describe('an assignment', () => {
  test('leaves with each what it holds, and moves only what a join must move', () => {
    const given = assign(
      [
        claim('a', { held: partitions('t', 0, 2, 4) }),
        claim('b', { held: partitions('t', 1, 3, 5) }),
        claim('c'),
      ],
      new Map([['t', 6]]),
    );
    expect(numbersOf(given, 'a')).toStrictEqual([0, 2]);
    expect(numbersOf(given, 'b')).toStrictEqual([1, 3]);
    expect(numbersOf(given, 'c')).toStrictEqual([4, 5]);
  });
  test('gives what nobody holds to who has its state', () => {
    const given = assign([claim('a'), claim('b', { prefers: partitions('t', 0, 1) })], new Map([['t', 4]]));
    expect(numbersOf(given, 'b')).toStrictEqual([0, 1]);
  });
  test('believes the later generation when two say that they hold the same', () => {
    const zombie = claim('a', { generation: 3, held: partitions('t', 0) });
    const owner = claim('b', { generation: 7, held: partitions('t', 0) });
    expect(numbersOf(assign([zombie, owner], new Map([['t', 2]])), 'b')).toStrictEqual([0]);
  });
  test('keeps partitions of one number together, over all topics', () => {
    const members = [claim('a', { topics: ['t', 'u'] }), claim('b', { topics: ['t', 'u'] })];
    const given = assign(
      members,
      new Map([
        ['t', 4],
        ['u', 2],
      ]),
    );
    for (const [, list] of given) {
      const ofT = list.filter(({ topic }) => topic === 't').map(({ partition }) => partition);
      const ofU = list.filter(({ topic }) => topic === 'u').map(({ partition }) => partition);
      expect(ofT).toEqual(expect.arrayContaining(ofU));
    }
  });
  test('gives a topic only to who reads it', () => {
    const given = assign(
      [claim('a'), claim('b', { topics: ['t', 'u'] })],
      new Map([
        ['t', 2],
        ['u', 2],
      ]),
    );
    expect(given.get('a')?.some(({ topic }) => topic === 'u')).toBe(false);
    expect(given.get('b')?.filter(({ topic }) => topic === 'u')).toHaveLength(2);
  });

  const member = fc.record({
    held: fc.uniqueArray(fc.nat(11), { maxLength: 12 }),
    prefers: fc.uniqueArray(fc.nat(11), { maxLength: 12 }),
    generation: fc.nat(3),
  });
  test('gives each partition once, in shares that differ by one at most, in whatever order members stand', () => {
    fc.assert(
      fc.property(
        fc.array(member, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 12 }),
        (all, count) => {
          const claims = all.map(({ held, prefers, generation }, index) =>
            claim(`m${index}`, {
              generation,
              held: partitions('t', ...held),
              prefers: partitions('t', ...prefers),
            }),
          );
          const given = assign(claims, new Map([['t', count]]));
          const numbers = [...given.values()].flat().map(({ partition }) => partition);
          expect(numbers.sort((a, b) => a - b)).toStrictEqual(
            Array.from({ length: count }, (_, index) => index),
          );
          const sizes = [...given.values()].map(({ length }) => length);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
          expect(assign([...claims].reverse(), new Map([['t', count]]))).toStrictEqual(given);
        },
      ),
    );
  });
  test('is kept when all say what they were given', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 12 }), (members, count) => {
        const counts = new Map([['t', count]]);
        const first = assign(
          Array.from({ length: members }, (_, index) => claim(`m${index}`)),
          counts,
        );
        const again = [...first].map(([memberId, held]) => claim(memberId, { held }));
        expect(assign(again, counts)).toStrictEqual(first);
      }),
    );
  });
});

describe('what members and leaders say', () => {
  test('comes back as it was said', () => {
    const said = claim('a', { held: partitions('t', 3, 1), prefers: partitions('u', 2), generation: 9 });
    expect(decodeClaim('a', encodeClaim(said))).toStrictEqual(said);
    expect(decodeAssignment(encodeAssignment(partitions('t', 5, 6)))).toStrictEqual(partitions('t', 5, 6));
  });
  test('claims nothing when it cannot be read', () => {
    const bytes = encodeClaim(claim('a', { held: partitions('t', 1) }));
    const broken = Buffer.from(bytes);
    broken[broken.indexOf('{')] = 0x20;
    expect(decodeClaim('a', broken)).toStrictEqual(claim('a', { generation: -1 }));
  });
});
