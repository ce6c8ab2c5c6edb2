import { mkdirSync } from 'node:fs';
import { DAY_LAST } from '../../model/day.ts';
import { commitRead, type ReadResult } from './commit-read.ts';
import { fileError } from './files.ts';
import { type InputFile, listInputs, type ReadableFile, sizeNow } from './inputs.ts';
import type { Journal } from './journal.ts';
import { checkDisk, type Plan, planRun, sizeText } from './plan.ts';
import { inputChanged } from './read-range.ts';
import type { RangeReport } from './read-stage.ts';
import { recogniseFiles } from './recognise-files.ts';
import { checkStop, type RunContext, reach, removeDirectory, say } from './run-context.ts';
import { skipDone } from './skip-done.ts';
import type { SpillIndex } from './spill-file.ts';
import { readDoneFiles, type StateRecord } from './state-record.ts';
import type { Job } from './workbench.ts';

/**
 * Reads all inputs into the spill and writes the journal; gives it, with all that was decided.
 * Right behind a run that was finished for a killed one it gives nothing when all inputs were that run's.
 */
export async function readPhase(
  context: RunContext,
  record: StateRecord,
  isAfterFinishing: boolean,
): Promise<Journal | undefined> {
  const { options, directory } = context;
  const begun = performance.now();
  removeDirectory(directory);
  makeDirectory(directory);
  const listed = await listInputs(options.inputs, {
    copyTo: (index) => `${directory}/stream-${index}`,
    stdin: options.stdin ?? process.stdin,
    signal: context.signal,
  });
  const all = recogniseFiles(context, listed);
  const doneBefore = await readDoneFiles(context.store);
  const first = planned(context, all, record);
  const selection = await skipDone(context, all, first.ranges, doneBefore);
  for (const { file, why } of selection.skipped) say(context, `${file.name} is skipped: ${why}.`);
  if (isAfterFinishing && selection.fresh.every(({ size }) => size === 0) && !hasMoreTime(context, record)) {
    removeDirectory(directory);
    return undefined;
  }
  const plan = planned(context, selection.fresh, record);
  sayPlan(context, plan);
  const read = await readRanges(context, plan);
  reach(context, 'read');
  const warnings = checkGrowth(context, selection.fresh);
  return commitRead(context, { record, plan, all, selection, read, warnings, begun });
}

function hasMoreTime({ options }: RunContext, record: StateRecord): boolean {
  return options.asOf !== undefined && options.asOf > record.lastTick;
}

function planned(context: RunContext, files: readonly ReadableFile[], record: StateRecord): Plan {
  const { threads, memoryBytes, transactions, tuning } = context.options;
  return planRun(files, {
    threads,
    memoryBytes,
    customers: record.customers,
    writesTransactions: transactions,
    bucketBits: tuning?.bucketBits,
    blockBytes: tuning?.blockBytes,
    rangeBytes: tuning?.rangeBytes,
  });
}

function sayPlan(context: RunContext, plan: Plan): void {
  const { options, directory } = context;
  const free = checkDisk(directory, plan.diskBytes);
  say(
    context,
    `Reading ${sizeText(plan.inputBytes)} with ${options.threads} ${options.threads === 1 ? 'thread' : 'threads'} into ${2 ** plan.bucketBits} ${plan.bucketBits === 0 ? 'bucket' : 'buckets'}; memory up to about ${sizeText(options.memoryBytes)}, disk for the time of the run about ${sizeText(plan.diskBytes)} of ${sizeText(free)} free.`,
  );
}

async function readRanges(context: RunContext, plan: Plan): Promise<ReadResult> {
  const { options, crew, directory } = context;
  const { zone, dictionary, deadLetterBytes, sync } = options;
  await crew.all({
    kind: 'begin-read',
    options: {
      directory,
      bucketBits: plan.bucketBits,
      spillBufferBytes: plan.spillBufferBytes,
      blockBytes: plan.blockBytes,
      deadLetterBytes,
      sync,
      holders: options.holders ?? { kind: 'named' },
    },
    settings: { dictionary, zone, asOf: options.asOf ?? DAY_LAST, partySecret: context.partySecret },
  });
  const reports: RangeReport[] = [];
  let bytes = 0;
  let events = 0;
  async function* jobs(): AsyncGenerator<Job> {
    for (const task of plan.ranges) {
      checkStop(context.signal);
      yield { kind: 'read', task };
    }
  }
  await crew.each<RangeReport>(jobs(), async (report) => {
    reports.push(report);
    const task = plan.ranges[report.range]!;
    bytes += task.end - task.start;
    events += report.eventsRead;
    context.progress({ kind: 'progress', phase: 'read', done: bytes, total: plan.inputBytes, events });
    reach(context, 'range-read');
  });
  checkStop(context.signal);
  const spills = await crew.all<SpillIndex>({ kind: 'end-read' });
  return { reports: reports.sort((a, b) => a.range - b.range), spills };
}

/** What grew while it was read is said; what shrank is not what was read. */
function checkGrowth(context: RunContext, files: readonly InputFile[]): string[] {
  const warnings: string[] = [];
  for (const { name, path, size } of files) {
    let now: number;
    try {
      now = sizeNow(path);
    } catch {
      throw inputChanged(name);
    }
    if (now < size) throw inputChanged(name);
    if (now > size) {
      warnings.push(
        `${name} grew while it was read: only its first ${size} bytes were read, the rest is for the next run.`,
      );
    }
  }
  for (const text of warnings) context.progress({ kind: 'warning', text });
  return warnings;
}

function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw fileError(error, { action: 'write', path });
  }
}
