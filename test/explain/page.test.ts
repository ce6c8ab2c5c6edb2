import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { nearestDue } from '../../src/detect/recurring/due-days.ts';
import { fitTo } from '../../src/detect/recurring/fit-anchor.ts';
import { missedDues } from '../../src/explain/page/series-picture.ts';
import { logistic } from '../../src/lib/statistics.ts';
import type { Signal } from '../../src/model/signal.ts';
import { readCustomer } from '../../src/runtime/read-customer.ts';
import { explain, HOSTILE, records, SENSITIVE, tellLives } from './told-lives.ts';

const folder = mkdtempSync(join(tmpdir(), 'milestream-page-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const lives = await tellLives();
const pages = new Map<string, string>();
for (const customer of lives.customers) pages.set(customer, await pageOf(customer));

async function pageOf(customer: string, ...more: readonly string[]): Promise<string> {
  const path = join(folder, 'page.html');
  const args = ['--state', lives.state, '--customer', customer, '--html', path, ...more];
  expect(await explain(...args)).toEqual({ code: 0, said: `${path}\n`, complaints: '' });
  return readFileSync(path, 'utf8');
}

/** What a reader sees of a piece of markup. */
function seen(markup: string): string {
  return markup
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
}

function newest(signals: readonly Signal[]): readonly Signal[] {
  return [...new Map(signals.map((signal) => [signal.episode, signal])).values()];
}

function sectionOf(page: string, episode: string): string {
  const start = page.indexOf(`id="e-${episode}"`);
  expect(start).toBeGreaterThan(0);
  return page.slice(start, page.indexOf('</section>', start));
}

describe.each([...pages])('the page of %s', (customer, page) => {
  const own = newest(lives.signals.filter((signal) => signal.customer === customer));

  test('holds every signal, as it was told, with every step', () => {
    expect(own.length).toBeGreaterThan(0);
    for (const signal of own) {
      const section = sectionOf(page, signal.episode);
      expect(seen(section)).toContain(seen(signal.rationale.summary).trim());
      const steps = lives.signals.filter(({ episode }) => episode === signal.episode);
      expect([...section.matchAll(/<li value="(\d+)">/g)].map(([, revision]) => Number(revision))).toEqual(
        steps.map(({ revision }) => revision),
      );
    }
  });

  test('has weights that add up to the confidence', () => {
    for (const signal of own) {
      const section = sectionOf(page, signal.episode);
      const table = section.slice(section.indexOf('<table class="weights">'), section.indexOf('</table>'));
      const numbers = [...table.matchAll(/class="number">([+−][\d.]+)</g)].map(([, text]) =>
        Number(text!.replace('−', '-')),
      );
      const sum = numbers.pop()!;
      expect(numbers).toHaveLength(1 + signal.rationale.for.length + signal.rationale.against.length);
      expect(numbers.reduce((total, each) => total + each, 0)).toBeCloseTo(sum, 6);
      if (signal.rationale.calibration === 'none') expect(logistic(sum)).toBeCloseTo(signal.confidence, 3);
    }
  });

  test('tells what a step moved: the differences add up to the change of the sum', () => {
    for (const signal of own) {
      const steps = lives.signals.filter(({ episode }) => episode === signal.episode);
      const items = sectionOf(page, signal.episode).split('<li value=').slice(1);
      steps.forEach((step, index) => {
        const by = [...items[index]!.matchAll(/<li><span class="number">([+−][\d.]+)</g)].map(([, text]) =>
          Number(text!.replace('−', '-')),
        );
        const before = steps[index - 1];
        const change = sumOf(step) - (before === undefined ? step.rationale.prior : sumOf(before));
        expect(by.reduce((total, each) => total + each, 0)).toBeCloseTo(change, 6);
      });
    }
  });

  test('tells for every step what withheld it', () => {
    const decided = lives.activations.filter((activation) => activation.customer === customer);
    expect(decided.length).toBeGreaterThan(0);
    for (const { episode, revision, rules } of decided) {
      const item = seen(
        sectionOf(page, episode).split(`<li value="${revision}">`)[1]!.split('<li value=')[0]!,
      );
      for (const { text } of rules) expect(item).toContain(text);
    }
  });

  test('loads nothing and runs nothing', () => {
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    for (const [tag] of page.matchAll(/<[a-z][^>]*>/g)) {
      expect(tag).not.toMatch(/^<(script|img|link|iframe|object|embed|video|audio|base|form)\b/);
      expect(tag).not.toMatch(/\s(src|srcset|on\w+|action|data|background)=/);
      expect(/\shref="([^"]*)"/.exec(tag)?.[1] ?? '#').toMatch(/^#/);
    }
    expect(page).not.toMatch(/url\(|@import/);
  });

  test('can be heard: every picture has a table or a sentence, every heading its rank, every place its id', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    const ranks = [...page.matchAll(/<h([1-6])/g)].map(([, rank]) => Number(rank));
    expect(ranks[0]).toBe(1);
    ranks.forEach((rank, index) => {
      expect(rank - (ranks[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    });
    for (const [figure] of page.matchAll(/<figure[\s\S]*?<\/figure>/g)) expect(figure).toContain('<caption>');
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target);
    for (const [, label] of page.matchAll(/aria-labelledby="([^"]*)"/g)) expect(ids).toContain(label);
  });
});

function sumOf({ rationale }: Signal): number {
  return [...rationale.for, ...rationale.against].reduce((sum, { weight }) => sum + weight, rationale.prior);
}

describe('the rings of a rhythm', () => {
  test.each(lives.customers)('of %s are the due days that its payments leave open', async (customer) => {
    const { state } = await readCustomer(lives.state, customer);
    const rhythms = [...state!.streams.values()]
      .flatMap(({ series }) => series)
      .filter(({ anchor, payments }) => payments.length > 0 && fitTo(anchor, payments).collisions === 0);
    expect(rhythms.length).toBeGreaterThan(0);
    for (const series of rhythms) {
      const rings = missedDues(series);
      expect(rings).toHaveLength(fitTo(series.anchor, series.payments).gaps + series.missed);
      for (const { day } of series.payments) expect(rings).not.toContain(nearestDue(series.anchor, day).due);
    }
  });
});

describe('hostile names', () => {
  test('stand on the page as the text that they are', () => {
    const page = pages.get(HOSTILE)!;
    expect(seen(page)).toContain(`Customer ${HOSTILE}`.replaceAll(/\s+/g, ' '));
    expect(page).not.toMatch(/<script|<img|<svg onload/i);
    expect(page).toContain('&lt;script&gt;');
  });
});

describe('a sensitive signal', () => {
  const signal = newest(lives.signals).find(
    ({ customer, sensitivity }) => customer === SENSITIVE && sensitivity === 'H',
  )!;
  const merchants = records<{ customer: string; id: string; merchant: { name: string } | null }>(
    lives.out,
    'transactions',
  ).filter(({ customer, merchant }) => customer === SENSITIVE && merchant !== null);

  test('has a page that names no merchant', async () => {
    expect(signal.signal).toBe('new-baby');
    expect(merchants.length).toBeGreaterThan(5);
    const page = await pageOf(SENSITIVE, '--signal', signal.episode);
    expect(seen(page)).toContain(signal.rationale.summary);
    for (const { merchant } of merchants) expect(seen(page)).not.toContain(merchant!.name);
  });

  test('names no merchant among the others either, and points at no payment', () => {
    const page = pages.get(SENSITIVE)!;
    const section = seen(sectionOf(page, signal.episode));
    for (const { merchant, id } of merchants) {
      expect(section).not.toContain(merchant!.name);
      expect(section.split(' ')).not.toContain(id);
      if (signal.transactions.includes(id)) expect(seen(page)).not.toContain(merchant!.name);
    }
    expect(seen(page)).toContain('not named: sensitive');
  });
});
