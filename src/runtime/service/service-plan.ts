import type { ServiceConfig, SourceEncoding } from '../../config/config.ts';
import type { OutputEncoding } from '../../registry/encode-output.ts';
import type { LedgerSchemas } from '../../registry/ledger-schemas.ts';
import type { IntakeSource } from './intake-options.ts';

/** A source as a thread is told of it. */
export interface PlannedSource extends Omit<IntakeSource, 'decoder'> {
  readonly encoding: SourceEncoding;
}

/** Everything that a thread of the service is told. Plain data: it goes over whole. */
export interface ServicePlan {
  readonly config: ServiceConfig;
  /** The dictionary in the form that the engine makes its lookups from. */
  readonly dictionary: unknown;
  readonly sources: readonly PlannedSource[];
  readonly ledgerPartitions: number;
  readonly outputs: OutputEncoding;
  readonly ledgerSchemas: LedgerSchemas;
  /** URL of the module that exports `engine`. */
  readonly engineModule: string;
}

/** What the fold means in this build: raised with every change after which the same events give other states. */
export const FOLD_VERSION = 1;
