import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { OperationalError } from '../../errors/operational-error.ts';
import { fileError, syncPath } from './files.ts';
import { FOLD_TOPICS } from './segment.ts';

/** Everything that a run appends to. */
export const OUT_TOPICS = [...FOLD_TOPICS, 'dead-letters'] as const;
export type OutTopic = (typeof OUT_TOPICS)[number];

/** Bytes of each output file. */
export type OutLengths = Readonly<Record<OutTopic, number>>;

export const NO_OUT: OutLengths = {
  signals: 0,
  activations: 0,
  audit: 0,
  transactions: 0,
  'dead-letters': 0,
};

export function outPath(out: string, topic: OutTopic): string {
  return join(out, `${topic}.ndjson`);
}

/** Makes the output directory, or says why it cannot be used. */
export function prepareOut(out: string): void {
  try {
    mkdirSync(out, { recursive: true });
    if (statSync(out).isDirectory()) {
      accessSync(out, constants.W_OK);
      return;
    }
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code !== 'EEXIST' && code !== 'ENOTDIR') throw fileError(error, { action: 'write', path: out });
  }
  throw new OperationalError('MS_OUT_NOT_A_DIRECTORY', `the output path is a file, or lies in one: ${out}`, {
    retriable: false,
  });
}

/**
 * The lengths that this run begins to append at. They are what the state committed last, or nothing in a directory
 * that is new to the state. `isUnfinished` allows what an interrupted run appended and never committed.
 */
export function checkOut(out: string, committed: OutLengths, isUnfinished: boolean): OutLengths {
  const found = Object.fromEntries(OUT_TOPICS.map((topic) => [topic, sizeOf(outPath(out, topic))])) as Record<
    OutTopic,
    number
  >;
  if (OUT_TOPICS.every((topic) => found[topic] === 0)) return NO_OUT;
  for (const topic of OUT_TOPICS) {
    if (found[topic] === committed[topic]) continue;
    if (isUnfinished && found[topic] > committed[topic]) continue;
    throw new OperationalError(
      'MS_OUT_CHANGED',
      `${outPath(out, topic)} holds ${found[topic]} bytes, but the state knows of ${committed[topic]}: it was changed, or belongs to another state. Give the state that it belongs to, or another --out`,
      { retriable: false },
    );
  }
  return committed;
}

/** Cuts every output file to its committed length, making those that are missing. */
export function cutOut(out: string, lengths: OutLengths): void {
  for (const topic of OUT_TOPICS) {
    const path = outPath(out, topic);
    try {
      const descriptor = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o666);
      try {
        ftruncateSync(descriptor, lengths[topic]);
      } finally {
        closeSync(descriptor);
      }
    } catch (error) {
      throw fileError(error, { action: 'write', path });
    }
  }
}

/** Opens an output file to append to it. */
export function openToAppend(path: string): number {
  try {
    return openSync(path, 'a');
  } catch (error) {
    throw fileError(error, { action: 'write', path });
  }
}

export function closeAppended(descriptor: number, sync: boolean): void {
  try {
    if (sync) fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Makes the names in the output directory last through a power cut. */
export function syncOut(out: string): void {
  syncPath(out);
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return 0;
    throw fileError(error, { action: 'read', path });
  }
}
