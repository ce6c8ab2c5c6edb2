import { CATEGORIES } from '../model/taxonomy.ts';

/** Which way the money goes. */
type Direction = 'in' | 'out';

/** What a category is called when it stands for what is paid for: "payments for baby goods". */
const GOODS: Readonly<Record<string, string>> = {
  adult: 'adult services',
  dating: 'dating services',
  'education.books': 'text books',
  'education.courses': 'courses',
  'education.tuition': 'tuition',
  'family.activities': 'children’s activities',
  'family.baby_goods': 'baby goods',
  'family.childcare': 'childcare',
  'family.pets': 'pets',
  'family.school': 'school',
  'family.toys': 'toys',
  'food.alcohol': 'alcohol',
  'food.bar': 'bars',
  'food.cafe': 'cafés and bakeries',
  'food.delivery': 'delivered meals',
  'food.grocery': 'groceries',
  'food.restaurant': 'restaurants',
  'gambling.betting': 'betting',
  'gambling.casino': 'casinos',
  'gambling.lottery': 'lotteries',
  'health.dental': 'dentists',
  'health.fertility': 'fertility treatment',
  'health.medical': 'doctors and hospitals',
  'health.mental': 'psychotherapy',
  'health.optician': 'opticians',
  'health.pharmacy': 'pharmacies',
  'housing.estate_agent': 'estate agents',
  'housing.improvement': 'building and renovation',
  'housing.mortgage': 'a mortgage',
  'housing.moving': 'movers',
  'housing.rent': 'rent',
  'housing.security': 'home security',
  'housing.service_charge': 'service charges of a building',
  'housing.solicitor': 'conveyancing',
  'housing.storage': 'storage space',
  'insurance.auto': 'car insurance',
  'insurance.health': 'health insurance',
  'insurance.home': 'home insurance',
  'insurance.life': 'life insurance',
  'insurance.other': 'other insurance',
  'insurance.pet': 'pet insurance',
  'insurance.travel': 'travel insurance',
  'legal.advice': 'legal advice',
  'legal.bail': 'bail',
  'legal.court': 'courts',
  'legal.fine': 'fines',
  'leisure.attraction': 'museums and parks',
  'leisure.cinema': 'cinemas',
  'leisure.events': 'events',
  'leisure.gaming': 'games',
  'leisure.hobby': 'hobbies',
  'leisure.sport': 'sport',
  'life.funeral': 'funerals',
  'life.wedding': 'weddings',
  'personal.beauty': 'beauty care',
  'personal.hair': 'hairdressers',
  'personal.laundry': 'laundry',
  'services.cleaning': 'cleaning',
  'services.government': 'public offices',
  'services.postal': 'post and parcels',
  'services.printing': 'printing',
  'services.professional': 'professional services',
  'shopping.beauty': 'cosmetics',
  'shopping.books': 'books',
  'shopping.clothing': 'clothes',
  'shopping.department': 'department stores',
  'shopping.electronics': 'electronics',
  'shopping.furniture': 'furniture',
  'shopping.garden': 'the garden',
  'shopping.general': 'general shopping',
  'shopping.gifts': 'gifts',
  'shopping.hobby': 'craft and hobby goods',
  'shopping.home': 'household goods',
  'shopping.jewellery': 'jewellery',
  'shopping.marketplace': 'online marketplaces',
  'shopping.optical': 'glasses',
  'shopping.second_hand': 'second-hand goods',
  'shopping.shoes': 'shoes',
  'shopping.sports': 'sports goods',
  'shopping.tobacco': 'tobacco',
  'subscription.box': 'subscription boxes',
  'subscription.fitness': 'gyms',
  'subscription.gaming': 'gaming subscriptions',
  'subscription.membership': 'memberships',
  'subscription.music': 'music subscriptions',
  'subscription.news': 'newspapers',
  'subscription.other': 'other subscriptions',
  'subscription.software': 'software',
  'subscription.storage': 'online storage',
  'subscription.video': 'video subscriptions',
  'transport.dealer': 'car dealers',
  'transport.ev_charging': 'charging a car',
  'transport.fuel': 'fuel',
  'transport.parking': 'parking',
  'transport.public': 'public transport',
  'transport.rental': 'rental cars',
  'transport.repair': 'car repairs',
  'transport.road_tax': 'road tax',
  'transport.sharing': 'shared cars and scooters',
  'transport.taxi': 'taxis',
  'transport.toll': 'tolls',
  'travel.agency': 'travel agencies',
  'travel.air': 'flights',
  'travel.coach': 'coaches',
  'travel.cruise': 'cruises',
  'travel.currency': 'foreign currency',
  'travel.lodging': 'hotels and holiday homes',
  'travel.rail': 'trains',
  union: 'trade unions',
  'utilities.broadcast': 'broadcasting fees',
  'utilities.council_tax': 'council tax',
  'utilities.energy': 'electricity and gas',
  'utilities.internet': 'internet access',
  'utilities.telecom': 'telephones',
  'utilities.waste': 'waste collection',
  'utilities.water': 'water',
};

/** Whole groups. */
const GROUPS: Readonly<Record<string, string>> = {
  ...{ education: 'education', family: 'children and pets', food: 'food and drink', gambling: 'gambling' },
  ...{
    giving: 'donations',
    health: 'health',
    housing: 'housing',
    insurance: 'insurance',
    legal: 'legal matters',
  },
  ...{ leisure: 'leisure', life: 'weddings and funerals', personal: 'personal care', services: 'services' },
  ...{ shopping: 'shopping', subscription: 'subscriptions', transport: 'transport', travel: 'travel' },
  ...{ utilities: 'utilities' },
};

/** What is no thing that one pays for: the whole phrase, out of the account and into it. */
const PHRASES: Readonly<Record<string, string | readonly [out: string, into: string]>> = {
  cash: 'cash',
  'cash.deposit': 'cash paid in',
  'cash.withdrawal': 'cash withdrawals',
  debt: ['payments to lenders', 'money from lenders'],
  'debt.auto': ['car loan payments', 'car loans paid out'],
  'debt.bnpl': ['buy-now-pay-later instalments', 'money back from buy-now-pay-later firms'],
  'debt.collection': ['payments to debt collectors', 'money from debt collectors'],
  'debt.credit_card': ['credit card payments', 'money from a credit card'],
  'debt.pawn': ['payments to pawnbrokers', 'money from pawnbrokers'],
  'debt.payday': ['payments to payday lenders', 'payday loans paid out'],
  'debt.personal': ['personal loan payments', 'personal loans paid out'],
  'debt.student': ['student loan payments', 'student loans paid out'],
  'debt.wage_advance': ['wage advances paid back', 'wage advances'],
  fee: ['fees', 'fees given back'],
  'fee.account': ['account fees', 'account fees given back'],
  'fee.atm': ['fees of cash machines', 'fees of cash machines given back'],
  'fee.cash_advance': ['cash advance fees', 'cash advance fees given back'],
  'fee.foreign': ['fees for foreign payments', 'fees for foreign payments given back'],
  'fee.interest': ['interest charged', 'interest given back'],
  'fee.late': ['late fees', 'late fees given back'],
  'fee.nsf': ['fees for payments that bounced', 'fees for payments that bounced given back'],
  'fee.other': ['other fees', 'other fees given back'],
  'fee.overdraft': ['overdraft fees', 'overdraft fees given back'],
  'giving.charity': ['donations to charities', 'money from charities'],
  'giving.political': ['donations to parties', 'money from parties'],
  'giving.religious': ['donations to religious communities', 'money from religious communities'],
  income: ['income given back', 'income'],
  'income.benefit': ['benefits paid back', 'benefits'],
  'income.benefit.child': ['child benefit paid back', 'child benefit'],
  'income.benefit.disability': ['disability benefit paid back', 'disability benefit'],
  'income.benefit.other': ['other benefits paid back', 'other benefits'],
  'income.benefit.unemployment': ['unemployment benefit paid back', 'unemployment benefit'],
  'income.dividend': ['dividends given back', 'dividends'],
  'income.gig': ['platform pay given back', 'pay from platforms'],
  'income.interest': ['interest paid', 'interest received'],
  'income.other': ['other income given back', 'other income'],
  'income.pension': ['pensions paid back', 'pensions'],
  'income.rent': ['rent given back', 'rent received'],
  'income.salary': ['wages paid', 'wages'],
  'income.support_received': ['maintenance paid', 'maintenance received'],
  'income.tax_refund': ['tax refunds paid back', 'tax refunds'],
  investment: ['money into investments', 'money from investments'],
  'investment.broker': ['money to brokers', 'money from brokers'],
  'investment.crypto': ['money to crypto exchanges', 'money from crypto exchanges'],
  payment: 'payments that bounced or were tried again',
  'payment.retry': 'payments tried again',
  'payment.returned': 'payments that bounced',
  savings: ['money into savings', 'money out of savings'],
  tax: ['tax payments', 'tax given back'],
  'tax.income': ['income tax payments', 'income tax given back'],
  'tax.other': ['other tax payments', 'other tax given back'],
  transfer: ['transfers sent', 'transfers received'],
  'transfer.other': ['other transfers sent', 'other transfers received'],
  'transfer.own': ['transfers to own accounts', 'transfers from own accounts'],
  'transfer.person': ['money sent to people', 'money received from people'],
  'transfer.remittance': ['money sent abroad to people', 'money from people abroad'],
  'transfer.wallet': ['money into wallets', 'money out of wallets'],
};

/** Every category and group that words are needed for. */
export const NAMED_CATEGORIES: readonly string[] = [
  ...new Set(
    CATEGORIES.flatMap(({ id }) => id.split('.').map((_, at, words) => words.slice(0, at + 1).join('.'))),
  ),
];

/** Whether a category is called by words of its own. */
export function hasWords(category: string): boolean {
  return category in GOODS || category in GROUPS || category in PHRASES;
}

/** A category alone: "groceries", "overdraft fees", "wages". */
export function categoryWords(category: string, direction: Direction = 'out'): string {
  const phrase = PHRASES[category];
  if (phrase !== undefined) return typeof phrase === 'string' ? phrase : phrase[direction === 'out' ? 0 : 1];
  return GOODS[category] ?? GROUPS[category] ?? category;
}

/** Money of some categories: "payments for groceries or rent", "wages or pensions", "overdraft fees". */
export function moneyWords(categories: readonly string[], direction: Direction): string[] {
  const goods = categories.filter((category) => !(category in PHRASES)).map((each) => categoryWords(each));
  const others = categories.filter((category) => category in PHRASES);
  const verb = direction === 'out' ? 'payments for' : 'money back for';
  return [
    ...(goods.length === 0 ? [] : [`${verb} ${either(goods)}`]),
    ...others.map((category) => categoryWords(category, direction)),
  ];
}

/** `a, b or c`. */
export function either(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
