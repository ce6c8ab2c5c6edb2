import type { CsvMapping } from '../../../src/intake/csv/mapping.ts';

/** A bank's export as its customers download it, made by hand after the published column names, with invented rows. */
export interface BankExport {
  readonly name: string;
  readonly text: string;
  /** What the proposed mapping must hold at least. */
  readonly mapping: Partial<CsvMapping>;
  /** `date amount currency description` of each row. */
  readonly rows: readonly string[];
  /** Words that a doubt must hold; no other doubts may be said. */
  readonly doubts: readonly string[];
}

export const BANK_EXPORTS: readonly BankExport[] = [
  {
    name: 'Sparkasse, CAMT-CSV: two-digit years, reserved rows, creditor id',
    text: `"Auftragskonto";"Buchungstag";"Valutadatum";"Buchungstext";"Verwendungszweck";"Glaeubiger ID";"Mandatsreferenz";"Kundenreferenz (End-to-End)";"Sammlerreferenz";"Lastschrift Ursprungsbetrag";"Auslagenersatz Ruecklastschrift";"Beguenstigter/Zahlungspflichtiger";"Kontonummer/IBAN";"BIC (SWIFT-Code)";"Betrag";"Waehrung";"Info"
"DE89370400440532013000";"27.03.26";"27.03.26";"FOLGELASTSCHRIFT";"Beitrag Maerz";"DE98ZZZ09999999999";"M-1";"E-1";"";"";"";"Sportverein e.V.";"DE02120300000000202051";"BYLADEM1001";"-12,00";"EUR";"Umsatz gebucht"
"DE89370400440532013000";"30.03.26";"30.03.26";"GEHALT/RENTE";"Gehalt 03";"";"";"";"";"";"";"Muster GmbH";"DE02100500000054540402";"BELADEBE";"2.345,67";"EUR";"Umsatz vorgemerkt"
`,
    mapping: {
      delimiter: ';',
      decimal: ',',
      dateFormat: 'DD.MM.YY',
      sign: 'signed',
      pending: ['Umsatz vorgemerkt'],
    },
    rows: [
      '2026-03-27 -12.00 EUR FOLGELASTSCHRIFT Beitrag Maerz',
      '2026-03-30 2345.67 EUR GEHALT/RENTE Gehalt 03',
    ],
    doubts: [],
  },
  {
    name: 'DKB: preamble, two party columns, a sign of currency in the header',
    text: `"Konto";"Girokonto DE89370400440532013000"
""
"Kontostand vom 31.03.2026:";"1.234,56 €"
""
"Buchungsdatum";"Wertstellung";"Status";"Zahlungspflichtige*r";"Zahlungsempfänger*in";"Verwendungszweck";"Umsatztyp";"IBAN";"Betrag (€)";"Gläubiger-ID";"Mandatsreferenz";"Kundenreferenz"
"30.03.26";"30.03.26";"Gebucht";"Erika Muster";"REWE Markt";"Einkauf";"Ausgang";"DE1";"-34,90";"";"";""
"31.03.26";"31.03.26";"Gebucht";"Arbeit AG";"Erika Muster";"Gehalt";"Eingang";"DE2";"2.500";"";"";""
`,
    mapping: { delimiter: ';', decimal: ',', currency: 'EUR', account: 'DE89370400440532013000', skip: 4 },
    rows: ['2026-03-30 -34.90 EUR Einkauf', '2026-03-31 2500 EUR Gehalt'],
    doubts: [],
  },
  {
    name: 'Volksbank, older: Soll and Haben as letters in a column without a name',
    text: `Buchungstag;Valuta;Auftraggeber/Zahlungsempfänger;Empfänger/Zahlungspflichtiger;Konto-Nr.;IBAN;BLZ;BIC;Vorgang/Verwendungszweck;Kundenreferenz;Währung;Umsatz;
27.03.2026;27.03.2026;Muster;Stadtwerke;;DE02;;X;Abschlag Strom;;EUR;85,00;S
30.03.2026;30.03.2026;Muster;Arbeit AG;;DE03;;X;Lohn März;;EUR;2.100,00;H
`,
    mapping: { sign: 'flag', flag: { in: ['H'], out: ['S'] }, decimal: ',' },
    rows: ['2026-03-27 -85.00 EUR Abschlag Strom', '2026-03-30 2100.00 EUR Lohn März'],
    doubts: ['account'],
  },
  {
    name: 'Deutsche Bank: an amount column that stays empty beside Soll and Haben',
    text: `Umsätze Girokonto;;;;;;;;;;;;;;;;;
01.03.2026 - 31.03.2026
Buchungstag;Wert;Umsatzart;Begünstigter / Auftraggeber;Verwendungszweck;IBAN / Kontonummer;BIC;Kundenreferenz;Mandatsreferenz;Gläubiger ID;Fremde Gebühren;Betrag;Abweichender Empfänger;Anzahl der Aufträge;Anzahl der Schecks;Soll;Haben;Währung
27.03.2026;27.03.2026;SEPA-Lastschrift;Netflix;Abo;DE1;X;;;;;;;;;-12,99;;EUR
30.03.2026;30.03.2026;Gehalt;Firma;Lohn;DE2;X;;;;;;;;;;1.999,00;EUR
`,
    mapping: { sign: 'debit-credit', decimal: ',' },
    rows: ['2026-03-27 -12.99 EUR Abo', '2026-03-30 1999.00 EUR Lohn'],
    doubts: ['account'],
  },
  {
    name: 'ING (NL): Af Bij, dates in one piece',
    text: `"Datum","Naam / Omschrijving","Rekening","Tegenrekening","Code","Af Bij","Bedrag (EUR)","Mutatiesoort","Mededelingen"
"20260327","Albert Heijn 1234","NL69INGB0123456789","","BA","Af","34,90","Betaalautomaat","Pasvolgnr: 001"
"20260330","Werkgever BV","NL69INGB0123456789","NL20","GT","Bij","2345,67","Online bankieren","Salaris"
`,
    mapping: {
      sign: 'flag',
      flag: { in: ['Bij'], out: ['Af'] },
      dateFormat: 'YYYYMMDD',
      decimal: ',',
      currency: 'EUR',
    },
    rows: [
      '2026-03-27 -34.90 EUR Albert Heijn 1234 Pasvolgnr: 001',
      '2026-03-30 2345.67 EUR Werkgever BV Salaris',
    ],
    doubts: [],
  },
  {
    name: 'Rabobank (NL): plus and minus before each amount',
    text: `"IBAN/BBAN","Munt","BIC","Volgnr","Datum","Rentedatum","Bedrag","Saldo na trn","Tegenrekening IBAN/BBAN","Naam tegenpartij","Code","Omschrijving-1","Omschrijving-2"
"NL44RABO0123456789","EUR","RABONL2U","000000000000007310","2026-03-27","2026-03-27","-34,90","+965,10","NL01","Jumbo","bc","Boodschappen","week 13"
"NL44RABO0123456789","EUR","RABONL2U","000000000000007311","2026-03-30","2026-03-30","+2000,00","+2965,10","NL02","Baas BV","cb","Salaris",""
`,
    mapping: { sign: 'signed', decimal: ',', dateFormat: 'YYYY-MM-DD' },
    rows: ['2026-03-27 -34.90 EUR Boodschappen week 13', '2026-03-30 2000.00 EUR Salaris'],
    doubts: [],
  },
  {
    name: 'BoursoBank (FR): semicolons, blanks between thousands',
    text: `dateOp;dateVal;label;category;categoryParent;supplierFound;amount;comment;accountNum;accountLabel;accountbalance
2026-03-27;2026-03-27;"CARTE 26/03/26 CARREFOUR CB*1234";"Alimentation";"Vie";"carrefour";-34,90;"";00040123456;"BoursoBank";965.10
2026-03-30;2026-03-30;"VIR SALAIRE";"Salaire";"Revenus";"";"2 345,67";"";00040123456;"BoursoBank";3310.77
`,
    mapping: { decimal: ',', sign: 'signed', delimiter: ';' },
    rows: ['2026-03-27 -34.90 EUR CARTE 26/03/26 CARREFOUR CB*1234', '2026-03-30 2345.67 EUR VIR SALAIRE'],
    doubts: ['currency'],
  },
  {
    name: 'Crédit Agricole (FR): preamble, labels over several lines, debit and credit',
    text: `Téléchargement du 31/03/2026;
"Compte de Dépôt carte n° 12345678901";
Solde au 31/03/2026 1 234,56 €

Date;Libellé;Débit euros;Crédit euros;
27/03/2026;"PAIEMENT PAR CARTE
 LECLERC PARIS";34,90;;
30/03/2026;"VIREMENT EN VOTRE FAVEUR
 SALAIRE MARS";;"2 345,67";
`,
    mapping: { sign: 'debit-credit', dateFormat: 'DD/MM/YYYY', decimal: ',', currency: 'EUR' },
    rows: [
      '2026-03-27 -34.90 EUR PAIEMENT PAR CARTE LECLERC PARIS',
      '2026-03-30 2345.67 EUR VIREMENT EN VOTRE FAVEUR SALAIRE MARS',
    ],
    doubts: ['account'],
  },
  {
    name: 'Santander (ES)',
    text: `Fecha Operación;Fecha Valor;Concepto;Importe;Saldo
27/03/2026;27/03/2026;COMPRA MERCADONA;-34,90;965,10
30/03/2026;30/03/2026;NOMINA MARZO;2.000,00;2.965,10
`,
    mapping: { sign: 'signed', dateFormat: 'DD/MM/YYYY', decimal: ',' },
    rows: ['2026-03-27 -34.90 EUR COMPRA MERCADONA', '2026-03-30 2000.00 EUR NOMINA MARZO'],
    doubts: ['account', 'currency'],
  },
  {
    name: 'Intesa (IT): Accrediti and Addebiti',
    text: `Data contabile;Data valuta;Descrizione;Accrediti;Addebiti;Divisa
27/03/2026;27/03/2026;PAGAMENTO POS ESSELUNGA;;-34,90;EUR
30/03/2026;30/03/2026;STIPENDIO;2.000,00;;EUR
`,
    mapping: { sign: 'debit-credit', dateFormat: 'DD/MM/YYYY', decimal: ',' },
    rows: ['2026-03-27 -34.90 EUR PAGAMENTO POS ESSELUNGA', '2026-03-30 2000.00 EUR STIPENDIO'],
    doubts: ['account'],
  },
  {
    name: 'Chase checking (US): a row longer than its header, newest first',
    text: `Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #
CREDIT,03/30/2026,"ACME PAYROLL PPD ID: 1",2345.67,ACH_CREDIT,3310.77,,
DEBIT,03/27/2026,"TRADER JOE S #123",-34.90,DEBIT_CARD,965.10,,
`,
    mapping: { sign: 'signed', dateFormat: 'MM/DD/YYYY', decimal: '.' },
    rows: ['2026-03-30 2345.67 USD ACME PAYROLL PPD ID: 1', '2026-03-27 -34.90 USD TRADER JOE S #123'],
    doubts: ['account', 'currency'],
  },
  {
    name: 'Capital One card (US): debit and credit columns',
    text: `Transaction Date,Posted Date,Card No.,Description,Category,Debit,Credit
2026-03-26,2026-03-27,1234,STARBUCKS,Dining,4.95,
2026-03-28,2026-03-30,1234,PAYMENT,Payment,,100.00
`,
    mapping: { sign: 'debit-credit', dateFormat: 'YYYY-MM-DD', decimal: '.' },
    rows: ['2026-03-27 -4.95 USD STARBUCKS', '2026-03-30 100.00 USD PAYMENT'],
    doubts: ['account', 'currency'],
  },
  {
    name: 'Discover card (US): purchases are positive',
    text: `Trans. Date,Post Date,Description,Amount,Category
03/26/2026,03/27/2026,"TARGET 1234",34.90,Merchandise
03/28/2026,03/30/2026,"NETFLIX",12.99,Services
03/29/2026,03/30/2026,"INTERNET PAYMENT - THANK YOU",-500.00,Payments
`,
    mapping: { sign: 'inverted', dateFormat: 'MM/DD/YYYY' },
    rows: [
      '2026-03-27 -34.90 USD TARGET 1234',
      '2026-03-30 -12.99 USD NETFLIX',
      '2026-03-30 500.00 USD INTERNET PAYMENT - THANK YOU',
    ],
    doubts: ['account', 'currency', 'sign'],
  },
  {
    name: 'Lloyds (UK)',
    text: `Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,Balance
27/03/2026,DEB,'30-00-00,12345678,TESCO STORES 1234,34.90,,965.10
30/03/2026,BGC,'30-00-00,12345678,ACME SALARY,,2000.00,2965.10
`,
    mapping: { sign: 'debit-credit', dateFormat: 'DD/MM/YYYY' },
    rows: ['2026-03-27 -34.90 GBP TESCO STORES 1234', '2026-03-30 2000.00 GBP ACME SALARY'],
    doubts: ['currency'],
  },
  {
    name: 'Revolut: two dates with time, states',
    text: `Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance
CARD_PAYMENT,Current,2026-03-26 18:01:02,2026-03-27 03:04:05,Lidl,-34.90,0.00,EUR,COMPLETED,965.10
CARD_PAYMENT,Current,2026-03-30 10:00:00,2026-03-30 10:00:00,Shop,-5.00,0.00,EUR,REVERTED,965.10
`,
    mapping: { sign: 'signed', dateFormat: 'YYYY-MM-DD', rejected: ['REVERTED'] },
    rows: ['2026-03-27 -34.90 EUR Lidl', '2026-03-30 -5.00 EUR Shop'],
    doubts: ['account'],
  },
  {
    name: 'N26: commas inside quotes',
    text: `"Booking Date","Value Date","Partner Name","Partner Iban",Type,"Payment Reference","Account Name","Amount (EUR)","Original Amount","Original Currency","Exchange Rate"
2026-03-27,2026-03-26,"REWE, Berlin",,Presentment,,"Main Account",-34.90,-34.90,EUR,1
2026-03-30,2026-03-30,"Arbeit AG",DE02,Credit Transfer,"Gehalt","Main Account",2345.67,,,
`,
    mapping: { sign: 'signed', dateFormat: 'YYYY-MM-DD', decimal: '.' },
    rows: ['2026-03-27 -34.90 EUR REWE, Berlin', '2026-03-30 2345.67 EUR Gehalt'],
    doubts: [],
  },
  {
    name: 'comdirect: preamble, a row that is not booked yet, a sum below',
    text: `;
"Umsätze Girokonto";"Zeitraum: 30 Tage";
"Neuer Kontostand";"1.234,56 EUR";

"Buchungstag";"Wertstellung (Valuta)";"Vorgang";"Buchungstext";"Umsatz in EUR";
"27.03.2026";"27.03.2026";"Lastschrift / Belastung";"Auftraggeber: Netflix Buchungstext: Abo";"-12,99";
"30.03.2026";"30.03.2026";"Übertrag / Überweisung";"Auftraggeber: Firma Buchungstext: Gehalt";"2.345,67";
`,
    mapping: { delimiter: ';', decimal: ',', currency: 'EUR', sign: 'signed' },
    rows: [
      '2026-03-27 -12.99 EUR Auftraggeber: Netflix Buchungstext: Abo',
      '2026-03-30 2345.67 EUR Auftraggeber: Firma Buchungstext: Gehalt',
    ],
    doubts: ['account'],
  },
  {
    name: 'ABN AMRO (NL): tabulators and no header, balances beside the amount',
    text: '123456789\tEUR\t20260327\t1000,00\t965,10\t20260327\t-34,90\tBEA, Betaalpas Albert Heijn\n123456789\tEUR\t20260330\t965,10\t2965,10\t20260330\t2000,00\t/TRTP/SEPA OVERBOEKING/NAME/BAAS BV/REMI/SALARIS\n',
    mapping: {
      delimiter: '\t',
      header: false,
      decimal: ',',
      columns: { date: [3], currency: [2], description: [8], amount: [7] },
    },
    rows: [
      '2026-03-27 -34.90 EUR BEA, Betaalpas Albert Heijn',
      '2026-03-30 2000.00 EUR /TRTP/SEPA OVERBOEKING/NAME/BAAS BV/REMI/SALARIS',
    ],
    doubts: ['account', 'header'],
  },
  {
    name: 'PostFinance (CH): apostrophes between thousands, the account above',
    text: `Buchungsart:;Alle Buchungen
Konto:;CH9300762011623852957
Währung:;CHF

Datum;Bewegungstyp;Avisierungstext;Gutschrift in CHF;Lastschrift in CHF;Label;Kategorie
27.03.2026;Kauf;Kauf Migros Zürich;;-34.90;;
30.03.2026;Gutschrift;Lohn Firma AG;5'432.10;;;
`,
    mapping: { sign: 'debit-credit', decimal: '.', currency: 'CHF', account: 'CH9300762011623852957' },
    rows: ['2026-03-27 -34.90 CHF Kauf Migros Zürich', '2026-03-30 5432.10 CHF Lohn Firma AG'],
    doubts: [],
  },
  {
    name: 'UBS (CH): numbered descriptions, an id for each row',
    text: `Kontonummer:;0123 00123456.01;
IBAN:;CH9300762011623852957;

Abschlussdatum;Abschlusszeit;Buchungsdatum;Valutadatum;Währung;Belastung;Gutschrift;Einzelbetrag;Saldo;Transaktions-Nr.;Beschreibung1;Beschreibung2;Beschreibung3;Fussnoten;
2026-03-27;;2026-03-27;2026-03-27;CHF;-34.90;;;965.10;AB1;"Migros";"Zahlung";"";;
2026-03-30;;2026-03-30;2026-03-30;CHF;;5000.00;;5965.10;AB2;"Firma";"Lohn";"";;
`,
    mapping: { sign: 'debit-credit', decimal: '.', account: 'CH9300762011623852957' },
    rows: ['2026-03-27 -34.90 CHF Migros Zahlung', '2026-03-30 5000.00 CHF Firma Lohn'],
    doubts: [],
  },
  {
    name: 'American Express (US): a card on which purchases are positive',
    text: `Date,Description,Card Member,Account #,Amount
03/27/2026,TARGET STORE,J DOE,-12345,34.90
03/28/2026,AUTOPAY PAYMENT - THANK YOU,J DOE,-12345,-500.00
03/29/2026,WHOLE FOODS,J DOE,-12345,55.10
`,
    mapping: { sign: 'inverted', dateFormat: 'MM/DD/YYYY' },
    rows: [
      '2026-03-27 -34.90 USD TARGET STORE',
      '2026-03-28 500.00 USD AUTOPAY PAYMENT - THANK YOU',
      '2026-03-29 -55.10 USD WHOLE FOODS',
    ],
    doubts: ['currency', 'sign'],
  },
  {
    name: 'HSBC (UK): three columns without a header',
    text: `27/03/2026,TESCO STORES,-34.90
30/03/2026,ACME SALARY,"2,000.00"
`,
    mapping: { header: false, decimal: '.', dateFormat: 'DD/MM/YYYY' },
    rows: ['2026-03-27 -34.90 GBP TESCO STORES', '2026-03-30 2000.00 GBP ACME SALARY'],
    doubts: ['account', 'currency', 'header'],
  },
];
