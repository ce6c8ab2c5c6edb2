import { describe, expect, test } from 'vitest';
import { redactText } from '../../src/intake/redact/redact-text.ts';

const redact = (text: string, channel = '') =>
  redactText(text, { channel, isBusiness: false, partyName: '' });

/** `line | channel | what is written`; `=` when nothing changes. */
const CASES = `
JOES PIZZA 4111 1111 1111 1111 NY | card | JOES PIZZA [card] NY
JOES PIZZA 4111-11XX-XXXX-1111 NY | card | JOES PIZZA [card] NY
JOES PIZZA CARD 6065 | card | =
WOOLWORTHS AUS Card xx1234 | card | =
4242 4242 4242 4243 | card | [card]
ORDER 4242 | card | =
Miete DE89 3704 0044 0532 0130 00 Mai | | Miete [iban] Mai
fromde89370400440532013000x | | from[iban]x
DE89 3704 0044 0532 0130 01 | | [iban]
SSN 123-45-6789 | | SSN [account]
123-45-6789 | | [ssn]
DWP PIP AB123456C | | DWP PIP [id]
mail john.doe@gmail.com lunch | | mail [email] lunch
SUSHI @ HOME | | =
TRANSFER 12-34-56 12345678 | | TRANSFER [account]
NETFLIX.COM 866-579-7172 CA | card | NETFLIX.COM [phone] CA
REF ４１１１１１１１１１１１１１１１ | | REF [card]
REF ٠٤١٢٣٤٥٦٧٨ | | REF [phone]
TEL 4111​1111​1111​1111 | | TEL [account]
ORDER 20481234 | card | =
REF 20481234 | card | REF [number]
KONTO 20260302 | | KONTO [account]
20260302 | | =
STORE 00432 02.03.2026 12:30 | card | =
7-ELEVEN 12345 | card | =
1&1 TELECOM 12/06 | card | =
ZELLE TO JOHN LEWIS ON 3/2 | transfer | ZELLE TO [name] ON 3/2
ZELLE TO BEN JONES | | ZELLE TO [name]
FPO RENT APRIL 2026 | transfer | =
FPO SMITH APRIL | transfer | FPO [name]
ZELLE TO ACME PLUMBING LLC | transfer | =
FASTER PAYMENTS RECEIPT REF.RENT FROM ANNA SMITH | | FASTER PAYMENTS RECEIPT REF.RENT FROM [name]
CARD PAYMENT TO FRED'S FISH | | =
MR PORTER LONDON | card | =
MR PORTER RENT | transfer | [name] RENT
RENT MARCH 2026 | standing-order | =
KINDESUNTERHALT LENA MUSTER | standing-order | KINDESUNTERHALT [name]
NOTAR DR. SCHMIDT ERBSCHEIN | transfer | NOTAR [name] ERBSCHEIN
Überweisung an Stadtwerke Musterstadt GmbH | | =
Anna Bauer | | [name]
Anna Bauer | card | =
UPI-ANNA KUMAR-ANNA@YBL-YESB0000001 | | UPI-[name]
`;

describe('a line of text', () => {
  test.each(
    CASES.trim()
      .split('\n')
      .map((line) => line.split('|').map((part) => part.trim()) as [string, string, string]),
  )('%s (%s) is written %s', (line, channel, expected) => {
    expect(redact(line, channel)).toBe(expected === '=' ? line : expected);
  });

  test('an untouched line is the same string', () => {
    const line = 'REWE SAGT DANKE. 4412//BERLIN/DE';
    expect(redact(line, 'card')).toBe(line);
  });

  test('redacting twice changes nothing more', () => {
    for (const line of ['ZELLE TO ANNA SMITH 4111111111111111', 'call +49 170 1234567', 'a@b.de']) {
      const once = redact(line, 'transfer');
      expect(redact(once, 'transfer')).toBe(once);
    }
  });
});
