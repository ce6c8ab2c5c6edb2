import type { Day } from '../../model/day.ts';

/** What the workers tell of themselves, for logs and metrics. Nothing of a customer is in it. */
export type ServiceEvent =
  | { readonly kind: 'opening'; readonly partition: number }
  | {
      readonly kind: 'restored';
      readonly partition: number;
      readonly by: 'disk' | 'snapshots' | 'ledger';
      /** Where the replay begins, and up to where it is muted. */
      readonly restore: number;
      readonly committed: number;
    }
  | { readonly kind: 'live'; readonly partition: number }
  | {
      readonly kind: 'committed';
      readonly partition: number;
      readonly offset: number;
      readonly events: number;
      readonly outputs: number;
      readonly flushed: number;
      /** Messages of the ledger that are still to be read. */
      readonly lag: number;
    }
  | { readonly kind: 'commit-retried'; readonly partition: number; readonly cause: unknown }
  | { readonly kind: 'lost'; readonly partition: number; readonly why: 'revoked' | 'fenced' | 'overtaken' }
  | { readonly kind: 'store-set-aside'; readonly partition: number; readonly why: string }
  | { readonly kind: 'snapshots-anew'; readonly partition: number; readonly customers: number }
  | { readonly kind: 'opened-again'; readonly partition: number; readonly cause: unknown }
  | { readonly kind: 'waits-for-definitions'; readonly epoch: number }
  | { readonly kind: 'waits-for-registry' }
  | {
      readonly kind: 'taken-in';
      readonly source: string;
      readonly partition: number;
      readonly offset: number;
      readonly events: number;
      readonly deadLetters: number;
      readonly lag: number;
    }
  | {
      readonly kind: 'send-retried';
      readonly source: string;
      readonly partition: number;
      readonly cause: unknown;
    }
  | {
      readonly kind: 'held-back';
      readonly source: string;
      readonly partition: number;
      readonly isHeld: boolean;
    }
  | { readonly kind: 'ticked'; readonly day: Day }
  /** Ticks wait for this source, which is days behind the clock. */
  | {
      readonly kind: 'source-stalls';
      readonly source: string;
      readonly day: Day;
      readonly behindDays: number;
    }
  | { readonly kind: 'activated'; readonly epoch: number };
