/** Thrown when the code itself is wrong: the process dies before it commits. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

/** Dies when a condition that the code relies on does not hold. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}

/** Ends a switch over a union: a new member that nobody handles fails to compile, and dies if it comes by cast. */
export function assertNever(value: never): never {
  throw new AssertionError(`unhandled case: ${JSON.stringify(value)}`);
}
