import { OperationalError } from '../../errors/operational-error.ts';
import { AssertionError } from '../../lib/assert.ts';
import type { StateParcel } from './state-parcel.ts';
import type { Job } from './workbench.ts';

/** What a thread is started with. */
export interface ThreadData {
  readonly worker: number;
  readonly engineModule: string;
  readonly stop: SharedArrayBuffer;
}

export type ToThread =
  | { readonly kind: 'job'; readonly job: Job }
  | { readonly kind: 'states'; readonly request: number; readonly parcel: StateParcel }
  | { readonly kind: 'no-states'; readonly request: number; readonly error: SentError };

export type FromThread =
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly error: SentError }
  | { readonly kind: 'load'; readonly request: number; readonly customers: readonly string[] };

/** An error as plain data: threads lose an error's class and fields on the way. */
export interface SentError {
  readonly kind: 'operational' | 'assertion' | 'other';
  readonly message: string;
  readonly stack: string;
  readonly code: string;
  readonly retriable: boolean;
}

export function sendError(error: unknown): SentError {
  const known = error instanceof Error ? error : new Error(String(error));
  const sent = { message: known.message, stack: known.stack ?? '' };
  if (known instanceof OperationalError) {
    return { ...sent, kind: 'operational', code: known.code, retriable: known.retriable };
  }
  const kind = known instanceof AssertionError ? 'assertion' : 'other';
  return { ...sent, kind, code: '', retriable: false };
}

export function receiveError(sent: SentError): Error {
  const error = madeAnew(sent);
  error.stack = sent.stack;
  return error;
}

function madeAnew(sent: SentError): Error {
  if (sent.kind === 'operational') {
    return new OperationalError(sent.code, sent.message, { retriable: sent.retriable });
  }
  return sent.kind === 'assertion' ? new AssertionError(sent.message) : new Error(sent.message);
}
