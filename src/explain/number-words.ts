const SMALL = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** A whole number as it is read aloud: up to twelve in words. */
export function numberWords(value: number): string {
  return SMALL[value] ?? String(value);
}

/** `one payment`, `three payments`. */
export function counted(value: number, one: string, many: string): string {
  return `${numberWords(value)} ${value === 1 ? one : many}`;
}

/** A span as a person says it: `half a year`, `three months`, `two weeks`, `45 days`. */
export function spanWords(days: number): string {
  if (days === 1) return 'a day';
  if (days >= 350 && days <= 370) return 'a year';
  if (days >= 180 && days <= 186) return 'half a year';
  if (days >= 30 && days % 30 === 0) return days === 30 ? 'a month' : `${numberWords(days / 30)} months`;
  if (days % 7 === 0 && days <= 84) return days === 7 ? 'a week' : `${numberWords(days / 7)} weeks`;
  return counted(days, 'day', 'days');
}

/** `the last month`, `the last three months`. */
export function lastMonths(months: number): string {
  return months === 1 ? 'the last complete month' : `the last ${numberWords(months)} complete months`;
}

/** `the month before`, `the six months before`. */
export function monthsBefore(months: number): string {
  return months === 1 ? 'the month before' : `the ${numberWords(months)} months before`;
}

/** An amount in euros or about as much. */
export function euros(value: number): string {
  const [whole = '', cents] = String(value).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${cents === undefined ? grouped : `${grouped}.${cents.padEnd(2, '0')}`} euros`;
}
