/** The bytes that structure JSON. */
export const QUOTE = 34;
export const COMMA = 44;
export const COLON = 58;
export const OPEN_LIST = 91;
export const BACKSLASH = 92;
export const CLOSE_LIST = 93;
export const OPEN_OBJECT = 123;
export const CLOSE_OBJECT = 125;
export const NEWLINE = 10;
export const RETURN = 13;
export const BLANK = 32;
export const TAB = 9;
