import type { AmountPattern, AnchorKind, CadenceId } from '../model/definition.ts';
import type { Channel } from '../model/transaction.ts';
import type { DefinitionKind } from './definition-schema.ts';
import type { PROHIBITED_USES, PURPOSES } from './schema-documentation.ts';

export type Purpose = keyof typeof PURPOSES;
export type ProhibitedUse = keyof typeof PROHIBITED_USES;

export interface DocumentationSource {
  readonly id: string;
  readonly version: string;
  readonly kind: DefinitionKind;
  readonly title: string;
  readonly hypothesis: string;
  readonly owner: string;
  readonly secondLineOwner: string;
  readonly purposes: readonly Purpose[];
  readonly prohibitedUses: readonly ProhibitedUse[];
  readonly lawfulBasis: 'consent' | 'contract' | 'legal-obligation' | 'legitimate-interests';
  readonly sensitivity: 'H' | 'M' | 'L';
  readonly vulnerabilityDriver: 'none' | 'health' | 'life-events' | 'resilience' | 'capability';
  readonly inputs: readonly string[];
  readonly lookback: string;
  readonly coolDown: string;
  readonly minimumAudience: number;
  readonly limitations: readonly string[];
  readonly knownFalsePositives: readonly string[];
  readonly validation: {
    readonly status: 'pending' | 'measured';
    readonly dataSet: string;
    readonly measuredOn?: string;
    readonly command?: string;
    readonly precision?: number;
    readonly recall?: number;
    readonly calibrationError?: number;
    readonly predictions?: number;
  };
  readonly monitoring: {
    readonly precisionMin: number;
    readonly calibrationErrorMax: number;
    readonly stabilityIndexMax: number;
    readonly weeklyChurnShareMax: number;
  };
  readonly approvals: readonly ApprovalSource[];
  readonly effective: string;
  readonly expires: string;
  readonly changeLog: readonly { readonly version: string; readonly date: string; readonly what: string }[];
}

export interface ApprovalSource {
  readonly by: string;
  readonly on: string;
  readonly expires: string;
  readonly hash: string;
  readonly signature: string;
}

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

export interface UseSource {
  readonly channel: string;
  readonly risk: 'low' | 'medium' | 'high';
  readonly confidence: number;
  readonly early?: boolean;
  readonly why: string;
}

export interface CalibrationSource {
  readonly method: string;
  readonly points: readonly (readonly [number, number])[];
  readonly labels: number;
  readonly source: string;
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

export type DefinitionSource = RecurringSource;
