import { OperationalError } from '../errors/operational-error.ts';
import { readLines } from './read-lines.ts';

/** One customer's lines, in the order of the file. */
export interface CustomerGroup {
  readonly customer: string;
  readonly lines: readonly string[];
}

/**
 * The lines of plain events by customer, one customer at a time: `generate` writes them so, and memory then does not
 * grow with customers. Lines that name no customer are left out, as dead letters are.
 */
export async function* customerGroups(files: readonly string[]): AsyncGenerator<CustomerGroup> {
  const done = new Set<string>();
  let customer: string | undefined;
  let lines: string[] = [];
  for await (const piece of readLines(files, process.stdin, () => {})) {
    for (const line of piece) {
      const whose = customerOf(line);
      if (whose === undefined) continue;
      if (whose !== customer) {
        if (customer !== undefined) yield { customer, lines };
        if (done.has(whose)) {
          throw new OperationalError(
            'MS_EVENTS_APART',
            `the events of customer ${whose} do not stand together`,
            {
              retriable: false,
            },
          );
        }
        done.add(whose);
        customer = whose;
        lines = [];
      }
      lines.push(line);
    }
  }
  if (customer !== undefined) yield { customer, lines };
}

function customerOf(line: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('customer' in value)) return undefined;
  return typeof value.customer === 'string' && value.customer !== '' ? value.customer : undefined;
}
