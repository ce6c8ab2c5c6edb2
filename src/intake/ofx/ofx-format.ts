import type { Format } from '../format.ts';
import { decodeOfx } from './decode-ofx.ts';
import { recogniseOfx } from './recognise.ts';

/** OFX 1 and 2, as one of the formats. */
export const ofxFormat: Format = {
  name: 'ofx',
  recognise({ text }) {
    const why = recogniseOfx(text);
    return why === undefined ? undefined : { why };
  },
  open: (_options, sink) => decodeOfx(sink),
};
