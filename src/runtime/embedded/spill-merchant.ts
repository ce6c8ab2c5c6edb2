import type { SubjectKey } from '../../model/ids.ts';
import { type Enrichment, MATCH_METHODS } from '../../model/transaction.ts';
import type { SpillReaderCursor, SpillWriterCursor } from './spill-cursor.ts';

/** Merchants that a reader remembers, to make each once. */
const MERCHANTS_KEPT_MAX = 16_384;

/** Appends what the dictionary said, with its length before it. */
export function encodeMerchant(cursor: SpillWriterCursor, merchant: Enrichment): void {
  const start = cursor.position;
  cursor.position = start + 2;
  cursor.f64(merchant.subject);
  cursor.u16(merchant.confidence);
  cursor.u8(MATCH_METHODS.indexOf(merchant.method));
  cursor.text(merchant.merchantId);
  cursor.text(merchant.name);
  cursor.text(merchant.category);
  cursor.text(merchant.processor);
  cursor.view.setUint16(start, cursor.position - start - 2, true);
}

interface KnownMerchant {
  readonly bytes: Uint8Array;
  readonly merchant: Enrichment;
}

/** Reads merchants back; each is made once, as long as few share a place in its table. */
export function createMerchantReader(): (cursor: SpillReaderCursor) => Enrichment {
  const known: (KnownMerchant | undefined)[] = new Array(MERCHANTS_KEPT_MAX).fill(undefined);
  return (cursor) => {
    const { bytes } = cursor;
    const size = cursor.u16();
    const start = cursor.position;
    const low = cursor.view.getUint32(start, true);
    const mixed = Math.imul(low ^ cursor.view.getUint32(start + 4, true), 0x9e3779b1);
    const slot = (mixed >>> 16) & (MERCHANTS_KEPT_MAX - 1);
    const before = known[slot];
    if (before !== undefined && isSame(before.bytes, bytes, start, size)) {
      cursor.position = start + size;
      return before.merchant;
    }
    const merchant = decodeMerchant(cursor, cursor.f64() as SubjectKey);
    known[slot] = { bytes: Uint8Array.prototype.slice.call(bytes, start, start + size), merchant };
    return merchant;
  };
}

function decodeMerchant(cursor: SpillReaderCursor, subject: SubjectKey): Enrichment {
  const confidence = cursor.u16();
  const method = MATCH_METHODS[cursor.u8()]!;
  const merchantId = cursor.text();
  const name = cursor.text();
  const category = cursor.text();
  return { subject, merchantId, name, category, confidence, method, processor: cursor.text() };
}

function isSame(known: Uint8Array, bytes: Uint8Array, start: number, size: number): boolean {
  if (known.length !== size) return false;
  for (let index = 0; index < size; index++) if (known[index] !== bytes[start + index]) return false;
  return true;
}
