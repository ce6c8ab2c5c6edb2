import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { domainOf } from '../../src/measure/domains.ts';
import { evaluate } from '../../src/measure/evaluate.ts';
import { DOMAINS, SIGNALS_BY_DOMAIN } from '../../src/model/signal-ids.ts';
import { confirmed, dayText, fires, measure, observed, population, silent, told } from './vocabulary.ts';

const definitions = fileURLToPath(new URL('../../signal-definitions', import.meta.url));

describe('domains', () => {
  test.each(DOMAINS)('%s holds the signals of its folder', (domain) => {
    const files = readdirSync(`${definitions}/${domain}`).filter((name) => !name.endsWith('.test.yaml'));
    expect([...SIGNALS_BY_DOMAIN[domain]].sort()).toEqual(
      files.map((name) => name.replace('.yaml', '')).sort(),
    );
  });

  test('count their signals together, and what is not shipped apart', async () => {
    const { domains } = await measure(
      [fires(100, 200, { signal: 'new-baby' }), fires(100, 200, { signal: 'new-car' }), fires(100, 200)],
      [confirmed('e1', 120, { signal: 'new-baby' }), confirmed('e2', 120, { signal: 'low-balance' })],
    );
    expect(domains.map(({ signal, truths, hits }) => [signal, truths, hits])).toEqual([
      ['life', 2, 1],
      ['stress', 0, 0],
      ['own', 1, 0],
    ]);
    expect(domainOf('rent')).toBe('own');
  });
});

describe('lives without events', () => {
  const frame = [population(2), observed('c1'), observed('c2')];

  test('are those of whom truth expects nothing of life, mix or stress', async () => {
    const { quiet } = await evaluate({
      truth: [
        ...frame,
        fires(100, 200, { signal: 'new-baby' }),
        silent({ customer: 'c2', signal: 'new-car' }),
      ],
      signals: [
        confirmed('e1', 300, { signal: 'new-car' }),
        confirmed('e2', 300, { customer: 'c2', signal: 'new-car' }),
        confirmed('e3', 300, { customer: 'c2', signal: 'price-change' }),
        confirmed('e4', 301, { customer: 'c2', signal: 'held-away-product' }),
      ],
    });
    expect(quiet).toMatchObject({ customers: 1, events: { afterWarmUp: 1 }, recurring: { afterWarmUp: 1 } });
    expect(quiet.events.perThousandCustomerMonths).toBeCloseTo(1000 / quiet.customerMonths, 10);
  });
});

describe('the lead before the first fee', () => {
  const slide = (signal: string, from: number) => fires(from, 400, { signal, firstFee: dayText(300) });

  test('of a domain is that of the earliest right signal, and each fee counts once', async () => {
    const { signals, domains } = await measure(
      [slide('rapid-drawdown', 200), slide('low-balance', 210)],
      [
        told('e1', 'early', 260, { signal: 'rapid-drawdown' }),
        confirmed('e1', 290, { signal: 'rapid-drawdown' }),
        confirmed('e2', 285, { signal: 'low-balance' }),
      ],
    );
    const leads = [...signals, ...domains].map(({ signal, lead }) => [
      signal,
      lead?.spells,
      lead?.confirmedDays.median,
      lead?.firstToldDays.median,
    ]);
    expect(leads).toEqual([
      ['low-balance', 1, 15, 15],
      ['rapid-drawdown', 1, 10, 40],
      ['stress', 1, 15, 40],
    ]);
  });

  test('on the day of the fee is none, and what was missed counts against it', async () => {
    const { domains } = await measure(
      [slide('rapid-drawdown', 200), fires(100, 450, { signal: 'low-balance', firstFee: dayText(150) })],
      [confirmed('e1', 300, { signal: 'rapid-drawdown' })],
    );
    expect(domains[0]?.lead).toMatchObject({ spells: 2, confirmedBefore: { count: 0, of: 2, share: 0 } });
  });

  test('is not asked where truth names no fee', async () => {
    const { domains } = await measure([fires(100, 200, { signal: 'low-balance' })], []);
    expect(domains[0]?.lead).toBeNull();
  });
});
