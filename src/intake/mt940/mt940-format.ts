import type { Format } from '../format.ts';
import { decodeMt940 } from './decode-mt940.ts';
import { recogniseMt940 } from './recognise.ts';

/** MT940 statements, as one of the formats. */
export const mt940Format: Format = {
  name: 'mt940',
  recognise({ text }) {
    const why = recogniseMt940(text);
    return why === undefined ? undefined : { why };
  },
  open: (_options, sink) => decodeMt940(sink),
};
