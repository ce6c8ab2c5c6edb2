import { compileDefinitions, type DefinitionFile } from '../../definitions/compile-definitions.ts';
import { formatProblem } from '../../definitions/problem.ts';
import { OperationalError } from '../../errors/operational-error.ts';
import type { DefinitionSet } from '../../model/definition.ts';

/*
 * What stands in the topic of definitions: the texts as their authors wrote them, so that anyone can read what was in
 * force at any time, and every build compiles them for itself. The hash that the ledger activates is that of their
 * meaning, and is compared.
 */
const FORMAT = 1;

/** The message that carries a set of definitions. */
export function encodeDefinitions(files: readonly DefinitionFile[], dictionaryHash: string): Buffer {
  const texts = files.map(({ file, text }) => ({ file, text }));
  return Buffer.from(JSON.stringify({ format: FORMAT, dictionaryHash, files: texts }));
}

/** The set of such a message, in force under the epoch that is its offset. */
export function compileContent(content: Uint8Array, epoch: number): DefinitionSet {
  const { format, files, dictionaryHash } = parse(content);
  if (format !== FORMAT) throw unusable(epoch, `it has format ${format}: a newer build wrote it`);
  const compiled = compileDefinitions(files, dictionaryHash, epoch);
  if ('set' in compiled) return compiled.set;
  const [first] = compiled.problems;
  throw unusable(epoch, first === undefined ? 'it does not compile' : formatProblem(first));
}

interface Content {
  readonly format: number;
  readonly dictionaryHash: string;
  readonly files: readonly DefinitionFile[];
}

function parse(content: Uint8Array): Content {
  try {
    return JSON.parse(Buffer.from(content).toString('utf8')) as Content;
  } catch {
    return { format: 0, dictionaryHash: '', files: [] };
  }
}

function unusable(epoch: number, why: string): OperationalError {
  const message = `what stands at offset ${epoch} of the topic of definitions cannot be used: ${why}`;
  return new OperationalError('MS_DEFINITIONS_UNUSABLE', message, { retriable: false });
}
