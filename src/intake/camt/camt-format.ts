import type { Format } from '../format.ts';
import { decodeCamt } from './decode-camt.ts';
import { recogniseCamt } from './recognise.ts';

/** The messages camt.052, camt.053 and camt.054, as one of the formats. */
export const camtFormat: Format = {
  name: 'camt',
  recognise({ text }) {
    const why = recogniseCamt(text);
    return why === undefined ? undefined : { why };
  },
  open: (_options, sink) => decodeCamt(sink),
};
