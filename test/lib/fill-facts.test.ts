import { describe, expect, test } from 'vitest';
import { fillFacts } from '../../src/lib/fill-facts.ts';

describe('a sentence with its facts', () => {
  test.each([
    ['{value} payments at the new price', '1 payment at the new price', '2 payments at the new price'],
    [
      '{value} due days have passed without a payment',
      '1 due day has passed without a payment',
      '2 due days have passed without a payment',
    ],
    ['{value} payments were tried again', '1 payment was tried again', '2 payments were tried again'],
    [
      'money has come back {value} times since',
      'money has come back 1 time since',
      'money has come back 2 times since',
    ],
    ['{value} times that of the months', '1 times that of the months', '2 times that of the months'],
    ['{value} payments', '1 payment', '2 payments'],
  ])('says "%s" of one and of two', (text, one, two) => {
    expect(fillFacts(text, { value: '1' })).toBe(one);
    expect(fillFacts(text, { value: '2' })).toBe(two);
  });

  test('leaves names alone, and braces that no fact fills', () => {
    expect(fillFacts('{name}: {count} days, {what}', { name: '1 payments', count: '1' })).toBe(
      '1 payments: 1 day, {what}',
    );
  });
});
