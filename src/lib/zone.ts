import { didYouMeanHint } from './did-you-mean.ts';

const DAY_MILLISECONDS = 86_400_000;
/** Days kept in the table: 1969-12-31 to 2100-01-01; what lies outside is out of range in any zone. */
const TABLE_DAY_FIRST = -1;
const TABLE_DAY_LAST = 47_482;
/** No zone's offset comes near this number of milliseconds. */
const OFFSET_UNKNOWN = 0x7fffffff;
/** Marks a UTC day in which the zone's offset changes. */
const OFFSET_CHANGES = 0x7ffffffe;

interface OffsetChange {
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

/**
 * The calendar day of an instant in an IANA zone, as a function fast enough for every event.
 * An unknown zone throws a RangeError whose message can stand in a usage error.
 */
export function dayOfInstantIn(zone: string): (milliseconds: number) => number {
  const format = openFormat(zone);
  const { timeZone } = format.resolvedOptions();
  if (timeZone === 'UTC' || timeZone === 'GMT' || timeZone === 'Etc/UTC' || timeZone === 'Etc/GMT') {
    return dayInUtc;
  }
  // One offset per UTC day, filled when asked for: 190 KB, whatever the input. Days with a change are few.
  const offsets = new Int32Array(TABLE_DAY_LAST - TABLE_DAY_FIRST + 1).fill(OFFSET_UNKNOWN);
  const changes = new Map<number, OffsetChange>();

  const learn = (utcDay: number): number => {
    const start = utcDay * DAY_MILLISECONDS;
    const before = offsetAt(format, start);
    const after = offsetAt(format, start + DAY_MILLISECONDS - 1000);
    const known = before === after ? before : OFFSET_CHANGES;
    if (before !== after) changes.set(utcDay, { at: findChange(format, start, before), before, after });
    offsets[utcDay - TABLE_DAY_FIRST] = known;
    return known;
  };

  return (milliseconds) => {
    const utcDay = Math.floor(milliseconds / DAY_MILLISECONDS);
    if (!(utcDay >= TABLE_DAY_FIRST && utcDay <= TABLE_DAY_LAST)) return utcDay;
    let offset = offsets[utcDay - TABLE_DAY_FIRST]!;
    if (offset === OFFSET_UNKNOWN) offset = learn(utcDay);
    if (offset === OFFSET_CHANGES) {
      const change = changes.get(utcDay)!;
      offset = milliseconds < change.at ? change.before : change.after;
    }
    return Math.floor((milliseconds + offset) / DAY_MILLISECONDS);
  };
}

function dayInUtc(milliseconds: number): number {
  return Math.floor(milliseconds / DAY_MILLISECONDS);
}

function openFormat(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    const known = Intl.supportedValuesOf('timeZone');
    throw new RangeError(`unknown time zone "${zone}".${didYouMeanHint(zone, known)}`);
  }
}

/** Milliseconds that the zone's wall clock is ahead of UTC at a whole second. */
function offsetAt(format: Intl.DateTimeFormat, milliseconds: number): number {
  const fields = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const part of format.formatToParts(milliseconds)) {
    if (part.type in fields) fields[part.type as keyof typeof fields] = Number(part.value);
  }
  const wallSeconds = fields.hour * 3600 + fields.minute * 60 + fields.second;
  const wall = daysFromCivil(fields.year, fields.month, fields.day) * DAY_MILLISECONDS + wallSeconds * 1000;
  return wall - milliseconds;
}

/** The second of a UTC day at which the offset is first another than at the day's start. */
function findChange(format: Intl.DateTimeFormat, start: number, before: number): number {
  let low = 0;
  let high = DAY_MILLISECONDS / 1000 - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (offsetAt(format, start + middle * 1000) === before) low = middle;
    else high = middle;
  }
  return start + high * 1000;
}

/** Days since 1970-01-01 (Howard Hinnant's days_from_civil); `model/day.ts` has the same, and lies above. */
function daysFromCivil(year: number, month: number, dayOfMonth: number): number {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const yearOfEra = ((shiftedYear % 400) + 400) % 400;
  const era = (shiftedYear - yearOfEra) / 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  return (
    era * 146097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719468
  );
}
