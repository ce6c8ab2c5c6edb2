import { parseApprovals } from '../definitions/parse-approvals.ts';
import { formatProblem } from '../definitions/problem.ts';
import { withApprovals } from '../definitions/with-approvals.ts';
import { UsageError } from '../errors/operational-error.ts';
import type { DefinitionSet } from '../model/definition.ts';
import { readText } from './intake-options.ts';

/** The definitions with the approvals of `--approvals FILE`, and what a person should know of those that fit none. */
export function approvedSet(
  set: DefinitionSet,
  path: string | undefined,
): { readonly set: DefinitionSet; readonly warnings: readonly string[] } {
  if (path === undefined) return { set, warnings: [] };
  const parsed = parseApprovals(readText('--approvals', path), path);
  if ('problems' in parsed) {
    throw new UsageError(
      `--approvals ${path} cannot be used:\n${parsed.problems.map(formatProblem).join('\n')}`,
    );
  }
  const { set: approved, unused } = withApprovals(set, parsed.approvals);
  const warnings = [...new Set(unused.map(({ hash }) => hash))].map(
    (hash) => `approvals of ${hash} fit no definition in force: their definition has changed, or is not here`,
  );
  return { set: approved, warnings };
}
