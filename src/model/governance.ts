import type { Day } from './day.ts';

/** What a mistake through a channel would cost. */
export type Risk = 'low' | 'medium' | 'high';

/** One way in which a definition lets its signals be used. */
export interface DefinitionUse {
  readonly channel: string;
  readonly risk: Risk;
  /** The confidence from which it may be used so, in 1/10000. */
  readonly threshold: number;
  /** Whether an early signal may be used so; only confirmed ones otherwise. */
  readonly early: boolean;
  /** Whether the definition names this use itself; false for the default channels. */
  readonly named: boolean;
}

/** One person's statement that a definition, by its hash, may be used. Its signature is not looked at yet. */
export interface Approval {
  readonly by: string;
  readonly hash: string;
  /** The first day on which it counts. */
  readonly on: Day;
  /** The last one. */
  readonly expires: Day;
}

/** What a definition says of its own use, whatever it detects and how. */
export interface Governance {
  /** The folder that the definition lies in: recurring, mix, life, stress, commercial or a bank's own. */
  readonly domain: string;
  readonly owner: string;
  readonly lawfulBasis: 'consent' | 'contract' | 'legal-obligation' | 'legitimate-interests';
  readonly prohibitedUses: readonly string[];
  readonly vulnerabilityDriver: string;
  readonly minimumAudience: number;
  /** The first day on which it may be used. */
  readonly effective: Day;
  /** The last one. */
  readonly expires: Day;
  readonly approvals: readonly Approval[];
  /** By channel, then risk; each pair stands once. */
  readonly uses: readonly DefinitionUse[];
}

/** The channels of a definition that names none, each with what a mistake there costs; they ask for what confirms. */
export const DEFAULT_CHANNELS: readonly { readonly channel: string; readonly risk: Risk }[] = [
  // A person of the bank sees it first.
  { channel: 'advisor', risk: 'low' },
  { channel: 'email', risk: 'medium' },
  // Seen by who opens the application anyway.
  { channel: 'in-app', risk: 'low' },
  { channel: 'push', risk: 'medium' },
];
