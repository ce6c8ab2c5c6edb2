/** What a field 86 says of a payment. */
export interface Information {
  /** German transaction code, three digits; empty elsewhere. */
  readonly gvc: string;
  readonly description: string;
  readonly party: Readonly<Record<string, string>>;
}

/** Reads a field 86, whose lines are joined already: the German form with `?20`, the Dutch with `/NAME/`, else free text. */
export function readInformation(lines: readonly string[]): Information {
  const joined = lines.join('');
  const structured = GERMAN.exec(joined);
  if (structured !== null) return readGerman(structured[1]!, splitSubfields(joined.slice(3), structured[2]!));
  if (SLASHED.test(joined)) return readSlashed(joined);
  const sepa = readKeywords(lines.join(' '));
  return { gvc: '', description: sepa.text, party: sepa.party };
}

/** Three digits and the separator that then stands before each subfield's number: mostly `?`. */
const GERMAN = /^(\d{3})([^A-Za-z0-9\s])(?=\d\d)/;

function splitSubfields(text: string, separator: string): Map<number, string> {
  const found = new Map<number, string>();
  let number = -1;
  for (const part of text.split(separator)) {
    // A separator that no number follows is part of the text.
    const isSubfield = /^\d\d/.test(part);
    if (isSubfield) number = Number(part.slice(0, 2));
    if (number < 0) continue;
    const before = found.get(number);
    const addition = isSubfield ? part.slice(2) : separator + part;
    found.set(number, before === undefined ? addition : before + addition);
  }
  return found;
}

/** A full subfield of 27 characters goes on in the next one without a blank. */
const SUBFIELD_LENGTH = 27;

/** Subfields: 00 booking text, 20–29 and 60–63 purpose, 31 account, 32–33 name (DFÜ-Abkommen, Anlage 3, 8.2.5). */
function readGerman(gvc: string, subfields: ReadonlyMap<number, string>): Information {
  const purpose = joinPurpose(PURPOSE_SUBFIELDS.map((number) => subfields.get(number) ?? ''));
  const sepa = readKeywords(purpose);
  const name = `${subfields.get(32) ?? ''}${subfields.get(33) ?? ''}`.trim();
  const account = (subfields.get(31) ?? '').trim();
  const party: Record<string, string> = { ...sepa.party };
  if (name !== '') party.name = name;
  if (account !== '') party.iban = account;
  const description = sepa.text || (subfields.get(0) ?? '').trim();
  return { gvc, description, party };
}

const PURPOSE_SUBFIELDS: readonly number[] = [20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 60, 61, 62, 63];

function joinPurpose(parts: readonly string[]): string {
  let text = '';
  let before = '';
  for (const part of parts) {
    if (part === '') continue;
    const goesOn = before.length >= SUBFIELD_LENGTH && !KEYWORD_AT_START.test(part);
    text += text === '' || goesOn ? part : ` ${part}`;
    before = part;
  }
  return text;
}

const KEYWORDS = 'EREF KREF MREF CRED DEBT SVWZ ABWA ABWE IBAN BIC COAM OAMT PURP RTRN';
const KEYWORD_AT_START = new RegExp(`^(?:${KEYWORDS.replaceAll(' ', '|')})[+:]`);
const KEYWORD = new RegExp(`(?:^|\\s)(${KEYWORDS.replaceAll(' ', '|')})[+:]\\s?`, 'g');

/** SEPA's keywords inside a purpose: what `SVWZ+` holds is the text, mandate and creditor id are the party's. */
function readKeywords(text: string): { text: string; party: Record<string, string> } {
  const marks = [...text.matchAll(KEYWORD)];
  const values = new Map<string, string>();
  marks.forEach((mark, index) => {
    const end = marks[index + 1]?.index ?? text.length;
    values.set(mark[1]!, text.slice(mark.index + mark[0].length, end).trim());
  });
  const party: Record<string, string> = {};
  const add = (key: string, value: string | undefined): void => {
    if (value !== undefined && value !== '' && value !== 'NOTPROVIDED') party[key] = withoutBlanks(value);
  };
  add('mandateId', values.get('MREF'));
  add('creditorId', values.get('CRED'));
  add('iban', values.get('IBAN'));
  const name = values.get('ABWA') ?? values.get('ABWE');
  if (name !== undefined && name !== '') party.name = name;
  const before = text.slice(0, marks[0]?.index ?? text.length).trim();
  return { text: [before, values.get('SVWZ') ?? ''].filter((part) => part !== '').join(' '), party };
}

/** Ids are cut at line ends, and banks put a blank there. */
function withoutBlanks(value: string): string {
  return value.split(' ').join('');
}

/** The form of Dutch and Belgian banks: `/TRTP/…/IBAN/…/NAME/…/REMI/…`, and ING's `/CNTP/iban/bic/name/city/`. */
const SLASH_WORDS =
  'TRTP EREF PREF RTRN MARF CSID CNTP REMI PURP ULTC ULTD EXCH CHGS IBAN BIC NAME BENM ORDP ID ADDR ISDT SVCL BUSP';
const SLASHED = new RegExp(`^/(?:${SLASH_WORDS.replaceAll(' ', '|')})/`);
const SLASH_WORD = new RegExp(`/(${SLASH_WORDS.replaceAll(' ', '|')})/`, 'g');

function readSlashed(text: string): Information {
  const marks = [...text.matchAll(SLASH_WORD)];
  const values = new Map<string, string>();
  marks.forEach((mark, index) => {
    // The slash before the next word belongs to it.
    const end = marks[index + 1]?.index ?? text.length;
    if (!values.has(mark[1]!)) values.set(mark[1]!, text.slice(mark.index + mark[0].length, end).trim());
  });
  const party: Record<string, string> = {};
  const [iban = '', , name = ''] = (values.get('CNTP') ?? '').split('/');
  const add = (key: string, value: string): void => {
    if (value !== '' && value !== 'NOTPROVIDED') party[key] = value;
  };
  add('name', (values.get('NAME') ?? name).replace(/\/+$/, '').trim());
  add('iban', (values.get('IBAN') ?? iban).trim());
  add('creditorId', (values.get('CSID') ?? '').replace(/\/+$/, '').trim());
  add('mandateId', (values.get('MARF') ?? '').replace(/\/+$/, '').trim());
  const remittance = (values.get('REMI') ?? '')
    .replace(/^(?:USTD|STRD)\/[^/]*\//, '')
    .replace(/\/+$/, '')
    .trim();
  const description = remittance || (values.get('TRTP') ?? '').replace(/\/+$/, '').trim();
  return { gvc: '', description, party };
}
