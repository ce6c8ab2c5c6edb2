import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Where secrets and files that the configuration names are looked for. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The configuration file; paths in it count from its folder. */
  readonly file: string;
}

/** A path of the configuration file, counted from its folder; an empty one stays empty. */
export function pathIn({ file }: Surroundings, path: string | undefined): string {
  return path === undefined || path === '' ? '' : resolve(dirname(file), path);
}

/** A text that a file of the configuration holds; what is wrong is told, never what it holds. */
export function textOfFile(
  surroundings: Surroundings,
  path: string | undefined,
  problem: (message: string) => void,
): string {
  if (path === undefined) return '';
  const full = pathIn(surroundings, path);
  try {
    return readFileSync(full, 'utf8');
  } catch (error) {
    problem(`the file ${full} cannot be read (${String((error as { code?: unknown }).code)})`);
    return '';
  }
}

/** A secret by its variable in the environment, else by its file; told when neither is there. */
export function readSecret(
  surroundings: Surroundings,
  where: { readonly variable: string; readonly path: string | undefined; readonly field: string },
  problem: (message: string) => void,
): string {
  const given = surroundings.environment[where.variable];
  if (given !== undefined && given !== '') return given;
  if (where.path !== undefined) return textOfFile(surroundings, where.path, problem).trim();
  problem(`no secret is given: set ${where.variable}, or name its file with "${where.field}"`);
  return '';
}
