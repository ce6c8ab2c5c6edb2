import { OperationalError } from '../errors/operational-error.ts';
import { AssertionError } from '../lib/assert.ts';

interface Rule {
  readonly pattern: RegExp;
  readonly code: string;
  readonly retriable: boolean;
  readonly says: (location: string) => string;
}

/*
 * How the databases and the system word what went wrong, as seen with rocksdb 5.2.1, rocksdb-native 3.18.1
 * and Node's file calls on Linux. The first rule that fits counts.
 */
const RULES: readonly Rule[] = [
  {
    pattern: /No space left|ENOSPC|Disk quota exceeded|EDQUOT|not enough space on the disk/i,
    code: 'MS_DISK_FULL',
    retriable: true,
    says: (location) => `the disk that holds ${location} is full: make room, then start again`,
  },
  {
    pattern: /lock hold by|While lock file|No locks available/i,
    code: 'MS_STORE_LOCKED',
    retriable: true,
    says: (location) => `another run uses this state directory: ${location}`,
  },
  {
    pattern:
      /EACCES|EPERM|EROFS|Permission denied|Operation not permitted|Read-only file system|Access is denied/i,
    code: 'MS_STORE_NOT_WRITABLE',
    retriable: false,
    says: (location) => `the state directory cannot be written to: ${location}`,
  },
  {
    pattern: /Too many open files|EMFILE|ENFILE/i,
    code: 'MS_STORE_IO',
    retriable: true,
    says: (location) => `too many files are open to use the state directory ${location}`,
  },
  {
    pattern: /Input\/output error|\bEIO:/i,
    code: 'MS_STORE_IO',
    retriable: false,
    says: (location) => `the disk that holds the state directory ${location} reports an error`,
  },
  {
    pattern:
      /Corruption|corrupted|checksum mismatch|MANIFEST|CURRENT|No such file|ENOENT|too short|size mismatch|bad block|does not exist|truncated|existing log file/i,
    code: 'MS_STORE_DAMAGED',
    retriable: false,
    says: (location) =>
      `the database in the state directory ${location} is damaged: restore a copy, or set it aside and rebuild the state`,
  },
];

/** Words an error of a database or of the file system; one that is worded already stays, and so does an assert. */
export function storeError(
  error: unknown,
  context: { readonly action: string; readonly location: string },
): OperationalError {
  if (error instanceof OperationalError) return error;
  // Bad code is no bad world: it must not be retried, and it dies where it is.
  if (error instanceof AssertionError) throw error;
  const text = wordsOf(error);
  const rule = RULES.find(({ pattern }) => pattern.test(text));
  if (rule === undefined) {
    return new OperationalError(
      'MS_STORE_IO',
      `the state directory ${context.location} failed to ${context.action}: ${text}`,
      { retriable: false, cause: error },
    );
  }
  return new OperationalError(rule.code, `${rule.says(context.location)} (on ${context.action})`, {
    retriable: rule.retriable,
    cause: error,
  });
}

/** Message and code of an error and of its causes, at most five deep. */
function wordsOf(error: unknown): string {
  const words: string[] = [];
  let current = error;
  for (let depth = 0; depth < 5 && current !== undefined && current !== null; depth++) {
    if (!(current instanceof Error)) return [...words, String(current)].join(': ');
    words.push(current.message);
    current = current.cause;
  }
  return words.join(': ');
}
