import { createHash, type Hash } from 'node:crypto';

/** A file's identity is the hash over the hashes of its blocks, so that several threads can work on one file. */
export const IDENTITY_BLOCK_BYTES = 4 * 1024 * 1024;
const DIGEST_BYTES = 32;

/** Hashes the bytes of a range that begins at a block's boundary, block by block. */
export class BlockHashes {
  readonly #digests: Buffer[] = [];
  #hash: Hash | undefined;
  #filled = 0;

  push(bytes: Uint8Array): void {
    for (let start = 0; start < bytes.length; ) {
      const end = Math.min(bytes.length, start + IDENTITY_BLOCK_BYTES - this.#filled);
      this.#hash ??= createHash('sha256');
      this.#hash.update(bytes.subarray(start, end));
      this.#filled += end - start;
      if (this.#filled === IDENTITY_BLOCK_BYTES) this.#endBlock();
      start = end;
    }
  }

  finish(): Uint8Array {
    if (this.#filled > 0) this.#endBlock();
    const all = new Uint8Array(this.#digests.length * DIGEST_BYTES);
    this.#digests.forEach((digest, index) => {
      all.set(digest, index * DIGEST_BYTES);
    });
    return all;
  }

  #endBlock(): void {
    this.#digests.push(this.#hash!.digest());
    this.#hash = undefined;
    this.#filled = 0;
  }
}

/** The identity of a file from the block hashes of its ranges, in order. */
export function identityOf(ranges: Iterable<Uint8Array>, bytes: number): string {
  const hash = createHash('sha256').update(`${bytes}:`);
  for (const range of ranges) hash.update(range);
  return hash.digest('hex');
}
