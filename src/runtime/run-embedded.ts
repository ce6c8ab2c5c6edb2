import { OperationalError } from '../errors/operational-error.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { accountsHashOf } from './embedded/commit-read.ts';
import { Crew } from './embedded/crew.ts';
import { foldPhase } from './embedded/fold-phase.ts';
import { type Journal, readIndex, readJournal } from './embedded/journal.ts';
import { mergePhase } from './embedded/merge-phase.ts';
import { checkOut, prepareOut } from './embedded/out-files.ts';
import { findPartySecret } from './embedded/party-secret.ts';
import { readPhase } from './embedded/read-phase.ts';
import { interrupted, type RunContext, removeDirectory, runDirectory, say } from './embedded/run-context.ts';
import { readStateRecord, type StateRecord } from './embedded/state-record.ts';
import { loadStates } from './embedded/stored-states.ts';
import { INTERRUPTED } from './embedded/workbench.ts';
import type { Progress, RunOptions, RunSummary } from './run-options.ts';

/**
 * Files in, files out, state in between. The same files give the same bytes, whatever the threads, the sizes, the
 * engine, and however often the run was killed on its way: an unfinished run is finished first, from its own spill.
 */
export async function runEmbedded(
  options: RunOptions,
  progress: (progress: Progress) => void,
  signal: AbortSignal = new AbortController().signal,
): Promise<RunSummary> {
  prepareOut(options.out);
  const { store, said } = await openStore({ engine: options.engine, location: options.state });
  let crew: Crew | undefined;
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  try {
    crew = await startCrew(options, store);
    const started = crew;
    const stop = () => started.stop();
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    const directory = runDirectory(options, store);
    const party = findPartySecret(options, store);
    const context = {
      options,
      store,
      storeSaid: said,
      partySecret: party.secret,
      crew,
      directory,
      signal,
      progress,
      startedAt,
      cpuBefore,
    };
    say(context, said);
    if (party.said !== '') say(context, party.said);
    try {
      return await finishAndRun(context);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  } finally {
    await crew?.close();
    await store.close();
  }
}

async function startCrew(options: RunOptions, store: Store): Promise<Crew> {
  const own = new URL(
    import.meta.url.endsWith('.ts') ? './core-engine.ts' : './core-engine.js',
    import.meta.url,
  );
  return Crew.start({
    threads: options.threads,
    engineModule: options.tuning?.engineModule ?? own.href,
    load: (customers) => loadStates(store, customers),
  });
}

async function finishAndRun(context: RunContext): Promise<RunSummary> {
  const unfinished = await readJournal(context.store);
  let before = await readStateRecord(context.store);
  let finished: RunSummary | undefined;
  if (unfinished !== undefined) {
    say(context, 'An earlier run was not finished: it is finished first, from where it stood.');
    finished = await finish(context, unfinished, before, true);
    before = await readStateRecord(context.store);
  }
  checkOut(context.options.out, before.out, false);
  sayChanges(context, before);
  const journal = await read(context, before, finished);
  if (journal === undefined) return finished!;
  return finish(context, journal, before, finished !== undefined);
}

/** Reads the inputs; undefined when all of them belong to the run that was just finished. */
async function read(
  context: RunContext,
  before: StateRecord,
  finished: RunSummary | undefined,
): Promise<Journal | undefined> {
  try {
    return await readPhase(context, before, finished !== undefined);
  } catch (error) {
    // Nothing was changed yet: what was spilled is of no use.
    await context.crew.all({ kind: 'leave' }).catch(() => undefined);
    removeDirectory(context.directory);
    throw worded(context, error, 'Nothing was changed: start the same command again.');
  }
}

async function finish(
  context: RunContext,
  journal: Journal,
  record: StateRecord,
  isResumed: boolean,
): Promise<RunSummary> {
  try {
    const index = readIndex(context.directory, journal);
    const lengths = checkOut(context.options.out, record.out, isResumed);
    const begun = performance.now();
    const marks = await foldPhase(context, journal, index);
    const secondsFolding = (performance.now() - begun) / 1000;
    return await mergePhase(context, { journal, index, marks, record, lengths, isResumed, secondsFolding });
  } catch (error) {
    throw worded(
      context,
      error,
      'What is done is kept: start the same command again and it goes on from there.',
    );
  }
}

function sayChanges(context: RunContext, before: StateRecord): void {
  const { definitions } = context.options;
  if (before.runs === 0) return;
  if (before.definitionsHash !== definitions.hash) {
    say(context, 'The signal definitions have changed since the last run: states go on with the new ones.');
  }
  if (before.dictionaryHash !== definitions.dictionaryHash) {
    say(context, 'The merchant dictionary has changed since the last run.');
  }
  const accounts = accountsHashOf(context.options);
  if (accounts !== '' && (before.accountsHash ?? '') !== '' && accounts !== before.accountsHash) {
    say(
      context,
      'The file of accounts has changed since the last run: what an account brought before stays with the customer it had then.',
    );
  }
}

function worded(context: RunContext, error: unknown, how: string): unknown {
  const isStop = error instanceof OperationalError && error.code === INTERRUPTED;
  return isStop || context.signal.aborted ? interrupted(how) : error;
}
