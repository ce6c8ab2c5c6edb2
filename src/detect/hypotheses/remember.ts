import type { Diary } from '../../customer/diary.ts';

/**
 * What was worked out of a diary and holds until something older than this month changes in it. Never stored: a state
 * that was read again works it out again, to the same value.
 */
const memories = new WeakMap<
  Diary,
  Map<object | string, { readonly key: number; readonly value: unknown }>
>();

/** The value that was worked out for an owner under a key, or makes it. */
export function remembered<Value>(
  diary: Diary,
  owner: object | string,
  key: number,
  make: () => Value,
): Value {
  let memory = memories.get(diary);
  if (memory === undefined) {
    memory = new Map();
    memories.set(diary, memory);
  }
  const known = memory.get(owner);
  if (known !== undefined && known.key === key) return known.value as Value;
  const value = make();
  memory.set(owner, { key, value });
  return value;
}

/** Forgets all that was worked out. */
export function forgetWorkedOut(diary: Diary): void {
  memories.delete(diary);
}

/** Forgets one owner's value. */
export function forgetOne(diary: Diary, owner: object | string): void {
  memories.get(diary)?.delete(owner);
}
