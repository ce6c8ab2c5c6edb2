import { createHmac } from 'node:crypto';
import type { PartyKey } from '../context.ts';

/** Parties whose keys a thread remembers; beyond, it begins anew. */
const KEYS_KEPT_MAX = 65_536;
const HEX_DIGITS = 12;

/**
 * Makes the function that turns what identifies a party into 48 bits of its HMAC-SHA256: the same party has the same
 * key, and without the secret nobody can try names until one fits.
 */
export function createPartyKey(secret: string): PartyKey {
  const known = new Map<string, number>();
  return (identity) => {
    const before = known.get(identity);
    if (before !== undefined) return before;
    const hex = createHmac('sha256', secret).update(identity).digest('hex').slice(0, HEX_DIGITS);
    const key = Number.parseInt(hex, 16);
    if (known.size >= KEYS_KEPT_MAX) known.clear();
    known.set(identity, key);
    return key;
  };
}
