import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyProfile } from '../../../src/intake/apply-profile.ts';
import { openFormat } from '../../../src/intake/formats.ts';
import { READY_MAPPINGS } from '../../../src/intake/json/ready-mappings.ts';
import { defaultProfile } from '../../../src/intake/profile.ts';
import { intakePlain } from '../../../src/intake.ts';
import type { TransactionEvent } from '../../../src/model/ledger-event.ts';
import { contextOf, PLACE } from '../helpers.ts';
import { readBytes } from './reading.ts';
import { type Booking, JSON_WRITERS } from './writers.ts';

/* Plain, written in a format and read back, is the same ledger event. */

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const amount = fc
  .integer({ min: -99_999_999_999, max: 99_999_999_999 })
  .filter((cents) => cents !== 0)
  .map((cents) => {
    const text = `${Math.abs(cents)}`.padStart(3, '0');
    return `${cents < 0 ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`;
  });
const word = fc.stringMatching(/^[A-Za-z0-9-]{6,20}$/);
const description = fc
  .array(
    fc.constantFrom('REWE', 'SAGT', 'DANKE', 'ÄÖÜ', '"x"', '\\', '{', ']:', ',', "O'NEILL", '🙂', '2026'),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(' '));
const booking: fc.Arbitrary<Booking> = fc.record({
  id: word,
  account: word,
  date: day,
  amount,
  currency: fc.constantFrom('EUR', 'GBP', 'USD'),
  description,
});

const context = contextOf();

function eventOf(record: Record<string, unknown>): TransactionEvent {
  const event = intakePlain({ ...record, customer: 'c1' }, PLACE, context);
  if (event.kind !== 'transaction') throw new Error(JSON.stringify(event));
  // The commit's time orders versions of change events, and what a day alone says is no instant.
  return { ...event, seen: undefined };
}

test.each(JSON_WRITERS)('$name', ({ format, write, mapping }) => {
  const profile = defaultProfile(format);
  const given = typeof mapping === 'string' ? READY_MAPPINGS[mapping] : mapping;
  fc.assert(
    fc.property(
      fc.array(booking, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 99 }),
      (bookings, size) => {
        const bytes = Buffer.from(write(bookings));
        const { records, refused } = readBytes(
          (sink) => openFormat({ format, profile, ...(given === undefined ? {} : { mapping: given }) }, sink),
          bytes,
          size,
        );
        expect(refused).toEqual([]);
        expect(records.map((record) => eventOf(applyProfile(record, profile)))).toEqual(
          bookings.map((one) => eventOf({ kind: 'transaction', ...one })),
        );
      },
    ),
    { numRuns: 60 },
  );
});
