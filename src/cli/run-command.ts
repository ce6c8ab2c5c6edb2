import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type OperationalError, UsageError } from '../errors/operational-error.ts';
import { type Day, isDayInRange, parseDay } from '../model/day.ts';
import { DAY_NONE } from '../model/ledger-event.ts';
import { givenPartySecret } from '../runtime/given-party-secret.ts';
import { runEmbedded } from '../runtime/run-embedded.ts';
import { approvedSet } from './approvals-option.ts';
import { formatOption, holdersOption, mappingOption, profilesOption } from './intake-options.ts';
import { loadSet } from './load-set.ts';
import { ProgressLine } from './progress-line.ts';
import { readableSummary } from './summary-text.ts';

export const RUN_HELP = `milestream run --input FILE… --out DIR   reads files, writes signals

  --input FILE…        files, directories, or - for standard input; may repeat
  --format NAME        plain, csv, plaid, ob-uk, berlin, fdx, camt, mt940, ofx, or auto: each file by its
                       content (default: plain)
  --mapping FILE       how CSV files (as milestream inspect --json proposes it), other JSON and change events
                       are read; mx and finapi come ready
  --profile FILE       how a source fills its format: whether ids can be trusted, which day counts, …
  --accounts FILE      whose accounts they are: CSV with the header account,customer
  --customer ID        all is this customer's; with the word account, each account is a customer
  --out DIR            where signals.ndjson and the others go
  --state DIR          what is remembered (default: DIR/state)
  --dictionary DIR     merchants of your own, laid over the shipped ones
  --definitions DIR    definitions of your own, laid over the shipped ones: DIR/<domain>/<id>.yaml
  --approvals FILE     who approved which definitions (docs/activation.md); without two approvals a
                       definition detects, and nothing it finds is sent
  --as-of DATE         tick exactly to this day
  --history-until DATE days before it are back-filled: nothing found there is activated
  --zone ZONE          the bank's time zone (default: UTC)
  --transactions       also write transactions.ndjson
  --threads N          worker threads (default: 1)
  --memory-mb N        about how much memory may be used (default: 1024)
  --store ENGINE       auto, rocksdb, rocksdb-native or memory (default: auto)
  --key-file FILE      the key that people and accounts are keyed with; also MILESTREAM_KEY
                       (default: one that the run makes in the state directory)
  --no-dead-letter-bytes  leave the bytes of unreadable lines out
  --sync               commits survive a power cut
  --json               the summary as JSON

Example: milestream run --input events.ndjson --out found`;

/** Runs files through the embedded mode; gives the exit code. */
export async function runCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      input: { type: 'string', multiple: true },
      out: { type: 'string' },
      state: { type: 'string' },
      dictionary: { type: 'string' },
      approvals: { type: 'string' },
      format: { type: 'string', default: 'plain' },
      mapping: { type: 'string' },
      profile: { type: 'string' },
      accounts: { type: 'string' },
      customer: { type: 'string' },
      definitions: { type: 'string' },
      'as-of': { type: 'string' },
      'history-until': { type: 'string' },
      zone: { type: 'string', default: 'UTC' },
      transactions: { type: 'boolean', default: false },
      threads: { type: 'string', default: '1' },
      'memory-mb': { type: 'string', default: '1024' },
      store: { type: 'string', default: 'auto' },
      'key-file': { type: 'string' },
      'no-dead-letter-bytes': { type: 'boolean', default: false },
      sync: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${RUN_HELP}\n`);
    return 0;
  }
  const inputs = [...(values.input ?? []), ...positionals];
  if (inputs.length === 0 || values.out === undefined)
    throw new UsageError('run needs --input FILE and --out DIR');
  const format = formatOption(values.format);
  const engines = ['auto', 'rocksdb', 'rocksdb-native', 'memory'] as const;
  const engine = engines.find((name) => name === values.store);
  if (engine === undefined) throw new UsageError(`--store must be one of ${engines.join(', ')}`);
  const { set: shipped, dictionary } = loadSet(values.dictionary, values.definitions);
  const { set, warnings } = approvedSet(shipped, values.approvals);
  const line = new ProgressLine(process.stderr);
  for (const text of warnings) line.take({ kind: 'warning', text });
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const summary = await runEmbedded(
    {
      inputs,
      out: values.out,
      state: values.state ?? join(values.out, 'state'),
      format,
      ...(values.mapping === undefined ? {} : { mapping: mappingOption(values.mapping, format) }),
      ...(values.profile === undefined ? {} : { profiles: profilesOption(values.profile) }),
      holders: holdersOption(values.accounts, values.customer),
      asOf: dayOption('--as-of', values['as-of']),
      historyUntil: dayOption('--history-until', values['history-until']) ?? DAY_NONE,
      zone: values.zone,
      transactions: values.transactions,
      threads: countOption('--threads', values.threads),
      memoryBytes: countOption('--memory-mb', values['memory-mb']) * 1024 * 1024,
      engine,
      deadLetterBytes: !values['no-dead-letter-bytes'],
      definitions: set,
      dictionary,
      sync: values.sync,
      ...givenPartySecret(values['key-file'], process.env),
    },
    (progress) => line.take(progress),
    stop.signal,
  ).finally(() => line.clear());
  process.stdout.write(
    values.json
      ? `${JSON.stringify(summary)}\n`
      : `${readableSummary(summary).join('\n')}\nfiles      ${values.out}\n`,
  );
  return summary.nothingAccepted ? 1 : 0;
}

function dayOption(name: string, text: string | undefined): Day | undefined {
  if (text === undefined) return undefined;
  const day = parseDay(text);
  if (day === undefined || !isDayInRange(day))
    throw new UsageError(`${name} must be a day of 1970 to 2099, as YYYY-MM-DD`);
  return day;
}

function countOption(name: string, text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1)
    throw new UsageError(`${name} must be a whole number from 1`);
  return count;
}

/** The exit code of a world that fails; an interrupted run has its own. */
export function exitCodeOf(error: OperationalError): number {
  return error.code === 'MS_INTERRUPTED' ? 130 : 1;
}
