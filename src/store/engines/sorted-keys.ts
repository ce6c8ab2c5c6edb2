/** Keys of a block; a block that grows beyond is cut in two. */
const BLOCK_KEYS_MAX = 512;

/** Texts in order of their code units, in blocks, so that putting one in moves few others. */
export interface SortedKeys {
  add(key: string): void;
  remove(key: string): void;
  /** At most `limit` keys from `from` (included) to `to` (excluded). */
  range(from: string, to: string, limit: number): string[];
}

export function sortedKeys(): SortedKeys {
  const blocks: string[][] = [];

  /** The last block whose first key is not above this one; the first block if there is none. */
  const blockIndexOf = (key: string): number => {
    let low = 0;
    let high = blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (blocks[middle]![0]! <= key) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  return {
    add(key) {
      const blockIndex = blockIndexOf(key);
      const block = blocks[blockIndex];
      if (block === undefined) {
        blocks.push([key]);
        return;
      }
      const index = lowerBound(block, key);
      if (block[index] === key) return;
      block.splice(index, 0, key);
      if (block.length > BLOCK_KEYS_MAX) blocks.splice(blockIndex + 1, 0, block.splice(BLOCK_KEYS_MAX / 2));
    },
    remove(key) {
      const blockIndex = blockIndexOf(key);
      const block = blocks[blockIndex];
      if (block === undefined) return;
      const index = lowerBound(block, key);
      if (block[index] !== key) return;
      block.splice(index, 1);
      if (block.length === 0) blocks.splice(blockIndex, 1);
    },
    range(from, to, limit) {
      const found: string[] = [];
      for (let blockIndex = blockIndexOf(from); blockIndex < blocks.length; blockIndex++) {
        const block = blocks[blockIndex]!;
        for (let index = lowerBound(block, from); index < block.length; index++) {
          if (block[index]! >= to || found.length === limit) return found;
          found.push(block[index]!);
        }
      }
      return found;
    },
  };
}

/** The index of the first key not below this one. */
function lowerBound(block: readonly string[], key: string): number {
  let low = 0;
  let high = block.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (block[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
