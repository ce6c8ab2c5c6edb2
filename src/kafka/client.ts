import kafkajs, { type Kafka, type KafkaConfig as KafkaJsConfig } from 'kafkajs';

// A CommonJS module whose names Node does not see.
const { Kafka: KafkaClient, logLevel } = kafkajs;

/** What signing in and encryption need; as the configuration has it. */
export interface ClusterAccess {
  readonly brokers: readonly string[];
  readonly tls:
    | { readonly ca: string; readonly certificate: string; readonly key: string; readonly serverName: string }
    | undefined;
  readonly sasl:
    | { readonly mechanism: string; readonly username: string; readonly password: string }
    | {
        readonly mechanism: 'oauthbearer';
        readonly tokenUrl: string;
        readonly clientId: string;
        readonly clientSecret: string;
        readonly scope: string;
      }
    | undefined;
  readonly connectionTimeoutMs: number;
  readonly requestTimeoutMs: number;
}

/** Takes what the client library has to say: its words and numbers, never what records hold. */
export type ClientLog = (level: 'debug' | 'warn', message: string) => void;

const REFUSALS = /^Response /;
/** Bounded retries are meant: after the last one a producer is thrown away, so that nothing hangs on them. */
const EXPECTED_WARNINGS = /^Limiting retries for the idempotent producer/;

/** Tries of one request inside the library; ours come on top, with a new producer each. */
export const RETRIES_MAX = 8;
const RETRY_FIRST_MS = 50;
const RETRY_LONGEST_MS = 2_000;

/** The client of one process or thread; what comes from it belongs together. */
export function createKafka(access: ClusterAccess, options: { clientId: string; log: ClientLog }): Kafka {
  const { tls, sasl, connectionTimeoutMs, requestTimeoutMs } = access;
  const settings: KafkaJsConfig = {
    clientId: options.clientId,
    brokers: [...access.brokers],
    connectionTimeout: connectionTimeoutMs,
    authenticationTimeout: connectionTimeoutMs * 2,
    requestTimeout: requestTimeoutMs,
    enforceRequestTimeout: true,
    retry: { retries: RETRIES_MAX, initialRetryTime: RETRY_FIRST_MS, maxRetryTime: RETRY_LONGEST_MS },
    logLevel: logLevel.WARN,
    logCreator:
      () =>
      ({ level, log }) => {
        const { message, error, groupId } = log as { message: string; error?: unknown; groupId?: unknown };
        const said = [message, error, groupId].filter((part) => typeof part === 'string').join(' ');
        if (EXPECTED_WARNINGS.test(said)) return;
        // A refusal is answered by whoever asked; a connection that fails is worth a look.
        const isLoud = level === logLevel.ERROR && !REFUSALS.test(said);
        options.log(isLoud ? 'warn' : 'debug', said);
      },
  };
  if (tls !== undefined) {
    const { ca, certificate, key, serverName } = tls;
    settings.ssl = {
      ...(ca === '' ? {} : { ca: [ca] }),
      ...(certificate === '' ? {} : { cert: certificate, key }),
      ...(serverName === '' ? {} : { servername: serverName }),
    };
  }
  if (sasl !== undefined) settings.sasl = saslOf(sasl);
  return new KafkaClient(settings);
}

function saslOf(sasl: NonNullable<ClusterAccess['sasl']>): NonNullable<KafkaJsConfig['sasl']> {
  if ('tokenUrl' in sasl) {
    return { mechanism: 'oauthbearer', oauthBearerProvider: () => fetchToken(sasl) };
  }
  const { mechanism, username, password } = sasl;
  switch (mechanism) {
    case 'scram-sha-256':
      return { mechanism: 'scram-sha-256', username, password };
    case 'scram-sha-512':
      return { mechanism: 'scram-sha-512', username, password };
    default:
      return { mechanism: 'plain', username, password };
  }
}

const TOKEN_TIMEOUT_MS = 10_000;

/** A token by the client credentials grant; what the endpoint says in an error is left out, it may echo secrets. */
async function fetchToken(sasl: {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
}): Promise<{ value: string }> {
  const { tokenUrl, clientId, clientSecret, scope } = sasl;
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  if (scope !== '') body.set('scope', scope);
  const identity = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;
  const answer = await fetch(tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(identity).toString('base64')}` },
    body,
    signal: AbortSignal.timeout(TOKEN_TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error(`the token endpoint answered ${answer.status}`);
  const { access_token: value } = (await answer.json()) as { access_token?: unknown };
  if (typeof value !== 'string') throw new Error('the token endpoint gave no access_token');
  return { value };
}
