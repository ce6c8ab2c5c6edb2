import type { MoneyEvent } from './money-event.ts';
import { causeSlide } from './slide-causes.ts';

/** A household slides, over months, from early cues to fees, refused bills and dear money; two in three come out of it. */
export const SLIDE: MoneyEvent = {
  id: 'slide',
  signals: [
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
    'payment-missed',
  ],
  incidencePerYear: 0.045,
  source:
    'estimate: FCA Financial Lives 2024 finds 8% to 11% of adults who missed bills in half a year, for years on end; about half as many a year come to it',
  among: ({ archetype }) => archetype !== 'student' && archetype !== 'benefits',
  happen: ({ life, purse }) => {
    if (purse.slide !== undefined) purse.traces = causeSlide(life, purse.slide, purse.monthly);
  },
};
