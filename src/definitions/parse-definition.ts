import { didYouMeanHint } from '../lib/did-you-mean.ts';
import { checkMeaning } from './check-meaning.ts';
import { DEFINITION_KINDS, type DefinitionKind, SCHEMA_BY_KIND } from './definition-schema.ts';
import type { DefinitionSource } from './definition-source.ts';
import { PROBLEMS_MAX, type Problem, sortProblems } from './problem.ts';
import { compileSchema, type SchemaCheck } from './schema-problems.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';

/** A definition that keeps to its schema and to the rules, with the places of its parts. */
export interface ParsedDefinition {
  readonly file: string;
  readonly source: DefinitionSource;
  readonly yaml: YamlSource;
}

export interface Problems {
  readonly problems: readonly Problem[];
}

/** Reads one definition; all of its mistakes at once, sorted by place. */
export function parseDefinition(text: string, file: string): ParsedDefinition | Problems {
  const yaml = readYaml(text, file);
  if ('problems' in yaml) return bounded(yaml.problems);
  const kind = kindOf(yaml);
  if (typeof kind !== 'string') return { problems: [kind] };
  const problems = [...schemaCheckOf(kind)(yaml), ...checkMeaning(yaml)];
  if (problems.length > 0) return bounded(problems);
  return { file, source: yaml.value as DefinitionSource, yaml };
}

function bounded(problems: readonly Problem[]): Problems {
  return { problems: sortProblems(problems).slice(0, PROBLEMS_MAX) };
}

/** The kind decides which schema the rest is held to, so it comes first. */
function kindOf(yaml: YamlSource): DefinitionKind | Problem {
  const kinds = Object.keys(DEFINITION_KINDS);
  const at = { code: 'MS_DEF_KIND', file: yaml.file, ...yaml.place(['kind']) } as const;
  const { value } = yaml;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ...at, message: 'a definition is a map of fields: id, version, kind and so on' };
  }
  const kind = (value as { kind?: unknown }).kind;
  if (typeof kind === 'string' && kinds.includes(kind)) return kind as DefinitionKind;
  if (kind === undefined)
    return { ...at, message: `the field "kind" is missing; it is one of: ${kinds.join(', ')}` };
  const hint = didYouMeanHint(String(kind), kinds) || ` It is one of: ${kinds.join(', ')}`;
  return { ...at, message: `unknown kind "${typeof kind === 'string' ? kind : typeof kind}".${hint}` };
}

const schemaChecks = new Map<DefinitionKind, SchemaCheck>();

/** Compiling a schema takes tens of milliseconds, so it is done when first needed, and once. */
function schemaCheckOf(kind: DefinitionKind): SchemaCheck {
  const known = schemaChecks.get(kind);
  if (known !== undefined) return known;
  const check = compileSchema(SCHEMA_BY_KIND[kind]);
  schemaChecks.set(kind, check);
  return check;
}
