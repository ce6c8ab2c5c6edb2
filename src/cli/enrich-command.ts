import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { UsageError } from '../errors/operational-error.ts';
import { redactText } from '../intake/redact/redact-text.ts';
import { type Explanation, explain } from '../merchants/explain.ts';
import { createReader, type Reader } from '../merchants/matcher.ts';
import type { EnrichmentQuery } from '../model/transaction.ts';
import { loadDictionary } from './load-dictionary.ts';
import { readLines } from './read-lines.ts';
import {
  LINE_OPTIONS,
  LINE_OPTIONS_HELP,
  type LineDefaults,
  lineDefaults,
  readQuestion,
} from './read-question.ts';

export const ENRICH_HELP = `milestream enrich --input FILE…   whom each line is with, what kind it is, how sure

  --input FILE…        plain transactions or bare descriptor lines; directories; - is standard input
  --dictionary DIR     merchants of your own, laid over the shipped ones
${LINE_OPTIONS_HELP}

One JSON line each on standard output, in the order of the input; descriptions come out redacted.
Example: milestream enrich --input lines.txt --currency GBP --channel card`;

/** Lines joined before they are written. */
const PIECE_LINES_MAX = 512;
/** Confidences are held in 1/10000. */
const CONFIDENCE_UNIT = 10_000;

/** Enriches lines from files to standard output; gives the exit code. */
export async function enrichCommand(
  args: readonly string[],
  streams: { readonly stdin: Readable; readonly stdout: Writable; readonly stderr: Writable } = process,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      input: { type: 'string', multiple: true },
      dictionary: { type: 'string' },
      help: { type: 'boolean', default: false },
      ...LINE_OPTIONS,
    },
  });
  if (values.help) {
    streams.stdout.write(`${ENRICH_HELP}\n`);
    return 0;
  }
  const inputs = [...(values.input ?? []), ...positionals];
  if (inputs.length === 0) throw new UsageError('enrich needs --input FILE');
  const defaults = lineDefaults(values);
  const read = createReader(loadDictionary(values.dictionary));
  return enrichLines(inputs, defaults, read, streams);
}

async function enrichLines(
  inputs: readonly string[],
  defaults: LineDefaults,
  read: Reader,
  streams: { readonly stdin: Readable; readonly stdout: Writable; readonly stderr: Writable },
): Promise<number> {
  let done = 0;
  let left = 0;
  let piece: string[] = [];
  const flush = async (): Promise<void> => {
    const goesOn = streams.stdout.write(piece.join(''));
    piece = [];
    if (!goesOn) await once(streams.stdout, 'drain');
  };
  const onBad = (code: string, place: { readonly file: string; readonly line: number }): void => {
    left++;
    streams.stderr.write(`${place.file}:${place.line} ${code}\n`);
  };
  for await (const lines of readLines(inputs, streams.stdin, onBad)) {
    for (const line of lines) {
      const question = readQuestion(line, defaults);
      if (question === undefined) {
        left++;
        continue;
      }
      piece.push(`${JSON.stringify(enrichedLine(question, explain(read, question)))}\n`);
      done++;
      if (piece.length >= PIECE_LINES_MAX) await flush();
    }
  }
  if (piece.length > 0) await flush();
  if (left > 0) streams.stderr.write(`${left} lines were no transactions and are left out\n`);
  return done === 0 && left > 0 ? 1 : 0;
}

/** What `enrich` says of a line. */
export function enrichedLine(
  query: EnrichmentQuery,
  { reading, secondParty, evidence }: Explanation,
): object {
  const { answer } = reading;
  const isKnown = answer.merchantId !== '';
  const context = {
    channel: query.channel,
    isBusiness: isKnown,
    partyName: isKnown ? '' : query.counterpartyName,
  };
  return {
    description: redactText(query.description, context),
    merchant: isKnown ? { id: answer.merchantId, name: answer.name } : null,
    category: answer.category,
    confidence: answer.confidence / CONFIDENCE_UNIT,
    method: answer.method,
    ...(answer.processor === '' ? {} : { processor: answer.processor }),
    ...(secondParty === undefined
      ? {}
      : { secondParty: { kind: secondParty.kind, name: redactText(secondParty.name) } }),
    evidence,
  };
}
