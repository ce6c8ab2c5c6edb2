/** What leaves the fold: the shapes that contracts promise to subscribers. */

export const SIGNAL_STATES = ['early', 'confirmed', 'fading', 'ended', 'retracted'] as const;
export type SignalState = (typeof SIGNAL_STATES)[number];

export interface Contribution {
  readonly code: string;
  readonly group: string;
  /** One plain sentence. */
  readonly text: string;
  /** Log-odds with three decimals, as counted after its group's cap. */
  readonly weight: number;
  readonly facts: Readonly<Record<string, string | number | readonly number[] | readonly string[]>>;
  readonly transactions: readonly string[];
}

export interface Signal {
  readonly id: string;
  readonly episode: string;
  readonly revision: number;
  readonly customer: string;
  readonly signal: string;
  readonly definition: { readonly version: string; readonly hash: string };
  readonly state: SignalState;
  readonly confidence: number;
  readonly subject: {
    readonly kind: 'merchant' | 'counterparty' | 'category' | 'account' | 'customer';
    readonly id: string;
    readonly name: string;
  };
  readonly detectedAt: string;
  readonly happened: { readonly from: string; readonly to: string };
  readonly next?: {
    readonly date: { readonly from: string; readonly to: string };
    readonly amount: { readonly from: string; readonly to: string };
    readonly currency: string;
  };
  /** On recurring series: what is known of the rhythm. */
  readonly series?: {
    readonly cadence: string;
    readonly day: string;
    readonly amounts: 'steady' | 'stepped' | 'varying';
    readonly payments: number;
  };
  readonly rationale: {
    readonly summary: string;
    readonly prior: number;
    readonly calibration:
      | 'none'
      | { readonly method: string; readonly points: unknown; readonly labels: number };
    readonly for: readonly Contribution[];
    readonly against: readonly Contribution[];
  };
  readonly transactions: readonly string[];
  readonly sensitivity: 'H' | 'M' | 'L';
  readonly purposes: readonly string[];
  readonly historical?: true;
}

/** An entry of the audit: ids and numbers, never a name, an account or an amount. */
export interface AuditRecord {
  readonly at: string;
  readonly customer: string;
  readonly what:
    | 'emitted'
    | 'corrected'
    | 'retracted'
    | 'crossed'
    | 'late'
    | 'outcome'
    | 'consent'
    | 'decided'
    | 'forgotten';
  readonly [field: string]: unknown;
}

export type OutputTopic = 'signals' | 'activations' | 'audit' | 'transactions';

/** One record for one output; the shell adds the customer's clock day and ordinal. */
export interface OutputRecord {
  readonly topic: OutputTopic;
  /** The customer's clock day when it was put out. */
  readonly day: number;
  /** Counts the customer's outputs, over its whole life. */
  readonly ordinal: number;
  readonly body: Signal | AuditRecord | Readonly<Record<string, unknown>>;
}
