import type { ListTree } from './list-tree.ts';

/** A container that is walked through, since records stand in it one by one: the outermost array, a document and what is on the way to its lists, a list. */
export interface Walked {
  readonly kind: 'documents' | 'object' | 'list';
  readonly tree: ListTree | undefined;
  /** Of an object: whether it is a document, which may hold lists. */
  readonly isDocument: boolean;
  /** Keys on the way, joined with dots. */
  readonly name: string;
  /** Elements that have begun. */
  count: number;
}

/** Whether documents of this tree hold no lists. */
export function isEmpty(tree: ListTree): boolean {
  for (const _ in tree) return false;
  return true;
}

/** JSON pointer (RFC 6901) of the record at hand. */
export function pathOf(walked: readonly Walked[]): string {
  let path = '';
  for (const { kind, name, count } of walked) {
    if (kind === 'documents') path = `/${count - 1}`;
    else if (kind === 'list') path += `/${name.replaceAll('.', '/')}/${count - 1}`;
  }
  return path;
}
