import type { CountryCode } from '../calendar.ts';

/** The words that money trouble leaves on statements of one country, names as they are or small firms that could be. */
export interface MoneyWords {
  /** What a bank writes before or after a debit that it gave back. */
  readonly returned: readonly string[];
  readonly returnFee: readonly string[];
  readonly returnFees: readonly number[];
  readonly overdraftFee: readonly string[];
  readonly overdraftInterest: string;
  readonly feeReversal: readonly string[];
  readonly paydayLenders: readonly string[];
  /** Brokers and small lenders whose name says nothing. */
  readonly namelessLenders: readonly string[];
  readonly wageAdvances: readonly string[];
  readonly collectors: readonly string[];
  readonly bookmakers: readonly string[];
  readonly lotteryShops: readonly string[];
  readonly laterPayers: readonly string[];
  readonly brokers: readonly string[];
  readonly otherBanks: readonly string[];
  readonly mishaps: readonly string[];
  readonly advance: string;
  readonly repaid: string;
  readonly loan: string;
  readonly ownNote: string;
  readonly helpNote: string;
}

/** By country; names seen on real statements and in public lists of licensed firms, 2024. */
export const MONEY_WORDS: Readonly<Record<CountryCode, MoneyWords>> = {
  US: {
    returned: ['RETURNED ITEM', 'NSF RETURN', 'ACH RETURN INSUFFICIENT FUNDS'],
    returnFee: ['NSF FEE', 'RETURNED ITEM FEE', 'NON-SUFFICIENT FUNDS FEE'],
    returnFees: [1_000, 1_500, 2_700, 3_500],
    overdraftFee: ['OVERDRAFT FEE', 'OVERDRAFT ITEM FEE', 'OD PROTECTION CHG'],
    overdraftInterest: 'OVERDRAFT LINE INTEREST',
    feeReversal: ['OVERDRAFT FEE REFUND', 'FEE REVERSAL', 'COURTESY CREDIT FEE'],
    paydayLenders: ['SPEEDY CASH', 'ADVANCE AMERICA', 'OPPLOANS', 'CHECK INTO CASH', 'ACE CASH EXPRESS'],
    namelessLenders: ['BLUE RIVER SVCS LLC', 'GREENLINE PMT', 'TRIBAL CAP HOLDINGS'],
    wageAdvances: ['EARNIN', 'DAVE INC', 'BRIGIT', 'MONEYLION', 'CLEO AI', 'DAILYPAY'],
    collectors: ['MIDLAND CREDIT MGMT', 'PORTFOLIO RECOVERY', 'LVNV FUNDING', 'ENHANCED RECOVERY CO'],
    bookmakers: ['DRAFTKINGS', 'FANDUEL SPORTSBOOK', 'BETMGM', 'CAESARS SPORTSBOOK', 'RIVERS CASINO'],
    lotteryShops: ['STATE LOTTERY', 'CIRCLE K LOTTO'],
    laterPayers: ['AFFIRM', 'KLARNA', 'AFTERPAY', 'SEZZLE', 'ZIP PAY', 'PAYPAL PAY IN 4'],
    brokers: ['ROBINHOOD', 'COINBASE', 'FID BKG SVC LLC MONEYLINE', 'SCHWAB BROKERAGE', 'WEBULL'],
    otherBanks: ['MARCUS BY GOLDMAN', 'ALLY BANK SAVINGS', 'CAPITAL ONE 360', 'DISCOVER SAVINGS'],
    mishaps: ['MERCY HOSPITAL BILLING', 'MIDAS AUTO {n}', 'QUICK FIX PLUMBING', 'COLLEGE AVE LAW GRP'],
    advance: 'ADVANCE',
    repaid: 'REPAYMENT',
    loan: 'LOAN',
    ownNote: 'own account',
    helpNote: 'from mom and dad',
  },
  GB: {
    returned: ['UNPAID DIRECT DEBIT', 'RETURNED DD', 'DD RETURNED UNPAID'],
    returnFee: ['UNPAID TRANSACTION FEE', 'UNPAID ITEM CHARGE', 'REFUSED PAYMENT FEE'],
    returnFees: [125, 265, 500, 1_000],
    overdraftFee: ['UNARRANGED OVERDRAFT FEE', 'UNARRANGED OD USAGE FEE'],
    overdraftInterest: 'ARRANGED OVERDRAFT INTEREST',
    feeReversal: ['REFUND OF CHARGES', 'FEE REFUND GOODWILL'],
    paydayLenders: ['LENDING STREAM', 'CASHFLOAT', 'MR LENDER', 'DROPLOANS', 'SAFETYNET CREDIT'],
    namelessLenders: ['FIRTH PMT SERVICES', 'OAKMERE TRADING', 'NLC PAYMENTS'],
    wageAdvances: ['WAGESTREAM', 'HASTEE PAY', 'CLEO AI'],
    collectors: ['LOWELL PORTFOLIO', 'CABOT FINANCIAL', 'PRA GROUP UK', 'BW LEGAL', 'MARSTON HOLDINGS'],
    bookmakers: ['BET365', 'SKYBET', 'PADDY POWER', 'WILLIAM HILL', 'LADBROKES {n}', 'BETFRED {n}'],
    lotteryShops: ['NATIONAL LOTTERY', 'NATIONAL LOTTERY SHOP'],
    laterPayers: ['KLARNA', 'CLEARPAY', 'PAYPAL *PAY IN 3', 'ZILCH', 'LAYBUY', 'AFTERPAY GB'],
    brokers: ['TRADING 212', 'HARGREAVES LANSDOWN', 'FREETRADE', 'COINBASE UK', 'AJ BELL SECURITIES'],
    otherBanks: ['MARCUS GOLDMAN SACHS', 'CHIP FINANCIAL', 'ATOM BANK', 'SKIPTON BS'],
    mishaps: ['KWIK FIT {n}', 'BOILER RESCUE LTD', 'HALFORDS AUTOCENTRE {n}', 'EMERGENCY DENTAL'],
    advance: 'ADVANCE',
    repaid: 'REPAY',
    loan: 'LOAN',
    ownNote: 'OWN ACCOUNT',
    helpNote: 'FROM MUM',
  },
  DE: {
    returned: ['Rücklastschrift', 'Lastschriftrückgabe mangels Deckung', 'Retoure SEPA-Lastschrift'],
    returnFee: ['Entgelt Rücklastschrift', 'Entgelt Rückgabe Lastschrift', 'Gebühr Lastschriftrückgabe'],
    returnFees: [150, 300, 350, 500],
    overdraftFee: ['Entgelt geduldete Überziehung', 'Entgelt Mahnung Kontoüberziehung'],
    overdraftInterest: 'Abschluss Sollzinsen eingeräumte Kontoüberziehung',
    feeReversal: ['Erstattung Entgelt', 'Storno Entgelt'],
    paydayLenders: ['VEXCASH AG', 'Ferratum Bank', 'Cashper Novum Bank', 'Multitude Bank'],
    namelessLenders: ['NB Forderungsservice', 'Kapital Direkt', 'MN Payments S.L.'],
    wageAdvances: ['Wagestream Vorschuss', 'myflexpay Gehaltsvorschuss'],
    collectors: [
      'EOS Deutscher Inkasso-Dienst',
      'Riverty Inkasso',
      'Creditreform Inkasso',
      'PAIR Finance GmbH',
    ],
    bookmakers: ['TIPICO CO LTD', 'BWIN', 'BET3000', 'MERKUR SPIELOTHEK {n}', 'NEO.BET'],
    lotteryShops: ['LOTTO24', 'LOTTO ANNAHMESTELLE {n}'],
    laterPayers: ['Klarna Bank AB', 'Riverty', 'PayPal Ratenzahlung', 'Ratepay GmbH', 'Scalapay'],
    brokers: [
      'Trade Republic Bank',
      'Scalable Capital Bank',
      'flatexDEGIRO',
      'Bitpanda GmbH',
      'comdirect Depot',
    ],
    otherBanks: ['ING-DiBa Extra-Konto', 'Consorsbank Tagesgeld', 'Renault Bank direkt', 'C24 Bank'],
    mishaps: ['ATU AUTO {n}', 'Notdienst Sanitär Krämer', 'Nachzahlung Hausverwaltung', 'Zahnlabor Wendt'],
    advance: 'Vorschuss',
    repaid: 'Rückzahlung Vorschuss',
    loan: 'Kurzzeitkredit',
    ownNote: 'Eigenes Konto',
    helpNote: 'von den Eltern',
  },
};
