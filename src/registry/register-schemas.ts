import { COMPATIBILITY, SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';
import type { OperationalError } from '../errors/operational-error.ts';
import type { OutputTopic } from '../model/signal.ts';
import { OUTPUT_SCHEMAS } from './output-schemas.ts';
import { askRegistry, type RegistryAccess, refused, wrongLevel } from './registry-client.ts';

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
  // The library's client gives the same number for a registry that is away and for one that refuses: ask first.
  await askRegistry(access, '/subjects');
  const register = async (topic: OutputTopic): Promise<number> => {
    const subject = `${topics[topic]}-value`;
    try {
      const { id } = await registry.register(
        { type: SchemaType.AVRO, schema: JSON.stringify(OUTPUT_SCHEMAS[topic]) },
        { subject, compatibility: COMPATIBILITY.FULL_TRANSITIVE },
      );
      return id;
    } catch (error) {
      throw tell(error, access, subject);
    }
  };
  return {
    signals: await register('signals'),
    activations: await register('activations'),
    audit: await register('audit'),
    transactions: await register('transactions'),
  };
}

function tell(error: unknown, access: RegistryAccess, name: string): OperationalError {
  const subject = { name, level: COMPATIBILITY.FULL_TRANSITIVE };
  const { name: kind, status } = error as { readonly name?: string; readonly status?: number };
  if (kind === 'ConfluentSchemaRegistryCompatibilityError') return wrongLevel(access, subject, error);
  return refused(access, status, error, subject);
}
