import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEAD_LETTER_CODES } from '../../../src/errors/dead-letter.ts';
import { formatNamed, headOf, openFormat, recogniseFormat } from '../../../src/intake/formats.ts';
import { defaultProfile } from '../../../src/intake/profile.ts';
import { type Outcome, readBytes } from './reading.ts';

/** A file of a format, as the contract needs it. */
export interface Sample {
  readonly format: string;
  /** Where several samples are of one format. */
  readonly name?: string;
  readonly text: string;
  readonly mapping?: unknown;
  /** Records that it holds. */
  readonly count: number;
}

/** Of a rest that cannot be read, so much is kept as was at hand. */
function withoutBytes({ records, places, refused }: Outcome) {
  return { records, places, refused: refused.map(({ fault, place }) => ({ fault, place })) };
}

/** What holds for every format: it is known by its content, however it is cut, damaged or dressed. */
export function describeFormat(sample: Sample): void {
  const { format, name = format, text, mapping, count } = sample;
  const profile = defaultProfile(format);
  const bytes = Buffer.from(text);
  const read = (input: Uint8Array, size?: number): Outcome =>
    readBytes(
      (sink) => openFormat(mapping === undefined ? { format, profile } : { format, profile, mapping }, sink),
      input,
      size,
    );
  const whole = read(bytes);

  describe(`${name}, as every format`, () => {
    test('is read whole, each record with its line', () => {
      expect(whole.refused).toEqual([]);
      expect(whole.records).toHaveLength(count);
      for (const { line } of whole.places) expect(line).toBeGreaterThanOrEqual(1);
      for (const record of whole.records) expect(record.kind).toBe('transaction');
    });

    test('is known by its content', () => {
      expect(recogniseFormat(headOf(bytes, true))?.format).toBe(format);
      expect(formatNamed(format).recognise(headOf(bytes, true))?.why).toMatch(/\w/);
    });

    test('is the same wherever it is cut', () => {
      for (const size of [1, 2, 3, 7, 64]) expect(read(bytes, size)).toEqual(whole);
    });

    test('is the same behind a byte-order mark, and with the line ends of another system', () => {
      const dressed = Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`);
      expect(read(dressed).records).toEqual(whole.records);
      expect(read(dressed, 1).records).toEqual(whole.records);
    });

    test('an empty file holds nothing', () => {
      expect(read(Buffer.alloc(0)).records).toEqual([]);
    });

    test('cut off, it keeps what stood whole, and throws never', () => {
      const step = Math.max(1, Math.floor(bytes.length / 97));
      for (let length = 1; length < bytes.length; length += step) {
        const { records } = read(bytes.subarray(0, length));
        expect(records.length).toBeLessThanOrEqual(count + 1);
      }
    });

    test('damaged, it gives known codes with lines and bytes, the same however it is cut', () => {
      const places = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), {
        minLength: 1,
        maxLength: 4,
      });
      fc.assert(
        fc.property(places, fc.integer({ min: 1, max: 200 }), (damages, size) => {
          const damaged = Buffer.from(bytes);
          for (const [at, byte] of damages) damaged[at] = byte;
          const outcome = read(damaged);
          const cut = read(damaged, size);
          expect(withoutBytes(cut)).toEqual(withoutBytes(outcome));
          for (const { fault, place } of outcome.refused) {
            expect(DEAD_LETTER_CODES).toContain(fault.code);
            expect(place.line).toBeGreaterThanOrEqual(1);
          }
        }),
        { numRuns: 60 },
      );
    });
  });
}
