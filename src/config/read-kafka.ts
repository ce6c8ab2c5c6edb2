import type { KafkaConfig, SaslConfig, TlsConfig } from './config.ts';
import type { ConfigFile, SaslFields } from './config-file.ts';
import type { PathStep } from './config-text.ts';
import { readSecret, type Surroundings, textOfFile } from './secrets.ts';

/** Takes a problem at a place of the file. */
export type ProblemAt = (path: readonly PathStep[], message: string) => void;

/** The cluster's part of the configuration, with certificates and secrets read. */
export function readKafka(
  kafka: ConfigFile['kafka'],
  surroundings: Surroundings,
  problemAt: ProblemAt,
): KafkaConfig {
  const { tls, sasl } = kafka;
  const encrypted = tls?.enabled === true;
  return {
    brokers: kafka.brokers,
    tls: encrypted ? readTls(tls, surroundings, problemAt) : undefined,
    sasl: sasl === undefined ? undefined : readSasl(sasl, surroundings, problemAt),
    connectionTimeoutMs: kafka.connectionTimeoutMs,
    requestTimeoutMs: kafka.requestTimeoutMs,
    sessionTimeoutMs: kafka.sessionTimeoutMs,
  };
}

function readTls(
  tls: NonNullable<ConfigFile['kafka']['tls']>,
  surroundings: Surroundings,
  problemAt: ProblemAt,
): TlsConfig {
  const text = (field: 'ca' | 'certificate' | 'key') =>
    textOfFile(surroundings, tls[field], (message) =>
      problemAt(['kafka', 'tls', field], `"kafka.tls.${field}": ${message}`),
    );
  if ((tls.certificate === undefined) !== (tls.key === undefined)) {
    problemAt(['kafka', 'tls'], '"kafka.tls": a certificate needs its key, and a key its certificate');
  }
  return {
    ca: text('ca'),
    certificate: text('certificate'),
    key: text('key'),
    serverName: tls.serverName ?? '',
  };
}

function readSasl(sasl: SaslFields, surroundings: Surroundings, problemAt: ProblemAt): SaslConfig {
  const at = (message: string) => problemAt(['kafka', 'sasl'], `"kafka.sasl": ${message}`);
  const needed = (field: keyof SaslFields): string => {
    if (sasl[field] === undefined) at(`${sasl.mechanism} needs "${field}"`);
    return sasl[field] ?? '';
  };
  const { mechanism } = sasl;
  if (mechanism === 'oauthbearer') {
    const where = {
      variable: 'MILESTREAM_OAUTH_SECRET',
      path: sasl.clientSecretFile,
      field: 'clientSecretFile',
    };
    return {
      mechanism,
      tokenUrl: needed('tokenUrl'),
      clientId: needed('clientId'),
      clientSecret: readSecret(surroundings, where, at),
      scope: sasl.scope ?? '',
    };
  }
  const where = { variable: 'MILESTREAM_KAFKA_PASSWORD', path: sasl.passwordFile, field: 'passwordFile' };
  return { mechanism, username: needed('username'), password: readSecret(surroundings, where, at) };
}
