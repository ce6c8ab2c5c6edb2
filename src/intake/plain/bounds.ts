/** Bounds of plain fields, in UTF-16 units; what is longer is a dead letter, since state and keys hold these texts. */
export const CUSTOMER_LENGTH_MAX = 256;
export const ACCOUNT_LENGTH_MAX = 256;
export const ID_LENGTH_MAX = 512;
export const DESCRIPTION_LENGTH_MAX = 4096;
/** Digits before the point are bounded to 15; zeros behind it may go on, to here. */
export const AMOUNT_LENGTH_MAX = 64;
export const COUNTERPARTY_NAME_LENGTH_MAX = 512;
/** IBAN, creditor and mandate ids: 34 and 35 characters by their standards. */
export const COUNTERPARTY_ID_LENGTH_MAX = 256;
export const EVENT_NAME_LENGTH_MAX = 256;
export const EPISODE_LENGTH_MAX = 256;
/** Properties of a product event, as canonical JSON. */
export const PROPERTIES_LENGTH_MAX = 16_384;
export const PROPERTIES_DEPTH_MAX = 16;
