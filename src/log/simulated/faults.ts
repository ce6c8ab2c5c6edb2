/** How often the simulated log fails, each as a chance for one call. All zero is a log that never fails. */
export interface LogFaults {
  /** A step of a transaction fails for certain. */
  readonly transactionFails: number;
  /** A step of a transaction gets no answer, and was not done. */
  readonly transactionLost: number;
  /** The commit is done, and its answer is lost. */
  readonly commitAnswerLost: number;
  /** The commit is on its way when its sender gives up, and arrives later. */
  readonly commitLate: number;
  /** A plain send gets no answer, and was not done, done, or is done later. */
  readonly sendUnknown: number;
  /** A plain send is answered with success, but drops what it had for some partitions, and does not name them. */
  readonly sendDrops: number;
  /** A reader is given a record of an aborted transaction. */
  readonly leaks: number;
  /** An offset's commit gets no answer; half of them were done. */
  readonly offsetAnswerLost: number;
  /** Partitions move between members for no reason. */
  readonly rebalances: number;
  /** A read to the end comes to a halt. */
  readonly readsStall: number;
  /** A producer cannot be opened at once. */
  readonly opensFail: number;
}

export const NO_LOG_FAULTS: LogFaults = {
  transactionFails: 0,
  transactionLost: 0,
  commitAnswerLost: 0,
  commitLate: 0,
  sendUnknown: 0,
  sendDrops: 0,
  leaks: 0,
  offsetAnswerLost: 0,
  rebalances: 0,
  readsStall: 0,
  opensFail: 0,
};
