import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DefinitionFile } from '../definitions/compile-definitions.ts';
import { OperationalError } from '../errors/operational-error.ts';

/** The package's own folder, the same from `src` and from `dist`. */
const PACKAGE_FOLDER = fileURLToPath(new URL('../../', import.meta.url));

/** Where the shipped definitions lie. */
export const DEFINITIONS_FOLDER = relative(process.cwd(), join(PACKAGE_FOLDER, 'signal-definitions')) || '.';

/** The definition files of a folder, by name; tests beside them are left out. */
export function readDefinitionFiles(folder = join(PACKAGE_FOLDER, 'signal-definitions')): DefinitionFile[] {
  return readTexts(folder, ['.yaml'])
    .filter(({ path }) => !path.endsWith('.test.yaml'))
    .map(({ path, text }) => ({ file: relative(process.cwd(), path), text }));
}

/** The files of timelines in a folder, by name. */
export function readTimelineFiles(folder = join(PACKAGE_FOLDER, 'signal-definitions')): DefinitionFile[] {
  return readTexts(folder, ['.yaml'])
    .filter(({ path }) => path.endsWith('.test.yaml'))
    .map(({ path, text }) => ({ file: relative(process.cwd(), path), text }));
}

/** The merchant files of a folder, the long tail among them, by name. */
export function readMerchantFiles(
  folder = join(PACKAGE_FOLDER, 'merchant-dictionary'),
): { path: string; text: string }[] {
  return readTexts(folder, ['.yaml', '.tsv']).map(({ path, text }) => ({
    path: relative(folder, path),
    text,
  }));
}

/** The dictionary as `npm run build` compiled it, or undefined where it was not built. */
export function readCompiledMerchants(): string | undefined {
  const path = join(PACKAGE_FOLDER, COMPILED_MERCHANTS);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Where the compiled dictionary lies in the package. */
export const COMPILED_MERCHANTS = join('dist', 'merchant-dictionary.json');

function readTexts(folder: string, suffixes: readonly string[]): { path: string; text: string }[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => suffixes.some((suffix) => name.endsWith(suffix)))
      .sort()
      .map((name) => ({ path: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }));
  } catch (cause) {
    throw new OperationalError('MS_FOLDER_UNREADABLE', `${folder} cannot be read`, {
      retriable: false,
      cause,
    });
  }
}
