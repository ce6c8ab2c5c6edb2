import { OperationalError } from '../errors/operational-error.ts';
import { LEDGER_EVENT_SCHEMA_TEXT } from './ledger-schema.ts';
import { askRegistry, type KeptSchema, type RegistryAccess, wrongLevel } from './registry-client.ts';

/** The schemas that ledger events were ever written by. Plain data, so that it can go to a thread. */
export interface LedgerSchemas {
  /** The id of this build's own; 0 where there is no registry. */
  readonly own: number;
  readonly texts: ReadonlyMap<number, string>;
}

/** A build reads all that was written before it; what is newer it refuses by itself. */
const LEVEL = 'BACKWARD_TRANSITIVE';

/** Registers this build's schema of ledger events, and fetches those of all builds before it. */
export async function registerLedgerSchema(access: RegistryAccess, topic: string): Promise<LedgerSchemas> {
  const subject = `${topic}-value`;
  // The library takes no union for a schema, and the ledger's is one.
  const config = (await askRegistry(access, `/config/${subject}`)) as
    | { compatibilityLevel?: string }
    | undefined;
  if (config === undefined) {
    await askRegistry(access, `/config/${subject}`, { method: 'PUT', body: { compatibility: LEVEL } });
  } else if (config.compatibilityLevel !== LEVEL) throw wrongLevel(access, { name: subject, level: LEVEL });
  const own = (await askRegistry(access, `/subjects/${subject}/versions`, {
    method: 'POST',
    body: { schema: LEDGER_EVENT_SCHEMA_TEXT },
  })) as { readonly id: number };
  const versions = (await askRegistry(access, `/subjects/${subject}/versions`)) as readonly number[];
  const texts = new Map<number, string>();
  for (const version of versions) {
    const kept = await askRegistry(access, `/subjects/${subject}/versions/${version}`);
    const { id, schema } = kept as KeptSchema & { readonly id: number };
    texts.set(id, schema);
  }
  return { own: own.id, texts };
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
