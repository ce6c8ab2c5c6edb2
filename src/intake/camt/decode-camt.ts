import { deadLetter } from '../../errors/dead-letter.ts';
import type { Decoder, Place, RecordSink } from '../format.ts';
import { createXmlReader, type XmlFault, type XmlReader } from '../xml/xml-reader.ts';
import { addChild, child, type Element, elementOf, textAt } from './element.ts';
import { type CamtAccount, type CamtRecord, readEntry } from './entry.ts';

/** Elements of one entry: a batch with more details than this holds is refused whole, since it must be summed whole. */
const ENTRY_ELEMENTS_MAX = 400_000;
/** References of one statement that are remembered to tell entries that share one apart. */
const REFERENCES_MAX = 100_000;
/** What holds the entries of one account, in camt.053, camt.052 and camt.054. */
const STATEMENTS: ReadonlySet<string> = new Set(['Stmt', 'Rpt', 'Ntfctn']);
const MESSAGES: ReadonlySet<string> = new Set(['BkToCstmrStmt', 'BkToCstmrAcctRpt', 'BkToCstmrDbtCdtNtfctn']);
const NO_ACCOUNT: CamtAccount = { id: '', currency: '' };

/** What is known while a document goes by. */
interface Progress {
  readonly sink: RecordSink;
  readonly path: string[];
  /** Elements that are open inside an entry or an account, outermost first. */
  readonly open: Element[];
  elements: number;
  message: string;
  statement: number;
  entry: number;
  account: CamtAccount;
  readonly references: Map<string, number>;
}

/** Reads camt.052, 053 and 054 of any version, entry by entry, as it comes. */
export function decodeCamt(sink: RecordSink): Decoder {
  const progress: Progress = {
    sink,
    path: [],
    open: [],
    elements: 0,
    message: '',
    statement: 0,
    entry: 0,
    account: NO_ACCOUNT,
    references: new Map(),
  };
  const reader: XmlReader = createXmlReader({
    open: (name, attributes) => openElement(progress, reader, name, attributes),
    close: (name, text) => closeElement(progress, reader, name, text),
  });
  let ended = false;
  const stop = (fault: XmlFault | undefined): void => {
    if (fault === undefined || ended) return;
    ended = true;
    const bytes = Buffer.from(reader.kept());
    sink.refuse(deadLetter(fault.code, fault.detail), placeOf(progress, reader), bytes);
  };
  return {
    push(chunk) {
      if (!ended) stop(reader.push(chunk));
    },
    end() {
      if (ended) return;
      stop(reader.end());
      if (!ended && progress.message === '')
        sink.refuse(
          deadLetter('MS_CAMT_MESSAGE', 'the document is no camt.052, camt.053 or camt.054'),
          placeOf(progress, reader),
          new Uint8Array(0),
        );
      ended = true;
    },
  };
}

function openElement(
  progress: Progress,
  reader: XmlReader,
  name: string,
  attributes: Readonly<Record<string, string>>,
): void {
  const { path, open } = progress;
  const parent = path[path.length - 1] ?? '';
  path.push(name);
  if (open.length > 0) {
    if (++progress.elements > ENTRY_ELEMENTS_MAX) return;
    const element = elementOf(name, attributes);
    addChild(open[open.length - 1]!, element);
    open.push(element);
    return;
  }
  if (MESSAGES.has(name)) progress.message = name;
  else if (STATEMENTS.has(name) && MESSAGES.has(parent)) startStatement(progress);
  else if (STATEMENTS.has(parent) && (name === 'Ntry' || name === 'Acct')) {
    progress.elements = 1;
    open.push(elementOf(name, attributes));
    if (name === 'Acct') return;
    progress.entry++;
    reader.keep();
  }
}

function startStatement(progress: Progress): void {
  progress.statement++;
  progress.entry = 0;
  progress.account = NO_ACCOUNT;
  progress.references.clear();
}

function closeElement(progress: Progress, reader: XmlReader, name: string, text: string): void {
  const { path, open } = progress;
  path.pop();
  // Beyond the bound elements are counted, not kept, and so they have none to close.
  const isKept = open.length > 0 && progress.elements <= ENTRY_ELEMENTS_MAX;
  if (
    open.length === 0 ||
    (!isKept && !(name === open[0]!.name && STATEMENTS.has(path[path.length - 1] ?? '')))
  )
    return;
  const element = isKept ? open.pop()! : open[0]!;
  element.text = text;
  if (isKept && open.length > 0) return;
  open.length = 0;
  if (name === 'Acct') progress.account = accountOf(element);
  else finishEntry(progress, reader, element);
}

function accountOf(element: Element): CamtAccount {
  const id = child(element, 'Id');
  return {
    id: textAt(id, 'IBAN') || textAt(id, 'Othr', 'Id') || textAt(id, 'BBAN') || textAt(id, 'PrtryAcct', 'Id'),
    currency: textAt(element, 'Ccy'),
  };
}

function finishEntry(progress: Progress, reader: XmlReader, entry: Element): void {
  const { sink } = progress;
  const place = placeOf(progress, reader);
  const records =
    progress.elements > ENTRY_ELEMENTS_MAX
      ? deadLetter('MS_XML_TOO_LONG', `an entry has more than ${ENTRY_ELEMENTS_MAX} elements`)
      : reader.metBadBytes() && holdsBadBytes(entry)
        ? deadLetter('MS_ENCODING', 'the entry holds bytes that are no text in the encoding of the document')
        : readEntry(entry, progress.account);
  if ('kind' in records) sink.refuse(records, place, Buffer.from(reader.kept()));
  else {
    const raw = (): Uint8Array => Buffer.from(reader.kept());
    records.forEach((record, index) => {
      sink.record(withOwnId(progress, record), index === 0 ? place : { ...place, index }, raw);
    });
  }
  reader.drop();
}

/** Bytes that are no text show as U+FFFD. */
function holdsBadBytes(element: Element): boolean {
  return element.text.includes('\ufffd') || element.children.some(holdsBadBytes);
}

/** Banks give several entries of a statement one reference; the second and later ones get a number behind it. */
function withOwnId(progress: Progress, record: CamtRecord): CamtRecord {
  const { references } = progress;
  if (typeof record.id !== 'string') return record;
  const key = `${record.status}${record.id}`;
  const count = (references.get(key) ?? 0) + 1;
  if (references.size >= REFERENCES_MAX) references.clear();
  references.set(key, count);
  return count === 1 ? record : { ...record, id: `${record.id}#${count}` };
}

function placeOf(progress: Progress, reader: XmlReader): Place {
  const { message, statement, entry } = progress;
  const path = message === '' ? '/' : `/${message}/${statement}/Ntry/${entry}`;
  return { line: reader.line(), path };
}
