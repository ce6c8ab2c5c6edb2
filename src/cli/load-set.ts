import { type CompiledDefinitions, compileDefinitions } from '../definitions/compile-definitions.ts';
import { formatProblem } from '../definitions/problem.ts';
import { UsageError } from '../errors/operational-error.ts';
import { type MerchantDictionary, parseDictionary } from '../merchants/dictionary.ts';
import type { DefinitionSet } from '../model/definition.ts';
import { readDefinitionFiles, readMerchantFiles } from '../runtime/load-definitions.ts';

/** The package's dictionary and definitions, compiled; every problem is said at once. */
export function loadSet(): {
  readonly set: DefinitionSet;
  readonly sources: CompiledDefinitions['sources'];
  readonly dictionary: MerchantDictionary;
} {
  const parsed = parseDictionary(readMerchantFiles());
  if (!parsed.ok) {
    const lines = parsed.problems.map(
      ({ file, line, column, message }) => `${file}:${line}:${column} ${message}`,
    );
    throw new UsageError(`the merchant dictionary has problems:\n${lines.join('\n')}`);
  }
  const compiled = compileDefinitions(readDefinitionFiles(), parsed.dictionary.hash);
  if ('problems' in compiled && compiled.problems.length > 0) {
    throw new UsageError(
      `the definitions have problems:\n${compiled.problems.map(formatProblem).join('\n')}`,
    );
  }
  const { set, sources } = compiled as CompiledDefinitions;
  return { set, sources, dictionary: parsed.dictionary };
}
