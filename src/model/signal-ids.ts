/** The kinds of signals, in the order in which they are reported. */
export const DOMAINS = ['recurring', 'mix', 'life', 'stress', 'commercial'] as const;
export type Domain = (typeof DOMAINS)[number];

/** The shipped signals of each domain: the folders of their definitions, as a test holds. */
export const SIGNALS_BY_DOMAIN = {
  recurring: [
    'new-recurring-payment',
    'new-recurring-income',
    'price-change',
    'trial-turned-paid',
    'duplicate-charge',
    'payment-missed',
  ],
  mix: ['spend-mix-shift'],
  life: [
    'home-purchase',
    'mortgage-started',
    'new-rent',
    'moving-home',
    'renovation',
    'new-baby',
    'childcare-started',
    'school-started',
    'marriage',
    'separation',
    'new-job',
    'pay-rise',
    'pay-cut',
    'job-loss',
    'retirement',
    'gig-work',
    'student',
    'new-car',
    'travel-planned',
    'travelling',
    'relocation-abroad',
    'new-pet',
    'bereavement',
    'lump-sum',
    'empty-nest',
  ],
  stress: [
    'fee-pressure',
    'low-balance',
    'negative-balance',
    'rapid-drawdown',
    'projected-shortfall',
    'high-cost-credit',
    'wage-advance',
    'gambling-intensity',
    'debt-collection',
    'returned-payments',
    'bnpl-burst',
    'essential-share-rising',
    'income-volatility',
    'income-missed',
  ],
  commercial: [
    'held-away-product',
    'insurance-switched',
    'salary-diverted',
    'loan-nearly-paid',
    'saving-started',
  ],
} as const satisfies Readonly<Record<Domain, readonly string[]>>;

/** The signals that are promised to users, domain by domain. */
export const SIGNAL_IDS = DOMAINS.flatMap((domain): readonly SignalId[] => SIGNALS_BY_DOMAIN[domain]);
export type SignalId = (typeof SIGNALS_BY_DOMAIN)[Domain][number];
