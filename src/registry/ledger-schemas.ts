import { COMPATIBILITY, SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';
import { OperationalError } from '../errors/operational-error.ts';
import { LEDGER_EVENT_SCHEMA_TEXT } from './ledger-schema.ts';
import { tellRegistration } from './register-schemas.ts';
import { askRegistry, type KeptSchema, type RegistryAccess } from './registry-client.ts';

/** The schemas that ledger events were ever written by. Plain data, so that it can go to a thread. */
export interface LedgerSchemas {
  /** The id of this build's own; 0 where there is no registry. */
  readonly own: number;
  readonly texts: ReadonlyMap<number, string>;
}

/** Registers this build's schema of ledger events, and fetches those of all builds before it. */
export async function registerLedgerSchema(access: RegistryAccess, topic: string): Promise<LedgerSchemas> {
  const subject = `${topic}-value`;
  const { url, username, password } = access;
  const registry = new SchemaRegistry({
    host: url,
    retry: { retries: 0 },
    ...(username === '' ? {} : { auth: { username, password } }),
  });
  let own: number;
  try {
    // A build reads all that was written before; what is newer it refuses by itself.
    const compatibility = COMPATIBILITY.BACKWARD_TRANSITIVE;
    ({ id: own } = await registry.register(
      { type: SchemaType.AVRO, schema: LEDGER_EVENT_SCHEMA_TEXT },
      { subject, compatibility },
    ));
  } catch (error) {
    throw tellRegistration(error, access, { subject, level: 'BACKWARD_TRANSITIVE' });
  }
  const versions = (await askRegistry(access, `/subjects/${subject}/versions`)) as readonly number[];
  const texts = new Map<number, string>();
  for (const version of versions) {
    const kept = await askRegistry(access, `/subjects/${subject}/versions/${version}`);
    const { id, schema } = kept as KeptSchema & { readonly id: number };
    texts.set(id, schema);
  }
  return { own, texts };
}

/** The text of a schema by its id, as the workers ask for it. */
export function schemaOfLedger({ own, texts }: LedgerSchemas): (id: number) => string | undefined {
  return (id) => {
    if (id === own) return undefined;
    const text = texts.get(id);
    if (text !== undefined) return text;
    const message = `ledger events are written by schema ${id}, which was registered after this build started: update and start it anew`;
    throw new OperationalError('MS_LEDGER_NEWER', message, { retriable: false });
  };
}
