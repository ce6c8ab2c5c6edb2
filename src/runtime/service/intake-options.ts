import type { FileReading } from '../../intake/formats.ts';
import type { Holders } from '../../intake/holders.ts';
import type { Log } from '../../log/log.ts';
import type { Day } from '../../model/day.ts';
import type { SourceDecoder } from '../../registry/source-decoder.ts';
import type { Engine, IntakeSettings } from '../engine.ts';
import type { CountedSource } from './progress-book.ts';
import type { ServiceEvent } from './service-event.ts';
import type { Clock, ServiceTopics } from './service-options.ts';

/** One topic that events come from. */
export interface IntakeSource extends CountedSource {
  readonly topic: string;
  readonly reading: FileReading;
  readonly holders: Holders;
  /** Where values stand behind a registry's five bytes: what is behind them. */
  readonly decoder?: SourceDecoder;
}

export interface IntakeTuning {
  /** Records of a source that become one send. */
  readonly sendRecordsMax: number;
  /** Records that wait in memory for each source partition. */
  readonly queueRecordsMax: number;
  /** Attempts at one send, one after the other. */
  readonly attemptsMax: number;
  readonly backoffMs: number;
  readonly pollMs: number;
  /** A source partition so many days ahead of the slowest other source waits for it. */
  readonly aheadDaysMax: number;
  /** How often progress is read again for that. */
  readonly progressMs: number;
  /** How often progress is told although nothing has changed. */
  readonly retellMs: number;
  /** Days without progress of a source behind the broker's clock that are worth an alarm. */
  readonly stallDays: number;
  /** How many blocks the ticks of one day come in; each is a part of the slices. */
  readonly tickBlocks: number;
}

export const INTAKE_TUNING: IntakeTuning = {
  sendRecordsMax: 5000,
  queueRecordsMax: 20_000,
  attemptsMax: 8,
  backoffMs: 100,
  pollMs: 500,
  aheadDaysMax: 7,
  progressMs: 1000,
  retellMs: 60_000,
  stallDays: 2,
  tickBlocks: 64,
};

/** All that an intake worker needs. */
export interface IntakeOptions {
  readonly app: string;
  readonly log: Log;
  readonly clock: Clock;
  readonly topics: Pick<ServiceTopics, 'ledger' | 'progress' | 'deadLetters'>;
  /** Partitions of the ledger: frozen when it was made. */
  readonly ledgerPartitions: number;
  readonly sources: readonly IntakeSource[];
  readonly engine: Pick<Engine, 'createIntake'>;
  readonly settings: IntakeSettings;
  /** The day of an instant in the bank's zone. */
  readonly dayOfInstant: (milliseconds: number) => Day;
  /** Id of the schema that ledger events are written by; 0 for this build's own. */
  readonly schema: number;
  readonly keepsDeadLetterBytes: boolean;
  readonly tuning: IntakeTuning;
  readonly observe: (event: ServiceEvent) => void;
}
