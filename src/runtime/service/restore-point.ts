import { OperationalError } from '../../errors/operational-error.ts';
import type { CommittedOffset } from '../../log/log.ts';

/**
 * What travels in the metadata of the ledger's committed offset, atomic with the outputs: the restore point of the
 * snapshots topic, which is also the place of the partition's state there, and the number of the commit, by which a
 * worker that got no answer knows its own.
 */
export interface Committed {
  readonly offset: number;
  readonly restore: number;
  readonly commit: number;
  /** The fold version of the build that committed: what lies between the restore point and here is its work. */
  readonly fold: number;
}

const METADATA_VERSION = 1;

/** Before the first commit. */
export const NOTHING_COMMITTED: Committed = { offset: 0, restore: 0, commit: 0, fold: 0 };

export function encodeCommitted({ offset, restore, commit, fold }: Committed): CommittedOffset {
  return { offset, metadata: JSON.stringify({ v: METADATA_VERSION, restore, commit, fold }) };
}

/** Reads a committed offset and its metadata; that of another program is refused. */
export function decodeCommitted(committed: CommittedOffset | undefined): Committed {
  if (committed === undefined) return NOTHING_COMMITTED;
  const { offset } = committed;
  try {
    const { v, restore, commit, fold } = JSON.parse(committed.metadata) as Record<string, unknown>;
    if (v === METADATA_VERSION && isPlace(restore) && isPlace(commit) && isPlace(fold) && restore <= offset)
      return { offset, restore, commit, fold };
  } catch {
    // Said below: what cannot be read is not ours.
  }
  throw new OperationalError(
    'MS_OFFSET_FOREIGN',
    "the offset committed for the ledger does not hold this build's metadata: another program committed it by the same group",
    { retriable: false },
  );
}

export function isSameCommit(left: Committed, right: Committed): boolean {
  return left.offset === right.offset && left.commit === right.commit && left.restore === right.restore;
}

function isPlace(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
