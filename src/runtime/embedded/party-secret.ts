import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperationalError } from '../../errors/operational-error.ts';
import type { Store } from '../../store/store.ts';
import type { RunOptions } from '../run-options.ts';
import { fileError } from './files.ts';

/** The file in a state directory that holds the secret which a run made for itself. */
export const PARTY_SECRET_FILE = 'party.key';
/** Shorter secrets can be tried out. */
export const PARTY_SECRET_LENGTH_MIN = 16;
const SECRET_BYTES = 32;
const OWNER_ONLY = 0o600;

/** The secret that people and accounts are keyed with, and what is to be said of it; empty when there is nothing to say. */
export function findPartySecret(
  options: Pick<RunOptions, 'partySecret'>,
  store: Pick<Store, 'location'>,
): { readonly secret: string; readonly said: string } {
  const { location } = store;
  if (options.partySecret !== undefined) return { secret: checkPartySecret(options.partySecret), said: '' };
  if (location === undefined) {
    return {
      secret: newSecret(),
      said: 'No key was given: people and accounts are keyed with one that is forgotten with this run.',
    };
  }
  const path = join(location, PARTY_SECRET_FILE);
  const kept = readSecret(path);
  if (kept !== undefined) return { secret: kept, said: '' };
  const made = makeSecret(path);
  return {
    secret: made,
    said: `No key was given: one was made to key people and accounts with, and is kept in ${path}. Give your own with MILESTREAM_KEY or --key-file.`,
  };
}

/** Refuses a secret that is too short to be one. */
export function checkPartySecret(secret: string): string {
  const trimmed = secret.trim();
  if (trimmed.length >= PARTY_SECRET_LENGTH_MIN) return trimmed;
  throw new OperationalError(
    'MS_KEY_SHORT',
    `the key that people and accounts are keyed with needs at least ${PARTY_SECRET_LENGTH_MIN} characters`,
    { retriable: false },
  );
}

function readSecret(path: string): string | undefined {
  try {
    return checkPartySecret(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
    throw fileError(error, { action: 'read', path });
  }
}

/** Whole or not at all: a run that dies in between leaves no half of a secret behind. */
function makeSecret(path: string): string {
  const secret = newSecret();
  const temporary = `${path}.tmp`;
  try {
    writeFileSync(temporary, `${secret}\n`, { mode: OWNER_ONLY });
    chmodSync(temporary, OWNER_ONLY);
    renameSync(temporary, path);
  } catch (error) {
    throw fileError(error, { action: 'write', path });
  }
  return secret;
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('hex');
}
