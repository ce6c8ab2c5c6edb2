/** Every list in a customer's state has its bound here: state and cost per event do not grow with history. */

/** Days back within which a transaction may still come, change or go and be folded like any other. */
export const CORRECTION_WINDOW_DAYS = 60;
/** Days back that hits outside a series are remembered: a yearly payment with its tolerance. */
export const HIT_MEMORY_DAYS = 400;
/** Transactions remembered for de-duplication, at the most. */
export const WINDOW_ENTRIES_MAX = 4096;
/** Pending transactions that wait for their booking. */
export const PENDING_MAX = 32;
export const PENDING_DAYS = 14;
export const ACCOUNTS_MAX = 16;
export const CURRENCIES_MAX = 8;
/** Parties whose payments are remembered; beyond, the one longest unseen is forgotten, in groups. */
export const STREAMS_MAX = 448;
export const STREAMS_EVICTED_AT_ONCE = 64;
/** Payments to one party that belong to no series. */
export const STREAM_HITS_MAX = 24;
export const SERIES_LIVE_MAX = 64;
export const SERIES_CLOSED_MAX = 16;
/** Payments that a series keeps, and a signal lists. */
export const SERIES_PAYMENTS_MAX = 24;
/** People and accounts known by number; beyond, the one longest unseen is forgotten. */
export const PARTIES_MAX = 512;
export const CONSENTS_MAX = 8;
/** Episodes whose last decisions are remembered; beyond, the oldest of which nobody was told is forgotten. */
export const STANDINGS_MAX = 128;
/** Uses remembered of all episodes together: what was told must stay known, or it could not be taken back. */
export const STANDING_USES_MAX = 1536;
/** Days of the clock between two sweeps of what is out of date. */
export const SWEEP_DAYS = 32;

/** Lines that one filter keeps: the newest. */
export const NOTE_LINES_MAX = 24;
/** Calendar months of sums: a year, the two that are held against it, and the one under way. */
export const MONTHS_KEPT_MAX = 15;
/** Booking days of an account whose balances are kept. */
export const BALANCE_DAYS_MAX = 100;
/** The largest lines of a direction, and for how long. */
export const TOP_LINES_MAX = 8;
export const TOP_DAYS = 400;
export const PRODUCT_NOTES_MAX = 24;
/** Episodes of hypotheses, open ones and those in their cool-down. */
export const EPISODES_MAX = 64;
export const REMINDERS_MAX = 128;
export const LOANS_MAX = 16;
export const COUNTERS_MAX = 8;
export const COUNTRIES_MAX = 8;
