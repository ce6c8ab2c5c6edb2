import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { OperationalError } from '../errors/operational-error.ts';
import { STORE_ENGINES, type StoreEngine } from './store.ts';

/** The file in a state directory that says whose it is; plain JSON, for people too. */
export const MARKER_FILE = 'milestream-state.json';
/** What this build writes: the layout of keys, frames and directories. */
export const STATE_FORMAT = 1;
const APPLICATION = 'milestream';

export interface Marker {
  readonly application: typeof APPLICATION;
  readonly stateFormat: number;
  readonly engine: StoreEngine;
  /** The newest version of the engine's package that has opened it. */
  readonly engineVersion: string;
  /** The version of Milestream that made it. */
  readonly createdBy: string;
  /** False until the database was made: from then on a database that is missing is damage. */
  readonly ready: boolean;
  /** Hash of the Node, the machine's kind and the binary on which the engine was tried in a process of its own. */
  readonly tried?: string;
}

/** A marker for a directory that has none. */
export function newMarker(engine: StoreEngine, engineVersion: string, createdBy: string): Marker {
  return {
    application: APPLICATION,
    stateFormat: STATE_FORMAT,
    engine,
    engineVersion,
    createdBy,
    ready: false,
  };
}

/** Whether a name in the directory is the marker, or what a killed process left of writing it. */
export function isMarkerName(name: string): boolean {
  return name.startsWith(MARKER_FILE);
}

/** The directory's marker, checked; undefined when there is none. */
export async function readMarker(location: string): Promise<Marker | undefined> {
  let text: string;
  try {
    text = await readFile(join(location, MARKER_FILE), 'utf8');
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
    throw error;
  }
  return checkMarker(text, location);
}

/** Makes the marker, unless somebody was faster: then false. */
export async function createMarker(location: string, marker: Marker): Promise<boolean> {
  const temporary = await writeTemporary(location, marker);
  try {
    // A link does not replace: of two that begin at once, one wins.
    await link(temporary, join(location, MARKER_FILE));
    return true;
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
    // A file system without links: the window between looking and renaming stays open there.
    await rename(temporary, join(location, MARKER_FILE));
    return true;
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
}

/** Puts another marker in the place of the one there. */
export async function replaceMarker(location: string, marker: Marker): Promise<void> {
  const temporary = await writeTemporary(location, marker);
  await rename(temporary, join(location, MARKER_FILE));
}

async function writeTemporary(location: string, marker: Marker): Promise<string> {
  const path = join(location, `${MARKER_FILE}.${randomUUID()}.tmp`);
  const file = await open(path, 'wx');
  try {
    await file.writeFile(`${JSON.stringify(marker, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return path;
}

function checkMarker(text: string, location: string): Marker {
  const place = join(location, MARKER_FILE);
  const fail = (code: string, says: string) =>
    new OperationalError(code, `${place} ${says}`, { retriable: false });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw fail('MS_STORE_MARKER', 'cannot be read: it should be JSON. Restore it, or use another directory');
  }
  const found = (typeof value === 'object' && value !== null ? value : {}) as Partial<
    Record<keyof Marker, unknown>
  >;
  if (typeof found.application === 'string' && found.application !== APPLICATION) {
    throw fail('MS_STORE_FOREIGN', 'says that the directory belongs to another application');
  }
  if (found.application === APPLICATION && Number(found.stateFormat) > STATE_FORMAT) {
    throw fail(
      'MS_STORE_NEWER',
      `says state format ${Number(found.stateFormat)}; this build reads ${STATE_FORMAT}. Use the newer build, or another directory`,
    );
  }
  const whole =
    found.application === APPLICATION &&
    found.stateFormat === STATE_FORMAT &&
    STORE_ENGINES.some((engine) => engine !== 'memory' && engine === found.engine) &&
    typeof found.engineVersion === 'string' &&
    typeof found.createdBy === 'string' &&
    typeof found.ready === 'boolean' &&
    (found.tried === undefined || typeof found.tried === 'string');
  if (!whole)
    throw fail('MS_STORE_MARKER', 'lacks fields or holds wrong ones. Restore it, or use another directory');
  return found as unknown as Marker;
}
