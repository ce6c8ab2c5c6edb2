import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadSet } from '../../src/cli/load-set.ts';
import type { CustomerState } from '../../src/customer/customer-state.ts';
import { createPartyKey } from '../../src/intake/redact/counterparty-key.ts';
import { dayOfInstantIn } from '../../src/lib/zone.ts';
import { createMatcher } from '../../src/merchants/matcher.ts';
import { DAY_LAST, parseDay } from '../../src/model/day.ts';
import { DAY_NONE } from '../../src/model/ledger-event.ts';
import type { Signal } from '../../src/model/signal.ts';
import { generateCustomer } from '../../src/population/population.ts';
import { foldInMemory } from '../../src/runtime/fold-in-memory.ts';
import { runEmbedded } from '../../src/runtime/run-embedded.ts';
import { type Standpoint, weighAll } from '../../src/runtime/weigh-all.ts';

const SECRET = 'a secret of this test and of nobody else';
const CUSTOMERS = 6;
const UNTIL = '2025-12-31';
const { set, dictionary } = loadSet();
const intake = {
  dayOfInstant: dayOfInstantIn('UTC'),
  asOf: DAY_LAST,
  enrich: createMatcher(dictionary, { cacheMax: 10_000 }),
  partyKey: createPartyKey(SECRET),
};
const lives = Array.from({ length: CUSTOMERS }, (_, index) =>
  generateCustomer({ customers: CUSTOMERS, months: 24, seed: 8, from: parseDay('2024-01-01')! }, index),
);
const until = parseDay(UNTIL)!;
let stored: Signal[];

beforeAll(async () => {
  const out = mkdtempSync(join(tmpdir(), 'milestream-memory-'));
  const events = join(out, 'events.ndjson');
  writeFileSync(events, lives.flatMap((life) => life.events.map((line) => `${line}\n`)).join(''));
  await runEmbedded(
    {
      ...{ inputs: [events], out, state: join(out, 'state'), format: 'plain' as const, asOf: until },
      ...{ historyUntil: DAY_NONE, zone: 'UTC', transactions: false, threads: 1, memoryBytes: 1024 ** 3 },
      ...{ engine: 'memory' as const, deadLetterBytes: true, definitions: set, dictionary, sync: false },
      partySecret: SECRET,
    },
    () => {},
  );
  stored = readFileSync(join(out, 'signals.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Signal);
});

describe('a fold in memory', () => {
  test('says what a run says, also when it is looked at in between', () => {
    const days = Array.from({ length: 23 }, (_, month) => parseDay('2024-01-31')! + month * 30);
    const looked: Standpoint[] = [];
    const looks = {
      days,
      look: (state: CustomerState, day: number) => looked.push(...weighAll(state, set, day)),
    };
    const said = lives.flatMap((life) =>
      foldInMemory(life.events, { definitions: set, intake, until, looks }),
    );
    const texts = (signals: readonly Signal[]) => signals.map((signal) => JSON.stringify(signal)).sort();
    expect(stored.length).toBeGreaterThan(50);
    expect(texts(said)).toEqual(texts(stored));
    expect(looked.length).toBeGreaterThan(100);
  });

  test('shows each subject once in a look, with what was told of it among them', () => {
    const looked: Standpoint[] = [];
    for (const life of lives) {
      const days = [until];
      const look = (state: CustomerState, day: number) => {
        const all = weighAll(state, set, day);
        expect(new Set(all.map(({ signal, subject }) => `${signal} ${subject}`)).size).toBe(all.length);
        looked.push(...all);
      };
      foldInMemory(life.events, { definitions: set, intake, until, looks: { days, look } });
    }
    const standing = stored.filter(
      ({ signal, state }) => signal === 'new-recurring-payment' && state === 'confirmed',
    );
    const last = new Map(stored.map((signal) => [signal.episode, signal]));
    const alive = standing.filter(({ episode }) => last.get(episode)!.state === 'confirmed');
    expect(alive.length).toBeGreaterThan(0);
    const weighed = new Set(
      looked
        .filter(({ signal }) => signal === 'new-recurring-payment')
        .flatMap(({ transactions }) => transactions),
    );
    for (const { transactions } of alive) expect(transactions.some((id) => weighed.has(id))).toBe(true);
  });
});
