import type { Format } from '../format.ts';
import { decodePlaid } from './decode-plaid.ts';
import { recognisePlaid } from './recognise.ts';

/** Pages of Plaid's `/transactions/sync`, as one of the formats. */
export const plaidFormat: Format = {
  name: 'plaid',
  recognise({ text }) {
    const why = recognisePlaid(text);
    return why === undefined ? undefined : { why };
  },
  open: (_options, sink) => decodePlaid(sink),
};
