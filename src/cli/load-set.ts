import {
  type CompiledDefinitions,
  compileDefinitions,
  type DefinitionFile,
} from '../definitions/compile-definitions.ts';
import { definitionIdOfFile } from '../definitions/file-name.ts';
import { formatProblem } from '../definitions/problem.ts';
import { UsageError } from '../errors/operational-error.ts';
import type { MerchantDictionary } from '../merchants/dictionary.ts';
import type { DefinitionSet } from '../model/definition.ts';
import { readDefinitionFiles } from '../runtime/load-definitions.ts';
import { loadDictionary } from './load-dictionary.ts';

/**
 * The package's definitions and dictionary, with a bank's own merchants and definitions laid over: a definition of the
 * same id takes the place of ours. Every problem is said at once.
 */
export function loadSet(
  merchantFolder?: string,
  definitionFolder?: string,
): {
  readonly set: DefinitionSet;
  readonly sources: CompiledDefinitions['sources'];
  readonly dictionary: MerchantDictionary;
} {
  const dictionary = loadDictionary(merchantFolder);
  const known = {
    merchants: new Set<string>(dictionary.entries.map(({ id }) => id)),
    codes: dictionary.codes,
  };
  const compiled = compileDefinitions(laidOver(definitionFolder), dictionary.hash, 0, known);
  if ('problems' in compiled) {
    throw new UsageError(
      `the definitions have problems:\n${compiled.problems.map(formatProblem).join('\n')}`,
    );
  }
  const { set, sources } = compiled;
  return { set, sources, dictionary };
}

function laidOver(folder: string | undefined): DefinitionFile[] {
  const shipped = readDefinitionFiles();
  if (folder === undefined) return shipped;
  const own = readDefinitionFiles(folder);
  const named = new Set(own.map(({ file }) => definitionIdOfFile(file)));
  return [...shipped.filter(({ file }) => !named.has(definitionIdOfFile(file))), ...own];
}
