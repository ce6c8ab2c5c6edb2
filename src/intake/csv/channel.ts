import type { Channel } from '../../model/transaction.ts';

/** Words of the column that banks call type, by language, and the channel that they mean; the first that stands in the text decides. */
const WORDS: readonly (readonly [string, Channel])[] = [
  ['direct debit', 'direct-debit'],
  ['lastschrift', 'direct-debit'],
  ['prelevement', 'direct-debit'],
  ['incasso', 'direct-debit'],
  ['adeudo', 'direct-debit'],
  ['addebito diretto', 'direct-debit'],
  ['domiciliacion', 'direct-debit'],
  ['standing order', 'standing-order'],
  ['dauerauftrag', 'standing-order'],
  ['virement permanent', 'standing-order'],
  ['periodieke overboeking', 'standing-order'],
  ['cash', 'cash'],
  ['atm', 'cash'],
  ['geldautomat', 'cash'],
  ['auszahlung', 'cash'],
  ['bargeld', 'cash'],
  ['retrait', 'cash'],
  ['geldautomaat', 'cash'],
  ['cajero', 'cash'],
  ['prelievo', 'cash'],
  ['card', 'card'],
  ['karten', 'card'],
  ['debitk', 'card'],
  ['girocard', 'card'],
  ['carte', 'card'],
  ['betaalautomaat', 'card'],
  ['tarjeta', 'card'],
  ['carta', 'card'],
  ['point of sale', 'card'],
  ['pos', 'card'],
  ['interest', 'interest'],
  ['zinsen', 'interest'],
  ['interets', 'interest'],
  ['interessi', 'interest'],
  ['fee', 'fee'],
  ['charge', 'fee'],
  ['entgelt', 'fee'],
  ['gebuhr', 'fee'],
  ['frais', 'fee'],
  ['kosten', 'fee'],
  ['comision', 'fee'],
  ['commissione', 'fee'],
  ['transfer', 'transfer'],
  ['uberweisung', 'transfer'],
  ['gutschrift', 'transfer'],
  ['virement', 'transfer'],
  ['overschrijving', 'transfer'],
  ['transferencia', 'transfer'],
  ['bonifico', 'transfer'],
  ['faster payment', 'transfer'],
];
/** Codes that stand alone: British ones and the Dutch of ING. */
const CODES: ReadonlyMap<string, Channel> = new Map([
  ...['DD', 'D/D', 'DDR', 'IC'].map((code) => [code, 'direct-debit'] as const),
  ...['SO', 'S/O', 'STO', 'PO'].map((code) => [code, 'standing-order'] as const),
  ...['DEB', 'POS', 'BA', 'VIS', 'CD'].map((code) => [code, 'card'] as const),
  ...['CPT', 'ATM', 'C/L', 'GM'].map((code) => [code, 'cash'] as const),
  ...['TFR', 'FPO', 'FPI', 'BGC', 'BAC', 'BP', 'GT', 'OV', 'VZ', 'PAY'].map(
    (code) => [code, 'transfer'] as const,
  ),
  ...['CHG', 'FEE'].map((code) => [code, 'fee'] as const),
  ['INT', 'interest'],
]);
/** Files hold few different words; what was found for one is kept, for so many. */
const KNOWN_MAX = 512;
const known = new Map<string, Channel | ''>();

/** The channel that a bank's word for the type of a payment means, or empty. */
export function channelOf(text: string): Channel | '' {
  if (text === '') return '';
  const before = known.get(text);
  if (before !== undefined) return before;
  const found = findChannel(text);
  if (known.size < KNOWN_MAX) known.set(text, found);
  return found;
}

function findChannel(text: string): Channel | '' {
  const code = CODES.get(text.trim().toUpperCase());
  if (code !== undefined) return code;
  const folded = ` ${text.replaceAll('ß', 'ss').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()}`;
  return (
    WORDS.find(([word]) => (word.length > 3 ? folded.includes(word) : folded.includes(` ${word}`)))?.[1] ?? ''
  );
}
