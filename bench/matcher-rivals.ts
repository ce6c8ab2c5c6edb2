import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import levenshtein from 'fast-levenshtein';

/** Finds the one of many names that a text means: its index, or -1. */
export type NameSearch = (text: string) => number;

export interface Rival {
  readonly name: string;
  /** Undefined where the package is not installed. */
  readonly search: NameSearch | undefined;
}

interface Fuse {
  search(text: string, options: object): readonly { readonly refIndex: number }[];
}
interface MiniSearch {
  addAll(documents: readonly object[]): void;
  search(text: string, options: object): readonly { readonly id: number }[];
}
interface Fuzzysort {
  prepare(text: string): object;
  go(text: string, targets: readonly object[], options: object): readonly { readonly target: string }[];
}

/** The searches to compare with; packages are looked for in `folder`, beside the program by default. */
export async function makeRivals(names: readonly string[], folder: string): Promise<Rival[]> {
  const load = async (name: string): Promise<unknown> => {
    try {
      const path = createRequire(join(folder, 'none.js')).resolve(name);
      const loaded = (await import(pathToFileURL(path).href)) as { default?: unknown };
      return loaded.default ?? loaded;
    } catch {
      return undefined;
    }
  };
  const [fuse, mini, sort] = [await load('fuse.js'), await load('minisearch'), await load('fuzzysort')];
  return [
    { name: 'plain fast-levenshtein scan', search: scan(names) },
    { name: 'fuse.js', search: fuse === undefined ? undefined : withFuse(fuse, names) },
    { name: 'MiniSearch', search: mini === undefined ? undefined : withMini(mini, names) },
    { name: 'fuzzysort', search: sort === undefined ? undefined : withSort(sort, names) },
  ];
}

/** One letter in six may be wrong, as in our own index; the first of the nearest wins. */
function scan(names: readonly string[]): NameSearch {
  return (text) => {
    let best = -1;
    let bestDistance = Math.floor(text.length / 6) + 1;
    for (let index = 0; index < names.length; index++) {
      const name = names[index]!;
      if (Math.abs(name.length - text.length) >= bestDistance) continue;
      const distance = levenshtein.get(text, name);
      if (distance < bestDistance) {
        best = index;
        bestDistance = distance;
      }
    }
    return best;
  };
}

function withFuse(loaded: unknown, names: readonly string[]): NameSearch {
  const fuse = new (loaded as new (list: readonly string[], options: object) => Fuse)(names, {
    threshold: 0.2,
  });
  return (text) => fuse.search(text, { limit: 1 })[0]?.refIndex ?? -1;
}

function withMini(loaded: unknown, names: readonly string[]): NameSearch {
  const mini = new (loaded as new (options: object) => MiniSearch)({ fields: ['name'] });
  mini.addAll(names.map((name, id) => ({ id, name })));
  return (text) => mini.search(text, { fuzzy: 0.2, combineWith: 'AND' })[0]?.id ?? -1;
}

function withSort(loaded: unknown, names: readonly string[]): NameSearch {
  const sort = loaded as Fuzzysort;
  const targets = names.map((name) => sort.prepare(name));
  const places = new Map(names.map((name, index) => [name, index]));
  return (text) => {
    const [first] = sort.go(text, targets, { limit: 1, threshold: 0.5 });
    return first === undefined ? -1 : (places.get(first.target) ?? -1);
  };
}
