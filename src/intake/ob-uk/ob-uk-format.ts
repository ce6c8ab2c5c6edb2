import type { Format } from '../format.ts';
import { decodeObUk } from './decode-ob-uk.ts';
import { recogniseObUk } from './recognise.ts';

/** UK Open Banking, as one of the formats. */
export const obUkFormat: Format = {
  name: 'ob-uk',
  recognise({ text }) {
    const why = recogniseObUk(text);
    return why === undefined ? undefined : { why };
  },
  open: (_options, sink) => decodeObUk(sink),
};
