import { identityOf } from './block-hashes.ts';
import type { ReadableFile } from './inputs.ts';
import type { ReadTask } from './read-stage.ts';
import { checkStop, type RunContext } from './run-context.ts';
import type { DoneFile } from './state-record.ts';
import type { Job } from './workbench.ts';

/** Which of the files hold something that was not done before; the others by name, with why. */
export interface Selection {
  readonly fresh: readonly ReadableFile[];
  readonly skipped: readonly { readonly file: ReadableFile; readonly why: string }[];
}

/**
 * Takes out files whose content was done in an earlier run, or stands twice in this one.
 * Only a file whose size is that of another can be the same: only these are hashed before they are read.
 */
export async function skipDone(
  context: RunContext,
  files: readonly ReadableFile[],
  ranges: readonly ReadTask[],
  done: readonly DoneFile[],
): Promise<Selection> {
  const doneSizes = new Set(done.map(({ size }) => size));
  const known = new Map(done.map(({ identity, name }) => [identity, `it was done before, as ${name}`]));
  const fresh: ReadableFile[] = [];
  const skipped: { file: ReadableFile; why: string }[] = [];
  const sizes = new Map<number, number>();
  for (const { size } of files) sizes.set(size, (sizes.get(size) ?? 0) + 1);
  for (const file of files) {
    const isSuspect = file.size > 0 && (doneSizes.has(file.size) || sizes.get(file.size)! > 1);
    if (!isSuspect) {
      fresh.push(file);
      continue;
    }
    const identity = await hashFile(context, file, ranges);
    const why = known.get(identity);
    if (why === undefined) fresh.push(file);
    else skipped.push({ file, why });
    if (why === undefined) known.set(identity, `it is the same as ${file.name}`);
  }
  return { fresh, skipped };
}

async function hashFile(
  context: RunContext,
  file: ReadableFile,
  ranges: readonly ReadTask[],
): Promise<string> {
  checkStop(context.signal);
  const own = ranges.filter(({ path }) => path === file.path);
  const first = new Map(own.map((range) => [range.start, range]));
  const hashes: { start: number; hashes: Uint8Array }[] = [];
  const blockBytes = context.options.tuning?.blockBytes ?? 1024 * 1024;
  async function* jobs(): AsyncGenerator<Job> {
    for (const range of first.values()) yield { kind: 'hash', range, blockBytes };
  }
  await context.crew.each<{ start: number; hashes: Uint8Array }>(jobs(), async (result) => {
    hashes.push(result);
  });
  hashes.sort((a, b) => a.start - b.start);
  return identityOf(
    hashes.map((part) => part.hashes),
    file.size,
  );
}
