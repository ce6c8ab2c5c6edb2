import { expect, test } from 'vitest';
import { canonicalJson, canonicalJsonWithin } from '../../src/lib/canonical-json.ts';

test('equal content has equal text, however its keys are ordered', () => {
  expect(canonicalJson({ b: [1, 'x', null], a: { d: true, c: 1.5 } })).toBe(
    '{"a":{"c":1.5,"d":true},"b":[1,"x",null]}',
  );
  expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
});

test('a bound of depth counts lists and objects; what lies at the bound is good', () => {
  expect(canonicalJsonWithin({ a: [1] }, { depthMax: 2 })).toBe('{"a":[1]}');
  expect(canonicalJsonWithin({ a: [[1]] }, { depthMax: 2 })).toBeUndefined();
});

test('leaves can be replaced', () => {
  const leaf = (value: unknown) => (typeof value === 'string' ? 'x' : value);
  expect(canonicalJsonWithin({ a: ['secret', 1] }, { depthMax: 9, leaf })).toBe('{"a":["x",1]}');
});
