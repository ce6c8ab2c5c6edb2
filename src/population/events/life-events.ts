import { BEREAVEMENT } from './bereavement.ts';
import { CHILDCARE } from './childcare.ts';
import { EMPTY_NEST } from './empty-nest.ts';
import { DECEMBER, FRIENDS_BABY, FUNERAL_FLOWERS, WEDDING_GUEST } from './family-traps.ts';
import { GIG_WORK } from './gig-work.ts';
import { HOME_PURCHASE } from './home-purchase.ts';
import { GARDEN_SEASON, HELPING_A_MOVE, HOBBY_MAKER, LAST_WILL } from './home-traps.ts';
import { JOB_LOSS } from './job-loss.ts';
import { LUMP_SUM } from './lump-sum.ts';
import { MARRIAGE } from './marriage.ts';
import { MOVING_HOME } from './moving-home.ts';
import { NEW_BABY } from './new-baby.ts';
import { NEW_CAR } from './new-car.ts';
import { NEW_JOB } from './new-job.ts';
import { NEW_PET } from './new-pet.ts';
import { PAY_CUT, PAY_RISE } from './pay-change.ts';
import {
  PARENTAL_LEAVE,
  PARTNERS_PAY,
  PAYDAY_MOVED,
  PAYROLL_RENAMED,
  QUIET_ACCOUNT,
  UNPAID_LEAVE,
} from './pay-traps.ts';
import { CAR_REPAIR, FRIENDS_DOG, HIRED_CAR, PET_SITTING, POLICY_RENEWED } from './possession-traps.ts';
import { RELOCATION_ABROAD } from './relocation-abroad.ts';
import { RENOVATION } from './renovation.ts';
import { RETIREMENT } from './retirement.ts';
import { SCHOOL } from './school.ts';
import { SEPARATION } from './separation.ts';
import type { Story } from './story.ts';
import { STUDENT, STUDYING } from './student.ts';
import { CLAIM_PAID, LARGE_REFUND, OWN_MONEY } from './sum-traps.ts';
import { TRAVEL } from './travel.ts';
import { AIRPORT_RUN, BUSINESS_TRIP, HOLIDAY_AT_HOME } from './trip-traps.ts';

/** All that can happen to people here, and what only looks like it. */
export const LIFE_STORIES: readonly Story[] = [
  ...[NEW_JOB, PAY_RISE, PAY_CUT, JOB_LOSS, RETIREMENT],
  ...[PAYROLL_RENAMED, PAYDAY_MOVED, UNPAID_LEAVE, PARENTAL_LEAVE, PARTNERS_PAY, QUIET_ACCOUNT],
  ...[GIG_WORK, STUDENT, STUDYING],
  ...[MOVING_HOME, HOME_PURCHASE, SEPARATION, RELOCATION_ABROAD],
  ...[RENOVATION, HOBBY_MAKER, GARDEN_SEASON, HELPING_A_MOVE],
  ...[NEW_BABY, CHILDCARE, SCHOOL, EMPTY_NEST, FRIENDS_BABY],
  ...[MARRIAGE, WEDDING_GUEST],
  ...[NEW_CAR, CAR_REPAIR, POLICY_RENEWED, HIRED_CAR],
  ...[NEW_PET, FRIENDS_DOG, PET_SITTING],
  ...[TRAVEL, BUSINESS_TRIP, HOLIDAY_AT_HOME, AIRPORT_RUN, DECEMBER, LAST_WILL],
  ...[BEREAVEMENT, FUNERAL_FLOWERS],
  ...[LUMP_SUM, OWN_MONEY, CLAIM_PAID, LARGE_REFUND],
];
