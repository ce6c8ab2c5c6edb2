import { loadSet } from '../../../src/cli/load-set.ts';
import { newCustomerState } from '../../../src/customer/customer-state.ts';
import { decodeState, encodeState } from '../../../src/customer/state-codec.ts';
import { compileGovernance } from '../../../src/definitions/compile-governance.ts';
import { compileHypothesis } from '../../../src/definitions/compile-hypothesis.ts';
import type { EvidenceSource, HypothesisSource } from '../../../src/definitions/hypothesis-source.ts';
import { numberNotes } from '../../../src/definitions/number-notes.ts';
import { foldEvent, foldTicks } from '../../../src/fold.ts';
import { createPartyKey } from '../../../src/intake/redact/counterparty-key.ts';
import { intakePlain } from '../../../src/intake.ts';
import { dayOfInstantIn } from '../../../src/lib/zone.ts';
import { createMatcher } from '../../../src/merchants/matcher.ts';
import { DAY_LAST, formatDay, parseDay } from '../../../src/model/day.ts';
import type { DefinitionSet } from '../../../src/model/definition.ts';
import type { CustomerKey } from '../../../src/model/ids.ts';
import type { OutputRecord, Signal } from '../../../src/model/signal.ts';

const CUSTOMER = 'c1' as CustomerKey;
const shipped = loadSet();
const enrich = createMatcher(shipped.dictionary, { cacheMax: 1000 });

/** Evidence with what a test does not care about filled in. */
export function evidence(
  code: string,
  observe: EvidenceSource['observe'],
  levels: EvidenceSource['levels'],
  more: Partial<EvidenceSource> = {},
): EvidenceSource {
  return { code, group: code, observe, levels, text: '{value}', why: 'a test', source: 'a test', ...more };
}

/** A set of the shipped recurring definitions and one hypothesis, of even odds unless told otherwise. */
export function setOf(parts: readonly EvidenceSource[], more: Partial<HypothesisSource> = {}): DefinitionSet {
  const source = {
    id: 'tried',
    version: '1.0.0',
    kind: 'hypothesis',
    title: 'Tried',
    owner: 'a',
    purposes: ['service'],
    prohibitedUses: ['credit-decision'],
    lawfulBasis: 'consent',
    sensitivity: 'L',
    vulnerabilityDriver: 'none',
    minimumAudience: 1,
    approvals: [],
    effective: '2020-01-01',
    expires: '2040-01-01',
    subject: 'customer',
    prior: { perYear: 1, withinDays: 253, why: '', source: '' },
    groups: Object.fromEntries(parts.map(({ group }) => [group, { cap: 20, why: '' }])),
    evidence: parts,
    thresholds: { early: 0.6, confirm: 0.9 },
    life: { kind: 'event', endAfterDays: 60, coolDownDays: 30, why: '' },
    observedDaysMin: 0,
    revisionStep: 0.05,
    calibration: 'none',
    texts: { summary: 'tried' },
    ...more,
  } as unknown as HypothesisSource;
  const definition = {
    ...compileHypothesis(source, 'hash'),
    governance: compileGovernance(source, 'signal-definitions/recurring/tried.yaml'),
  };
  const recurring = shipped.set.definitions.filter(({ kind }) => kind === 'recurring-series');
  return { ...shipped.set, ...numberNotes([...recurring, definition]) };
}

/**
 * Lives a life of lines such as `2026-03-01 card -34.90 BABY WALZ`; `@a2` behind the day names another account,
 * `=120.00` the balance after it, `GBP` another currency, `retract p3` withdraws the third line. State is stored and
 * read again each day, so that nothing can hang on what is not stored.
 */
export function live(set: DefinitionSet, lines: readonly string[], until: string): Signal[] {
  const intake = {
    dayOfInstant: dayOfInstantIn('UTC'),
    asOf: DAY_LAST,
    enrich,
    partyKey: createPartyKey('a test'),
  };
  const context = { definitions: set, historyUntil: 0, writesTransactions: false };
  const outputs: OutputRecord[] = [];
  let state = newCustomerState(CUSTOMER);
  const events = lines.map(eventOf).sort((a, b) => (String(a.date) < String(b.date) ? -1 : 1));
  let day = parseDay(String(events[0]!.date))!;
  let next = 0;
  for (; day <= parseDay(until)!; day++) {
    foldTicks(state, day, context, outputs);
    for (; next < events.length && events[next]!.date === formatDay(day); next++) {
      const event = intakePlain(
        JSON.stringify(events[next]),
        { format: 'plain', file: 'test', line: next + 1, index: 0 },
        intake,
      );
      if (event.kind !== 'transaction' && event.kind !== 'event') throw new Error(JSON.stringify(event));
      foldEvent(state, event, context, outputs);
    }
    state = decodeState(CUSTOMER, encodeState(state));
  }
  return outputs
    .filter(({ topic }) => topic === 'signals')
    .map(({ body }) => body as Signal)
    .filter(({ signal }) => signal === 'tried');
}

function eventOf(line: string, index: number): Record<string, unknown> {
  const [date = '', ...words] = line.split(' ');
  if (words[0] === 'event') {
    return {
      kind: 'event',
      customer: CUSTOMER,
      name: words[1],
      at: `${date}T12:00:00Z`,
      properties: {},
      date,
    };
  }
  const account = words[0]!.startsWith('@') ? words.shift()!.slice(1) : 'a1';
  if (words[0] === 'retract') {
    return { kind: 'transaction', op: 'retract', customer: CUSTOMER, account, id: words[1], date };
  }
  const balance = words[0]!.startsWith('=') ? { balanceAfter: words.shift()!.slice(1) } : {};
  const currency = /^[A-Z]{3}$/.test(words[0]!) ? words.shift()! : 'EUR';
  const accountType = account.startsWith('loan') ? { accountType: 'loan' } : {};
  const [channel, amount, ...description] = words;
  return {
    kind: 'transaction',
    customer: CUSTOMER,
    account,
    id: `p${index + 1}`,
    date,
    amount,
    currency,
    description: description.join(' '),
    channel,
    ...balance,
    ...accountType,
  };
}

/** The same line on the same day of each month. */
export function monthly(first: string, times: number, line: string): string[] {
  const [year, month, day] = first.split('-').map(Number) as [number, number, number];
  return Array.from({ length: times }, (_, index) => {
    const at = month - 1 + index;
    const date = `${year + Math.floor(at / 12)}-${`${(at % 12) + 1}`.padStart(2, '0')}-${`${day}`.padStart(2, '0')}`;
    return `${date} ${line}`;
  });
}

/** The same line every so many days. */
export function every(days: number, first: string, times: number, line: string): string[] {
  return Array.from({ length: times }, (_, index) => `${formatDay(parseDay(first)! + index * days)} ${line}`);
}

/** The value that evidence was told with in the newest signal. */
export function toldValue(signals: readonly Signal[], code: string): number | undefined {
  const newest = signals.at(-1);
  const all = newest === undefined ? [] : [...newest.rationale.for, ...newest.rationale.against];
  return all.find((each) => each.code === code)?.facts.value as number | undefined;
}
