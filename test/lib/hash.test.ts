import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hex48 } from '../../src/lib/hash.ts';

test('a 48-bit hash has twelve hex digits', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 281_474_976_710_655 }), (hash) => {
      expect(hex48(hash)).toBe(hash.toString(16).padStart(12, '0'));
    }),
  );
  for (const hash of [0, 1, 4095, 4096, 16_777_215, 16_777_216, 281_474_976_710_655])
    expect(hex48(hash)).toBe(hash.toString(16).padStart(12, '0'));
});
