import type { Day } from '../model/day.ts';
import type { HabitKind, Party } from './country.ts';
import type { Series } from './plan.ts';

/** What becomes of the main pay; nothing of it means a steady job. */
export interface Career {
  /** The first day on which the old employer owes nothing any more. */
  readonly ends?: Day;
  /** The next employer, whose pay is the old one's times a factor. */
  readonly next?: { readonly from: Day; readonly factor: number };
  /** The first job of a life that had none. */
  readonly begins?: Day;
  /** From a day on the pay is another, and stays so. */
  readonly step?: { readonly from: Day; readonly factor: number };
  readonly leave?: { readonly from: Day; readonly to: Day };
  /** The same employer pays under another name. */
  readonly renamed?: Day;
  /** The same employer pays on another day of the month. */
  readonly moved?: Day;
}

/** Where a tenant's rent goes. */
export interface HomeChange {
  readonly leaves?: Day;
  /** The next rent is the old one's times a factor. */
  readonly next?: { readonly from: Day; readonly factor: number };
}

/** What becomes of a household's contracts of one kind. */
export interface BillChange {
  readonly bill: string;
  readonly begins?: Day;
  readonly ends?: Day;
  /** Another supplier takes over. */
  readonly swaps?: Day;
}

/** For some days only a share of the usual visits is made. */
export interface HabitChange {
  readonly habits: readonly HabitKind[];
  readonly from: Day;
  readonly to: Day;
  readonly share: number;
}

/** A raise or a cut: from a day on, times a factor. */
export interface PayStep {
  readonly from: Day;
  readonly factor: number;
}

/** A job as it was told. */
export interface Job {
  readonly series: Series;
  readonly employer: Party;
  readonly isMain: boolean;
  /** Paid by the hour: what is paid moves too much to see a raise in it. */
  readonly hourly: boolean;
  readonly steps: readonly PayStep[];
  /** Days on which more was paid than usual. */
  readonly bonusDays: readonly Day[];
}

/** What the events of a life change in what is agreed in it: written before income, bills and habits are told, read by them. */
export interface Course {
  career: Career;
  home: HomeChange;
  /** From this day on the purchases are made in other shops. */
  uproots: Day | undefined;
  readonly bills: BillChange[];
  readonly habits: HabitChange[];
  readonly jobs: Job[];
}

/** A life in which nothing happens. */
export function steadyCourse(): Course {
  return { career: {}, home: {}, uproots: undefined, bills: [], habits: [], jobs: [] };
}

/** How much of a habit is left on a day. */
export function habitShare(course: Course, habit: HabitKind, day: Day): number {
  let share = 1;
  for (const change of course.habits) {
    if (day >= change.from && day < change.to && change.habits.includes(habit)) share *= change.share;
  }
  return share;
}
