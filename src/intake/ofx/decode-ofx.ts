import { type DeadLetter, deadLetter } from '../../errors/dead-letter.ts';
import type { Decoder, RecordSink } from '../format.ts';
import { createSgmlReader, type OfxFault, type OfxHandler, type OfxReader } from './sgml-reader.ts';
import { type OfxAccount, readTransaction } from './transaction.ts';
import { createOfxXmlReader } from './xml-statements.ts';

/** By these first bytes it is told which OFX a file is. */
const HEAD_BYTES = 64;
/** Values of one transaction that are kept; the specification names fewer than forty. */
const VALUES_MAX = 200;
/** Aggregates that matter; the inner ones hold values that are told apart from the transaction's own. */
type Aggregate = 'document' | 'statement' | 'account' | 'transaction' | 'inner';
const AGGREGATES: ReadonlyMap<string, Aggregate> = new Map([
  ['OFX', 'document'],
  ...['STMTRS', 'CCSTMTRS', 'INVSTMTRS'].map((name) => [name, 'statement'] as const),
  ...['BANKACCTFROM', 'CCACCTFROM', 'INVACCTFROM', 'LOANACCTFROM'].map((name) => [name, 'account'] as const),
  ...['STMTTRN', 'STMTTRNP'].map((name) => [name, 'transaction'] as const),
  ...['PAYEE', 'BANKACCTTO', 'CCACCTTO', 'CURRENCY', 'ORIGCURRENCY', 'IMAGEDATA'].map(
    (name) => [name, 'inner'] as const,
  ),
]);
const ACCOUNT_TYPES: ReadonlyMap<string, OfxAccount['type']> = new Map([
  ['CHECKING', 'current'],
  ['SAVINGS', 'savings'],
  ['MONEYMRKT', 'savings'],
  ['CD', 'savings'],
  ['CREDITLINE', 'loan'],
]);

interface Progress {
  readonly sink: RecordSink;
  reader: OfxReader | undefined;
  account: OfxAccount;
  isAccount: boolean;
  /** The values of the transaction that is open. */
  values: Map<string, string> | undefined;
  isPending: boolean;
  inner: string;
  line: number;
  sawOfx: boolean;
}

/** Reads OFX 1 and 2: bank, card and investment cash statements, transaction by transaction. */
export function decodeOfx(sink: RecordSink): Decoder {
  const progress: Progress = {
    sink,
    reader: undefined,
    account: newAccount(),
    isAccount: false,
    values: undefined,
    isPending: false,
    inner: '',
    line: 1,
    sawOfx: false,
  };
  const handler: OfxHandler = {
    open: (name) => openTag(progress, name),
    value: (name, text) => takeValue(progress, name, text),
    close: (name) => closeTag(progress, name),
  };
  let head: Uint8Array = new Uint8Array(0);
  let ended = false;
  const stop = (fault: OfxFault | undefined): void => {
    if (fault === undefined || ended) return;
    ended = true;
    sink.refuse(
      deadLetter(fault.code, fault.detail),
      { line: progress.reader!.line() },
      progress.reader!.kept(),
    );
  };
  const start = (): void => {
    progress.reader = isXml(head) ? createOfxXmlReader(handler) : createSgmlReader(handler);
    stop(progress.reader.push(head));
  };
  return {
    push(chunk) {
      if (ended) return;
      if (progress.reader !== undefined) stop(progress.reader.push(chunk));
      else {
        head = Buffer.concat([head, chunk]);
        if (head.length >= HEAD_BYTES) start();
      }
    },
    end() {
      if (progress.reader === undefined) start();
      if (!ended) stop(progress.reader?.end());
      if (!ended) finish(progress);
      ended = true;
    },
  };
}

function newAccount(): OfxAccount {
  return { id: '', currency: '', type: '' };
}

/** OFX 2 begins as XML does; OFX 1 with `OFXHEADER:100`, or in some files at once with `<OFX>`. */
function isXml(head: Uint8Array): boolean {
  const text = Buffer.from(head)
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  return /^<\?(?:xml|OFX)\b/i.test(text) || head[0] === 0xff || head[0] === 0xfe;
}

function openTag(progress: Progress, name: string): void {
  const aggregate = AGGREGATES.get(name);
  if (aggregate === undefined) return;
  if (aggregate === 'inner') {
    if (progress.values !== undefined) progress.inner = name;
  } else if (aggregate === 'transaction') {
    // A bank that leaves out the closing tag ends one with the next.
    finishTransaction(progress);
    progress.values = new Map();
    progress.isPending = name === 'STMTTRNP';
    progress.inner = '';
    progress.line = progress.reader!.line();
    progress.reader!.keep();
  } else if (aggregate === 'account') progress.isAccount = true;
  else if (aggregate === 'document') progress.sawOfx = true;
  else {
    progress.account = newAccount();
    if (name === 'CCSTMTRS') progress.account.type = 'credit-card';
  }
}

function takeValue(progress: Progress, name: string, text: string): void {
  const { values, account, inner } = progress;
  if (values !== undefined) {
    const key = inner === '' ? name : `${inner}.${name}`;
    if (values.size < VALUES_MAX && !values.has(key)) values.set(key, text);
  } else if (name === 'CURDEF') account.currency = text;
  else if (!progress.isAccount) return;
  else if (name === 'ACCTID') account.id = text;
  else if (name === 'ACCTTYPE') account.type = ACCOUNT_TYPES.get(text) ?? account.type;
}

function closeTag(progress: Progress, name: string): void {
  const aggregate = AGGREGATES.get(name);
  if (aggregate === 'transaction') finishTransaction(progress);
  else if (aggregate === 'account') progress.isAccount = false;
  else if (name === progress.inner) progress.inner = '';
}

function finishTransaction(progress: Progress): void {
  const { values, sink, reader, account, isPending, line } = progress;
  if (values === undefined) return;
  progress.values = undefined;
  const record = readTransaction(values, account, isPending);
  if (isDeadLetter(record)) sink.refuse(record, { line }, reader!.kept());
  else sink.record(record, { line }, () => reader!.kept());
  reader!.drop();
}

function isDeadLetter(value: object): value is DeadLetter {
  return 'code' in value;
}

/** What is open when the file ends was cut off. */
function finish(progress: Progress): void {
  const { sink, line, values, reader } = progress;
  if (values !== undefined)
    sink.refuse(deadLetter('MS_OFX', 'the file ends inside a transaction'), { line }, reader!.kept());
  else if (!progress.sawOfx)
    sink.refuse(deadLetter('MS_OFX', 'no element "OFX" begins a document'), { line: 1 }, new Uint8Array(0));
}
