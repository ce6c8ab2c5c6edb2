import { OperationalError } from '../errors/operational-error.ts';

export interface RegistryAccess {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

const ANSWER_MS_MAX = 10_000;

/** A schema as a registry keeps it. */
export interface KeptSchema {
  readonly schema: string;
  /** `AVRO` where the registry does not say. */
  readonly schemaType?: string;
  readonly references?: readonly {
    readonly name: string;
    readonly subject: string;
    readonly version: number;
  }[];
}

/** What a registry has at a path; undefined where it says that there is nothing. */
export async function askRegistry(access: RegistryAccess, path: string): Promise<unknown> {
  const { url, username, password } = access;
  const identity = Buffer.from(`${username}:${password}`).toString('base64');
  let answer: Response;
  try {
    answer = await fetch(`${url}${path}`, {
      headers: {
        accept: 'application/vnd.schemaregistry.v1+json, application/json',
        ...(username === '' ? {} : { authorization: `Basic ${identity}` }),
      },
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    });
    if (answer.ok) return await answer.json();
  } catch (cause) {
    throw unreachable(url, cause);
  }
  if (answer.status === 404) return undefined;
  throw refused(url, answer.status);
}

/** The registry does not answer; it may later. */
export function unreachable(url: string, cause: unknown): OperationalError {
  return new OperationalError('MS_REGISTRY_UNREACHABLE', `the registry ${url} does not answer`, {
    retriable: true,
    cause,
  });
}

/** The registry answered, and not as it must. */
export function refused(url: string, status: number, cause?: unknown): OperationalError {
  if (status === 401 || status === 403) {
    const message = `the registry ${url} refuses us (${status}): check "registry.username" and MILESTREAM_REGISTRY_PASSWORD`;
    return new OperationalError('MS_REGISTRY_SIGN_IN', message, { retriable: false, cause });
  }
  if (status >= 500 || status === 429) return unreachable(url, cause);
  return new OperationalError('MS_REGISTRY', `the registry ${url} answered ${status}`, {
    retriable: false,
    cause,
  });
}
