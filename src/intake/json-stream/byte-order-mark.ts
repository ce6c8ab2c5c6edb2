const MARK = [0xef, 0xbb, 0xbf] as const;

/** Drops the byte-order mark that a file may begin with, wherever the file is cut; half a mark is no text at all. */
export class ByteOrderMark {
  #seen = 0;

  drop(chunk: Uint8Array): Uint8Array {
    let start = 0;
    while (this.#seen < MARK.length && start < chunk.length && chunk[start] === MARK[this.#seen]) {
      this.#seen++;
      start++;
    }
    if (start < chunk.length) this.#seen = MARK.length;
    return start === 0 ? chunk : chunk.subarray(start);
  }
}
