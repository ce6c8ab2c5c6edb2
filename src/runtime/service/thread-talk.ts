import type { LogEvent } from './observed-log.ts';
import { faultOf, type SentFault } from './sent-fault.ts';
import type { ServiceEvent } from './service-event.ts';

export type Role = 'intake' | 'detector';

/** What a thread tells the main one. */
export type FromThread =
  | { readonly kind: 'event'; readonly event: SentEvent }
  | { readonly kind: 'alive' }
  /** A worker failed; it begins anew, or not. */
  | { readonly kind: 'failed'; readonly role: Role; readonly fault: SentFault; readonly restarts: boolean }
  | { readonly kind: 'said'; readonly level: 'debug' | 'warn'; readonly message: string }
  | { readonly kind: 'stopped' };

export interface ToThread {
  readonly kind: 'stop';
}

type WithFault<T> = T extends { readonly cause: unknown }
  ? Omit<T, 'cause'> & { readonly fault: SentFault }
  : T;

/** An event whose cause is plain data. */
export type SentEvent = WithFault<ServiceEvent> | LogEvent;

export function sendable(event: ServiceEvent): SentEvent {
  if (!('cause' in event)) return event;
  const { cause, ...rest } = event;
  return { ...rest, fault: faultOf(cause) } as SentEvent;
}
