import type { DefinitionSet } from '../model/definition.ts';
import type { Approval } from '../model/governance.ts';

/**
 * A set whose definitions carry approvals beside their own, and the approvals that fit none of them: of a version that
 * is not in force, or of nothing. The hash of the set stays: approvals are statements over it, not a part of it.
 */
export function withApprovals(
  set: DefinitionSet,
  approvals: readonly Approval[],
): { readonly set: DefinitionSet; readonly unused: readonly Approval[] } {
  const hashes = new Set(set.definitions.map(({ hash }) => hash));
  const definitions = set.definitions.map((definition) => {
    const own = approvals.filter(({ hash }) => hash === definition.hash);
    if (own.length === 0) return definition;
    const { governance } = definition;
    return { ...definition, governance: { ...governance, approvals: [...governance.approvals, ...own] } };
  });
  return { set: { ...set, definitions }, unused: approvals.filter(({ hash }) => !hashes.has(hash)) };
}
