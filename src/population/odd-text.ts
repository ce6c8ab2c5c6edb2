import type { Random } from '../lib/random.ts';

/** A descriptor as strange as real feeds hold: empty, quoted, blown up, or in another script. */
export function oddText(text: string, random: Random): string {
  return random.pick(ODDITIES)(text);
}

const ODDITIES: readonly ((text: string) => string)[] = [
  () => '',
  () => '   ',
  (text) => `"${text}"`,
  (text) => text.toLowerCase(),
  (text) => text.replaceAll(' ', '\t'),
  (text) => `${text}\\0${text}`,
  (text) => `${text} `.repeat(6).trimEnd(),
  (text) => text.replaceAll('E', 'É').replaceAll('A', 'Ａ'),
  () => 'АПТЕКА № 36,6',
  () => '株式会社セブン‐イレブン',
  () => '☕️🥐 crème brûlée',
  () => '000000000000',
];
