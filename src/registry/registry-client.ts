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

/** What a registry has at a path, or answers to what it is given; undefined where it says that there is nothing. */
export async function askRegistry(
  access: RegistryAccess,
  path: string,
  given?: { readonly method: 'POST' | 'PUT'; readonly body: object },
): Promise<unknown> {
  const { url, username, password } = access;
  const identity = Buffer.from(`${username}:${password}`).toString('base64');
  let answer: Response;
  try {
    answer = await fetch(`${url}${path}`, {
      method: given?.method ?? 'GET',
      headers: {
        accept: 'application/vnd.schemaregistry.v1+json, application/json',
        ...(given === undefined ? {} : { 'content-type': 'application/vnd.schemaregistry.v1+json' }),
        ...(username === '' ? {} : { authorization: `Basic ${identity}` }),
      },
      ...(given === undefined ? {} : { body: JSON.stringify(given.body) }),
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    });
    if (answer.ok) return await answer.json();
  } catch (cause) {
    throw unreachable(url, cause);
  }
  if (answer.status === 404) return undefined;
  throw refused(access, answer.status);
}

/** The registry does not answer; it may later. */
export function unreachable(url: string, cause: unknown): OperationalError {
  return new OperationalError('MS_REGISTRY_UNREACHABLE', `the registry ${url} does not answer`, {
    retriable: true,
    cause,
  });
}

/** The registry answered, and not as it must. */
export function refused(
  { url }: RegistryAccess,
  status: number | undefined,
  cause?: unknown,
  subject?: { readonly name: string; readonly level: string },
): OperationalError {
  const told = (code: string, message: string) =>
    new OperationalError(code, message, { retriable: false, cause });
  if (status === 401 || status === 403) {
    return told(
      'MS_REGISTRY_SIGN_IN',
      `the registry ${url} refuses us (${status}): check "registry.username" and MILESTREAM_REGISTRY_PASSWORD`,
    );
  }
  if (status !== undefined && (status >= 500 || status === 429)) return unreachable(url, cause);
  if (subject !== undefined && (status === 409 || status === 422)) {
    return told(
      'MS_REGISTRY_INCOMPATIBLE',
      `the subject ${subject.name} holds a schema that ours does not go with: another program's, or a newer build's. Look at ${url}/subjects/${subject.name}/versions/latest`,
    );
  }
  const said = status === undefined ? (cause as Error | undefined)?.message : `it answered ${status}`;
  return told('MS_REGISTRY', `the registry ${url} cannot be used: ${said ?? 'no reason was given'}`);
}

/** The subject is held to another compatibility than ours needs. */
export function wrongLevel(
  { url }: RegistryAccess,
  { name, level }: { readonly name: string; readonly level: string },
  cause?: unknown,
): OperationalError {
  const message = `the subject ${name} is not ${level}: set it (PUT ${url}/config/${name} {"compatibility":"${level}"}), or name another topic`;
  return new OperationalError('MS_REGISTRY_COMPATIBILITY', message, { retriable: false, cause });
}
