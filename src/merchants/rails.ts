/** What a bank's own layout says of a line. */
export interface RailFields {
  /** Where the name stands. */
  readonly name: string;
  /** Purpose and the rest: says what it is for, never who it is. */
  readonly purpose: string;
}

/** Reads the layouts that put the name in a field of its own; undefined where a line is just a line. */
export function readRail(line: string): RailFields | undefined {
  if (line.includes('?2') || line.includes('+')) {
    const german = readGerman(line);
    if (german !== undefined) return german;
  }
  if (line.includes('/')) {
    const slashed = readSlashed(line);
    if (slashed !== undefined) return slashed;
  }
  if (line.includes(':')) {
    const labelled = readColons(line);
    if (labelled !== undefined) return labelled;
  }
  if (line.startsWith('BEA') || line.startsWith('BETAALPAS')) return readDutchCard(line);
  if (INDIAN_DASHES.some((start) => line.startsWith(start))) return readIndianDashes(line);
  return undefined;
}

const GERMAN_LABELS = [
  'SVWZ',
  'EREF',
  'KREF',
  'MREF',
  'CRED',
  'DEBT',
  'ABWA',
  'ABWE',
  'NAME',
  'IBAN',
  'BIC',
] as const;

const PAYPAL_SHOP = 'IHR EINKAUF BEI ';

/** MT940's `?20…?29` (purpose) and `?32?33` (name), and SEPA's `SVWZ+`, `EREF+`, `NAME+`, with or without the other. */
function readGerman(line: string): RailFields | undefined {
  let purpose = line;
  let name = '';
  const codes = line.indexOf('?2') >= 0 && line.indexOf('?') < 5 ? readSubfields(line) : undefined;
  if (codes !== undefined) {
    purpose = codes.purpose;
    name = codes.name;
  }
  const sepa = readPlusFields(purpose);
  if (codes === undefined && sepa === undefined) return undefined;
  if (sepa === undefined) return name === '' ? { name: purpose, purpose: '' } : { name, purpose };
  const said = sepa.get('SVWZ') ?? '';
  // PayPal collects for shops and names them in the purpose only.
  const shop = said.indexOf(PAYPAL_SHOP);
  if (shop >= 0) return { name: `PAYPAL *${said.slice(shop + PAYPAL_SHOP.length)}`, purpose: '' };
  name ||= sepa.get('NAME') ?? '';
  name ||= sepa.get('') ?? '';
  // ABWA names the creditor behind a collector.
  const behind = sepa.get('ABWA') ?? '';
  return name === ''
    ? { name: said === '' ? behind : said, purpose: behind }
    : { name, purpose: `${said} ${behind}` };
}

const SUBFIELD_FULL = 27;

function readSubfields(line: string): RailFields {
  let purpose = '';
  let name = '';
  for (const part of line.split('?').slice(1)) {
    const code = part.slice(0, 2);
    const text = part.slice(2);
    if (code === '32' || code === '33') name += text;
    // A full subfield goes on in the next, mid word; a shorter one ends a word.
    else if ((code >= '20' && code <= '29') || (code >= '60' && code <= '63')) {
      purpose += text.length >= SUBFIELD_FULL ? text : `${text} `;
    }
  }
  return { name: name.trim(), purpose };
}

/** Fields by label; what stands before the first label is under ''. Undefined when there is no label. */
function readPlusFields(text: string): Map<string, string> | undefined {
  let fields: Map<string, string> | undefined;
  let label = '';
  let start = 0;
  for (let plus = text.indexOf('+'); plus >= 0; plus = text.indexOf('+', plus + 1)) {
    const found = labelBefore(text, plus);
    if (found === undefined) continue;
    fields ??= new Map();
    if (!fields.has(label)) fields.set(label, text.slice(start, found.start).trim());
    label = found.label;
    start = plus + 1;
  }
  if (fields !== undefined && !fields.has(label)) fields.set(label, text.slice(start).trim());
  return fields;
}

/** The label that ends at a plus; a blank inside it is a line break of 35 characters, and is forgiven. */
function labelBefore(text: string, plus: number): { label: string; start: number } | undefined {
  let letters = '';
  let blanks = 0;
  let index = plus - 1;
  for (; index >= 0 && letters.length < 4; index--) {
    const unit = text.charCodeAt(index);
    if (unit === 32) {
      if (++blanks > 1) break;
    } else if (unit >= 65 && unit <= 90) letters = text[index]! + letters;
    else break;
    if (letters === 'BIC') break;
  }
  const label = GERMAN_LABELS.find((each) => each === letters);
  return label === undefined ? undefined : { label, start: letters === 'BIC' ? index : index + 1 };
}

const DUTCH_TAGS = [
  'TRTP',
  'IBAN',
  'BIC',
  'NAME',
  'REMI',
  'EREF',
  'MARF',
  'CSID',
  'ORDP',
  'BENM',
  'ADDR',
  'ID',
  'PURP',
  'SVCL',
];
const FRENCH_TAGS = ['DE', 'MOTIF', 'REF', 'ID', 'BEN', 'REFDO', 'REFBEN', 'LIB', 'MDT', 'RUM', 'EMETTEUR'];

function readSlashed(line: string): RailFields | undefined {
  if (line.startsWith('UPI/') || line.startsWith('IMPS/') || line.startsWith('NEFT/'))
    return readIndianSlashes(line);
  if (line.includes('/NAME/') || line.includes('/REMI/')) {
    const fields = readTags(line, '/', '/', DUTCH_TAGS);
    const name = fields.get('NAME') ?? '';
    const said = fields.get('REMI') ?? '';
    return name === '' ? { name: said, purpose: '' } : { name, purpose: said };
  }
  if (
    (line.startsWith('VIR') || line.startsWith('PRLV')) &&
    (line.includes(' /MOTIF') || line.includes(' /DE'))
  ) {
    const fields = readTags(line, '/', ' ', FRENCH_TAGS);
    const lead = fields.get('') ?? '';
    const name = fields.get('DE') ?? fields.get('BEN') ?? fields.get('EMETTEUR') ?? '';
    const said = `${fields.get('MOTIF') ?? ''} ${fields.get('LIB') ?? ''}`;
    return name === '' ? { name: lead, purpose: said } : { name, purpose: `${said} ${lead}` };
  }
  // NAME//CITY/DE is how German and Italian card lines part name and town.
  const city = line.indexOf('//');
  if (city > 2 && line.charCodeAt(city - 1) !== 58) return { name: line.slice(0, city), purpose: '' };
  return undefined;
}

/** Splits by tags such as `/NAME/` or ` /MOTIF `; the first of a tag counts. */
function readTags(line: string, open: string, close: string, tags: readonly string[]): Map<string, string> {
  const places: { tag: string; start: number; content: number }[] = [];
  for (const tag of tags) {
    const mark = `${open}${tag}${close}`;
    const start = line.indexOf(mark);
    if (start >= 0) places.push({ tag, start, content: start + mark.length });
  }
  places.sort((a, b) => a.start - b.start);
  const fields = new Map<string, string>([['', line.slice(0, places[0]?.start ?? line.length)]]);
  places.forEach((place, index) => {
    fields.set(place.tag, line.slice(place.content, places[index + 1]?.start ?? line.length).trim());
  });
  return fields;
}

/** `UPI/DR/412345678901/NAME/BANK/vpa@bank/UPI`: the first part that is words; codes and numbers come before it. */
function readIndianSlashes(line: string): RailFields {
  const parts = line.split('/');
  const name = parts.slice(1).find((part) => part.trim().length > 2 && !startsWithDigit(part.trim()));
  return { name: name ?? line, purpose: parts.slice(-2).join(' ') };
}

const INDIAN_DASHES = ['UPI-', 'ACH D-', 'ACH C-', 'NEFT CR-', 'NEFT DR-'];

/** `UPI-NAME-VPA@BANK-IFSC-REF-NOTE`, `ACH D-NAME-REF`, `NEFT CR-IFSC-NAME-…`. */
function readIndianDashes(line: string): RailFields {
  const parts = line.split('-');
  const name = line.startsWith('NEFT') ? parts[2] : parts[1];
  return { name: name === undefined || name.trim() === '' ? line : name, purpose: parts.at(-1) ?? '' };
}

function startsWithDigit(text: string): boolean {
  const unit = text.charCodeAt(0);
  return unit >= 48 && unit <= 57;
}

const ACH_LABELS = [
  'ORIG CO NAME',
  'ORIG ID',
  'DESC DATE',
  'CO ENTRY DESCR',
  'CO ID',
  'SEC',
  'TRACE#',
  'EED',
  'IND ID',
  'IND NAME',
  'INDN',
  'DES',
  'ID',
  'TRN',
];

/** American ACH: `NAME DES:MTG PYMT ID:… INDN:… CO ID:…` and `ORIG CO NAME:… CO ENTRY DESCR:…`. */
function readColons(line: string): RailFields | undefined {
  if (!line.includes(' DES:') && !line.includes('CO NAME:') && !line.includes('CO ENTRY DESCR:'))
    return undefined;
  const places: { label: string; start: number; content: number }[] = [];
  for (let colon = line.indexOf(':'); colon >= 0; colon = line.indexOf(':', colon + 1)) {
    const label = ACH_LABELS.find((each) => line.endsWith(each, colon));
    if (label === undefined) continue;
    const start = colon - label.length;
    if (start === 0 || line.charCodeAt(start - 1) === 32) places.push({ label, start, content: colon + 1 });
  }
  if (places.length === 0) return undefined;
  const fields = new Map<string, string>();
  places.forEach((place, index) => {
    if (!fields.has(place.label))
      fields.set(place.label, line.slice(place.content, places[index + 1]?.start).trim());
  });
  const lead = line.slice(0, places[0]!.start).trim();
  const name = fields.get('ORIG CO NAME') ?? lead;
  return {
    name: name === '' ? lead : name,
    purpose: fields.get('DES') ?? fields.get('CO ENTRY DESCR') ?? '',
  };
}

/** `BEA, GOOGLE PAY  ALBERT HEIJN 1234,PAS123 NR:AB1234, 01.03.25/12:30 AMSTERDAM`: the name stands before `,PAS`. */
function readDutchCard(line: string): RailFields | undefined {
  const pass = line.indexOf(',PAS');
  if (pass < 0) return undefined;
  const comma = line.indexOf(',');
  return { name: line.slice(comma < pass ? comma + 1 : 0, pass), purpose: '' };
}
