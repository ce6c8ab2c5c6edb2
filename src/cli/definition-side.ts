import { existsSync, readFileSync, statSync } from 'node:fs';
import {
  type CompiledDefinitions,
  compileDefinitions,
  type DefinitionFile,
} from '../definitions/compile-definitions.ts';
import { definitionIdOfFile } from '../definitions/file-name.ts';
import { formatProblem } from '../definitions/problem.ts';
import { UsageError } from '../errors/operational-error.ts';
import { didYouMeanHint } from '../lib/did-you-mean.ts';
import { readDefinitionFiles } from '../runtime/load-definitions.ts';

/** One side of a comparison: a whole set, and the one definition of it that was named, if one was. */
export interface DefinitionSide {
  readonly compiled: CompiledDefinitions;
  readonly only: string | undefined;
}

/** Reads both sides, each a folder, a file, or a shipped definition by its id; a single one stands among the shipped ones, in the place of its namesake. */
export function readSides(
  first: string,
  second: string,
  dictionaryHash: string,
): readonly [DefinitionSide, DefinitionSide] {
  const shipped = readDefinitionFiles();
  // A copy may lie anywhere under any name; what it is compared with says where it belongs.
  const places = new Map<string, string>();
  for (const argument of [first, second]) {
    const id = isFile(argument) ? idOf(readText(argument)) : '';
    if (id !== '' && definitionIdOfFile(argument) === id) places.set(id, argument);
  }
  for (const each of shipped) places.set(idOf(each), each.file);
  const read = (argument: string) => readSide(argument, { dictionaryHash, shipped, places });
  return [read(first), read(second)];
}

function readSide(
  argument: string,
  {
    dictionaryHash,
    shipped,
    places,
  }: {
    readonly dictionaryHash: string;
    readonly shipped: readonly DefinitionFile[];
    readonly places: ReadonlyMap<string, string>;
  },
): DefinitionSide {
  if (existsSync(argument) && !isFile(argument)) {
    return { compiled: compiledOf(readDefinitionFiles(argument), dictionaryHash), only: undefined };
  }
  if (!isFile(argument)) {
    const ids = shipped.map(idOf);
    if (!ids.includes(argument)) {
      const hint = didYouMeanHint(argument, ids);
      throw new UsageError(`"${argument}" is no folder, no file and no id of a definition.${hint}`);
    }
    return { compiled: compiledOf(shipped, dictionaryHash), only: argument };
  }
  const given = readText(argument);
  const id = idOf(given);
  if (id === '') throw new UsageError(`${argument} holds no definition: it has no "id"`);
  const file = places.get(id) ?? `own/${id}.yaml`;
  const others = shipped.filter((each) => idOf(each) !== id);
  const compiled = compiledOf([...others, { ...given, file }], dictionaryHash, { [file]: argument });
  return { compiled, only: id };
}

function isFile(argument: string): boolean {
  return existsSync(argument) && statSync(argument).isFile();
}

function readText(file: string): DefinitionFile {
  return { file, text: readFileSync(file, 'utf8') };
}

/** The id in a text, without reading all of it; empty where there is none. */
function idOf({ text }: DefinitionFile): string {
  return /^id: *["']?([a-z0-9-]+)/m.exec(text)?.[1] ?? '';
}

function compiledOf(
  files: readonly DefinitionFile[],
  dictionaryHash: string,
  names: Readonly<Record<string, string>> = {},
): CompiledDefinitions {
  const compiled = compileDefinitions(files, dictionaryHash);
  if (!('problems' in compiled)) return compiled;
  const problems = compiled.problems.map((each) =>
    formatProblem({ ...each, file: names[each.file] ?? each.file }),
  );
  throw new UsageError(`the definitions have problems:\n${problems.join('\n')}`);
}
