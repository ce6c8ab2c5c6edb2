import type { Producer } from 'kafkajs';
import type { Broker } from './broker.ts';
import { plainClient } from './topics.ts';

/** A customer's plain events, invented by number: series that begin, change and stop, and small things between. */
export function eventsOf(customer: number, days: number): { readonly day: number; readonly event: object }[] {
  const found: { readonly day: number; readonly event: object }[] = [];
  const add = (day: number, amount: string, description: string, more: object = {}) => {
    if (day >= days) return;
    found.push({
      day,
      event: {
        kind: 'transaction',
        id: `t${customer}-${found.length}`,
        customer: `c${customer}`,
        account: `a${customer}`,
        date: dateOf(day),
        amount,
        currency: 'EUR',
        description,
        ...more,
      },
    });
  };
  const begins = 70 + ((customer * 13) % 60);
  for (let day = 3 + (customer % 5); day < days; day += 7 + (customer % 3))
    add(day, `-${10 + (day % 23)}.50`, `REWE MARKT ${customer}`);
  for (let day = begins; day < days && (customer % 4 !== 0 || day < begins + 130); day += 30) {
    add(day, customer % 3 === 0 && day > begins + 100 ? '-14.99' : '-12.99', 'NETFLIX.COM');
  }
  for (let day = 1; day < days; day += 30)
    add(day, '2450.00', `LOHN FIRMA ${customer % 7}`, { channel: 'transfer' });
  return found.sort((a, b) => a.day - b.day);
}

/** The date of a day of the feed; all lie in the past of any broker's clock. */
export function dateOf(day: number): string {
  return new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10);
}

/** Sends values to a source topic, by whatever key. */
export async function openFeed(
  broker: Pick<Broker, 'address'>,
  topic: string,
): Promise<{ send(values: readonly (object | string | Buffer)[]): Promise<void>; close(): Promise<void> }> {
  const producer: Producer = plainClient(broker).producer({ idempotent: true });
  await producer.connect();
  return {
    send: async (values) => {
      const messages = values.map((value) => ({
        key: keyOf(value),
        value: typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value),
      }));
      if (messages.length > 0) await producer.send({ topic, messages });
    },
    close: () => producer.disconnect(),
  };
}

function keyOf(value: object | string | Buffer): string {
  const { account } = value as { readonly account?: string };
  return account ?? 'none';
}
