import type { Governance } from './governance.ts';
import type { HypothesisDefinition, NoteRule } from './hypothesis.ts';
import type { DefinitionId } from './ids.ts';
import type { Channel } from './transaction.ts';

export const CADENCE_IDS = [
  'weekly',
  'fortnightly',
  'four-weekly',
  'semi-monthly',
  'monthly',
  'two-monthly',
  'quarterly',
  'half-yearly',
  'yearly',
] as const;
export type CadenceId = (typeof CADENCE_IDS)[number];

/** What a definition says of one rhythm. Weights are whole 1/1000 nat. */
export interface CadenceRule {
  readonly id: CadenceId;
  /** Added to the prior: how common this rhythm is among recurring payments, and how often it is looked for. */
  readonly priorMilli: number;
  /** Working days that a payment may stand off its due day and still belong to it. */
  readonly toleranceDays: number;
  /** Days after the due day's tolerance at which a missing payment makes the series fade. */
  readonly graceDays: number;
  /** Due days missed in a row at which the series has ended. */
  readonly endAfterMissed: number;
}

export const AMOUNT_PATTERNS = ['steady', 'near', 'stepped', 'varying', 'wild'] as const;
/** Equal amounts; all within a few percent; equal but for a step; within a factor of the median; anything. */
export type AmountPattern = (typeof AMOUNT_PATTERNS)[number];

/** How far payments stand off their due days: chance for each distance in working days, from 0. */
export interface JitterProfile {
  readonly id: string;
  /** Share of recurring series that behave so. */
  readonly share: number;
  readonly byDistance: readonly number[];
}

/** How even a habit is: the deviation of its gaps as a share of their mean. */
export interface HabitProfile {
  readonly id: string;
  /** Share of habits that are so even. */
  readonly share: number;
  readonly variation: number;
}

/** What the due days of a rhythm are fixed by. */
export const ANCHOR_KINDS = ['phase', 'month-day', 'month-weekday', 'two-days'] as const;
export type AnchorKind = (typeof ANCHOR_KINDS)[number];

export interface RecurringDefinition {
  readonly kind: 'recurring-series';
  readonly id: DefinitionId;
  readonly version: string;
  /** SHA-256 of the canonical content. */
  readonly hash: string;
  readonly title: string;
  readonly sensitivity: 'H' | 'M' | 'L';
  readonly purposes: readonly string[];
  readonly governance: Governance;
  readonly direction: 'in' | 'out';
  readonly excludedChannels: ReadonlySet<Channel>;
  readonly priorMilli: number;
  /** Dotted category to prior; the longest prefix counts. */
  readonly categoryPriorsMilli: ReadonlyMap<string, number>;
  readonly cadences: ReadonlyMap<CadenceId, CadenceRule>;
  readonly rhythm: {
    readonly group: string;
    readonly capMilli: number;
    readonly jitter: readonly JitterProfile[];
    readonly habits: readonly HabitProfile[];
    /** How far the mean gap of habits spreads around a rhythm's, in natural logarithms. */
    readonly habitSpread: number;
    /** Added for what the due days are fixed by: a choice of kinds makes chance fits likelier. */
    readonly anchorsMilli: Readonly<Record<AnchorKind, number>>;
    /** For each like payment in between, as a share of the series' own. */
    readonly visitsBetweenMilli: number;
    /** For each like payment before the first one. */
    readonly visitsBeforeMilli: number;
    readonly missedMilli: number;
  };
  readonly amounts: {
    readonly group: string;
    readonly weightsMilli: Readonly<Record<AmountPattern, number>>;
    /** Share of the weight that counts while there are only two payments. */
    readonly pairShare: number;
    /** Share of the weight that counts while the amount is a round sum. */
    readonly roundShare: number;
  };
  readonly rail: {
    readonly group: string;
    readonly channelsMilli: Readonly<Partial<Record<Channel, number>>>;
    readonly mandateMilli: number;
  };
  readonly thresholds: { readonly early: number; readonly confirm: number };
  readonly paymentsMin: { readonly early: number; readonly confirm: number };
  /** Absence that must have been observed on the account before a series may be called new. */
  readonly absenceDaysMin: number;
  /** Days for which a late, changed or withdrawn payment still corrects what was said. */
  readonly correctionWindowDays: number;
  /** Change of confidence that is worth a revision. */
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

export type Definition = RecurringDefinition | HypothesisDefinition;

/** All definitions in force, with the hash of the set and of the dictionary that they are read with. */
export interface DefinitionSet {
  readonly hash: string;
  readonly epoch: number;
  readonly dictionaryHash: string;
  readonly definitions: readonly Definition[];
  /** What of lines is kept for the hypotheses, by key. */
  readonly notes: readonly NoteRule[];
}
