import { readFileSync } from 'node:fs';
import { OperationalError, UsageError } from '../errors/operational-error.ts';
import { FORMAT_NAMES, FORMATS, formatNamed } from '../intake/formats.ts';
import { type Holders, readHolders } from '../intake/holders.ts';
import { READY_MAPPINGS } from '../intake/json/ready-mappings.ts';
import { type Profile, parseProfiles } from '../intake/profile.ts';
import { didYouMeanHint } from '../lib/did-you-mean.ts';

const NAMES: readonly string[] = ['auto', ...FORMAT_NAMES];

/** The format that files are read in. */
export function formatOption(text: string): string {
  if (NAMES.includes(text)) return text;
  throw new UsageError(`--format must be one of ${NAMES.join(', ')}.${didYouMeanHint(text, NAMES)}`);
}

/** The mapping of a file that a person wrote, or `inspect` proposed, or several in a list; or the name of one that comes with the program. */
export function mappingOption(path: string, format: string): unknown {
  const value = Object.hasOwn(READY_MAPPINGS, path) ? READY_MAPPINGS[path] : readJson('--mapping', path);
  return Array.isArray(value)
    ? value.map((one: unknown) => parsedMapping(one, path, 'auto'))
    : parsedMapping(value, path, format);
}

function parsedMapping(value: unknown, path: string, format: string): unknown {
  // What `inspect --json` prints holds the mapping as one of its fields.
  const given = (value as { readonly mapping?: unknown } | null)?.mapping ?? value;
  const named = (given as { readonly format?: unknown } | null)?.format;
  const name =
    format !== 'auto' ? format : typeof named === 'string' && FORMAT_NAMES.includes(named) ? named : 'csv';
  const { parseMapping } = formatNamed(name);
  if (parseMapping === undefined) {
    const mapped = FORMATS.filter((known) => known.parseMapping !== undefined).map((known) => known.name);
    throw new UsageError(`--mapping belongs to --format ${mapped.join(' or ')}; ${name} needs none`);
  }
  const parsed = parseMapping(given);
  if ('mapping' in parsed) return parsed.mapping;
  throw new UsageError(`--mapping ${path} cannot be used:\n${parsed.problems.join('\n')}`);
}

/** How sources fill their formats, as a person wrote it. */
export function profilesOption(path: string): readonly Profile[] {
  const parsed = parseProfiles(readJson('--profile', path), FORMAT_NAMES);
  if ('profiles' in parsed) return parsed.profiles;
  throw new UsageError(`--profile ${path} cannot be used:\n${parsed.problems.join('\n')}`);
}

/** Whose accounts are, by `--accounts FILE` or `--customer`. */
export function holdersOption(accounts: string | undefined, customer: string | undefined): Holders {
  if (accounts !== undefined && customer !== undefined) {
    throw new UsageError('--accounts and --customer both say whose accounts are: give one of them');
  }
  if (customer !== undefined) {
    if (customer === '') throw new UsageError('--customer must not be empty');
    return customer === 'account' ? { kind: 'account' } : { kind: 'one', customer };
  }
  if (accounts === undefined) return { kind: 'named' };
  const table = readHolders(readText('--accounts', accounts));
  if ('byAccount' in table) return table;
  throw new UsageError(`--accounts ${accounts}:${table.line}: ${table.problem}`);
}

function readJson(option: string, path: string): unknown {
  const text = readText(option, path);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${option} ${path} is not JSON: ${(error as Error).message}`);
  }
}

/** The text of a file that an option names. */
export function readText(option: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new OperationalError('MS_INPUT_MISSING', `${option} ${path} cannot be read`, {
      retriable: false,
      cause,
    });
  }
}
