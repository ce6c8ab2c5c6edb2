import { parseDay } from '../model/day.ts';
import type { Approval } from '../model/governance.ts';
import type { Problems } from './parse-definition.ts';
import { PROBLEMS_MAX, sortProblems } from './problem.ts';
import { compileSchema, type SchemaCheck } from './schema-problems.ts';
import { date, list, record, text } from './schema-vocabulary.ts';
import { readYaml } from './yaml-source.ts';

/** More approvals than any catalogue needs are a mistake. */
const APPROVALS_MAX = 1_000;

const APPROVALS_SCHEMA = record('Who approved which definitions, and until when.', {
  approvals: list(
    'The approvals.',
    record(
      'One approval, by one person.',
      {
        hash: text('The hash of the definition, as `definitions list --json` prints it.', {
          pattern: '^[0-9a-f]{64}$',
        }),
        by: text('Who approves: a role or key id, not a private address.', { maxLength: 200 }),
        on: date('The first day on which it counts'),
        expires: date('The last day on which it counts'),
      },
      {
        definition: text('The id of the definition, for whoever reads the file.', { maxLength: 60 }),
        signature: text('The ed25519 signature over the hash, in base64. Not looked at yet.', {
          pattern: '^[A-Za-z0-9+/]+={0,2}$',
        }),
      },
    ),
    { to: APPROVALS_MAX },
  ),
});

/** Reads a file of approvals, YAML or JSON; all of its mistakes at once, sorted by place. */
export function parseApprovals(
  text: string,
  file: string,
): { readonly approvals: readonly Approval[] } | Problems {
  const yaml = readYaml(text, file);
  if ('problems' in yaml) return { problems: sortProblems(yaml.problems).slice(0, PROBLEMS_MAX) };
  schemaCheck ??= compileSchema(APPROVALS_SCHEMA);
  const problems = schemaCheck(yaml);
  if (problems.length > 0) return { problems: sortProblems(problems).slice(0, PROBLEMS_MAX) };
  const { approvals } = yaml.value as ApprovalsSource;
  return {
    approvals: approvals.map(({ by, hash, on, expires }) => {
      return { by, hash, on: parseDay(on)!, expires: parseDay(expires)! };
    }),
  };
}

/** Compiled when first needed, and once. */
let schemaCheck: SchemaCheck | undefined;

interface ApprovalsSource {
  readonly approvals: readonly {
    readonly by: string;
    readonly hash: string;
    readonly on: string;
    readonly expires: string;
  }[];
}
