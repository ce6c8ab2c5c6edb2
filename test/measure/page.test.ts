import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/measure/evaluate.ts';
import { renderPage } from '../../src/measure/html/page.ts';
import { confirmed, dayText, fires, observed, population, silent, told } from './vocabulary.ts';

const HOSTILE = '<img src="http://evil.example/x" onerror=alert(1)>';

const page = renderPage(
  await evaluate({
    truth: [
      population(3),
      ...['c1', 'c2', 'c3'].map((customer) => observed(customer)),
      fires(100, 200, { signal: 'new-baby' }),
      fires(100, 200, { signal: 'new-baby', customer: 'c2' }),
      fires(100, 200, { signal: 'low-balance', firstFee: dayText(150) }),
      silent({ signal: 'new-baby', customer: 'c3', why: HOSTILE }),
      fires(100, 200, { signal: HOSTILE }),
    ],
    signals: [
      told('e1', 'early', 110, { signal: 'new-baby', confidence: 0.6 }),
      confirmed('e1', 130, { signal: 'new-baby', confidence: 0.92 }),
      confirmed('e2', 300, { signal: 'new-baby', customer: 'c3', confidence: 0.95 }),
      confirmed('e3', 140, { signal: 'low-balance' }),
      confirmed('e4', 140, { signal: HOSTILE }),
    ],
  }),
);
const count = (pattern: RegExp) => page.match(pattern)?.length ?? 0;
const values = (pattern: RegExp) => [...page.matchAll(pattern)].map((match) => match[1]!);

describe('the page', () => {
  test('loads nothing and runs nothing', () => {
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/<(script|link|img|iframe|object|embed|base|form)\b/i);
    expect(page).not.toMatch(/\s(src|srcset|action|on\w+)\s*=\s*["']/i);
    expect(page).not.toMatch(/url\(|@import/i);
    expect(values(/href="([^"]*)"/g).every((target) => target.startsWith('#'))).toBe(true);
  });

  test('shows names out of files as text', () => {
    expect(page).toContain('&lt;img src=&quot;http://evil.example/x&quot;');
    expect(page).not.toContain('<img');
  });

  test('has three pictures of a definition, each with words and a table', () => {
    for (const picture of ['reliability', 'thresholds', 'delay']) {
      expect(page).toContain(
        `aria-labelledby="signal-new-baby-${picture}-title signal-new-baby-${picture}-description"`,
      );
    }
    expect(page).toContain('told 94%, right 50% of 2.');
    expect(count(/<svg /g)).toBe(count(/The figures as a table/g));
    expect(count(/<svg /g)).toBe(count(/<desc /g));
    expect(page).toContain('1 of 2 found, half of these within 30 days, all within 30.');
    expect(page).toMatch(/at 92% precision 50\.0%, recall 50\.0%/);
  });

  test('can be followed by keyboard and screen reader', () => {
    const ids = values(/ id="([^"]*)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    for (const target of values(/href="#([^"]*)"/g)) expect(ids).toContain(target);
    for (const names of values(/aria-labelledby="([^"]*)"/g)) {
      for (const name of names.split(' ')) expect(ids).toContain(name);
    }
    expect(page).toMatch(/<html lang="en">/);
    expect(count(/<table>/g)).toBe(count(/<caption>/g));
    expect(count(/<div class="scroll" role="region" tabindex="0" aria-label="/g)).toBe(count(/<table>/g));
    expect(count(/<h1>/g)).toBe(1);
  });

  test('follows the reader: dark where asked for, one column where it is narrow', () => {
    expect(page).toContain('prefers-color-scheme: dark');
    expect(page).toContain('width=device-width');
  });

  test('draws numbers only', () => expect(page).not.toMatch(/NaN|Infinity|undefined|null/));

  test('closes what it opens', () => {
    for (const tag of ['section', 'figure', 'table', 'tr', 'details', 'svg', 'div', 'main', 'nav']) {
      expect(count(new RegExp(`<${tag}[ >]`, 'g'))).toBe(count(new RegExp(`</${tag}>`, 'g')));
    }
  });
});
