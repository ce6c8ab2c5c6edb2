import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOfInstantIn } from '../../src/lib/zone.ts';

const ms = (text: string) => new Date(text).getTime();
const dayNumber = (text: string) => ms(`${text}T00:00:00Z`) / 86_400_000;

test.each([
  ['UTC', '2026-03-02T23:59:59.999Z', '2026-03-02'],
  ['Europe/Berlin', '2026-03-02T22:59:59.999Z', '2026-03-02'],
  ['Europe/Berlin', '2026-03-02T23:00:00.000Z', '2026-03-03'],
  ['Europe/Berlin', '2026-07-02T22:00:00Z', '2026-07-03'],
  ['America/New_York', '2026-03-08T04:59:59Z', '2026-03-07'],
  ['America/New_York', '2026-03-09T04:00:00Z', '2026-03-09'],
  ['Asia/Kathmandu', '2026-03-02T18:15:00Z', '2026-03-03'],
  ['Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-29'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31'],
])('in %s the instant %s lies on %s', (zone, instant, day) => {
  expect(dayOfInstantIn(zone)(ms(instant))).toBe(dayNumber(day));
});

test('any instant lies on the day that the calendar of the zone says', () => {
  for (const zone of [
    'Europe/Berlin',
    'America/New_York',
    'America/Sao_Paulo',
    'Australia/Lord_Howe',
    'Asia/Tehran',
  ]) {
    const dayOf = dayOfInstantIn(zone);
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4102444799999 }), (instant) => {
        expect(dayOf(instant)).toBe(dayNumber(format.format(instant)));
      }),
      { numRuns: 300 },
    );
  }
});

test('what lies far outside stays outside in every zone', () => {
  for (const zone of ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    expect(dayOfInstantIn(zone)(ms('0001-01-01T00:00:00Z'))).toBeLessThan(0);
    expect(dayOfInstantIn(zone)(ms('9999-12-31T00:00:00Z'))).toBeGreaterThan(47481);
  }
});

test('an unknown zone says so, with what may be meant', () => {
  expect(() => dayOfInstantIn('Europe/Berln')).toThrow(RangeError);
  expect(() => dayOfInstantIn('Europe/Berln')).toThrow(
    'unknown time zone "Europe/Berln". Did you mean "Europe/Berlin"?',
  );
  expect(() => dayOfInstantIn('')).toThrow(RangeError);
});
