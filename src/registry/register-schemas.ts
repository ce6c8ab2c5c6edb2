import { COMPATIBILITY, SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';
import { OperationalError } from '../errors/operational-error.ts';
import type { OutputTopic } from '../model/signal.ts';
import { OUTPUT_SCHEMAS } from './output-schemas.ts';
import { type RegistryAccess, refused, unreachable } from './registry-client.ts';

const NO_RETRIES = { retries: 0 };

/** Registers the schemas of outputs under the names of their topics; gives their ids. */
export async function registerSchemas(
  access: RegistryAccess,
  topics: Readonly<Record<OutputTopic, string>>,
): Promise<Readonly<Record<OutputTopic, number>>> {
  const { url, username, password } = access;
  const registry = new SchemaRegistry({
    host: url,
    retry: NO_RETRIES,
    ...(username === '' ? {} : { auth: { username, password } }),
  });
  const register = async (topic: OutputTopic): Promise<number> => {
    const subject = `${topics[topic]}-value`;
    try {
      const { id } = await registry.register(
        { type: SchemaType.AVRO, schema: JSON.stringify(OUTPUT_SCHEMAS[topic]) },
        { subject, compatibility: COMPATIBILITY.FULL_TRANSITIVE },
      );
      return id;
    } catch (error) {
      throw tellRegistration(error, access, { subject, level: 'FULL_TRANSITIVE' });
    }
  };
  return {
    signals: await register('signals'),
    activations: await register('activations'),
    audit: await register('audit'),
    transactions: await register('transactions'),
  };
}

/** What a registration that failed means, and what to do about it. */
export function tellRegistration(
  error: unknown,
  { url }: RegistryAccess,
  { subject, level }: { readonly subject: string; readonly level: string },
): OperationalError {
  const { name, status } = error as { readonly name?: string; readonly status?: number };
  if (name === 'ConfluentSchemaRegistryCompatibilityError') {
    const message = `the subject ${subject} is not ${level}: set it (PUT ${url}/config/${subject} {"compatibility":"${level}"}), or name another topic`;
    return new OperationalError('MS_REGISTRY_COMPATIBILITY', message, { retriable: false, cause: error });
  }
  if (status === 409 || status === 422) {
    const message = `the subject ${subject} holds a schema that ours does not go with: another program's, or a newer build's. Look at ${url}/subjects/${subject}/versions/latest`;
    return new OperationalError('MS_REGISTRY_INCOMPATIBLE', message, { retriable: false, cause: error });
  }
  // The library's own client gives 400 for a server that it could not reach.
  if (status === undefined || status === 400) return unreachable(url, error);
  return refused(url, status, error);
}
