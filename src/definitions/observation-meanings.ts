import type {
  BalanceMeasure,
  IncomeMeasure,
  LineMeasure,
  SeriesHappening,
  SubjectMeasure,
} from '../model/hypothesis.ts';

/** What of lines can be looked at. */
export const LINE_MEANINGS: Readonly<Record<LineMeasure, string>> = {
  count: 'How many lines.',
  merchants: 'How many different merchants or parties.',
  days: 'On how many different days.',
  amount: 'Their sum, in euros or about as much.',
  'spend-share': 'Their sum in percent of a usual month’s spending.',
  'income-share': 'Their sum in percent of a usual month’s income.',
  'new-merchants':
    'How many different merchants or parties of which no such line came in novelDays before their first one: novelty by party, not by kind.',
};

/** What can happen to series. */
export const HAPPENING_MEANINGS: Readonly<Record<SeriesHappening, string>> = {
  began: 'A new series began within the days: absence had been seen before, and it is at least early.',
  running: 'A series runs now, whenever it began; withinDays says how long ago its newest payment may lie.',
  missed: 'A payment that was due within the days has not come, and not since.',
  overdue:
    'A payment that was due within the days has not come two working days later, in a series of at least four; sooner than missed, and also when the series has ended since.',
  ended: 'A series of at least three payments ended, its last payment within the days.',
  rose: 'The amount rose within the days, by percentFrom at least.',
  fell: 'The amount fell within the days, by percentFrom at least.',
};

/** What of a series can be looked at. */
export const SUBJECT_MEANINGS: Readonly<Record<SubjectMeasure, string>> = {
  payments: 'How many payments the series has.',
  sureness: 'Confidence that it is a series, in percent.',
  'rise-percent':
    'By how many percent the amount of its newest payments lies above that before; 0 when it does not.',
  'fall-percent': 'By how many percent it lies below.',
  'payments-since-change': 'Payments at the new amount.',
  'payments-before-change': 'Payments at the old amount, each within two percent of it.',
  'spread-before-change':
    'How far the payments at the old amount lie apart, in percent: 0 for a price, more for a currency that moves.',
  'days-overdue': 'Days since the tolerance of a missed due day ran out; 0 when nothing is missed.',
  missed: 'Due days missed in a row.',
  'trial-percent':
    'How much cheaper the first payments were than those that follow, in percent, when at most three were; 0 when they were not.',
  'age-days': 'Days since the first payment.',
};

/** What of balances can be looked at. */
export const BALANCE_MEANINGS: Readonly<Record<BalanceMeasure, string>> = {
  'days-below':
    'Days within the window on which the current accounts together stood below the level at their lowest.',
  'days-negative': 'Days within the window on which they stood below zero.',
  'months-below': 'Complete months in a row, up to now, each with at least one moment below the level.',
  'months-negative': 'Complete months in a row, up to now, each with at least three days below zero.',
  'draw-percent':
    'How far the lowest balance of the newest 30 days lies below the usual lowest of up to six months before them, in percent of a usual month’s spending.',
};

/** What of income can be looked at. */
export const INCOME_MEANINGS: Readonly<Record<IncomeMeasure, string>> = {
  'variation-percent': 'Deviation of monthly income over the months, in percent of its mean.',
  'swing-percent':
    'The usual change of income to the next month, up or down, in percent of a usual month: one bonus, or one step to another level, leaves it low.',
  'pay-swing-percent':
    'Of the largest income: the usual change from one payment to the next among the newest six, in percent of a usual payment, beyond that among the six before; nothing with fewer than four in either.',
  'rise-percent':
    'By how much the mean of the newest two complete months lies above that of the months before, in percent.',
  'fall-percent': 'By how much it lies below.',
  'dry-days': 'Days since the last income, beyond the longest gap between incomes in the months before.',
};
