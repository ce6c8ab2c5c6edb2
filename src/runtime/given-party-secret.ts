import { readFileSync } from 'node:fs';
import { OperationalError } from '../errors/operational-error.ts';
import { checkPartySecret } from './embedded/party-secret.ts';

/** The key that people and accounts are keyed with, where a file or the environment gives one; the file wins. */
export function givenPartySecret(
  file: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly partySecret?: string } {
  if (file !== undefined) return { partySecret: checkPartySecret(readKeyFile(file)) };
  const given = environment.MILESTREAM_KEY;
  return given === undefined || given === '' ? {} : { partySecret: checkPartySecret(given) };
}

function readKeyFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as { code?: unknown };
    throw new OperationalError('MS_KEY_UNREADABLE', `the key file ${path} cannot be read (${String(code)})`, {
      retriable: false,
      cause: error,
    });
  }
}
