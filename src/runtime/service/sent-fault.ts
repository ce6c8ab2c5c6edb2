import { OperationalError } from '../../errors/operational-error.ts';

/** An error as plain data; its code is empty where it has none, which is a fault of the program. */
export interface SentFault {
  readonly code: string;
  readonly message: string;
  readonly retriable: boolean;
  readonly stack: string;
}

export function faultOf(error: unknown): SentFault {
  const known = error instanceof Error ? error : new Error(String(error));
  const isOperational = known instanceof OperationalError;
  return {
    code: isOperational ? known.code : '',
    message: known.message,
    retriable: isOperational && known.retriable,
    stack: known.stack ?? '',
  };
}
