import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { didYouMean, didYouMeanHint } from '../lib/did-you-mean.ts';
import { CONFIG_SCHEMA, type FieldSchema } from './config-schema.ts';
import type { PathStep } from './config-text.ts';

/** What is wrong at a place of the value. */
export interface PlacedMessage {
  readonly path: readonly PathStep[];
  readonly message: string;
}

let validate: ValidateFunction | undefined;

/** Holds a value against the schema and fills in defaults, in place; gives all that is wrong with it. */
export function checkSchema(value: unknown): PlacedMessage[] {
  validate ??= new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    strictRequired: false,
    useDefaults: true,
  }).compile(CONFIG_SCHEMA);
  return validate(value) ? [] : tell(validate.errors ?? []);
}

function tell(errors: readonly ErrorObject[]): PlacedMessage[] {
  const wrongType = new Set(
    errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath),
  );
  const misspelt = new Set(errors.map(fieldMeant));
  return errors
    .filter(({ keyword, instancePath }) => keyword === 'type' || !wrongType.has(instancePath))
    .filter(({ keyword, instancePath, params }) => {
      // A field that stands there misspelt is told once, as misspelt.
      return keyword !== 'required' || !misspelt.has(`${instancePath}/${params.missingProperty}`);
    })
    .map(tellOne);
}

function fieldMeant(error: ErrorObject): string | undefined {
  if (error.keyword !== 'additionalProperties') return undefined;
  const meant = didYouMean(String(error.params.additionalProperty), fieldsOf(error));
  return meant === undefined ? undefined : `${error.instancePath}/${meant}`;
}

function tellOne(error: ErrorObject): PlacedMessage {
  const path = stepsOf(error.instancePath);
  const name = nameOf(path);
  switch (error.keyword) {
    case 'additionalProperties': {
      const field = String(error.params.additionalProperty);
      return { path: [...path, field], message: unknownField(field, name, fieldsOf(error)) };
    }
    case 'required':
      return { path, message: `${name} lacks "${error.params.missingProperty}"` };
    case 'type':
      return { path, message: `${name} must be ${typeName(error.params.type)}` };
    case 'enum': {
      const words = error.params.allowedValues as readonly string[];
      const hint = didYouMeanHint(String(error.data), words);
      return { path, message: `${name} must be one of ${words.join(', ')}.${hint}` };
    }
    case 'minimum':
    case 'maximum': {
      const { minimum, maximum } = error.parentSchema as FieldSchema;
      return { path, message: `${name} must lie between ${minimum} and ${maximum}` };
    }
    default:
      return { path, message: `${name} ${error.message ?? 'is not as it must be'}` };
  }
}

/** A secret in the file is the one mistake that is worth its own words. */
function unknownField(field: string, parent: string, known: readonly string[]): string {
  if (/password|secret$/i.test(field)) {
    return `"${field}" may not stand in the file: give secrets by the environment, or in files of their own`;
  }
  return `${parent} knows no "${field}".${didYouMeanHint(field, known)}`;
}

function fieldsOf(error: ErrorObject): string[] {
  return Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {});
}

function stepsOf(pointer: string): PathStep[] {
  const steps = pointer.split('/').slice(1);
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function nameOf(path: readonly PathStep[]): string {
  return path.length === 0 ? 'the configuration' : `"${path.join('.')}"`;
}

function typeName(type: unknown): string {
  const names: Readonly<Record<string, string>> = {
    string: 'a text',
    integer: 'a whole number',
    array: 'a list',
    object: 'a map of fields',
    boolean: 'true or false',
  };
  return names[String(type)] ?? String(type);
}
