import type { Format } from '../format.ts';
import { decodeFdx } from './decode-fdx.ts';
import { recogniseFdx } from './recognise.ts';

/** FDX version 6, as one of the formats. */
export const fdxFormat: Format = {
  name: 'fdx',
  recognise({ text }) {
    const why = recogniseFdx(text);
    return why === undefined ? undefined : { why };
  },
  open: (_options, sink) => decodeFdx(sink),
};
