import type { Governance } from './governance.ts';
import type { DefinitionId } from './ids.ts';
import type { AccountType, Channel } from './transaction.ts';

/** Which lines an observation looks at. What names a kind of line is joined by "or"; the rest narrows it. */
export interface LineFilter {
  readonly direction: 'in' | 'out';
  /** Dotted ids or groups of the taxonomy. */
  readonly categories: readonly string[];
  readonly merchants: readonly string[];
  readonly mcc: readonly string[];
  /** Whole words or phrases of the description, folded to lower case. */
  readonly words: readonly string[];
  readonly exceptWords: readonly string[];
  readonly exceptCategories: readonly string[];
  readonly channels: readonly Channel[];
  readonly accountTypes: readonly AccountType[];
  /** In euros or about as much in other money; undefined for no bound. */
  readonly amountFrom: number | undefined;
  readonly amountTo: number | undefined;
  /** Only in another currency than the customer's own. */
  readonly foreign: boolean;
  /** Only where the line ends with a country that is not the customer's own. */
  readonly abroad: boolean;
  /** Only parties that the hypothesis is not about. */
  readonly exceptSubject: boolean;
  /** Only the party that the hypothesis is about, or what gives back a payment of its series. */
  readonly onlySubject: boolean;
}

/** Which series an observation looks at. */
export interface SeriesFilter {
  readonly direction: 'in' | 'out';
  readonly categories: readonly string[];
  readonly merchants: readonly string[];
  /** Only series that the hypothesis is not about. */
  readonly exceptSubject: boolean;
}

export const LINE_MEASURES = [
  'count',
  'merchants',
  'days',
  'amount',
  'spend-share',
  'income-share',
  'new-merchants',
] as const;
export type LineMeasure = (typeof LINE_MEASURES)[number];

export const SERIES_HAPPENINGS = ['began', 'running', 'missed', 'overdue', 'ended', 'rose', 'fell'] as const;
export type SeriesHappening = (typeof SERIES_HAPPENINGS)[number];

export const SUBJECT_MEASURES = [
  'payments',
  'sureness',
  'rise-percent',
  'fall-percent',
  'payments-since-change',
  'payments-before-change',
  'spread-before-change',
  'days-overdue',
  'missed',
  'trial-percent',
  'age-days',
] as const;
export type SubjectMeasure = (typeof SUBJECT_MEASURES)[number];

export const BALANCE_MEASURES = [
  'days-below',
  'days-negative',
  'months-below',
  'draw-percent',
  'months-negative',
] as const;
export type BalanceMeasure = (typeof BALANCE_MEASURES)[number];

export const INCOME_MEASURES = [
  'variation-percent',
  'swing-percent',
  'pay-swing-percent',
  'rise-percent',
  'fall-percent',
  'dry-days',
] as const;
export type IncomeMeasure = (typeof INCOME_MEASURES)[number];

/** What is observed: each kind gives one number, which the levels of its evidence turn into a weight. */
export type Observation =
  | {
      readonly kind: 'lines';
      readonly where: LineFilter;
      readonly withinDays: number;
      readonly measure: LineMeasure;
      /** Opposite lines of the same kind take away: fees net of their reversals. */
      readonly net: boolean;
      /** Counts only if no such line came in so many days before the first one; 0 asks nothing. */
      readonly novelDays: number;
      /** Index among the set's notes. */
      readonly note: number;
    }
  | {
      readonly kind: 'quiet';
      readonly direction: 'in' | 'out';
      readonly categories: readonly string[];
      readonly beforeMonths: number;
      readonly monthlyCount: number;
    }
  | {
      readonly kind: 'rate';
      readonly direction: 'in' | 'out';
      readonly categories: readonly string[];
      readonly measure: 'count' | 'amount';
      readonly months: number;
      readonly baselineMonths: number;
      readonly countMin: number;
    }
  | {
      readonly kind: 'share';
      readonly categories: readonly string[];
      readonly months: number;
      readonly baselineMonths: number;
      readonly measure: 'percent' | 'rise-points';
    }
  | {
      readonly kind: 'series';
      readonly where: SeriesFilter;
      readonly happening: SeriesHappening;
      readonly withinDays: number;
      /** For rose and fell: by so many percent at least. */
      readonly percentFrom: number;
    }
  | {
      readonly kind: 'replaced';
      readonly where: SeriesFilter;
      readonly withinDays: number;
      /** Only where the new amount differs from the old one by so many percent. */
      readonly changePercentFrom: number;
      readonly changePercentTo: number;
    }
  | {
      readonly kind: 'loan';
      readonly measure: 'paid-percent' | 'payments-left';
      readonly withinDays: number;
    }
  | { readonly kind: 'subject'; readonly measure: SubjectMeasure }
  | {
      readonly kind: 'repeat';
      readonly withinDays: number;
      readonly amountFrom: number;
      readonly historyDays: number;
      /** Amounts without cents do not count. */
      readonly exceptWhole: boolean;
    }
  | {
      readonly kind: 'balance';
      readonly measure: BalanceMeasure;
      readonly withinDays: number;
      /** The level, as a share of a usual month's spending. */
      readonly belowSpendShare: number;
    }
  | {
      readonly kind: 'outlier';
      readonly direction: 'in' | 'out';
      readonly withinDays: number;
      readonly amountFrom: number;
      readonly exceptCategories: readonly string[];
    }
  | { readonly kind: 'income'; readonly measure: IncomeMeasure; readonly months: number }
  | { readonly kind: 'shortfall'; readonly horizonDays: number }
  | {
      readonly kind: 'composition';
      readonly measure: 'distance' | 'season-distance' | 'surprise';
      readonly months: number;
      readonly baselineMonths: number;
    }
  | { readonly kind: 'signal'; readonly signal: string; readonly withinDays: number }
  | { readonly kind: 'event'; readonly name: string; readonly withinDays: number };

export type ObservationKind = Observation['kind'];

/** From this value on the observation weighs so much. */
export interface Level {
  readonly at: number;
  readonly weightMilli: number;
}

/** One observation and what it weighs. */
export interface EvidenceRule {
  readonly code: string;
  readonly group: string;
  /** One plain sentence; facts stand in braces. */
  readonly text: string;
  readonly observation: Observation;
  /** Rising by `at`; the highest that is reached counts. */
  readonly levels: readonly Level[];
  /** Counts only if its first line follows the first one of that evidence. */
  readonly after: { readonly code: string; readonly withinDays: number } | undefined;
}

/** What a hypothesis is about: the customer, each series that fits, or each party that fits. */
export type SubjectRule =
  | { readonly kind: 'customer' }
  | { readonly kind: 'series'; readonly where: SeriesFilter; readonly onlyNew: boolean }
  | { readonly kind: 'party'; readonly where: SeriesFilter };

export interface HypothesisLife {
  /** `event`: it happened, and evidence once seen stays. `condition`: it lasts as long as its evidence does. */
  readonly kind: 'event' | 'condition';
  /** Days without further support after which it has ended. */
  readonly endAfterDays: number;
  /** Days after its end in which it is not told anew. */
  readonly coolDownDays: number;
}

/** A hypothesis that cues of several kinds speak for and against. */
export interface HypothesisDefinition {
  readonly kind: 'hypothesis';
  readonly id: DefinitionId;
  readonly version: string;
  readonly hash: string;
  readonly title: string;
  readonly sensitivity: 'H' | 'M' | 'L';
  readonly purposes: readonly string[];
  readonly governance: Governance;
  readonly subject: SubjectRule;
  readonly priorMilli: number;
  /** The most that a group may count, for or against. */
  readonly groupCapsMilli: ReadonlyMap<string, number>;
  readonly evidence: readonly EvidenceRule[];
  /** Whatever the weights say, it is not held while one of these gives at least `at`. */
  readonly exclusions: readonly {
    readonly code: string;
    readonly observation: Observation;
    readonly at: number;
  }[];
  readonly thresholds: { readonly early: number; readonly confirm: number };
  readonly life: HypothesisLife;
  /** Days of data that there must be before anything is said. */
  readonly observedDaysMin: number;
  readonly revisionStep: number;
  readonly calibration:
    | 'none'
    | {
        readonly method: string;
        readonly points: readonly (readonly [number, number])[];
        readonly labels: number;
      };
  readonly texts: { readonly summary: string };
}

/** Lines of one kind that are kept for observations: equal filters share one note. */
export interface NoteRule {
  /** Names the note in stored states: it hangs on the filter alone. */
  readonly key: number;
  readonly where: LineFilter;
  /** Whether opposite lines are kept too. */
  readonly net: boolean;
  /** Days for which a line is kept. */
  readonly keepDays: number;
}

/** All that a hypothesis looks at, evidence first. */
export function observationsOf({
  evidence,
  exclusions,
}: Pick<HypothesisDefinition, 'evidence' | 'exclusions'>): Observation[] {
  return [...evidence, ...exclusions].map(({ observation }) => observation);
}
