import type { RegistryConfig } from '../../config/config.ts';
import { OperationalError } from '../../errors/operational-error.ts';
import { openSourceDecoder, type SourceDecoder } from '../../registry/source-decoder.ts';
import type { ServiceEvent } from './service-event.ts';
import type { Clock } from './service-options.ts';

const WAIT_FIRST_MS = 500;
const WAIT_LONGEST_MS = 15_000;

/** A decoder that waits for a registry which is away: what it cannot ask for now is no dead letter. */
export function patientDecoder(
  encoding: 'avro' | 'json-schema',
  access: RegistryConfig,
  parts: {
    readonly clock: Clock;
    readonly observe: (event: ServiceEvent) => void;
    readonly isStopping: () => boolean;
  },
): SourceDecoder {
  const decoder = openSourceDecoder(encoding, access);
  return {
    decode: decoder.decode,
    prepare: async (values) => {
      const all = [...values];
      for (let waitMs = WAIT_FIRST_MS; ; waitMs = Math.min(waitMs * 2, WAIT_LONGEST_MS)) {
        try {
          await decoder.prepare(all);
          return;
        } catch (error) {
          const mayPass = error instanceof OperationalError && error.retriable;
          if (!mayPass || parts.isStopping()) throw error;
          parts.observe({ kind: 'waits-for-registry' });
          await parts.clock.sleep(waitMs);
        }
      }
    },
  };
}
