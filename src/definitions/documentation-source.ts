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
