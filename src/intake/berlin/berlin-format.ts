import type { Format } from '../format.ts';
import { decodeBerlin } from './decode-berlin.ts';
import { recogniseBerlin } from './recognise.ts';

/** Account reports of NextGenPSD2, as one of the formats. */
export const berlinFormat: Format = {
  name: 'berlin',
  recognise({ text }) {
    const why = recogniseBerlin(text);
    return why === undefined ? undefined : { why };
  },
  open: (_options, sink) => decodeBerlin(sink),
};
