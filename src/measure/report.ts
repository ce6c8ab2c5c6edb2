import type { Interval } from '../lib/statistics.ts';
import type { Calibration, Reliability } from './calibration.ts';
import type { FalseAlarmReason } from './judge.ts';

/** A share of a count, with Wilson's 95% interval. */
export interface Proportion extends Interval {
  readonly count: number;
  readonly of: number;
  /** Null when there is nothing to take a share of. */
  readonly share: number | null;
}

/** Days, as half and nine tenths of the cases have them at most. */
export interface Spread {
  readonly count: number;
  readonly median: number | null;
  readonly p90: number | null;
}

/** Early states, held against the same truths as confirmed ones but counted apart. */
export interface EarlyScore {
  /** Episodes that were early before they were confirmed, or were never confirmed. */
  readonly episodes: number;
  readonly laterConfirmed: number;
  /** Retracted without ever being confirmed. */
  readonly retracted: number;
  /** Days from the first early to the first confirmed emission. */
  readonly soonerDays: Spread;
  /** First early emissions that hit a truth, of those that were right or wrong. */
  readonly right: Proportion;
  readonly ignored: number;
}

export interface FalseAlarms {
  readonly total: number;
  /** After the customer's first 90 observed days; only these enter the rate. */
  readonly afterWarmUp: number;
  readonly inWarmUp: number;
  /** Null when no customer was observed beyond the warm-up. */
  readonly perThousandCustomerMonths: number | null;
  readonly reasons: Readonly<Record<FalseAlarmReason, number>>;
}

/** How long before the first fee or refused bill stress was told; `firstFee` of truth says when that was. */
export interface LeadScore {
  /** Customers and first fees, each pair once: several signals may foretell the same fee. */
  readonly spells: number;
  /** Of these, in how many a right signal was confirmed before the day of the fee. */
  readonly confirmedBefore: Proportion;
  /** Days from the first right confirmation to the fee, negative when the fee came first; `p90` is what nine tenths reach. */
  readonly confirmedDays: Spread;
  /** The same from whatever was told first and right, early or confirmed. */
  readonly firstToldDays: Spread;
}

/** What would have been told had a definition asked for this confidence, early or confirmed. */
export interface ThresholdPoint {
  readonly threshold: number;
  readonly precision: Proportion;
  readonly recall: Proportion;
  /** False alarms that were right in substance and came behind the window: a high threshold makes its own. */
  readonly late: number;
  readonly delayDays: Spread;
}

/** What is measured of one signal, or of all together (`signal` is `all`). */
export interface SignalScore {
  readonly signal: string;
  /** recurring, mix, life, stress, commercial; `own` for signals that are not shipped. */
  readonly domain: string;
  /** Truths that count: their last day lies within the data. */
  readonly truths: number;
  readonly truthsLeftOut: number;
  readonly hits: number;
  readonly recall: Proportion;
  /** Missed truths: confirmed too late, too soon, or not at all. */
  readonly missed: { readonly late: number; readonly before: number; readonly never: number };
  /** Episodes that were confirmed: hits, false alarms and ignored ones. */
  readonly confirmed: number;
  readonly ignored: number;
  readonly precision: Proportion;
  /** Days from a truth's `from` to its hit. */
  readonly delayDays: Spread;
  /** Delays at 0%, 5%, … 100% of the hits; empty without hits. */
  readonly delayQuantiles: readonly number[];
  readonly falseAlarms: FalseAlarms;
  readonly traps: { readonly sprung: number; readonly of: number };
  /** Confirmed episodes that were retracted later; the hits among them still count. */
  readonly retracted: { readonly hits: number; readonly falseAlarms: number };
  readonly early: EarlyScore;
  /** Null where truth names no first fee. */
  readonly lead: LeadScore | null;
  readonly calibration: Calibration;
  /** The bins behind the calibration. */
  readonly reliability: Reliability;
  /** By threshold, from low to high; empty for several signals together, whose thresholds are not one. */
  readonly thresholds: readonly ThresholdPoint[];
}

/** Recall by the cadence that truth names, precision by the cadence that the signal names. */
export interface CadenceScore {
  readonly signal: string;
  /** Empty where none is named. */
  readonly cadence: string;
  readonly truths: number;
  readonly hits: number;
  readonly recall: Proportion;
  readonly delayDays: Spread;
  /** Hits of this cadence by truth whose signal names it as well. */
  readonly cadenceRight: Proportion;
  /** Hits among confirmed episodes whose signal names this cadence. */
  readonly precision: Proportion;
  readonly calibration: Calibration;
}

/** Recall by the `kind` that truth names. */
export interface KindScore {
  readonly signal: string;
  readonly kind: string;
  readonly truths: number;
  readonly hits: number;
  readonly recall: Proportion;
  readonly delayDays: Spread;
}

/** What was said of lives to which nothing happened. */
export interface QuietScore {
  /** Customers of whom truth expects no signal of life, mix or stress. */
  readonly customers: number;
  readonly customerMonths: number;
  /** False alarms of life, mix and stress together. */
  readonly events: FalseAlarms;
  /** Those of recurring series and bills, beside them. */
  readonly recurring: FalseAlarms;
}

export interface TrapScore {
  readonly signal: string;
  readonly why: string;
  readonly of: number;
  readonly sprung: number;
}

/** What `evaluate` finds: a plain object, written as it is by `--json`. */
export interface EvaluationReport {
  readonly population: {
    readonly from: string;
    readonly to: string;
    /** As the population line says. */
    readonly customers: number;
    /** Customers of whom truth has any line. */
    readonly customersKnown: number;
    /** Observed months of 30.4375 days after each customer's warm-up. */
    readonly customerMonths: number;
    /** Whether events were made likelier than in life: then precision and rates are weighted back. */
    readonly weighted: boolean;
  };
  readonly input: {
    readonly lines: number;
    readonly episodes: number;
    readonly historicalLines: number;
    readonly historicalEpisodes: number;
    readonly unknownLines: number;
    readonly unknownCustomers: number;
  };
  /** What a reader must know before believing the figures, in plain sentences. */
  readonly notes: readonly string[];
  readonly all: SignalScore;
  readonly signals: readonly SignalScore[];
  /** The signals of each domain together; `signal` is the domain's name. */
  readonly domains: readonly SignalScore[];
  readonly quiet: QuietScore;
  readonly cadences: readonly CadenceScore[];
  readonly kinds: readonly KindScore[];
  readonly traps: readonly TrapScore[];
  /** Other signals against the same truth, where they were asked for. */
  readonly baseline?: {
    readonly signals: readonly SignalScore[];
    readonly domains: readonly SignalScore[];
    readonly quiet: QuietScore;
  };
  /** Over first confirmed emissions of all signals: a hit is right, a false alarm wrong, ignored ones left out. */
  readonly reliability: Reliability;
}
