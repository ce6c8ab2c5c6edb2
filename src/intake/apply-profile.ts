import { negated } from './json-stream/fields.ts';
import type { Profile } from './profile.ts';

/** A record as its source's profile has it read: its sign, its day, whether its id says anything, and what it leaves out. */
export function applyProfile(record: Record<string, unknown>, profile: Profile): Record<string, unknown> {
  const applied: Record<string, unknown> = { ...record };
  for (const key of ['account', 'currency', 'accountType'] as const) {
    if (profile[key] !== '' && isEmpty(applied[key])) applied[key] = profile[key];
  }
  if (profile.sign === 'inverted' && typeof applied.amount === 'string')
    applied.amount = negated(applied.amount);
  if (profile.dateRule === 'booking') delete applied.transactionDate;
  if (profile.dateRule === 'value' && !isEmpty(applied.valueDate))
    applied.transactionDate = applied.valueDate;
  // A retraction has nothing but its id to say what it withdraws.
  if (profile.idTrust === 'none' && applied.op !== 'retract') delete applied.id;
  return applied;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
