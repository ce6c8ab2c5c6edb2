import { buildPhraseTrie, type PhraseTrie } from './phrase-trie.ts';

/** What banks write before the name, by country. Taken off again and again; dates and numbers behind them too. */
const CHANNEL_PHRASES = [
  // United States
  'PURCHASE AUTHORIZED ON|RECURRING PAYMENT AUTHORIZED ON|RECURRING PAYMENT|PURCHASE RETURN AUTHORIZED ON|CHECKCARD|CHECK CARD PURCHASE|CHECK CARD',
  'DEBIT CARD PURCHASE|DEBIT CARD PAYMENT|DEBIT CARD|DEBIT PURCHASE|DBT CRD|DBT PURCHASE|POS PURCHASE|POS DEBIT|POS WITHDRAWAL|POS REFUND|POS|PIN PURCHASE',
  'VISA PURCHASE|VISA DEBIT|VISA CHECK CARD|MASTERCARD PURCHASE|EXTERNAL WITHDRAWAL|EXTERNAL DEPOSIT|ACH DEBIT|ACH CREDIT|ACH PAYMENT|ACH WITHDRAWAL|ACH DEPOSIT|ACH',
  'ELECTRONIC PAYMENT|ELECTRONIC WITHDRAWAL|PREAUTHORIZED DEBIT|PREAUTHORIZED CREDIT|PRE AUTHORIZED DEBIT|PREAUTH DEBIT|DIRECT DEPOSIT|DIRECT DEP|ONLINE PAYMENT|ONLINE PAYMENT TO|BILL PAY|BILL PAYMENT|BILLPAY',
  'PENDING|PURCHASE|RECURRING|WITHDRAWAL|DEPOSIT|PMT TO|PAYMENT TO|PYMT TO|AUTOPAY TO|CONTACTLESS PURCHASE|CONTACTLESS PAYMENT|CONTACTLESS|WEB PMT',
  // United Kingdom
  'CARD PAYMENT TO|CARD PAYMENT|CARD PURCHASE|DIRECT DEBIT PAYMENT TO|DIRECT DEBIT TO|DIRECT DEBIT|STANDING ORDER TO|STANDING ORDER|FASTER PAYMENTS RECEIPT|FASTER PAYMENT RECEIVED|FASTER PAYMENT TO|FASTER PAYMENT FROM|FASTER PAYMENT|FASTER PAYMENTS',
  'BILL PAYMENT VIA FASTER PAYMENT TO|BILL PAYMENT TO|BANK CREDIT|BANK GIRO CREDIT FROM|BANK GIRO CREDIT|BANK GIRO|CREDIT FROM|RECEIVED FROM|PAYMENT FROM|TRANSFER TO|TRANSFER FROM|MOBILE PAYMENT TO|MOBILE PAYMENT|APPLE PAY|GOOGLE PAY',
  'BAC|BGC|CHP|D/D|DD|S/O|FPI|FPO|SAL|DDR|STO|UNP|VIS|CPM|OBP|TFR|DEB|CR|DR',
  // Germany and Austria
  'GUTSCHRIFT|LASTSCHRIFT|SEPA LASTSCHRIFT|SEPA LASTSCHRIFTEINZUG|FOLGELASTSCHRIFT|ERSTLASTSCHRIFT|BASISLASTSCHRIFT|SEPA BASISLASTSCHRIFT|DAUERAUFTRAG|DAUERAUFTRAG AN|UEBERWEISUNG|UEBERWEISUNG AN|SEPA UEBERWEISUNG|ECHTZEITUEBERWEISUNG|ONLINE UEBERWEISUNG|UEBERTRAG',
  'KARTENZAHLUNG|KARTENZAHLUNG GIROCARD|GIROCARD|EC KARTE|ELV|EINZUG|ABBUCHUNG|VISA DEBITKARTE|DEBITKARTE|KARTENUMSATZ|KAUFUMSATZ|VISA KARTENUMSATZ|SEPA|SEPA ELV LASTSCHRIFT|LOHN GEHALT|DANKE IHR|IHR EINKAUF BEI|IHR EINKAUF',
  // France, Belgium
  'CARTE|PAIEMENT PAR CARTE|PAIEMENT CB|PAIEMENT CARTE|ACHAT CB|FACTURE CARTE|CB|PRLV SEPA|PRLV|PRELEVEMENT SEPA|PRELEVEMENT|PRLV SEPA RECU|VIR SEPA RECU|VIR SEPA|VIR RECU|VIR INST|VIR|VIREMENT SEPA|VIREMENT|VIREMENT EN VOTRE FAVEUR|VIREMENT RECU|AVOIR CARTE|VIR PERM|VIR DE',
  // Netherlands
  'BEA|BEA BETAALPAS|BETAALPAS|SEPA INCASSO|SEPA INCASSO ALGEMEEN DOORLOPEND|SEPA OVERBOEKING|SEPA PERIODIEKE OVERB|SEPA IDEAL|IDEAL|INCASSO|OVERBOEKING|PERIODIEKE OVERBOEKING',
  // Spain, Italy
  'COMPRA EN|COMPRA|COMPRA TARJETA|PAGO CON TARJETA|PAGO EN|PAGO|RECIBO|RECIBO DE|ADEUDO|ADEUDO DE|TRANSFERENCIA DE|TRANSFERENCIA A|TRANSFERENCIA|TRANSF|BIZUM DE|BIZUM A|BIZUM|PAGAMENTO POS|PAGAMENTO CARTA|PAGAMENTO|ADDEBITO DIRETTO|ADDEBITO SDD|ADDEBITO|SDD|BONIFICO A FAVORE DI|BONIFICO DA|BONIFICO|ACQUISTO|ACQUISTO POS',
  // Australia, Canada, India
  'EFTPOS PURCHASE|EFTPOS|VISA PURCHASE|CARD XX|DIRECT CREDIT|OSKO PAYMENT TO|OSKO PAYMENT FROM|OSKO PAYMENT|OSKO|PAYID|PAYMENT BY AUTHORITY TO|INTERAC PURCHASE|INTERAC E TRANSFER|INTERAC ETRANSFER|INTERAC|E TRANSFER|PRE AUTHORIZED PAYMENT|PREAUTHORIZED PAYMENT|MISC PAYMENT|IDP PURCHASE|BPAY|BPAY PAYMENT',
  'UPI|UPI DR|UPI CR|NEFT|NEFT CR|NEFT DR|IMPS|IMPS DR|IMPS CR|RTGS|ACH D|ACH C|NACH|ECS|BIL|BIL ONL|BY TRANSFER|TO TRANSFER|ECOM PUR|ME DC SI',
];

export const CHANNEL_PREFIXES: PhraseTrie<true> = buildPhraseTrie(
  CHANNEL_PHRASES.flatMap((line) => line.split('|')).map((phrase) => [phrase.split(' '), true] as const),
);

interface Processor {
  readonly name: string;
  /** Without a star behind it, too. */
  readonly bare: boolean;
}

const starred = (name: string): Processor => ({ name, bare: false });
const bare = (name: string): Processor => ({ name, bare: true });

/** Who collects for another, written before the shop's name. */
export const PROCESSOR_PREFIXES: PhraseTrie<Processor> = buildPhraseTrie(
  (
    [
      ['SQ', bare('square')],
      ['SQU', starred('square')],
      ['GOSQ', starred('square')],
      ['TST', bare('toast')],
      ['TOAST', starred('toast')],
      ['PAYPAL', bare('paypal')],
      ['PAYPAL INST XFER', bare('paypal')],
      ['PAYPAL EUROPE', starred('paypal')],
      ['PP', starred('paypal')],
      ['PYPL', starred('paypal')],
      ['SUMUP', bare('sumup')],
      ['IZ', starred('zettle')],
      ['IZETTLE', bare('zettle')],
      ['ZETTLE', bare('zettle')],
      ['ZTL', bare('zettle')],
      ['SP', bare('shopify')],
      ['SHOPIFY', starred('shopify')],
      ['KLARNA', bare('klarna')],
      ['EB', starred('eventbrite')],
      ['CCV', starred('ccv')],
      ['BCK', starred('buckaroo')],
      ['PAY NL', starred('pay.nl')],
      ['PAY', starred('pay.nl')],
      ['CKO', starred('checkout.com')],
      ['GOCARDLESS', bare('gocardless')],
      ['GC', starred('gocardless')],
      ['STRIPE', bare('stripe')],
      ['ST', starred('stripe')],
      ['PADDLE NET', starred('paddle')],
      ['PADDLE', starred('paddle')],
      ['2CO', starred('2checkout')],
      ['2CO COM', starred('2checkout')],
      ['RVT', starred('parentpay')],
      ['FS', starred('fastspring')],
      ['WPY', starred('wepay')],
      ['LS', starred('lightspeed')],
      ['CLOVER', starred('clover')],
      ['MOLLIE', bare('mollie')],
      ['ADYEN', bare('adyen')],
      ['WL', starred('worldline')],
      ['WORLDPAY', starred('worldpay')],
      ['BT', starred('braintree')],
      ['DLO', starred('dlocal')],
      ['PAYU', starred('payu')],
      ['RAZ', starred('razorpay')],
      ['RAZORPAY', bare('razorpay')],
      ['CASHFREE', starred('cashfree')],
      ['BILLDESK', bare('billdesk')],
      ['CCAVENUE', bare('ccavenue')],
      ['DOJO', starred('dojo')],
      ['VIVA', starred('viva')],
      ['NYA', starred('nayax')],
      ['CPI', starred('crane')],
      ['USA', starred('cantaloupe')],
      ['CTLP', starred('cantaloupe')],
      ['ZIP', starred('zip')],
      ['AFTERPAY', starred('afterpay')],
      ['CLEARPAY', starred('clearpay')],
    ] as const
  ).map(([phrase, processor]) => [phrase.split(' '), processor] as const),
);
