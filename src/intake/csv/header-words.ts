import { currencyExponent } from '../../model/money.ts';
import { foldHeader } from './columns.ts';
import type { CsvRole } from './mapping.ts';

/**
 * Names of columns in banks' exports, folded as `foldHeader` does: English, German, French, Dutch, Spanish, Italian,
 * Portuguese, Swedish, Danish and Polish. From public samples of exports and from importers' lists, 2026-11.
 */
const NAMES: readonly (readonly [CsvRole, string])[] = [
  [
    'date',
    'date|booking date|posting date|posted date|post date|date posted|completed date|date completed|settlement date|processed date|effective date|entry date|accounting date|transaction posted date|clearing date',
  ],
  [
    'date',
    'buchungstag|buchungsdatum|buchung|datum|buchungs datum|tag der buchung|date operation|date de l operation|date d operation|dateop|date comptable|date de comptabilisation|date d execution',
  ],
  [
    'date',
    'boekdatum|boekingsdatum|datum boeking|fecha|fecha operacion|fecha de operacion|f operacion|fecha contable|f contable|data|data contabile|data operazione|data registrazione|data movimento|data mov|data lancamento|data operacao',
  ],
  [
    'date',
    'bokforingsdag|bokforingsdatum|bogforingsdato|bogfort|dato|kirjauspaiva|data ksiegowania|data operacji|uitvoeringsdatum',
  ],
  [
    'valueDate',
    'value date|valuta|valutadatum|wertstellung|wertstellungsdatum|wertstellung valuta|wert|valuta datum|date valeur|date de valeur|dateval|rentedatum|valutadag|valutadato|fecha valor|f valor|data valuta|data valore|data waluty|valutakurs datum',
  ],
  [
    'transactionDate',
    'txn date|transaction on|transaction date|trans date|transactiedatum|started date|date of transaction|authorised on|purchase date|belegdatum|kaufdatum|umsatzdatum|umsatztag|date d achat|date transaction|data transazione|transaktionsdag|fecha transaccion',
  ],
  [
    'amount',
    'gross|brutto|transaktionsbetrag|amount|transaction amount|betrag|umsatz|umsatzbetrag|buchungsbetrag|montant|montant operation|bedrag|transactiebedrag|importe|importo|importe operacion|monto|cantidad|belopp|belob|kwota|kwota operacji|valor|value|net amount|billing amount|paid amount|amt|movimento|sum',
  ],
  [
    'debit',
    'lastschrift|debit|debits|debit amount|amount debit|debit amt|soll|belastung|belastungen|debet|paid out|money out|out|withdrawal|withdrawals|withdrawal amount|withdrawal amt|withdrawals dr|payments|ausgang|ausgaben|ausgabe|montant debit|depense|depenses|sortie|cargo|cargos|adeudo|adeudos|debe|gastos|addebiti|addebito|uscite|uscita|dare|debito|saidas|lastschriftbetrag|moneyout',
  ],
  [
    'credit',
    'credit|credits|credit amount|amount credit|credit amt|haben|gutschrift|gutschriften|paid in|money in|in|deposit|deposits|deposit amount|deposit amt|deposits cr|receipts|eingang|einnahmen|einnahme|montant credit|recette|recettes|entree|abono|abonos|haber|ingresos|ingreso|accrediti|accredito|entrate|entrata|avere|credito|entradas|moneyin',
  ],
  [
    'flag',
    'af bij|bij af|soll haben|haben soll|s h|sh|soll haben kennzeichen|debit credit|credit debit|dr cr|cr dr|dc|d c|c d|cd|debit credit indicator|credit debit indicator|credit debit code|debet credit|sens|indicator|details|transaction type|type|debe haber|d h|plus minus',
  ],
  [
    'currency',
    'currency|currency code|ccy|curr|wahrung|waehrung|whg|betrag wahrung|devise|monnaie|munt|muntsoort|valuta|divisa|moneda|moeda|waluta|valutakod',
  ],
  [
    'description',
    'text mottagare|meddelande|details der buchung|zahlungszweck|description|verwendungszweck|vorgang verwendungszweck|buchungstext|umsatztext|transaction description|transaction details|narrative|narration|memo|particulars|payment reference|remittance information|details|detail|additional information|notes|purpose|text|tekst|libelle|libelle operation|label|intitule|nature de l operation|motif|communication|communications|omschrijving|naam omschrijving|mededelingen|mededeling|omschrijving 1|omschrijving 2|omschrijving 3|concepto|descripcion|movimiento|observaciones|mas datos|causale|causale descrizione|descrizione|descrizione operazione|descricao|historico|beskrivning|beskrivelse|rubrik|referens|opis|opis operacji|tytul|tytulem|zweck|referenz text|text 1|beschreibung|bezeichnung|avisierungstext|mitteilung|reference',
  ],
  [
    'counterparty',
    'counterparty|counterparty name|counter party|payee|merchant|merchant name|name|name zahlungsbeteiligter|zahlungsbeteiligter|auftraggeber empfanger|empfanger auftraggeber|beguenstigter zahlungspflichtiger|begunstigter zahlungspflichtiger|beguenstigter auftraggeber|begunstigter auftraggeber|empfanger|partner name|partnername|other party|naam tegenpartij|tegenpartij|contrepartie|nom contrepartie|nom de la contrepartie|beneficiario ordinante|controparte|kontrahent|transaction party|paid to from|name of counterparty',
  ],
  [
    'payee',
    'zahlungsempfanger|zahlungsempfanger in|zahlungsempfanger in name|beneficiary|beneficiary name|beneficiaire|beneficiario|recipient|paid to|to|odbiorca|naam ontvanger|mottagare',
  ],
  [
    'payer',
    'zahlungspflichtige r|zahlungspflichtiger|auftraggeber|payer|payer name|sender|from|donneur d ordre|ordinante|ordenante|nadawca|avsandare',
  ],
  [
    'iban',
    'iban|iban kontonummer|iban zahlungsbeteiligter|kontonummer iban|counterparty iban|counterparty account|partner iban|tegenrekening|tegenrekening iban bban|rekening tegenpartij|compte contrepartie|numero de compte de la contrepartie|iban contrepartie|iban controparte|kontonummer|account number of counterparty|beneficiary iban|gegenkonto',
  ],
  [
    'account',
    'account|account number|account no|account id|account name|accountnum|auftragskonto|iban auftragskonto|eigenes konto|iban konto|konto|compte|numero de compte|numero compte|rekening|rekeningnummer|iban bban|cuenta|numero de cuenta|conto|numero conto|conta|iban',
  ],
  [
    'id',
    'transaktions nr|transaktionsnr|reference id|id|transaction id|transactionid|transaction reference|transaction number|txn id|fitid|reference number|reference no|transaktions id|transaktionsnummer|buchungsnummer|umsatz id|bank reference|bankreferenz|volgnr|volgnummer|transactiereferentie|reference de l operation|identifiant|unique id|uuid|numer referencyjny',
  ],
  [
    'balanceAfter',
    'balance|running balance|running bal|balance after|balance after transaction|closing balance|account balance|saldo|saldo nach buchung|kontostand|saldo nach umsatz|solde|solde apres operation|accountbalance|saldo na mutatie|saldo na trn|saldo contable|saldo disponible|saldo contabile|saldo po operacji',
  ],
  [
    'creditorId',
    'glaubiger id|glaeubiger id|glaubiger identifikationsnummer|creditor id|creditor identifier|incassant id|identifiant creancier|id creancier|ics',
  ],
  [
    'mandateId',
    'mandatsreferenz|mandate reference|mandate id|mandaatreferentie|machtigingskenmerk|reference mandat|reference unique de mandat|rum',
  ],
  ['mcc', 'mcc|merchant category code'],
  ['status', 'status|state|transaction status|info|etat|statut|estado|stato|buchungsstatus'],
  [
    'channel',
    'umsatzart|umsatztyp|buchungsart|vorgang|art|typ|type|transaction type|transaction code|mutatiesoort|code|type operation|type d operation|tipo|tipo operazione|typ transakcji|typ operacji|payment type|buchungstext',
  ],
  ['customer', 'customer|customer id|client id|kundennummer'],
];

/** Every role that a name can stand for; several names stand for more than one, and the content decides. */
const ROLES: ReadonlyMap<string, readonly CsvRole[]> = listRoles();

function listRoles(): ReadonlyMap<string, readonly CsvRole[]> {
  const roles = new Map<string, CsvRole[]>();
  for (const [role, names] of NAMES) {
    for (const name of names.split('|')) roles.set(name, [...(roles.get(name) ?? []), role]);
  }
  return roles;
}

/** The roles that a column may have by its name, and the currency that the name holds, such as `Betrag (EUR)`. */
export function rolesOfName(header: string): {
  readonly roles: readonly CsvRole[];
  readonly currency: string;
} {
  const name = foldHeader(header);
  const currency = currencyIn(header);
  const bare = name
    .split(' ')
    .filter((word) => !CURRENCY_WORDS.has(word) && currencyExponent(word.toUpperCase()) === undefined)
    .join(' ')
    .replace(/ ?\d$/, '')
    .replace(/ in$/, '');
  return { roles: ROLES.get(name) ?? ROLES.get(bare) ?? [], currency };
}

const CURRENCY_WORDS: ReadonlySet<string> = new Set(['euro', 'euros', 'dollars', 'pounds', 'local']);
const SIGNS: readonly (readonly [string, string])[] = [
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₹', 'INR'],
  ['euro', 'EUR'],
];

/** The currency that a text names by code or sign, or empty. */
export function currencyIn(text: string): string {
  for (const word of text.split(/[^A-Za-z]+/)) {
    if (word.length === 3 && word === word.toUpperCase() && currencyExponent(word) !== undefined) return word;
  }
  const lower = text.toLowerCase();
  return SIGNS.find(([sign]) => lower.includes(sign))?.[1] ?? '';
}

/** Words that show English headers, which come with a decimal point. */
export const ENGLISH = /\b(?:date|amount|balance|description|debit|credit)\b/i;
