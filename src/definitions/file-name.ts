const DEFINITION_FILE = /(?:^|\/)[a-z][a-z-]*\/([a-z0-9-]+)\.yaml$/;
const DOMAIN_OF_FILE = /(?:^|\/)([a-z][a-z-]*)\/[^/]+$/;
const TIMELINES_FILE = /(?:^|\/)[a-z][a-z-]*\/([a-z0-9-]+)\.test\.yaml$/;

/** The id that a definition's file is named after; undefined when it is not named as one. */
export function definitionIdOfFile(file: string): string | undefined {
  return DEFINITION_FILE.exec(file)?.[1];
}

/** The domain of a definition: the folder that its file lies in; empty where there is none. */
export function domainOfFile(file: string): string {
  return DOMAIN_OF_FILE.exec(file)?.[1] ?? '';
}

/** The id of the definition whose timelines a file holds; undefined when it is not named as such. */
export function timelinesIdOfFile(file: string): string | undefined {
  return TIMELINES_FILE.exec(file)?.[1];
}

/** Whether a file holds timelines, by its name. */
export function isTimelinesFile(file: string): boolean {
  return /\.test\.ya?ml$/.test(file);
}
