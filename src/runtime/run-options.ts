import type { Readable } from 'node:stream';
import type { DeadLetterCode } from '../errors/dead-letter.ts';
import type { Holders } from '../intake/holders.ts';
import type { Profile } from '../intake/profile.ts';
import type { Day } from '../model/day.ts';
import type { DefinitionSet } from '../model/definition.ts';
import type { StoreEngine } from '../store/store.ts';
import type { OutLengths } from './embedded/out-files.ts';
import type { SignalCounts } from './embedded/signal-counts.ts';

/** Everything that a run in embedded mode is told. */
export interface RunOptions {
  /** Files, directories (their files by name), `-` for standard input. */
  readonly inputs: readonly string[];
  readonly out: string;
  /** The state directory; not used by the memory engine. */
  readonly state: string;
  /** How files are read; `auto` looks at each. */
  readonly format: string;
  /** How files of formats that need one are mapped, as the format's `parseMapping` gave it, or a list of such; without one it is proposed. */
  readonly mapping?: unknown;
  /** How sources fill their formats, where not as usual. */
  readonly profiles?: readonly Profile[];
  /** Whose accounts are where a format does not say; by default only records that name their customer are read. */
  readonly holders?: Holders;
  /** The last day of ticks; later events are dead letters. Undefined: the last accepted day. */
  readonly asOf: Day | undefined;
  /** Days before this one are back-filled time; `DAY_NONE` for none. */
  readonly historyUntil: Day;
  /** The bank's zone, an IANA name. */
  readonly zone: string;
  /** Whether `transactions.ndjson` is filled. */
  readonly transactions: boolean;
  readonly threads: number;
  /** What the run may take, all threads together, about. */
  readonly memoryBytes: number;
  readonly engine: StoreEngine | 'auto';
  /** Whether dead letters carry the bytes of their lines. */
  readonly deadLetterBytes: boolean;
  readonly definitions: DefinitionSet;
  /** The dictionary as plain data, as `core-engine.ts` takes it. */
  readonly dictionary: unknown;
  /** The secret that people and accounts are keyed with; without one the run makes it, in the state directory. */
  readonly partySecret?: string;
  /** Whether what is committed lasts through a power cut, not only through the death of the process. */
  readonly sync: boolean;
  readonly stdin?: Readable;
  readonly tuning?: Tuning;
}

/** What never changes an output byte: sizes, and for tests the places where a crash is tried. */
export interface Tuning {
  readonly bucketBits?: number;
  readonly blockBytes?: number;
  readonly rangeBytes?: number;
  /** URL of another module that exports `engine`. */
  readonly engineModule?: string;
  /** Called at named points of the run. */
  readonly at?: (point: RunPoint) => void;
}

export const RUN_POINTS = [
  'range-read',
  'read',
  'index-written',
  'journal-written',
  'bucket-folded',
  'bucket-committed',
  'out-cut',
  'topic-merged',
  'summary-written',
  'committed',
] as const;
export type RunPoint = (typeof RUN_POINTS)[number];

export const RUN_PHASES = ['read', 'fold', 'merge'] as const;
export type RunPhase = (typeof RUN_PHASES)[number];

/** What a run says while it goes on. */
export type Progress =
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'warning'; readonly text: string }
  | {
      readonly kind: 'progress';
      readonly phase: RunPhase;
      /** In bytes, whatever the phase. */
      readonly done: number;
      readonly total: number;
      /** Events read or folded so far. */
      readonly events: number;
    };

export type DeadCounts = Readonly<Partial<Record<DeadLetterCode, number>>>;

export interface FileSummary {
  readonly name: string;
  readonly bytes: number;
  readonly status: 'read' | 'skipped';
  readonly lines: number;
}

/** What a run did: `summary.json`. */
export interface RunSummary {
  readonly events: {
    readonly read: number;
    readonly accepted: number;
    readonly duplicate: number;
    readonly late: number;
    readonly dead: DeadCounts;
  };
  readonly signals: SignalCounts;
  readonly customers: { readonly touched: number; readonly new: number; readonly total: number };
  readonly ticks: { readonly from: string; readonly to: string } | null;
  readonly files: readonly FileSummary[];
  readonly bytes: { readonly read: number; readonly spilled: number; readonly appended: OutLengths };
  readonly durations: Readonly<Record<RunPhase | 'total', number>>;
  readonly cpuSeconds: number;
  readonly rates: { readonly eventsPerSecond: number; readonly eventsPerCpuSecond: number };
  readonly memoryPeakBytes: number;
  readonly threads: number;
  readonly buckets: number;
  readonly zone: string;
  readonly store: { readonly engine: StoreEngine; readonly said: string };
  readonly definitions: { readonly hash: string; readonly changed: boolean };
  readonly dictionary: { readonly hash: string; readonly changed: boolean };
  /** The file that said whose accounts are, pinned by its hash; null where there was none. */
  readonly accounts: { readonly hash: string; readonly changed: boolean } | null;
  readonly warnings: readonly string[];
  /** An earlier run was killed, and this one finished it from where it stood. */
  readonly resumed: boolean;
  /** The input held lines, and none of them could be used. */
  readonly nothingAccepted: boolean;
}
