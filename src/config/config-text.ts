import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** A step into a map or list. */
export type PathStep = string | number;

/** A mistake in the configuration, and where it stands. */
export interface ConfigProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** The file as a value, and the line of each part of it. */
export interface ConfigText {
  readonly value: unknown;
  /** The line of a field's name, of an entry, or of the nearest part above that exists. */
  line(path: readonly PathStep[]): number;
}

/** A configuration is a page, not a book. */
export const CONFIG_BYTES_MAX = 1_048_576;

/** Reads YAML or JSON, which is YAML too. */
export function readConfigText(
  text: string,
  file: string,
): ConfigText | { readonly problems: readonly ConfigProblem[] } {
  const problem = (line: number, message: string) => ({ problems: [{ file, line, message }] });
  if (Buffer.byteLength(text) > CONFIG_BYTES_MAX) return problem(1, 'the file has more than a mebibyte');
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\ufeff/, ''), {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    schema: 'core',
  });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    return {
      problems: faults.map(({ message, pos }) => ({ file, line: lines.linePos(pos[0]).line, message })),
    };
  }
  const root = document.contents as Node | null;
  return {
    value: document.toJS({ maxAliasCount: 100 }),
    line: (path) => lines.linePos(offsetOf(root, path)).line,
  };
}

function offsetOf(root: Node | null, path: readonly PathStep[]): number {
  let node = root;
  let offset = root?.range?.[0] ?? 0;
  for (const step of path) {
    if (isSeq(node)) {
      node = (node.items[Number(step)] as Node | undefined) ?? null;
      offset = node?.range?.[0] ?? offset;
    } else if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) return offset;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value as Node | null;
    } else return offset;
  }
  return offset;
}
