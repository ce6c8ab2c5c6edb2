import { existsSync, readFileSync, statSync } from 'node:fs';
import {
  type CompiledDefinitions,
  compileDefinitions,
  type DefinitionFile,
} from '../definitions/compile-definitions.ts';
import { formatProblem } from '../definitions/problem.ts';
import { UsageError } from '../errors/operational-error.ts';
import { didYouMeanHint } from '../lib/did-you-mean.ts';
import { readDefinitionFiles } from '../runtime/load-definitions.ts';

/** One side of a comparison: a whole set, and the one definition of it that was named, if one was. */
export interface DefinitionSide {
  readonly compiled: CompiledDefinitions;
  readonly only: string | undefined;
}

/** Reads a folder, a file, or a shipped definition by its id; a single one stands among the shipped ones, in the place of its namesake. */
export function readSide(argument: string, dictionaryHash: string): DefinitionSide {
  if (existsSync(argument) && statSync(argument).isDirectory()) {
    return { compiled: compiledOf(readDefinitionFiles(argument), dictionaryHash), only: undefined };
  }
  const shipped = readDefinitionFiles();
  const ids = new Map(shipped.map((each) => [idOf(each), each]));
  if (!existsSync(argument)) {
    if (!ids.has(argument)) {
      const hint = didYouMeanHint(argument, ids.keys());
      throw new UsageError(`"${argument}" is no folder, no file and no id of a definition.${hint}`);
    }
    return { compiled: compiledOf(shipped, dictionaryHash), only: argument };
  }
  const given: DefinitionFile = { file: argument, text: readFileSync(argument, 'utf8') };
  const id = idOf(given);
  if (id === '') throw new UsageError(`${argument} holds no definition: it has no "id"`);
  // A copy may lie anywhere under any name; what it is compared with says where it belongs.
  const file = ids.get(id)?.file ?? argument;
  const others = shipped.filter((each) => idOf(each) !== id);
  const compiled = compiledOf([...others, { ...given, file }], dictionaryHash, { [file]: argument });
  return { compiled, only: id };
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
