import type { Day } from '../model/day.ts';

/** Stands for "no timer". */
export const DAY_NEVER: Day = 0x7fffffff;
