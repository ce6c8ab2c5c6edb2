import { existsSync } from 'node:fs';
import { OperationalError, UsageError } from '../errors/operational-error.ts';
import { hashTexts, readCompiled } from '../merchants/compiled-dictionary.ts';
import { type MerchantDictionary, parseDictionary } from '../merchants/dictionary.ts';
import { layOver } from '../merchants/lay-over.ts';
import type { DictionaryFile } from '../merchants/merchant-entry.ts';
import { readCompiledMerchants, readMerchantFiles } from '../runtime/load-definitions.ts';

/** The package's dictionary, with a bank's own folder laid over it; every problem is said at once. */
export function loadDictionary(folder?: string): MerchantDictionary {
  const shipped = loadShipped();
  if (folder === undefined) return shipped;
  if (!existsSync(folder))
    throw new OperationalError('MS_INPUT_MISSING', `--dictionary ${folder} does not exist`, {
      retriable: false,
    });
  const files = readMerchantFiles(folder);
  if (files.length === 0)
    throw new UsageError(`--dictionary ${folder} holds no .yaml file; see docs/merchants.md`);
  return layOver(shipped, parse(files, folder));
}

/** The compiled dictionary where it is of these very texts; else the texts, which takes longer, and is said. */
function loadShipped(): MerchantDictionary {
  const files = readMerchantFiles();
  const compiled = readCompiledMerchants();
  const dictionary = compiled === undefined ? undefined : readCompiled(compiled, hashTexts(files));
  if (dictionary !== undefined) return dictionary;
  if (compiled !== undefined && process.stderr.isTTY) {
    process.stderr.write('the merchant dictionary changed since it was compiled: npm run build\n');
  }
  return parse(files, 'the merchant dictionary');
}

function parse(files: readonly DictionaryFile[], name: string): MerchantDictionary {
  const parsed = parseDictionary(files);
  if (parsed.ok) return parsed.dictionary;
  const lines = parsed.problems.map(
    ({ file, line, column, message }) => `${file}:${line}:${column} ${message}`,
  );
  throw new UsageError(`${name} has problems:\n${lines.join('\n')}`);
}
