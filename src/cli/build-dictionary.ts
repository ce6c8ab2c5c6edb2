import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashTexts, writeCompiled } from '../merchants/compiled-dictionary.ts';
import { parseDictionary } from '../merchants/dictionary.ts';
import { COMPILED_MERCHANTS, readMerchantFiles } from '../runtime/load-definitions.ts';

/* `npm run dictionary:build`: compiles the texts of the dictionary into one file beside the program. */

const files = readMerchantFiles();
const parsed = parseDictionary(files);
if (parsed.ok) {
  const path = join(fileURLToPath(new URL('../../', import.meta.url)), COMPILED_MERCHANTS);
  const text = writeCompiled(parsed.dictionary, hashTexts(files));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  const { entries, hash } = parsed.dictionary;
  process.stdout.write(
    `${entries.length} merchants, ${Math.round(text.length / 1024)} KiB, ${hash.slice(0, 12)}\n`,
  );
} else {
  for (const { file, line, column, message } of parsed.problems)
    process.stderr.write(`${file}:${line}:${column} ${message}\n`);
  process.exitCode = 1;
}
