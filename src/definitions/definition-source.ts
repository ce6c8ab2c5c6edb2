import type { AmountPattern, AnchorKind, CadenceId } from '../model/definition.ts';
import type { Channel } from '../model/transaction.ts';
import type { CalibrationSource, DocumentationSource, UseSource } from './documentation-source.ts';
import type { HypothesisSource } from './hypothesis-source.ts';

export interface CadenceSource {
  readonly prior: number;
  readonly toleranceDays: number;
  readonly graceDays: number;
  readonly endAfterMissed: number;
  readonly why: string;
}

export interface JitterSource {
  readonly id: string;
  readonly share: number;
  readonly byDistance: readonly number[];
  readonly why: string;
}

export interface HabitSource {
  readonly id: string;
  readonly share: number;
  readonly variation: number;
  readonly why: string;
}

/** A definition of the kind `recurring-series`, as its author wrote it; the schema has held it to this shape. */
export interface RecurringSource extends DocumentationSource {
  readonly kind: 'recurring-series';
  readonly direction: 'in' | 'out';
  readonly excludeChannels: readonly Channel[];
  readonly prior: {
    readonly default: number;
    readonly byCategory: Readonly<Record<string, number>>;
    readonly why: string;
    readonly source: string;
  };
  readonly cadences: Readonly<Record<CadenceId, CadenceSource>>;
  readonly evidence: {
    readonly rhythm: {
      readonly group: string;
      readonly cap: number;
      readonly missed: number;
      readonly jitter: readonly JitterSource[];
      readonly habits: readonly HabitSource[];
      readonly habitSpread: number;
      readonly anchors: Readonly<Record<AnchorKind, number>>;
      readonly visitsBetween: number;
      readonly visitsBefore: number;
      readonly why: string;
    };
    readonly amounts: {
      readonly group: string;
      readonly weights: Readonly<Record<AmountPattern, number>>;
      readonly pairShare: number;
      readonly roundShare: number;
      readonly why: string;
    };
    readonly rail: {
      readonly group: string;
      readonly channels: Readonly<Partial<Record<Channel, number>>>;
      readonly mandate: number;
      readonly why: string;
    };
  };
  readonly thresholds: {
    readonly early: number;
    readonly confirm: number;
    readonly byUse?: readonly UseSource[];
  };
  readonly paymentsMin: { readonly early: number; readonly confirm: number };
  readonly absenceDaysMin: number;
  readonly correctionWindowDays: number;
  readonly revisionStep: number;
  readonly calibration: 'none' | CalibrationSource;
  readonly texts: { readonly summary: string };
}

export type DefinitionSource = RecurringSource | HypothesisSource;
