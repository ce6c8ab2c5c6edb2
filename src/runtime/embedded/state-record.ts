import { Buffer } from 'node:buffer';
import type { Day } from '../../model/day.ts';
import { metaKey } from '../../store/keys.ts';
import type { Store, StoreBatch } from '../../store/store.ts';
import { NO_OUT, type OutLengths } from './out-files.ts';

/** What the store knows of the runs so far. */
export interface StateRecord {
  readonly runs: number;
  /** The last day that ticks came to; -1 before the first. */
  readonly lastTick: Day;
  readonly customers: number;
  readonly out: OutLengths;
  readonly definitionsHash: string;
  readonly dictionaryHash: string;
  /** Hash of the file that said whose accounts are; empty or absent where there was none. */
  readonly accountsHash?: string;
}

/** A file that was done before, by content. */
export interface DoneFile {
  readonly identity: string;
  readonly name: string;
  readonly size: number;
}

export const NO_RUNS: StateRecord = {
  runs: 0,
  lastTick: -1,
  customers: 0,
  out: NO_OUT,
  definitionsHash: '',
  dictionaryHash: '',
};

const RECORD_KEY = metaKey('runs');
const FILE_PREFIX = 'file/';
/** The name that stands right behind all those with the prefix. */
const FILES_END = 'file0';
const SCAN_ENTRIES_MAX = 1000;

export async function readStateRecord(store: Store): Promise<StateRecord> {
  const [value] = await store.getMany([RECORD_KEY]);
  return value === undefined ? NO_RUNS : (parse(value) as StateRecord);
}

export function putStateRecord(batch: StoreBatch, record: StateRecord): void {
  batch.put(RECORD_KEY, Buffer.from(JSON.stringify(record)));
}

export function putDoneFile(batch: StoreBatch, file: DoneFile): void {
  const { name, size } = file;
  batch.put(metaKey(`${FILE_PREFIX}${file.identity}`), Buffer.from(JSON.stringify({ name, size })));
}

/** All files that were done before. */
export async function readDoneFiles(store: Store): Promise<DoneFile[]> {
  const files: DoneFile[] = [];
  const to = metaKey(FILES_END);
  for (let from: Uint8Array = metaKey(FILE_PREFIX); ; ) {
    const entries = await store.scan({ from, to, limit: SCAN_ENTRIES_MAX });
    for (const { key, value } of entries) {
      const identity = Buffer.from(key).toString('utf8', metaKey(FILE_PREFIX).length);
      files.push({ identity, ...(parse(value) as Omit<DoneFile, 'identity'>) });
    }
    const last = entries.at(-1);
    if (last === undefined || entries.length < SCAN_ENTRIES_MAX) return files;
    from = Buffer.concat([last.key, Buffer.from([0])]);
  }
}

function parse(value: Uint8Array): unknown {
  return JSON.parse(Buffer.from(value).toString('utf8'));
}
