import type { DeadLetter } from '../../../src/errors/dead-letter.ts';
import type { Decoder, Place, RecordSink } from '../../../src/intake/format.ts';

/** What a decoder made of a file, in order. */
export interface Outcome {
  readonly records: Record<string, unknown>[];
  readonly places: Place[];
  readonly refused: { readonly fault: DeadLetter; readonly place: Place; readonly bytes: string }[];
}

/** Reads bytes in pieces of a size. */
export function readBytes(open: (sink: RecordSink) => Decoder, bytes: Uint8Array, size = 1 << 16): Outcome {
  const outcome: Outcome = { records: [], places: [], refused: [] };
  const decoder = open({
    record(record, place) {
      outcome.records.push(record);
      outcome.places.push(place);
    },
    refuse: (fault, place, raw) =>
      outcome.refused.push({ fault, place, bytes: Buffer.from(raw).toString('utf8') }),
  });
  for (let start = 0; start < bytes.length; start += size) {
    // A chunk is good during the call only: afterwards its memory holds something else.
    const chunk = Uint8Array.prototype.slice.call(bytes, start, start + size);
    decoder.push(chunk);
    chunk.fill(0x2a);
  }
  decoder.end();
  return outcome;
}

/** `CODE line` of each refusal. */
export function refusals(outcome: Outcome): string[] {
  return outcome.refused.map(({ fault, place }) => `${fault.code} ${place.line}`);
}

/** `date amount currency description` of each record. */
export function brief(outcome: Outcome): string[] {
  return outcome.records.map(
    ({ date, amount, currency, description }) => `${date} ${amount} ${currency} ${description}`,
  );
}
