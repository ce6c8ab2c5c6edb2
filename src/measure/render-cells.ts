import type { Interval } from '../lib/statistics.ts';
import type { Spread } from './report.ts';
import type { Cell, Column, Table, Tone } from './table.ts';

/** A titled table, with remarks below it. */
export interface Section {
  readonly title: string;
  readonly table: Table;
  readonly below?: readonly string[];
}

const NOTHING = '–';

/** A whole number, its thousands apart. */
export function count(number: number): string {
  return number.toLocaleString('en');
}

/** A number with fixed decimals, or a dash. */
export function decimal(number: number | null, decimals: number): string {
  return number === null ? NOTHING : number.toFixed(decimals);
}

/** A share in percent, or a dash when there was nothing to share. */
export function shareOf({ share }: { readonly share: number | null }): string {
  return share === null ? NOTHING : `${(share * 100).toFixed(1)}%`;
}

/** An interval in percent. */
export function intervalOf({ low, high, of }: Interval & { readonly of: number }): string {
  return of === 0 ? NOTHING : `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}`;
}

/** Two columns for a spread of days. */
export function spreadColumns(heading: string): readonly Column[] {
  return [
    { heading: `${heading} 50%`, align: 'right' },
    { heading: '90%', align: 'right', joined: true },
  ];
}

/** The two cells below them. */
export function spreadCells({ median, p90 }: Spread): readonly Cell[] {
  return [median, p90].map((days) => ({ text: days === null ? NOTHING : `${Math.round(days)} d` }));
}

/** How the count of sprung traps is painted. */
export function isSprung({ sprung, of }: { readonly sprung: number; readonly of: number }): Tone {
  if (of === 0) return 'dim';
  return sprung > 0 ? 'bad' : 'good';
}
