import type { Day } from '../model/day.ts';
import type { Definition } from '../model/definition.ts';

/** So many people must have approved a definition. */
export const APPROVERS_MIN = 2;

/** Distinct people, the owner apart, whose approval of this very content counts on a day. */
export function countApprovers({ hash, governance }: Definition, today: Day): number {
  const owner = nameOf(governance.owner);
  const approvers = new Set<string>();
  for (const approval of governance.approvals) {
    const by = nameOf(approval.by);
    const counts = approval.hash === hash && approval.on <= today && today <= approval.expires;
    if (counts && by !== '' && by !== owner) approvers.add(by);
  }
  return approvers.size;
}

/** Two spellings of one person are one person. */
function nameOf(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}
