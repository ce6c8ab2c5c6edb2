import { loadSet } from '../../src/cli/load-set.ts';
import type { GovernQuestion } from '../../src/customer/govern-question.ts';
import type { Standing } from '../../src/customer/standing.ts';
import { govern } from '../../src/govern/govern.ts';
import type { Verdict } from '../../src/model/activation.ts';
import { parseDay } from '../../src/model/day.ts';
import type { Definition } from '../../src/model/definition.ts';
import type { Approval, Governance } from '../../src/model/governance.ts';

export const TODAY = parseDay('2026-06-15')!;
const HASH = 'a'.repeat(64);

/** An approval that counts, unless said otherwise. */
export function approval(by: string, rest: Partial<Approval> = {}): Approval {
  return { by, hash: HASH, on: TODAY - 100, expires: TODAY + 100, ...rest };
}

const shipped = loadSet().set.definitions[0]!;

/** A definition under which everything may be sent by push, for service and marketing. */
export function definition(
  rest: Partial<Pick<Definition, 'sensitivity' | 'purposes' | 'hash'>> = {},
  governance: Partial<Governance> = {},
): Definition {
  return {
    ...shipped,
    hash: HASH,
    sensitivity: 'L',
    purposes: ['service', 'marketing'],
    ...rest,
    governance: {
      ...{
        domain: 'life',
        owner: 'Customer insight',
        lawfulBasis: 'consent',
        prohibitedUses: ['credit-decision'],
      },
      ...{ vulnerabilityDriver: 'none', minimumAudience: 1 },
      ...{ effective: TODAY - 100, expires: TODAY + 100 },
      approvals: [approval('Model risk'), approval('Compliance')],
      uses: [{ channel: 'push', risk: 'medium', threshold: 9500, early: false, named: true }],
      ...governance,
    },
  };
}

/** An episode that is confirmed and sure. */
export function standing(rest: Partial<Standing> = {}): Standing {
  return {
    ...{ episode: 'e1', signal: shipped.id, revision: 1, state: 'confirmed', confidence: 9600 },
    ...{ historical: false, suppression: 'none', uses: [] },
    ...rest,
  };
}

/** Consents to all four purposes. */
export const CONSENTS = (['service', 'marketing', 'profiling', 'third-party'] as const).map((purpose) => ({
  purpose,
  given: true,
  at: 0,
}));

/** Asks the station; everything holds unless said otherwise. */
export function ask(question: Partial<GovernQuestion> = {}): Verdict[] {
  const whole = {
    standing: standing(),
    definition: definition(),
    purposes: [],
    consents: CONSENTS,
    today: TODAY,
  };
  return govern({ ...whole, ...question });
}

/** The codes that one purpose failed. */
export function codesOf(verdicts: readonly Verdict[], purpose: string): string[] {
  return verdicts
    .filter((one) => one.purpose === purpose)
    .flatMap(({ failed }) => failed.map(({ code }) => code));
}
