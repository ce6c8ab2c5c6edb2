import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { scan, type Token } from './scan.ts';

/** Source files by their path below `src`, with forward slashes. */
export type Tree = ReadonlyMap<string, string>;

/** Something that a file does and the house does not allow. */
export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly detail: string;
}

/** Reads all files below a directory, as paths relative to it. */
export function readTree(directory: string): Tree {
  const tree = new Map<string, string>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    tree.set(relative(directory, path).split(sep).join('/'), readFileSync(path, 'utf8'));
  }
  return new Map([...tree].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The TypeScript files of a tree with their tokens. */
export function scanTree(tree: Tree): ReadonlyMap<string, readonly Token[]> {
  return new Map(
    [...tree].filter(([path]) => path.endsWith('.ts')).map(([path, source]) => [path, scan(source)]),
  );
}

/** What a file imports: a path below `src` (perhaps leading out of it), or the name of a module. */
export interface Import {
  readonly line: number;
  readonly specifier: string;
  /** Undefined for a module. */
  readonly target: string | undefined;
}

/** All imports of a file: static, dynamic, re-exported, of types, and by `require`. */
export function importsOf(path: string, tokens: readonly Token[]): Import[] {
  const imports: Import[] = [];
  tokens.forEach((token, index) => {
    if (token.kind !== 'string' || !isSpecifier(tokens, index)) return;
    const { text: specifier, line } = token;
    const isPath = specifier.startsWith('.');
    imports.push({
      line,
      specifier,
      target: isPath ? posix.join(posix.dirname(path), specifier) : undefined,
    });
  });
  return imports;
}

function isSpecifier(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  if (before?.kind === 'name') return before.text === 'from' || before.text === 'import';
  const call = tokens[index - 2];
  return before?.text === '(' && call?.kind === 'name' && (call.text === 'import' || call.text === 'require');
}

/** The room of a path: its first folder, or the page itself. */
export function roomOf(path: string): string {
  return path.split('/')[0]!;
}
