import type { CalibrationSource, DocumentationSource, UseSource } from './documentation-source.ts';

export interface LineFilterSource {
  readonly direction?: 'in' | 'out';
  readonly categories?: readonly string[];
  readonly merchants?: readonly string[];
  readonly mcc?: readonly string[];
  readonly words?: readonly string[];
  readonly exceptWords?: readonly string[];
  readonly exceptCategories?: readonly string[];
  readonly channels?: readonly string[];
  readonly accountTypes?: readonly string[];
  readonly amountFrom?: number;
  readonly amountTo?: number;
  readonly foreign?: boolean;
  readonly abroad?: boolean;
  readonly exceptSubject?: boolean;
  readonly onlySubject?: boolean;
}

export interface SeriesFilterSource {
  readonly exceptSubject?: boolean;
  readonly direction?: 'in' | 'out';
  readonly categories?: readonly string[];
  readonly merchants?: readonly string[];
}

/** A map with one key: the kind of observation. */
export type ObserveSource = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface LevelSource {
  readonly at: number;
  readonly weight: number;
}

export interface EvidenceSource {
  readonly code: string;
  readonly group: string;
  readonly observe: ObserveSource;
  readonly levels: readonly LevelSource[];
  readonly after?: { readonly code: string; readonly withinDays: number };
  readonly text: string;
  readonly why: string;
  readonly source: string;
}

/** A definition of the kind `hypothesis`, as its author wrote it; the schema has held it to this shape. */
export interface HypothesisSource extends DocumentationSource {
  readonly kind: 'hypothesis';
  readonly subject:
    | 'customer'
    | { readonly series: SeriesFilterSource & { readonly onlyNew?: boolean } }
    | { readonly party: SeriesFilterSource };
  readonly prior: {
    readonly perYear: number;
    readonly withinDays: number;
    readonly why: string;
    readonly source: string;
  };
  readonly groups: Readonly<Record<string, { readonly cap: number; readonly why: string }>>;
  readonly evidence: readonly EvidenceSource[];
  readonly exclusions?: readonly {
    readonly code: string;
    readonly observe: ObserveSource;
    readonly at: number;
    readonly why: string;
  }[];
  readonly thresholds: {
    readonly early: number;
    readonly confirm: number;
    readonly byUse?: readonly UseSource[];
  };
  readonly life: {
    readonly kind: 'event' | 'condition';
    readonly endAfterDays: number;
    readonly coolDownDays: number;
    readonly why: string;
  };
  readonly observedDaysMin: number;
  readonly revisionStep: number;
  readonly calibration: 'none' | CalibrationSource;
  readonly texts: { readonly summary: string };
}
