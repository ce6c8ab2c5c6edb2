#!/usr/bin/env node
import { OperationalError, UsageError } from '../errors/operational-error.ts';
import { didYouMeanHint } from '../lib/did-you-mean.ts';
import { baselineCommand } from './baseline-command.ts';
import { calibrateCommand } from './calibrate-command.ts';
import { definitionsCommand } from './definitions-command.ts';
import { demoCommand } from './demo-command.ts';
import { enrichCommand } from './enrich-command.ts';
import { evaluateCommand } from './evaluate-command.ts';
import { explainCommand } from './explain-command.ts';
import { generateCommand } from './generate-command.ts';
import { inspectCommand } from './inspect-command.ts';
import { merchantsCommand } from './merchants-command.ts';
import { OPTIONS } from './options.ts';
import { exitCodeOf, runCommand } from './run-command.ts';

const HELP = `milestream: what is changing in a customer's life, how sure, and why

  milestream demo                                  what a newcomer runs first
  milestream run --input FILE… --out DIR           reads files, writes signals
  milestream explain --state DIR --customer ID     what is said of a customer, what is not, and why
  milestream inspect FILE                          what a file is, and how it would be read
  milestream generate --customers N --out DIR      an invented population, and what is true of it
  milestream evaluate --signals FILE --truth FILE  how right the signals are
  milestream baseline --input FILE --out FILE      what plain rules would say, to be measured beside them
  milestream calibrate --events FILE --truth FILE  lets confidence mean what was observed of such
  milestream enrich --input FILE                   whom each line is with, and what kind it is
  milestream merchants lookup | check | unknown    the merchant dictionary, and why a line reads as it does
  milestream definitions new | check | show | …    the signal definitions
  milestream start --config FILE                   the service on Kafka
  milestream topics ensure | check | acls          the topics of the service on Kafka

Each command explains itself with --help.
Example: milestream run --input events.ndjson --out found`;

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  demo: demoCommand,
  run: runCommand,
  explain: explainCommand,
  inspect: inspectCommand,
  generate: generateCommand,
  evaluate: evaluateCommand,
  baseline: baselineCommand,
  calibrate: calibrateCommand,
  enrich: enrichCommand,
  merchants: merchantsCommand,
  definitions: async (args) =>
    args[0] === 'activate'
      ? (await import('./activate-command.ts')).activateCommand(args.slice(1))
      : definitionsCommand(args),
  // Loaded when asked for: the other commands need not wait for the client of Kafka.
  start: async (args) => (await import('./start-command.ts')).startCommand(args),
  topics: async (args) => (await import('./topics-command.ts')).topicsCommand(args),
};

/** Node tells how to pass such a word as a file; what is meant is mostly an option that is spelt otherwise. */
function unknownOption(message: string): string {
  const option = /'(-[^' ]+)/.exec(message)?.[1] ?? '';
  return `unknown option ${option}.${didYouMeanHint(option, OPTIONS)}`;
}

async function main(): Promise<number> {
  const [name, ...args] = process.argv.slice(2);
  if (name === undefined || name === '--help' || name === 'help') {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const command = COMMANDS[name];
  if (command === undefined) {
    throw new UsageError(`there is no command "${name}".${didYouMeanHint(name, Object.keys(COMMANDS))}`);
  }
  return command(args);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const { code, message } = error as { code?: string; message?: string };
    const usage = error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS') === true;
    if (!usage && !(error instanceof OperationalError)) throw error;
    const said = code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? unknownOption(message ?? '') : message;
    process.stderr.write(`milestream: ${usage ? '' : `${code} `}${said}\n`);
    process.exitCode = error instanceof OperationalError ? exitCodeOf(error) : 2;
  },
);
