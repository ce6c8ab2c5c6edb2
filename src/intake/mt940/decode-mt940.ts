import { deadLetter } from '../../errors/dead-letter.ts';
import type { Channel } from '../../model/transaction.ts';
import type { Decoder, RecordSink } from '../format.ts';
import { channelOfGvc } from './gvc.ts';
import { readInformation } from './information.ts';
import { createLineReader } from './lines.ts';
import { readStatementLine, type StatementLine } from './statement-line.ts';

/** A field 86 has six lines by its standard, some banks write more. */
const FIELD_LINES_MAX = 100;
const TAG = /^:(\d{2}[A-Z]?):/;

interface Entry {
  readonly line: number;
  readonly statementLine: string[];
  readonly information: string[];
}

interface Statement {
  account: string;
  currency: string;
  /** An interim report (MT942): its entries are not booked yet. */
  isInterim: boolean;
  readonly references: Map<string, number>;
}

interface Progress {
  readonly sink: RecordSink;
  statement: Statement;
  entry: Entry | undefined;
  /** Where lines without a tag go on. */
  field: string[] | undefined;
  line: number;
  statements: number;
}

/** Reads MT940 statements, and the entries of MT942, one after the other. */
export function decodeMt940(sink: RecordSink): Decoder {
  const progress: Progress = {
    sink,
    statement: newStatement(),
    entry: undefined,
    field: undefined,
    line: 0,
    statements: 0,
  };
  const lines = createLineReader((text) => takeLine(progress, text));
  return {
    push: (chunk) => lines.push(chunk),
    end() {
      lines.end();
      finishEntry(progress);
      if (progress.statements === 0)
        sink.refuse(
          deadLetter('MS_STATEMENT_LINE', 'no field ":20:" begins a statement'),
          { line: 1 },
          new Uint8Array(0),
        );
    },
  };
}

function newStatement(): Statement {
  return { account: '', currency: '', isInterim: false, references: new Map() };
}

function takeLine(progress: Progress, given: string): void {
  progress.line++;
  const text = progress.line === 1 ? given.replace(/^\ufeff/, '') : given;
  // SWIFT's block headers stand before the first field: `{1:…}{2:…}{4:`.
  const line = text.startsWith('{') ? text.slice(text.lastIndexOf('{4:') + 3) : text;
  const tag = TAG.exec(line)?.[1];
  if (tag === undefined) {
    const isEnd = line === '-' || line.startsWith('-}');
    if (isEnd || line.trim() === '') return;
    if (progress.field !== undefined && progress.field.length < FIELD_LINES_MAX) progress.field.push(line);
    return;
  }
  takeField(progress, tag, line.slice(tag.length + 2));
}

function takeField(progress: Progress, tag: string, value: string): void {
  const { statement } = progress;
  progress.field = undefined;
  if (tag === '86') {
    if (progress.entry === undefined) return;
    progress.field = progress.entry.information;
    progress.field.push(value);
    return;
  }
  finishEntry(progress);
  if (tag === '20') {
    progress.statements++;
    progress.statement = newStatement();
  } else if (tag === '25' || tag === '25P') statement.account = value.trim();
  else if (tag === '60F' || tag === '60M') statement.currency = /^[CD]\d{6}([A-Z]{3})/.exec(value)?.[1] ?? '';
  else if (tag === '34F') {
    statement.isInterim = true;
    statement.currency = value.slice(0, 3);
  } else if (tag === '61') {
    progress.entry = { line: progress.line, statementLine: [value], information: [] };
    progress.field = progress.entry.statementLine;
  }
}

function finishEntry(progress: Progress): void {
  const { entry, statement, sink } = progress;
  progress.entry = undefined;
  if (entry === undefined) return;
  const place = { line: entry.line };
  const line = readStatementLine(entry.statementLine.join('\n'));
  if ('kind' in line) sink.refuse(line, place, bytesOf(entry));
  else if (statement.currency === '') {
    const fault = deadLetter('MS_FIELD_MISSING', '":60F:" is missing, and with it the currency');
    sink.refuse(fault, place, bytesOf(entry));
  } else sink.record(recordOf(line, entry, statement), place, () => bytesOf(entry));
}

/** The fields of an entry as they stood, as UTF-8. */
function bytesOf({ statementLine, information }: Entry): Uint8Array {
  const fields = [`:61:${statementLine.join('\n')}\n`];
  if (information.length > 0) fields.push(`:86:${information.join('\n')}\n`);
  return Buffer.from(fields.join(''));
}

function recordOf(line: StatementLine, entry: Entry, statement: Statement): Record<string, unknown> {
  const information = readInformation(entry.information);
  const record: Record<string, unknown> = {
    kind: 'transaction',
    account: accountOf(statement),
    date: line.date,
    valueDate: line.valueDate,
    amount: line.amount,
    currency: statement.currency,
    status: line.isExpected || statement.isInterim ? 'pending' : 'booked',
    description: information.description || line.supplement || information.party.name || '',
  };
  const id = ownId(line.bankReference, statement);
  if (id !== '') record.id = id;
  const channel = channelOfGvc(information.gvc) || channelOfType(line.type);
  if (channel !== '') record.channel = channel;
  if (Object.keys(information.party).length > 0) record.counterparty = information.party;
  return record;
}

/** Some banks write the currency behind the IBAN; one without it would be another account. */
function accountOf({ account, currency }: Statement): string {
  const isIbanAndCurrency =
    account.endsWith(currency) && /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}[A-Z]{3}$/.test(account);
  return isIbanAndCurrency ? account.slice(0, -currency.length) : account;
}

/** Shorter references are running numbers that begin anew each day. */
const REFERENCE_LENGTH_MIN = 8;
/** References of one statement that are remembered to tell entries that share one apart. */
const REFERENCES_MAX = 100_000;

/** The bank's reference where it can be one of a single entry; of several with the same, the later get a number behind it. */
function ownId(reference: string, { references }: Statement): string {
  if (reference.toUpperCase() === 'NONREF' || reference.replace(/^0+/, '').length < REFERENCE_LENGTH_MIN)
    return '';
  const count = (references.get(reference) ?? 0) + 1;
  if (references.size >= REFERENCES_MAX) references.clear();
  references.set(reference, count);
  return count === 1 ? reference : `${reference}#${count}`;
}

/** Type identification codes of field 61 (SWIFT MT940, field specification 8, subfield 6). */
const TYPES: ReadonlyMap<string, Channel> = new Map([
  ['CHG', 'fee'],
  ['COM', 'fee'],
  ['DDT', 'direct-debit'],
  ['INT', 'interest'],
  ['STO', 'standing-order'],
  ['TRF', 'transfer'],
]);

function channelOfType(type: string): Channel | '' {
  return TYPES.get(type) ?? '';
}
