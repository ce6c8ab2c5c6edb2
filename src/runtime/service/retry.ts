import { OperationalError } from '../../errors/operational-error.ts';
import type { Clock } from './service-options.ts';

/** Does something again, with longer and longer pauses, while its error says that this may help. */
export async function retry<T>(
  action: () => Promise<T>,
  bounds: { readonly clock: Clock; readonly attemptsMax: number; readonly backoffMs: number },
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      const mayPass = error instanceof OperationalError && error.retriable;
      if (!mayPass || attempt >= bounds.attemptsMax) throw error;
      await bounds.clock.sleep(bounds.backoffMs * attempt);
    }
  }
}
