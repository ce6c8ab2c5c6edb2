import { describe, expect, test } from 'vitest';
import { normalizeDescriptor } from '../../src/merchants/descriptor.ts';

const keyOf = (line: string, channel = ''): string => normalizeDescriptor(line, channel).key;

describe('lines of one unknown merchant meet in one key', () => {
  test.each([
    ['other case', 'Blue Heron Books', 'BLUE HERON BOOKS'],
    ['doubled blanks', 'BLUE  HERON   BOOKS', 'BLUE HERON BOOKS'],
    ['other store number', 'BLUE HERON BOOKS 0123', 'BLUE HERON BOOKS #4567'],
    ['other city and state', 'BLUE HERON BOOKS 0123 OAKLAND CA', 'BLUE HERON BOOKS 0456 SAN JOSE CA'],
    ['an unknown town behind a store number', 'BLUE HERON BOOKS 0123 SMALLVILLE KS', 'BLUE HERON BOOKS'],
    ['country at the end', 'BLUE HERON BOOKS LONDON GB', 'BLUE HERON BOOKS LEEDS'],
    ['added reference', 'BLUE HERON BOOKS REF 88XK2', 'BLUE HERON BOOKS'],
    ['added date', 'BLUE HERON BOOKS 12/06', 'BLUE HERON BOOKS 2026-03-01'],
    ['a day and month', 'BLUE HERON BOOKS 06DEC', 'BLUE HERON BOOKS 7 JAN'],
    ['domain', 'BLUEHERON.COM', 'BLUEHERON'],
    ['legal form', 'BLUE HERON BOOKS LTD', 'BLUE HERON BOOKS INC'],
    ['German legal form', 'Reiher Buch GmbH & Co. KG', 'REIHER BUCH'],
    ['processor', 'SQ *BLUE HERON BOOKS', 'BLUE HERON BOOKS'],
    ['other processor', 'SUMUP *BLUE HERON BOOKS', 'PAYPAL *BLUE HERON BOOKS'],
    ['glued processor', 'ztlBLUE HERON BOOKS', 'BLUE HERON BOOKS'],
    ['card suffix', 'BLUE HERON BOOKS CARD 6065', 'BLUE HERON BOOKS Card xx1234 Value Date: 01/03/2026'],
    [
      'authorisation prefix',
      'PURCHASE AUTHORIZED ON 12/06 BLUE HERON BOOKS',
      'CHECKCARD 0206 BLUE HERON BOOKS',
    ],
    ['months', 'MIETE 03/2026', 'MIETE MÄRZ 2026'],
    ['month names', 'RENT MARCH 2026', 'RENT APRIL 2026'],
    ['bare months', 'RENT MARCH', 'RENT'],
    ['quarters', 'Beitrag Q1/26', 'Beitrag Q2/26'],
    ['invoices', 'INVOICE 12345', 'INVOICE 99812'],
    ['invoice behind the name', 'BLUE HERON INVOICE 12345', 'BLUE HERON'],
    ['mandates', 'BLUE HERON REF 123, MANDATE NO 0012', 'BLUE HERON MANDATE NO 7'],
    ['umlaut written out', 'BUCHLADEN MÜLLER', 'BUCHLADEN MUELLER'],
    ['full width', 'ＢＬＵＥ ＨＥＲＯＮ', 'BLUE HERON'],
    ['instalments', 'BLUE HERON RATE 3/12', 'BLUE HERON RATE 4/12'],
    ['SEPA fields', 'SVWZ+RG 4711 EREF+1 NAME+BLUE HERON', 'BLUE HERON'],
    ['SEPA fields cut at 35', 'SV WZ+RG 4711 EREF+1 NA ME+BLUE HERON', 'BLUE HERON'],
    [
      'Indian UPI',
      'UPI/DR/412345678901/BLUE HERON /HDFC/x@y/UPI',
      'UPI/DR/498765432109/BLUE HERON /HDFC/x@y/UPI',
    ],
  ])('%s', (_, a, b) => {
    expect(keyOf(a)).toBe(keyOf(b));
  });
});

describe('merchants that differ keep different keys', () => {
  test.each([
    ['7-ELEVEN', 'ELEVEN'],
    ['118 118 MONEY', 'MONEY'],
    ['STUDIO 54', 'STUDIO 12'],
    ['O2', 'O'],
    ['H&M', 'HM'],
    ['C&A', 'B&A'],
    ['3 MOBILE', 'MOBILE'],
    ['CAFE 101', 'CAFE 205'],
    ['HOTELS.COM', 'HOTEL'],
    ['BANK OF SCOTLAND', 'BANK OF LONDON'],
    ['STADTWERKE MUENCHEN', 'STADTWERKE KOELN'],
    ['MARS PETCARE', 'PETCARE'],
    ['GAME', 'GAP'],
    ['Йогурт', 'Иогурт'],
  ])('%s is not %s', (a, b) => {
    expect(keyOf(a)).not.toBe(keyOf(b));
  });

  test('a transfer keeps a surname that is a town', () => {
    expect(keyOf('ANNA PARIS', 'transfer')).not.toBe(keyOf('ANNA LYON', 'transfer'));
  });
});

describe('what has no name', () => {
  test('a line of digits is its own key', () => {
    expect(keyOf('12345678')).toBe('12345678');
    expect(keyOf('12345678')).not.toBe(keyOf('12345679'));
  });

  test('a channel alone is its own key', () => {
    expect(keyOf('DIRECT DEBIT')).toBe('DIRECT DEBIT');
  });

  test('an empty line has an empty key', () => {
    expect(keyOf('')).toBe('');
    expect(keyOf('   ')).toBe('');
  });

  test('only the first 256 units are looked at', () => {
    expect(keyOf(`${'A'.repeat(256)} B`)).toBe(keyOf(`${'A'.repeat(256)} C`));
  });
});

test('the digits, the day and the kind of a NatWest card line are the bank’s', () => {
  expect(keyOf('6780 06MAY25 CD CLEARPAY LONDON GB')).toBe(keyOf('CLEARPAY LONDON GB'));
  expect(keyOf('6780 06MAY25 C TESCO STORES 3297 LEEDS GB')).toBe(keyOf('TESCO STORES 3297 LEEDS GB'));
  expect(keyOf('6780 CD CLEARPAY')).not.toBe(keyOf('CLEARPAY'));
});

test('the processor is told, and stands for itself when it is alone', () => {
  expect(normalizeDescriptor('SQ *BLUE HERON').processor).toBe('square');
  expect(normalizeDescriptor('KLARNA*BLUE HERON').processor).toBe('klarna');
  expect(normalizeDescriptor('PAYPAL').processor).toBe('');
  expect(normalizeDescriptor('PAYPAL').key).toBe('PAYPAL');
});

test('the text is readable', () => {
  expect(normalizeDescriptor('SQ *BLUE HERON BOOKS 0123 OAKLAND CA').text).toBe('Blue Heron Books');
});
