import { loadSet } from '../../src/cli/load-set.ts';
import { newCustomerState } from '../../src/customer/customer-state.ts';
import { foldEvent, foldTicks } from '../../src/fold.ts';
import { createPartyKey } from '../../src/intake/redact/counterparty-key.ts';
import { type IntakeContext, intakePlain } from '../../src/intake.ts';
import { dayOfInstantIn } from '../../src/lib/zone.ts';
import { createMatcher } from '../../src/merchants/matcher.ts';
import { DAY_LAST, type Day } from '../../src/model/day.ts';
import type { CustomerKey } from '../../src/model/ids.ts';
import type { CustomerEvent } from '../../src/model/ledger-event.ts';
import type { OutputRecord } from '../../src/model/signal.ts';

const { set, dictionary } = loadSet();
const enrich = createMatcher(dictionary, { cacheMax: 10_000 });

export { dictionary, set };

export function intakeContext(secret = 'a secret of the tests'): IntakeContext {
  return { dayOfInstant: dayOfInstantIn('UTC'), enrich, partyKey: createPartyKey(secret), asOf: DAY_LAST };
}

/** What intake makes of a record: its event, or a dead letter. */
export function take(record: object, context = intakeContext()) {
  return takeLine(JSON.stringify(record), context);
}

export function takeLine(line: string, context: IntakeContext) {
  return intakePlain(line, { format: 'plain', file: 'events.ndjson', line: 1, index: 0 }, context);
}

/** Everything that intake and fold write of some records, ledger events and state included. */
export function story(records: readonly object[], secret?: string) {
  const context = intakeContext(secret);
  const fold = { definitions: set, historyUntil: -1 as Day, writesTransactions: true };
  const state = newCustomerState('c1' as CustomerKey);
  const outputs: OutputRecord[] = [];
  const ledger: unknown[] = [];
  for (const record of records) {
    const event = take(record, context);
    ledger.push(event);
    if (event.kind === 'dead-letter') continue;
    foldTicks(state, event.orderDay, fold, outputs);
    foldEvent(state, event as CustomerEvent, fold, outputs);
  }
  foldTicks(state, 20_900, fold, outputs);
  return { outputs, ledger, state };
}
