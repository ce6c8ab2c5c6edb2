import { didYouMeanHint } from '../lib/did-you-mean.ts';
import type { ParsedDefinition } from './parse-definition.ts';
import type { Problem } from './problem.ts';

/** What only a whole set shows: signals that look at others must find them, and must not wait in a circle. */
export function checkSet(definitions: readonly ParsedDefinition[]): Problem[] {
  const problems: Problem[] = [];
  const ids = definitions.map(({ source }) => source.id);
  const waitsFor = new Map<string, string[]>();
  for (const definition of definitions) {
    const { source, yaml, file } = definition;
    if (source.kind !== 'hypothesis') continue;
    const parts = { evidence: source.evidence, exclusions: source.exclusions ?? [] };
    for (const [field, list] of Object.entries(parts)) {
      list.forEach(({ observe }, index) => {
        const signal = observe.signal?.signal;
        if (typeof signal !== 'string') return;
        waitsFor.set(source.id, [...(waitsFor.get(source.id) ?? []), signal]);
        if (ids.includes(signal) && signal !== source.id) return;
        const at = yaml.place([field, index, 'observe', 'signal', 'signal']);
        const message =
          signal === source.id
            ? 'a signal cannot look at itself'
            : `no definition gives "${signal}".${didYouMeanHint(signal, ids)}`;
        problems.push({ code: 'MS_DEF_UNKNOWN_SIGNAL', file, ...at, message });
      });
    }
  }
  for (const { source, yaml, file } of definitions) {
    const circle = circleFrom(source.id, waitsFor);
    if (circle === undefined) continue;
    const message = `waits in a circle: ${circle.join(' looks at ')}`;
    problems.push({ code: 'MS_DEF_SIGNAL_CYCLE', file, ...yaml.place(['id']), message });
  }
  return problems;
}

/** The way from a definition over others back to itself, if there is one of at least two. */
function circleFrom(start: string, waitsFor: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const seen = new Set<string>();
  const walk = (id: string, way: readonly string[]): string[] | undefined => {
    for (const next of waitsFor.get(id) ?? []) {
      if (next === start && way.length > 1) return [...way, next];
      if (next === start || seen.has(next)) continue;
      seen.add(next);
      const found = walk(next, [...way, next]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return walk(start, [start]);
}
