import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';

const ROOT = new URL('../../', import.meta.url);

/** The path of a file of the repository. */
export function pathOf(name: string): string {
  return fileURLToPath(new URL(name, ROOT));
}

export function textOf(name: string): string {
  return readFileSync(pathOf(name), 'utf8');
}

/** The documents of a YAML file, as plain values; a file that is no YAML throws. */
export function documentsOf(name: string): Record<string, unknown>[] {
  return parseAllDocuments(textOf(name), { merge: true, prettyErrors: true }).map((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw new Error(`${name}: ${error.message}`);
    return document.toJS() as Record<string, unknown>;
  });
}

/** The only document of a YAML file. */
export function documentOf<T>(name: string): T {
  const documents = documentsOf(name);
  if (documents.length !== 1) throw new Error(`${name} holds ${documents.length} documents`);
  return documents[0] as T;
}

/** The names of the files of a folder, by how they end. */
export function filesOf(folder: string, ending: string): string[] {
  return readdirSync(pathOf(folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`);
}
