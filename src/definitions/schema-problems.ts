import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { didYouMean, didYouMeanHint } from '../lib/did-you-mean.ts';
import { parseDay } from '../model/day.ts';
import type { Problem, ProblemCode } from './problem.ts';
import {
  type FieldSchema,
  FORMAT_DATE,
  FORMAT_PROBABILITY,
  FORMAT_STATEMENT,
  FORMAT_WEIGHT,
} from './schema-vocabulary.ts';
import type { PathStep, YamlSource } from './yaml-source.ts';

/** Gives all that a schema holds against a source. */
export type SchemaCheck = (source: YamlSource) => Problem[];

const NOTHING_SAID =
  /^\W*(unknown|none( known)?|nothing|n\/?a|not applicable|tbd|todo|to be (done|defined|determined))?\W*$/i;

/** Compiles a schema once; the check is then run over many sources. */
export function compileSchema(schema: FieldSchema): SchemaCheck {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
  });
  ajv.addFormat(FORMAT_DATE, { type: 'string', validate: (text) => parseDay(text) !== undefined });
  ajv.addFormat(FORMAT_STATEMENT, { type: 'string', validate: (text) => !NOTHING_SAID.test(text) });
  ajv.addFormat(FORMAT_WEIGHT, { type: 'number', validate: hasMilliAtMost });
  ajv.addFormat(FORMAT_PROBABILITY, { type: 'number', validate: () => true });
  const validate: ValidateFunction = ajv.compile(schema);
  return (source) => (validate(source.value) ? [] : tell(validate.errors ?? [], source));
}

function hasMilliAtMost(value: number): boolean {
  const milli = value * 1000;
  return Math.abs(milli - Math.round(milli)) < 1e-6;
}

function tell(errors: readonly ErrorObject[], source: YamlSource): Problem[] {
  const wrongType = new Set(
    errors.filter((each) => each.keyword === 'type').map((each) => each.instancePath),
  );
  const misspelt = new Set(errors.flatMap(missingFieldMeant));
  const problems: Problem[] = [];
  for (const error of errors) {
    // A value of the wrong type fails everything else that is asked of it; that would only be noise.
    if (error.keyword !== 'type' && wrongType.has(error.instancePath)) continue;
    if (error.keyword === 'required' && misspelt.has(fieldKey(error, error.params.missingProperty))) continue;
    const problem = tellOne(error, source);
    if (problem !== undefined) problems.push(problem);
  }
  return problems;
}

/** A field that is missing because it stands there misspelt is told once, as misspelt. */
function missingFieldMeant(error: ErrorObject): string[] {
  if (error.keyword !== 'additionalProperties') return [];
  const meant = didYouMean(String(error.params.additionalProperty), fieldsOf(error));
  return meant === undefined ? [] : [fieldKey(error, meant)];
}

function fieldKey(error: ErrorObject, field: unknown): string {
  return `${error.instancePath}/${String(field)}`;
}

function tellOne(error: ErrorObject, source: YamlSource): Problem | undefined {
  const path = pathOf(error.instancePath);
  const name = nameOf(path);
  const at = (code: ProblemCode, message: string): Problem => ({
    code,
    file: source.file,
    ...source.place(path),
    message,
  });
  const parent = error.parentSchema as FieldSchema;
  switch (error.keyword) {
    case 'additionalProperties': {
      const field = String(error.params.additionalProperty);
      const message = `unknown field "${field}".${didYouMeanHint(field, fieldsOf(error))}`;
      return { ...at('MS_DEF_UNKNOWN_FIELD', message), ...source.keyPlace([...path, field]) };
    }
    case 'required': {
      const place = source.keyPlace(path);
      const field = String(error.params.missingProperty);
      return { ...at('MS_DEF_FIELD_MISSING', `${name} lacks the field "${field}"`), ...place };
    }
    case 'type':
      return at(
        'MS_DEF_WRONG_TYPE',
        `${name} must be ${typeName(error.params.type)}, not ${kindOf(error.data)}`,
      );
    case 'oneOf':
      return at('MS_DEF_UNKNOWN_VALUE', unknownValue(error, name));
    case 'format':
      return at(...formatMessage(String(error.params.format), name));
    case 'pattern':
      return at('MS_DEF_PATTERN', `${name} is not written as it must be (${String(error.params.pattern)})`);
    case 'uniqueItems':
      return at('MS_DEF_DUPLICATE_VALUE', `${name} names the same value twice`);
    // Told by the errors of the branch that was taken, or by the oneOf around it.
    case 'if':
    case 'const':
      return undefined;
    default:
      if (parent.format === FORMAT_PROBABILITY) {
        return at('MS_DEF_NOT_A_PROBABILITY', `${name} must lie ${rangeOf(parent)}`);
      }
      return at('MS_DEF_OUT_OF_RANGE', `${name} ${error.message ?? 'is out of range'}`);
  }
}

function formatMessage(format: string, name: string): [ProblemCode, string] {
  if (format === FORMAT_DATE) return ['MS_DEF_DATE', `${name} must be a day that exists, written YYYY-MM-DD`];
  if (format === FORMAT_WEIGHT) return ['MS_DEF_WEIGHT_DECIMALS', `${name} has more than three decimals`];
  return ['MS_DEF_SAYS_NOTHING', `${name} says nothing; write what is known`];
}

function rangeOf(schema: FieldSchema): string {
  return 'exclusiveMinimum' in schema ? 'above 0 and up to 1' : 'between 0 and 1';
}

function unknownValue(error: ErrorObject, name: string): string {
  const words = ((error.schema ?? []) as readonly { const: string }[]).map((each) => each.const);
  const value = String(error.data);
  const hint = didYouMeanHint(value, words) || ` It is one of: ${words.join(', ')}`;
  return `${name} knows no value "${value}".${hint}`;
}

function fieldsOf(error: ErrorObject): string[] {
  return Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {});
}

/** The steps of a JSON pointer. */
function pathOf(pointer: string): PathStep[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** How a message names what stands at a path: its last word, and its number in a list. */
function nameOf(path: readonly PathStep[]): string {
  if (path.length === 0) return 'the file';
  const isIndex = (step: PathStep | undefined) => /^\d+$/.test(String(step));
  const words = path.findLastIndex((step) => !isIndex(step));
  const indexes = path.slice(words + 1).map((step) => Number(step) + 1);
  const place = indexes.length === 0 ? '' : ` (entry ${indexes.join(', ')})`;
  return words < 0 ? `entry ${indexes.join(', ')}` : `"${String(path[words])}"${place}`;
}

function typeName(type: unknown): string {
  const names: Record<string, string> = {
    string: 'a text',
    number: 'a number',
    integer: 'a whole number',
    array: 'a list',
    object: 'a map of fields',
    boolean: 'true or false',
  };
  return (Array.isArray(type) ? type : [type])
    .map((each) => names[String(each)] ?? String(each))
    .join(' or ');
}

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'a whole number' : 'a number';
  if (typeof value === 'string') return 'a text';
  return typeof value === 'object' ? 'a map of fields' : 'true or false';
}
