import { type CompiledDefinitions, compileDefinitions } from '../definitions/compile-definitions.ts';
import { formatProblem } from '../definitions/problem.ts';
import { UsageError } from '../errors/operational-error.ts';
import type { MerchantDictionary } from '../merchants/dictionary.ts';
import type { DefinitionSet } from '../model/definition.ts';
import { readDefinitionFiles } from '../runtime/load-definitions.ts';
import { loadDictionary } from './load-dictionary.ts';

/** The package's definitions and dictionary, with a bank's own merchants laid over; every problem is said at once. */
export function loadSet(merchantFolder?: string): {
  readonly set: DefinitionSet;
  readonly sources: CompiledDefinitions['sources'];
  readonly dictionary: MerchantDictionary;
} {
  const dictionary = loadDictionary(merchantFolder);
  const known = {
    merchants: new Set<string>(dictionary.entries.map(({ id }) => id)),
    codes: dictionary.codes,
  };
  const compiled = compileDefinitions(readDefinitionFiles(), dictionary.hash, 0, known);
  if ('problems' in compiled) {
    throw new UsageError(
      `the definitions have problems:\n${compiled.problems.map(formatProblem).join('\n')}`,
    );
  }
  const { set, sources } = compiled;
  return { set, sources, dictionary };
}
