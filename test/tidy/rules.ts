import {
  CORE_FLOOR_MAX,
  CORE_MODULES,
  FLOORS,
  FORBIDDEN_NAMES,
  IMPLEMENTS,
  LINES_MAX,
  LONG_FILES,
  OWNERS,
  PARTS_FLOOR,
  PARTS_MAY_ALSO_IMPORT,
  PARTS_MAY_IMPORT_FLOOR_MAX,
  VISITORS,
} from './house.ts';
import { type Import, importsOf, roomOf, scanTree, type Tree, type Violation } from './tree.ts';

/** Every rule of the house, over a tree of sources. */
export function violationsOf(tree: Tree): Violation[] {
  return [
    ...findHomeless(tree),
    ...findBadImports(tree),
    ...findCircles(tree),
    ...findForbiddenNames(tree),
    ...findForeigners(tree),
    ...findLongFiles(tree),
    ...findBadNames(tree),
  ];
}

/** Files in a folder that stands on no floor. */
export function findHomeless(tree: Tree): Violation[] {
  return [...tree.keys()]
    .filter((path) => path !== 'README.md' && !FLOORS.has(roomOf(path)))
    .map((path) => ({ path, line: 1, rule: 'no-floor', detail: `${roomOf(path)} stands on no floor` }));
}

/** Imports that point up, to a neighbour, out of the house, to nothing, or to where only others may go. */
export function findBadImports(tree: Tree): Violation[] {
  return eachImport(tree).flatMap(({ path, line, target, specifier }) => {
    if (target === undefined) return [];
    if (!tree.has(target))
      return [{ path, line, rule: 'import-nowhere', detail: `${specifier} is no file of src` }];
    const detail = whyNot(roomOf(path), roomOf(target));
    return detail === undefined
      ? []
      : [{ path, line, rule: detail.rule, detail: `${specifier}: ${detail.why}` }];
  });
}

function whyNot(from: string, to: string): { rule: string; why: string } | undefined {
  const fromFloor = FLOORS.get(from);
  const toFloor = FLOORS.get(to);
  if (from === to || fromFloor === undefined || toFloor === undefined) return undefined;
  if (IMPLEMENTS.get(from)?.includes(to)) return undefined;
  if (toFloor > fromFloor)
    return { rule: 'import-up', why: `floor ${fromFloor} may not see floor ${toFloor}` };
  if (IMPLEMENTS.get(from)?.includes(to)) return undefined;
  if (toFloor === fromFloor)
    return { rule: 'import-neighbour', why: `${from} and ${to} share floor ${toFloor}` };
  const isPart = fromFloor === PARTS_FLOOR && toFloor > PARTS_MAY_IMPORT_FLOOR_MAX;
  if (isPart && !PARTS_MAY_ALSO_IMPORT.includes(to))
    return { rule: 'import-part', why: `${from} may not see ${to}` };
  const visitors = VISITORS.get(to);
  if (visitors === undefined || visitors.includes(from)) return undefined;
  return { rule: 'import-visitor', why: `only ${visitors.join(', ')} may see ${to}` };
}

/** Files that import each other in a circle, each circle told once. */
export function findCircles(tree: Tree): Violation[] {
  const targets = new Map<string, string[]>([...tree.keys()].map((path) => [path, []]));
  for (const { path, target } of eachImport(tree)) if (target !== undefined) targets.get(path)!.push(target);
  const found: Violation[] = [];
  const done = new Set<string>();
  const way: string[] = [];
  const walk = (path: string): void => {
    const start = way.indexOf(path);
    if (start >= 0) {
      found.push({ path, line: 1, rule: 'circle', detail: [...way.slice(start), path].join(' > ') });
      return;
    }
    if (done.has(path)) return;
    way.push(path);
    for (const target of targets.get(path) ?? []) walk(target);
    way.pop();
    done.add(path);
  };
  for (const path of targets.keys()) walk(path);
  return found;
}

/** Names in the core that bring in a clock, chance, the process or waiting. */
export function findForbiddenNames(tree: Tree): Violation[] {
  return [...scanTree(tree)]
    .filter(([path]) => isCore(path))
    .flatMap(([path, tokens]) =>
      tokens.flatMap((token, index) => {
        const { text, line } = token;
        const before = tokens[index - 1]?.text;
        // A field that happens to have such a name is no clock: `record.process`. `Math` is asked for its own.
        const isRandom = text === 'random' && before === '.' && tokens[index - 2]?.text === 'Math';
        if (token.kind !== 'name' || !(isRandom || (FORBIDDEN_NAMES.has(text) && before !== '.'))) return [];
        const detail = isRandom ? 'Math.random' : text;
        return [{ path, line, rule: 'forbidden-name', detail: `the core may not name ${detail}` }];
      }),
    );
}

/** Modules used outside their owner's room, and modules of Node that reach out of the core. */
export function findForeigners(tree: Tree): Violation[] {
  return eachImport(tree).flatMap(({ path, line, target, specifier }) => {
    if (target !== undefined) return [];
    const rule = 'foreign-module';
    const name = packageOf(specifier);
    if (name.startsWith('node:')) {
      if (!isCore(path) || CORE_MODULES.has(name)) return [];
      return [{ path, line, rule, detail: `the core may not use ${specifier}` }];
    }
    const owners = OWNERS.get(name);
    if (owners?.includes(roomOf(path))) return [];
    const owner =
      owners === undefined ? 'nobody: give it an owner, or write node: before it' : owners.join(', ');
    return [{ path, line, rule, detail: `${name} belongs to ${owner}` }];
  });
}

/** `@scope/name/file` to `@scope/name`, `name/file` to `name`, `node:fs/promises` to itself. */
function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Files far over the size that one reads at a sitting. */
export function findLongFiles(tree: Tree, longFiles: ReadonlyMap<string, string> = LONG_FILES): Violation[] {
  return [...tree].flatMap(([path, source]) => {
    const lines = source.split('\n').length - (source.endsWith('\n') ? 1 : 0);
    if (lines <= LINES_MAX || longFiles.has(path)) return [];
    return [{ path, line: lines, rule: 'long-file', detail: `${lines} lines, ${LINES_MAX} at most` }];
  });
}

/** Folders and files whose names are not in kebab-case. */
export function findBadNames(tree: Tree): Violation[] {
  return [...tree.keys()].flatMap((path) => {
    const isGood = path.split('/').every((part) => part === 'README.md' || KEBAB_CASE.test(part));
    return isGood ? [] : [{ path, line: 1, rule: 'kebab-case', detail: 'names are in kebab-case' }];
  });
}

const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/;

function isCore(path: string): boolean {
  return (FLOORS.get(roomOf(path)) ?? 0) <= CORE_FLOOR_MAX;
}

/** Every import of the tree, with the file that it stands in. */
function eachImport(tree: Tree): (Import & { readonly path: string })[] {
  return [...scanTree(tree)].flatMap(([path, tokens]) =>
    importsOf(path, tokens).map((found) => ({ ...found, path })),
  );
}
