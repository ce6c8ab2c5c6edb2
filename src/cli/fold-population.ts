import { createPartyKey } from '../intake/redact/counterparty-key.ts';
import { dayOfInstantIn } from '../lib/zone.ts';
import type { Truth } from '../measure/truth.ts';
import type { MerchantDictionary } from '../merchants/dictionary.ts';
import { createMatcher } from '../merchants/matcher.ts';
import { DAY_LAST, type Day, dayInMonth, monthIndexOf } from '../model/day.ts';
import type { DefinitionSet } from '../model/definition.ts';
import type { Signal } from '../model/signal.ts';
import { foldInMemory } from '../runtime/fold-in-memory.ts';
import { type Standpoint, weighAll } from '../runtime/weigh-all.ts';
import { customerGroups } from './customer-groups.ts';

const MATCHES_KEPT_MAX = 100_000;

/** Sees what is thought of a customer at a month's end. */
export type OnLook = (customer: string, day: Day, standpoints: readonly Standpoint[]) => void;

/** Folds the events of files in memory, customer by customer, and gives the signals as they are put out. */
export async function* foldPopulation(
  files: readonly string[],
  {
    set,
    dictionary,
    truth,
    onLook,
  }: {
    readonly set: DefinitionSet;
    readonly dictionary: MerchantDictionary;
    readonly truth: Truth;
    readonly onLook?: OnLook;
  },
): AsyncGenerator<Signal> {
  const { from, to } = truth.population;
  const intake = {
    dayOfInstant: dayOfInstantIn('UTC'),
    asOf: DAY_LAST,
    enrich: createMatcher(dictionary, { cacheMax: MATCHES_KEPT_MAX }),
    // Nothing that is keyed leaves this process.
    partyKey: createPartyKey('measured in memory, and forgotten'),
  };
  const days = onLook === undefined ? [] : monthEnds(from, to);
  for await (const { customer, lines } of customerGroups(files)) {
    const looks = {
      days,
      look: (state: Parameters<typeof weighAll>[0], day: Day) =>
        onLook?.(customer, day, weighAll(state, set, day)),
    };
    yield* foldInMemory(lines, { definitions: set, intake, until: to, looks });
  }
}

/** The last days of months between two days, both included. */
export function monthEnds(from: Day, to: Day): Day[] {
  const ends: Day[] = [];
  for (let month = monthIndexOf(from); ; month++) {
    const end = dayInMonth(month + 1, 1) - 1;
    if (end > to) return ends;
    if (end >= from) ends.push(end);
  }
}
