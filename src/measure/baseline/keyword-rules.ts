/** A rule as people write it in a query: some words, a sum or a balance, so often within so many days. */
export interface KeywordRule {
  readonly signal: string;
  readonly direction: 'in' | 'out';
  /** Any of these anywhere in the text of the line, case aside; none asks for nothing. */
  readonly words: readonly string[];
  /** At least so much, in whatever currency. */
  readonly amountFrom?: number;
  /** The balance after the line is below this. */
  readonly balanceBelow?: number;
  /** So many lines … */
  readonly count: number;
  /** … within so many days. */
  readonly withinDays: number;
}

const rule = (
  signal: string,
  direction: 'in' | 'out',
  words: readonly string[],
  [count, withinDays]: readonly [count: number, withinDays: number],
): KeywordRule => ({ signal, direction, words, count, withinDays });

/** Days for which a rule that spoke stays silent: the same thing is not told every week. */
export const KEYWORD_COOL_DOWN_DAYS = 180;

/**
 * Rules for life and stress, as a team would write them in an afternoon from what it knows of three countries: common
 * words and the best-known names. They were written without a look at what any population writes, and stay so.
 */
export const KEYWORD_RULES: readonly KeywordRule[] = [
  rule(
    'new-baby',
    'out',
    ['baby', 'mothercare', 'maternity', 'nappies', 'diaper', 'kinderwagen', 'pampers', 'jojo maman'],
    [2, 90],
  ),
  rule('new-baby', 'in', ['elterngeld', 'maternity allowance', 'child benefit', 'kindergeld'], [1, 1]),
  rule(
    'childcare-started',
    'out',
    ['nursery', 'childcare', 'daycare', 'day care', 'kita', 'kindergarten', 'childminder'],
    [1, 1],
  ),
  rule('school-started', 'out', ['school uniform', 'school meals', 'schule', 'parentpay'], [2, 90]),
  rule(
    'marriage',
    'out',
    ['wedding', 'bridal', 'hochzeit', 'braut', 'registry office', 'standesamt'],
    [2, 180],
  ),
  rule(
    'separation',
    'out',
    ['divorce', 'scheidung', 'family law', 'familienrecht', 'child support', 'unterhalt'],
    [1, 1],
  ),
  rule(
    'moving-home',
    'out',
    ['removals', 'moving', 'umzug', 'van hire', 'u-haul', 'storage', 'nachsendeauftrag'],
    [1, 1],
  ),
  rule(
    'new-rent',
    'out',
    ['rent', 'miete', 'letting', 'landlord', 'lettings', 'property management'],
    [2, 45],
  ),
  rule(
    'home-purchase',
    'out',
    ['conveyancing', 'notar', 'escrow', 'closing costs', 'stamp duty', 'grunderwerbsteuer', 'surveyor'],
    [1, 1],
  ),
  rule('mortgage-started', 'out', ['mortgage', 'baufinanzierung', 'hypothek', 'home loan'], [2, 45]),
  rule(
    'renovation',
    'out',
    ['b&q', 'home depot', 'lowe', 'obi ', 'hornbach', 'bauhaus', 'wickes', 'screwfix', 'toom'],
    [5, 60],
  ),
  rule(
    'job-loss',
    'in',
    ['unemployment', 'arbeitslosengeld', 'jobseeker', 'severance', 'abfindung', 'redundancy'],
    [1, 1],
  ),
  rule('retirement', 'in', ['pension', 'rente', 'social security', 'ssa treas'], [1, 1]),
  rule(
    'gig-work',
    'in',
    ['uber', 'deliveroo', 'lieferando', 'doordash', 'lyft', 'just eat', 'etsy', 'fiverr'],
    [3, 60],
  ),
  rule(
    'student',
    'out',
    ['university', 'tuition', 'universit', 'semesterbeitrag', 'student union', 'college'],
    [1, 1],
  ),
  rule('new-car', 'out', ['motors', 'autohaus', 'car dealer', 'dmv', 'dvla', 'zulassung', 'cazoo'], [1, 1]),
  rule(
    'travel-planned',
    'out',
    [
      'booking.com',
      'airbnb',
      'expedia',
      'ryanair',
      'easyjet',
      'lufthansa',
      'airlines',
      'airways',
      'tui',
      'hotel',
    ],
    [1, 1],
  ),
  rule('travelling', 'out', ['foreign transaction', 'non-sterling', 'auslandseinsatz', 'fx fee'], [1, 1]),
  rule(
    'relocation-abroad',
    'out',
    ['visa application', 'embassy', 'international removal', 'konsulat'],
    [1, 1],
  ),
  rule(
    'new-pet',
    'out',
    ['vet', 'pets at home', 'petco', 'petsmart', 'fressnapf', 'tierarzt', 'pet insurance'],
    [2, 60],
  ),
  rule(
    'bereavement',
    'out',
    ['funeral', 'bestattung', 'undertaker', 'probate', 'cremat', 'friedhof'],
    [1, 1],
  ),
  { ...rule('lump-sum', 'in', [], [1, 1]), amountFrom: 5000 },
  rule(
    'fee-pressure',
    'out',
    ['overdraft fee', 'nsf', 'unpaid item', 'late fee', 'returned item', 'rücklastschrift'],
    [3, 90],
  ),
  { ...rule('low-balance', 'out', [], [1, 1]), balanceBelow: 100 },
  { ...rule('negative-balance', 'out', [], [1, 1]), balanceBelow: 0 },
  rule(
    'high-cost-credit',
    'out',
    ['payday', 'wonga', 'quickquid', 'lending stream', 'cash advance', 'title loan', 'sofortkredit'],
    [1, 1],
  ),
  rule(
    'wage-advance',
    'in',
    ['earnin', 'wagestream', 'dave.com', 'salary advance', 'gehaltsvorschuss', 'payactiv'],
    [2, 90],
  ),
  rule(
    'gambling-intensity',
    'out',
    [
      'bet365',
      'casino',
      'betfair',
      'poker',
      'tipico',
      'draftkings',
      'fanduel',
      'lottery',
      'lotto',
      'william hill',
    ],
    [6, 30],
  ),
  rule(
    'debt-collection',
    'out',
    ['inkasso', 'collections', 'debt recovery', 'lowell', 'cabot', 'portfolio recovery', 'bailiff'],
    [1, 1],
  ),
  rule('returned-payments', 'in', ['returned', 'unpaid', 'reversal', 'rückgabe', 'rücklastschrift'], [2, 60]),
  rule('bnpl-burst', 'out', ['klarna', 'clearpay', 'afterpay', 'affirm', 'laybuy', 'paypal in 3'], [3, 60]),
  rule(
    'held-away-product',
    'out',
    ['vanguard', 'etoro', 'trade republic', 'hargreaves', 'robinhood', 'coinbase', 'fidelity'],
    [2, 90],
  ),
];
