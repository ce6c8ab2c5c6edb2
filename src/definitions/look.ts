import type { Problem, ProblemCode } from './problem.ts';
import type { PathStep, YamlSource } from './yaml-source.ts';

/** What a rule sees: the values that are there, of the type it wants, and a way to complain of a place. */
export interface Look {
  readonly source: YamlSource;
  value(...path: PathStep[]): unknown;
  /** A number, or undefined when there is none: the schema has told that already. */
  number(...path: PathStep[]): number | undefined;
  text(...path: PathStep[]): string | undefined;
  list(...path: PathStep[]): readonly unknown[];
  /** Keys of a map, none when there is no map. */
  keys(...path: PathStep[]): readonly string[];
  complain(code: ProblemCode, path: readonly PathStep[], message: string): void;
  /** Complains of the key instead of the value. */
  complainOfKey(code: ProblemCode, path: readonly PathStep[], message: string): void;
}

/** Looks at a source without trusting its shape. */
export function lookAt(source: YamlSource, problems: Problem[]): Look {
  const value = (...path: PathStep[]): unknown => {
    let current: unknown = source.value;
    for (const step of path) {
      if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
      current = (current as Record<PathStep, unknown>)[step];
    }
    return current;
  };
  const map = (path: PathStep[]): object => {
    const found = value(...path);
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? found : {};
  };
  return {
    source,
    value,
    number: (...path) => {
      const found = value(...path);
      return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
    },
    text: (...path) => {
      const found = value(...path);
      return typeof found === 'string' ? found : undefined;
    },
    list: (...path) => {
      const found = value(...path);
      return Array.isArray(found) ? found : [];
    },
    keys: (...path) => Object.keys(map(path)),
    complain: (code, path, message) => {
      problems.push({ code, file: source.file, ...source.place(path), message });
    },
    complainOfKey: (code, path, message) => {
      problems.push({ code, file: source.file, ...source.keyPlace(path), message });
    },
  };
}
