/** The signals that truth may speak of: all that are promised to users. */
export { SIGNAL_IDS as TRUTH_SIGNALS, type SignalId as TruthSignal } from '../model/signal-ids.ts';
