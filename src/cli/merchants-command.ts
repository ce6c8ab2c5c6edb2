import { parseArgs } from 'node:util';
import { UsageError } from '../errors/operational-error.ts';
import { redactText } from '../intake/redact/redact-text.ts';
import { didYouMeanHint } from '../lib/did-you-mean.ts';
import { explain } from '../merchants/explain.ts';
import { createReader } from '../merchants/matcher.ts';
import { groupUnknown } from '../merchants/suggest-entries.ts';
import { UnknownLines } from '../merchants/unknown-lines.ts';
import { checkMerchants } from './check-merchants.ts';
import { enrichedLine } from './enrich-command.ts';
import { loadDictionary } from './load-dictionary.ts';
import { readLines } from './read-lines.ts';
import { LINE_OPTIONS, LINE_OPTIONS_HELP, lineDefaults, questionOf, readQuestion } from './read-question.ts';
import { renderExplanation, renderUnknown } from './render-merchants.ts';

export const MERCHANTS_HELP = `milestream merchants lookup "LINE" | check | unknown --input FILE…

  lookup "LINE"        how a line is read: tokens, prefixes taken off, candidates, the answer
  check                what is likely to hurt in a dictionary: collisions, everyday words, no category
  unknown --input FILE the most frequent lines without a merchant, each with an entry to propose

  --dictionary DIR     merchants of your own, laid over the shipped ones
  --top N              groups that unknown shows (default: 20)
  --json               for programs
${LINE_OPTIONS_HELP}

Example: milestream merchants lookup "SQ *BLUE BOTTLE 0123 OAKLAND CA" --currency USD`;

const ACTIONS = { lookup, check, unknown } as const;

type Values = ReturnType<typeof readArgs>['values'];

/** What there is to know of the merchant dictionary; gives the exit code. */
export async function merchantsCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args);
  const [action, ...rest] = positionals;
  if (values.help) {
    process.stdout.write(`${MERCHANTS_HELP}\n`);
    return 0;
  }
  const names = Object.keys(ACTIONS);
  if (action === undefined || !Object.hasOwn(ACTIONS, action)) {
    throw new UsageError(
      `merchants knows ${names.join(', ')}.${action === undefined ? '' : didYouMeanHint(action, names)}`,
    );
  }
  return ACTIONS[action as keyof typeof ACTIONS](values, rest);
}

function readArgs(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      input: { type: 'string', multiple: true },
      dictionary: { type: 'string' },
      top: { type: 'string', default: '20' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      ...LINE_OPTIONS,
    },
  });
}

async function lookup(values: Values, [line, ...more]: readonly string[]): Promise<number> {
  if (line === undefined || more.length > 0) throw new UsageError('merchants lookup needs one "LINE"');
  const question = questionOf(line, lineDefaults(values));
  const explanation = explain(createReader(loadDictionary(values.dictionary)), question);
  if (values.json) {
    const { descriptor } = explanation.reading.line;
    const { words, channelEnd, nameStart, key, tokens } = descriptor;
    const prefixes = { channel: words.slice(0, channelEnd), processor: words.slice(channelEnd, nameStart) };
    const answer = enrichedLine(question, explanation);
    const full = {
      ...answer,
      tokens: words,
      prefixes,
      name: tokens,
      key,
      candidates: explanation.candidates,
    };
    process.stdout.write(`${JSON.stringify(full)}\n`);
  } else process.stdout.write(`${renderExplanation(explanation)}\n`);
  return 0;
}

/** A bank that gives its own folder is told of its own entries; without one the shipped dictionary is looked at. */
async function check(values: Values): Promise<number> {
  const { problems, takes, merchants, hash } = checkMerchants(values.dictionary);
  if (values.json) {
    const rows = problems.map(({ file, line, column, message }) => ({ file, line, column, message }));
    process.stdout.write(`${JSON.stringify({ merchants, hash, problems: rows, takes })}\n`);
  } else {
    for (const { file, line, column, message } of problems)
      process.stdout.write(`${file}:${line}:${column} ${message}\n`);
    for (const { merchant, writing, loser } of takes)
      process.stdout.write(`${merchant} takes "${writing}" from ${loser}\n`);
    process.stdout.write(`${merchants} merchants, ${problems.length} problems, hash ${hash.slice(0, 12)}\n`);
  }
  return problems.length === 0 ? 0 : 1;
}

async function unknown(values: Values, rest: readonly string[]): Promise<number> {
  const inputs = [...(values.input ?? []), ...rest];
  if (inputs.length === 0) throw new UsageError('merchants unknown needs --input FILE');
  const top = Number(values.top);
  if (!Number.isSafeInteger(top) || top < 1) throw new UsageError('--top must be a whole number from 1');
  const defaults = lineDefaults(values);
  const read = createReader(loadDictionary(values.dictionary));
  const counted = new UnknownLines();
  let total = 0;
  const onBad = (code: string, place: { readonly file: string; readonly line: number }): void => {
    process.stderr.write(`${place.file}:${place.line} ${code}\n`);
  };
  for await (const lines of readLines(inputs, process.stdin, onBad)) {
    for (const line of lines) {
      const question = readQuestion(line, defaults);
      if (question === undefined) continue;
      total++;
      counted.add(read(question), (text) =>
        redactText(text, { ...LINE_OF_NOBODY, channel: question.channel }),
      );
    }
  }
  const groups = groupUnknown(counted.lines(), top);
  const facts = { lines: total, unknown: counted.count, dropped: counted.dropped };
  process.stdout.write(
    values.json ? `${JSON.stringify({ ...facts, groups })}\n` : `${renderUnknown(groups, facts)}\n`,
  );
  return 0;
}

const LINE_OF_NOBODY = { isBusiness: false, partyName: '' };
