/** Words and codes of rails in banks' transaction codes, the first that fits. */
const RAILS: readonly (readonly [RegExp, string])[] = [
  [/direct ?debit|\b[IR]DDT\b|\bPMDD\b|\bDDT\b|lastschrift/i, 'direct-debit'],
  [/standing ?order|\bSTDO\b|dauerauftrag/i, 'standing-order'],
  [/\bATM|cash|\bCWDL\b|\bCDPT\b|geldautomat/i, 'cash'],
  [/interest|\bINTR\b|zinsen/i, 'interest'],
  [/\bfees?\b|charge|\bCHRG\b|\bCOMM\b|entgelt/i, 'fee'],
  [/\bPOS|card|\bCCRD\b|\bPOSD\b|kartenzahlung/i, 'card'],
  [/transfer|faster|\bbacs\b|\bchaps\b|credit|\b[IR]CDT\b|\bESCT\b|überweisung|payment/i, 'transfer'],
];

/** The channel that a bank's codes and words for a transaction say; empty when they say none. */
export function channelOfCodes(...codes: readonly string[]): string {
  const text = codes
    .join(' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ');
  return RAILS.find(([pattern]) => pattern.test(text))?.[1] ?? '';
}
