import type { Risk } from './governance.ts';

/**
 * The rules that can withhold a signal, in the order in which they are looked at and told.
 * The bit is how a customer's state remembers the rule: it is stored, so it never changes and is never used again.
 */
export const RULES = [
  { code: 'definition-unknown', bit: 0 },
  { code: 'use-not-named', bit: 1 },
  { code: 'not-approved', bit: 2 },
  { code: 'not-effective', bit: 3 },
  { code: 'expired', bit: 4 },
  { code: 'lawful-basis', bit: 5 },
  { code: 'consent-missing', bit: 6 },
  { code: 'consent-withdrawn', bit: 7 },
  { code: 'sensitivity-high', bit: 8 },
  { code: 'sensitivity-medium', bit: 9 },
  { code: 'prohibited-use', bit: 10 },
  { code: 'suppressed', bit: 11 },
  { code: 'vulnerability', bit: 12 },
  { code: 'historical', bit: 13 },
  { code: 'retracted', bit: 14 },
  { code: 'ended', bit: 15 },
  { code: 'fading', bit: 16 },
  { code: 'early', bit: 17 },
  { code: 'below-threshold', bit: 18 },
  { code: 'memory-full', bit: 19 },
] as const;
export type RuleCode = (typeof RULES)[number]['code'];

/** A rule that a use failed, with one plain sentence. */
export interface FailedRule {
  readonly code: RuleCode;
  readonly text: string;
}

/** One way in which a signal could be used for one purpose, and every rule that speaks against it. */
export interface Verdict {
  readonly channel: string;
  readonly risk: Risk;
  readonly purpose: string;
  /** In 1/10000; zero where nothing says what to ask for. */
  readonly threshold: number;
  readonly failed: readonly FailedRule[];
}

export const ACTIVATION_DECISIONS = ['withhold', 'send', 'withdraw'] as const;
/** Not to be told; to be told; to be taken back from whoever was told. */
export type ActivationDecision = (typeof ACTIVATION_DECISIONS)[number];

/** A line of `activations.ndjson`: what may be sent for one revision, through which channel and for what, or why not. */
export interface Activation {
  readonly id: string;
  readonly customer: string;
  readonly signal: string;
  readonly episode: string;
  readonly revision: number;
  readonly state: string;
  readonly channel: string;
  readonly risk: Risk;
  readonly purpose: string;
  readonly decision: ActivationDecision;
  readonly rules: readonly FailedRule[];
  readonly confidence: number;
  readonly threshold: number;
  readonly at: string;
  /** The definition that it was decided by; null where none of that id is in force any more. */
  readonly definition: { readonly version: string; readonly hash: string } | null;
}
