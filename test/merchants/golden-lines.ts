/**
 * Lines labelled by hand: `line | currency direction [channel] [mcc] | merchant id or - | category or - | method or *`.
 * `-` for the merchant means that the matcher must not name one.
 */
export const GOLDEN_LINES = `
# American cards
PURCHASE AUTHORIZED ON 12/06 WM SUPERCENTER #2767 MESA AZ P00000000123456789 CARD 6065 | USD out card | walmart | food.grocery | exact
CHECKCARD 0206 NETFLIX.COM 866-579-7172 CA RECURRING CKCD 4814 | USD out card | netflix | subscription.video | exact
SQ *BLUE BOTTLE 0123 OAKLAND CA | USD out card | blue-bottle-coffee | food.cafe | exact
TST* JOES PIZZA NEW YORK NY | USD out card | - | food.restaurant | keyword
UBER   *TRIP HELP.UBER.COM CA | USD out card | uber | transport.taxi | exact
UBER   *EATS PENDING | USD out card | uber-eats | food.delivery | exact
AMZN MKTP US*RT4K12AB3 AMZN.COM/BILL WA | USD out card | amazon | shopping.marketplace | exact
Amazon.com*MK1AB23C4 | USD out card | amazon | shopping.marketplace | exact
AMZN PRIME VIDEO*2H7KA81V2 | USD out card | amazon-prime-video | subscription.video | exact
GOOGLE *YouTubePremium g.co/helppay# CA | USD out card | youtube-premium | subscription.video | exact
APPLE.COM/BILL 866-712-7753 CA | USD out card | apple-services | subscription.software | exact
HLU*Hulu 1234567890-U CA | USD out card | hulu | subscription.video | exact
AIRBNB * HMABCD1234 415-800-5959 CA | USD out card | airbnb | travel.lodging | exact
GEICO *AUTO 800-841-3000 DC | USD out card | geico | insurance.auto | exact
ATT*BILL PAYMENT 800-331-0500 TX | USD out card | at-and-t | utilities.telecom | exact
MTA*NYCT PAYGO NEW YORK NY | USD out card | mta-new-york | transport.public | exact
7-ELEVEN 34567 DALLAS TX | USD out card 5411 | 7-eleven | food.grocery | exact
7-ELEVEN 34567 DALLAS TX | USD out card 5541 | 7-eleven | transport.fuel | exact
COSTCO GAS #0123 SEATTLE WA | USD out card | costco | transport.fuel | exact
COSTCO WHSE #0123 SEATTLE WA | USD out card | costco | food.grocery | exact
STARBUCKS STORE 01234 CHICAGO IL | USD out card | starbucks | food.cafe | exact
MCDONALD'S F12345 AUSTIN TX | USD out card | mcdonalds | food.restaurant | exact
CHICK-FIL-A #01234 ATLANTA GA | USD out card | chick-fil-a | food.restaurant | exact
TRADER JOE'S #123 QPS BOSTON MA | USD out card | trader-joes | food.grocery | exact
WHOLEFDS SOM 10234 SOMERVILLE MA | USD out card | whole-foods-market | food.grocery | exact
SHELL OIL 57444212345 HOUSTON TX | USD out card | shell | transport.fuel | exact
CVS/PHARMACY #01234 BOSTON MA | USD out card | cvs | health.pharmacy | exact
DD DOORDASH BURGERKIN 855-973-1040 CA | USD out card | doordash | food.delivery | exact
DD *DOORDASH CHIPOTLE | USD out card | doordash | food.delivery | exact
24 HOUR FITNESS #123 SAN DIEGO CA | USD out card | 24-hour-fitness | subscription.fitness | exact
PLANET FITNESS 603-750-0001 NH | USD out card | planet-fitness | subscription.fitness | exact
DRAFTKINGS*SPORTS BOSTON MA | USD out card 7995 | draftkings | gambling.betting | exact
MOTEL 6 #4567 RENO NV | USD out card | motel-6 | travel.lodging | exact
PAYPAL *STEAM GAMES 35314369001 | USD out card | steam | leisure.gaming | exact
PP*SPOTIFY P1A2B3C4 | USD out card | spotify | subscription.music | exact
SP ALLBIRDS SAN FRANCISCO CA | USD out card 5661 | nsi-allbirds | shopping.shoes | exact
CASH APP*JOHN DOE*CASH 4153753176 CA | USD out | cash-app | transfer.person | exact
KINDERCARE LEARNING CTR 0301234 | USD out card | kindercare | family.childcare | exact
WAL MART SUPER CENTER 123 TULSA OK | USD out card | walmart | food.grocery | exact
BLUEBOTTLE COFFEE OAKLAND CA | USD out card | blue-bottle-coffee | food.cafe | glued
STARBCKS 0123 SEATTLE WA | USD out card | starbucks | food.cafe | typo
JOES DINER 4411 MESA AZ | USD out card | - | food.restaurant | keyword
MAIN ST BARBERSHOP | USD out card | - | personal.hair | keyword
RIVERSIDE VETERINARY CLINIC | USD out card 0742 | - | family.pets | keyword
XQZ HOLDINGS 12345 | USD out card | - | - | none
# American accounts
WELLS FARGO HOME MTG DES:MTG PYMT ID:0123456 INDN:JOHN SMITH CO ID:123456 WEB | USD out | wells-fargo-home-mortgage | housing.mortgage | exact
ORIG CO NAME:GEICO CO ENTRY DESCR:PAYMENT SEC:WEB | USD out | geico | insurance.auto | exact
ACME CORP DES:PAYROLL ID:0001 INDN:JANE DOE CO ID:9876 PPD | USD in | - | income.salary | keyword
PAYROLL ACME WIDGETS 240115 | USD in | - | income.salary | keyword
GUSTO DES:PAY 123456 ID:6SEMJ INDN:JANE DOE CO ID:9138864001 CCD | USD in | gusto | income.salary | exact
SSA TREAS 310 XXSOC SEC | USD in | social-security-administration | income.pension | exact
VACP TREAS 310 XXVA BENEF | USD in | veterans-affairs | income.benefit.disability | exact
IRS TREAS 310 TAX REF | USD in | irs | income.tax_refund | exact
IRS USATAXPYMT 220012345 | USD out | irs | tax.income | exact
NYS DOL UI DD | USD in | us-state-unemployment | income.benefit.unemployment | exact
DFAS-CLEVELAND RET NET PAY | USD in | dfas | income.salary | exact
UBER USA 6787 EDI PAYMNT | USD in | uber | income.gig | exact
DOORDASH, INC. TOM PAYOUT | USD in | doordash | income.gig | exact
ZELLE TO SMITH JOHN ON 03/01 REF # BACXYZ | USD out | zelle | transfer.person | exact
VENMO PAYMENT 1012345678 | USD out | venmo | transfer.person | exact
NAVIENT NAVI DEBIT 123 | USD out | navient | debt.student | exact
AFFIRM.COM PAYMENTS | USD out | affirm | debt.bnpl | exact
EARNIN REPAYMENT | USD out | earnin | debt.wage_advance | exact
MIDLAND CREDIT MGMT DES:PAYMENT | USD out | midland-credit | debt.collection | exact
OVERDRAFT FEE FOR A TRANSACTION POSTED ON 03/01 HULU 877-8244858 | USD out | - | fee.overdraft | institution
NSF RETURNED ITEM FEE | USD out | - | fee.nsf | institution
FOREIGN TRANSACTION FEE | USD out fee | - | fee.foreign | institution
MONTHLY SERVICE FEE | USD out fee | - | fee.account | institution
ATM WITHDRAWAL 0012345 123 MAIN ST | USD out cash | - | cash.withdrawal | institution
RETURN FEE NETFLIX | USD out | - | fee.nsf | institution
RETRY PMNT GEICO | USD out | - | payment.retry | institution
INTEREST PAID | USD in interest | - | income.interest | institution
SAMS CLUB PAYROLL 0123 | USD in | sams-club | income.salary | exact
PG&E WEB ONLINE 240310 | USD out | pg-and-e | utilities.energy | exact
CON ED OF NY DES:INTELL CK | USD out | con-edison | utilities.energy | exact
ROCKET MORTGAGE DES:LOAN | USD out | rocket-mortgage | housing.mortgage | exact
STATE FARM RO 27 DES:SFPP | USD out | state-farm | insurance.auto | exact
# United Kingdom
CARD PAYMENT TO TESCO STORES 3021,12.50 GBP, RATE 1.00/GBP ON 01-03-2026 | GBP out card | tesco | food.grocery | exact
TESCO STORES 3021 BLANDFORD | GBP out card | tesco | food.grocery | exact
TESCO PFS 2345 | GBP out card | tesco | transport.fuel | exact
ASDA PETROL 4321 | GBP out card | asda | transport.fuel | exact
ASDA STORES 4321 | GBP out card | asda | food.grocery | exact
ASDA STORES 4321 | GBP out card 5542 | asda | transport.fuel | exact
TESCO STORES SALARY | GBP in | tesco | income.salary | exact
TESCO STORES 3021 | GBP in card | tesco | food.grocery | exact
SAINSBURY'S S/MKTS LONDON | GBP out card | sainsburys | food.grocery | exact
SHELL ENERGY | GBP out direct-debit | shell-energy | utilities.energy | exact
SHELL KINGSTON | GBP out card | shell | transport.fuel | exact
D/D BRITISH GAS | GBP out | british-gas | utilities.energy | exact
DIRECT DEBIT PAYMENT TO BRITISH GAS REF 850012345, MANDATE NO 0012 | GBP out | british-gas | utilities.energy | exact
EE LIMITED Q01234567 | GBP out direct-debit | ee | utilities.telecom | *
THREE | GBP out direct-debit | three | utilities.telecom | exact
THREE LITTLE PIGS CAFE | GBP out card | - | food.cafe | keyword
NEXT 0123 | GBP out card | next | shopping.clothing | exact
NEXT DOOR RECORDS | GBP out card | - | - | none
118 118 MONEY | GBP out direct-debit | 118-118-money | debt.personal | exact
3 MOBILE | GBP out | three | utilities.telecom | exact
O2 | GBP out direct-debit | o2 | utilities.telecom | exact
MARKS&SPENCER PLC LONDON | GBP out card | marks-and-spencer | shopping.department | exact
MARKS AND SPENCER 0123 | GBP out card | marks-and-spencer | shopping.department | exact
CO-OP GROUP 012345 LEEDS | GBP out card | co-op-food | food.grocery | exact
TFL TRAVEL CH TFL.GOV.UK/CP | GBP out card | transport-for-london | transport.public | exact
LNER | GBP out card | lner | travel.rail | exact
DWP UC | GBP in | dwp | income.benefit.other | exact
DWP PIP AB123456C | GBP in | dwp | income.benefit.disability | exact
DWP STATE PENSION | GBP in | dwp | income.pension | exact
HMRC CHILD BENEFIT | GBP in | child-benefit | income.benefit.child | exact
CHILD BENEFIT AB123456C CHB | GBP in | child-benefit | income.benefit.child | exact
HMRC NDDS | GBP out | hmrc | tax.income | exact
HMRC TAX REFUND | GBP in | hmrc | income.tax_refund | exact
BGC ACME LTD SALARY | GBP in | - | income.salary | keyword
TV LICENCE MBP | GBP out direct-debit | tv-licensing | utilities.broadcast | exact
DVLA-EX19ABC | GBP out direct-debit | dvla | transport.road_tax | exact
PURE GYM LTD | GBP out direct-debit | puregym | subscription.fitness | *
PUREGYM LTD | GBP out direct-debit | puregym | subscription.fitness | exact
BET365 STOKE | GBP out card | bet365 | gambling.betting | exact
BET367 STOKE | GBP out card | - | - | none
LOWELL FINANCIAL LTD | GBP out | lowell-financial | debt.collection | exact
KLARNA*ASOS | GBP out card | asos | shopping.clothing | exact
KLARNA | GBP out card | klarna | debt.bnpl | exact
IZ *THE CORNER CAFE | GBP out card | - | food.cafe | keyword
ztlBODEGA RITA | GBP out card | - | - | none
SUMUP *TOMS BARBERS | GBP out card | - | personal.hair | keyword
UNPAID DIRECT DEBIT SKY UK | GBP out | - | payment.returned | institution
UNARRANGED OVERDRAFT FEE | GBP out fee | - | fee.overdraft | institution
LITTLE ACORNS NURSERY | GBP out standing-order | - | family.childcare | keyword
RENT MARCH 2026 | GBP out standing-order | - | housing.rent | keyword
S/O J SMITH RENT | GBP out standing-order | - | housing.rent | keyword
LONDON BOROUGH OF CAMDEN COUNCIL TAX | GBP out direct-debit | - | utilities.council_tax | keyword
OCTOPUS ENERGY LTD A-1234567 | GBP out direct-debit | octopus-energy | utilities.energy | exact
TRANSFERWISE LTD | GBP out | wise | transfer.remittance | exact
# Germany and Austria
166?00GUTSCHRIFT?10931?20EREF+123456?21KREF+NONREF?22SVWZ+GEHALT 03/2026?32ACME GMBH | EUR in | - | income.salary | keyword
177?00LASTSCHRIFT?20EREF+99?21MREF+A1?22CRED+DE98ZZZ0?23SVWZ+ABSCHLAG STROM?32VATTENFALL EUROPE SALES | EUR out | vattenfall | utilities.energy | exact
SVWZ+MIETE MAERZ 2026 EREF+NOTPROVIDED NAME+HANS MUELLER | EUR out | - | housing.rent | keyword
SVW Z+MIETE MAERZ 2026 ERE F+NOTPROVIDED NAME+HANS MUELLER | EUR out | - | housing.rent | keyword
MIETE 03/2026 | EUR out standing-order | - | housing.rent | keyword
EDEKA MÜLLER GMBH//BERLIN/DE 2026-03-01T12:00:00 Kartenzahlung | EUR out card | edeka | food.grocery | exact
REWE SAGT DANKE. 43210987//KOELN/DE | EUR out card | rewe | food.grocery | exact
ALDI SUED SAGT DANKE//MUENCHEN/DE | EUR out card | aldi | food.grocery | exact
ALDI TALK Guthaben | EUR out | aldi-talk | utilities.telecom | exact
DM-DROGERIE MARKT//HAMBURG/DE | EUR out card | dm | shopping.beauty | exact
BABY WALZ 0123 BERLIN | EUR out card | baby-walz | family.baby_goods | exact
Deutsche Rentenversicherung RENTE 04/26 | EUR in | deutsche-rentenversicherung | income.pension | exact
DEUTSCHE RENTENVERSICH | EUR in | deutsche-rentenversicherung | income.pension | prefix
Bundesagentur fuer Arbeit Familienkasse KINDERGELD | EUR in | bundesagentur-fuer-arbeit | income.benefit.child | exact
Familienkasse Kindergeld KG123456FK | EUR in | familienkasse | income.benefit.child | exact
FINANZAMT KOELN ERSTATT STEUERNR 123 | EUR in | finanzamt | income.tax_refund | exact
Rundfunk ARD, ZDF, DRadio Rundfunkbeitrag 03.2026 | EUR out direct-debit | rundfunkbeitrag | utilities.broadcast | exact
HUK-COBURG KFZ-VERSICHERUNG | EUR out direct-debit | huk-coburg | insurance.auto | exact
E.ON Energie Deutschland GmbH Abschlag | EUR out direct-debit | e-on | utilities.energy | exact
1&1 TELECOM GMBH KD 123456 | EUR out direct-debit | 1-and-1 | utilities.internet | exact
TELEFONICA GERMANY GMBH + CO. OHG | EUR out direct-debit | o2 | utilities.telecom | exact
PAYPAL EUROPE S.A.R.L. ET CIE S.C.A | EUR out direct-debit | paypal | transfer.wallet | exact
SVWZ+1034567890123 PP.1234.PP . SPOTIFY, Ihr Einkauf bei SPOTIFY EREF+1034567890123 PAYPAL | EUR out direct-debit | spotify | subscription.music | exact
H&M 0456 SAGT VIELEN DANK//STUTTGART/DE | EUR out card | h-and-m | shopping.clothing | exact
C&A MODE GMBH//ESSEN/DE | EUR out card | c-and-a | shopping.clothing | exact
ARAL STATION 12345//BONN/DE | EUR out card | aral | transport.fuel | exact
Bäckerei Schmidt//Ulm/DE | EUR out card | - | food.cafe | keyword
STADT-APOTHEKE//FULDA/DE | EUR out card | - | health.pharmacy | keyword
HAFTPFLICHTVERSICHERUNG NORDWEST | EUR out direct-debit | - | insurance.other | keyword
Kita Sonnenschein Elternbeitrag Q1/26 | EUR out direct-debit | - | family.childcare | keyword
GELDAUTOMAT SPARKASSE BONN | EUR out cash | - | cash.withdrawal | institution
RÜCKLASTSCHRIFT VODAFONE | EUR out | - | payment.returned | institution
KONTOFUEHRUNGSENTGELT | EUR out | - | fee.account | institution
PAIR FINANCE GMBH AZ 123 | EUR out | pair-finance | debt.collection | exact
TIPICO CO. LTD | EUR out card | tipico | gambling.betting | exact
LOHN / GEHALT MUSTERBAU GMBH | EUR in | - | income.salary | keyword
BAUSPARKASSE SCHWAEBISCH HALL | EUR out | schwaebisch-hall | housing.mortgage | exact
# Netherlands
BEA, Google Pay ALBERT HEIJN 1234,PAS123 NR:AB1234, 01.03.25/12:30 AMSTERDAM | EUR out card | albert-heijn | food.grocery | exact
/TRTP/SEPA INCASSO/CSID/NL123/NAME/ZIGGO BV/MARF/123/REMI/FACTUUR 123/IBAN/NL00/EREF/22 | EUR out | ziggo | utilities.internet | exact
/TRTP/SEPA OVERBOEKING/IBAN/NL00/BIC/X/NAME/J JANSEN/REMI/HUUR MAART/EREF/9 | EUR out | - | housing.rent | keyword
CCV*BAKKERIJ BART UTRECHT | EUR out card | - | food.cafe | keyword
BOL.COM BV | EUR out | bol-com | shopping.marketplace | exact
# France
CARTE 01/03/25 CARREFOUR CITY CB*4567 | EUR out card | carrefour | food.grocery | exact
PRLV SEPA EDF CLIENTS PARTICULIERS | EUR out | edf | utilities.energy | exact
VIR SEPA RECU /DE ACME SAS /MOTIF SALAIRE MARS /REF 123 | EUR in | - | income.salary | keyword
RETRAIT DAB 01/03 PARIS 123456 | EUR out | - | cash.withdrawal | institution
PRLV SEPA FREE MOBILE | EUR out | free | utilities.internet | exact
CARTE 02/03/25 BOULANGERIE MARTIN CB*4567 | EUR out card | - | food.cafe | keyword
VIR CAF DE PARIS | EUR in | caf | income.benefit.other | exact
# Spain, Italy
RECIBO IBERDROLA CLIENTES SAU | EUR out | iberdrola | utilities.energy | exact
COMPRA MERCADONA VALENCIA | EUR out card | mercadona | food.grocery | exact
TRANSFERENCIA DE EMPRESA SL NOMINA MARZO | EUR in | - | income.salary | keyword
PAGAMENTO POS ESSELUNGA MILANO | EUR out card | esselunga | food.grocery | exact
ADDEBITO SDD ENEL ENERGIA SPA | EUR out | enel-energia | utilities.energy | exact
BONIFICO DA ROSSI SRL STIPENDIO | EUR in | - | income.salary | keyword
# Australia, Canada, India
WOOLWORTHS 2764 NERANG QL AUS Card xx1234 Value Date: 01/03/2026 | AUD out card | woolworths | food.grocery | exact
BUNNINGS 345000 BRISBANE QLD | AUD out card | bunnings | housing.improvement | exact
SERVICES AUSTRALIA CENTRELINK | AUD in | centrelink | income.benefit.other | exact
TIM HORTONS #1234 TORONTO ON | CAD out card | tim-hortons | food.cafe | exact
LOBLAWS 1023 OTTAWA ON | CAD out card | loblaws | food.grocery | exact
UPI/DR/412345678901/SWIGGY /HDFC/swiggy@hdfc/UPI | INR out | swiggy | food.delivery | exact
UPI-ZEPTO-ZEPTO@YBL-YESB0000001-412345678901-UPI | INR out | zepto | food.grocery | exact
NEFT CR-HDFC0001234-INFOSYS LIMITED-SALARY | INR in | - | income.salary | keyword
ACH D-BAJAJ FINANCE-123456 | INR out | bajaj-finance | debt.personal | exact
# Names of one country that are words in another
REAL ESTATE AGENTS OF BOISE | USD out | - | housing.estate_agent | keyword
COLES CORNER SHOP | GBP out card | - | - | none
TARGET SHOOTING RANGE | GBP out card | - | - | none
BOOTS AND SADDLES | USD out card | - | - | none
KERALA FINANCIAL CORPORATION | INR out | - | - | none
CITY OFFICE SUPPLIES | GBP out card | - | - | none
GREEN TICKET CO | USD out card | - | - | none
ORANGE GROVE | EUR out card | - | - | none
`;
