import type { Consent } from '../customer/customer-state.ts';
import type { Standing } from '../customer/standing.ts';
import type { RuleCode } from '../model/activation.ts';
import { type Day, formatDay } from '../model/day.ts';
import type { Definition } from '../model/definition.ts';
import type { DefinitionUse, Governance } from '../model/governance.ts';
import { APPROVERS_MIN, countApprovers } from './count-approvers.ts';

/** One use of one episode, with all that a rule may look at. */
export interface RuleCase {
  readonly standing: Standing;
  readonly definition: Definition | undefined;
  readonly consents: readonly Consent[];
  readonly today: Day;
  readonly channel: string;
  readonly purpose: string;
  readonly threshold: number;
  /** What the definition says of this channel and risk; undefined where it names them no more. */
  readonly use: DefinitionUse | undefined;
  /** Whether somebody was told through this very use, and not told otherwise since. */
  readonly told: boolean;
}

/** The purposes that offer or give away: never for a sensitive or vulnerable subject. */
const MARKETING_PURPOSES: readonly string[] = ['marketing', 'third-party'];

/** What a lawful basis carries beside consent, which is asked for anyway (GDPR, articles 6 and 7). */
const LAWFUL_PURPOSES: Readonly<Record<Governance['lawfulBasis'], readonly string[]>> = {
  consent: ['service', 'marketing', 'profiling', 'third-party'],
  contract: ['service'],
  'legal-obligation': ['service'],
  'legitimate-interests': ['service', 'marketing', 'profiling'],
};

/** The prohibited use that a purpose would be. */
const USE_OF_PURPOSE: Readonly<Record<string, string>> = { 'third-party': 'third-party-sharing' };

/** Each rule says in one plain sentence why it fails, or nothing when it holds. */
export const RULE_TEXTS: Readonly<Record<RuleCode, (ruleCase: RuleCase) => string | undefined>> = {
  'definition-unknown': ({ definition }) =>
    definition === undefined ? 'No definition of this signal is in force.' : undefined,
  'use-not-named': ({ definition, use, purpose, channel }) => {
    if (definition === undefined || (use !== undefined && definition.purposes.includes(purpose)))
      return undefined;
    return `The definition names ${channel} for ${purpose} no more.`;
  },
  'not-approved': ({ definition, today }) => {
    if (definition === undefined) return undefined;
    const count = countApprovers(definition, today);
    if (count >= APPROVERS_MIN) return undefined;
    return `The definition has ${count} of the ${APPROVERS_MIN} approvals that it needs, by two people other than its owner.`;
  },
  'not-effective': ({ definition, today }) => {
    const effective = definition?.governance.effective;
    if (effective === undefined || today >= effective) return undefined;
    return `The definition takes effect on ${formatDay(effective)}.`;
  },
  expired: ({ definition, today }) => {
    const expires = definition?.governance.expires;
    if (expires === undefined || today <= expires) return undefined;
    return `The definition expired on ${formatDay(expires)}.`;
  },
  'lawful-basis': ({ definition, purpose }) => {
    const basis = definition?.governance.lawfulBasis;
    if (basis === undefined || LAWFUL_PURPOSES[basis].includes(purpose)) return undefined;
    return `The lawful basis, ${basis}, does not carry ${purpose}.`;
  },
  'consent-missing': ({ consents, purpose }) =>
    consents.some((consent) => consent.purpose === purpose)
      ? undefined
      : `No consent for ${purpose} is on record.`,
  'consent-withdrawn': ({ consents, purpose }) =>
    consents.some((consent) => consent.purpose === purpose && !consent.given)
      ? `The consent for ${purpose} was withdrawn.`
      : undefined,
  'sensitivity-high': ({ definition, purpose }) =>
    definition?.sensitivity === 'H' && MARKETING_PURPOSES.includes(purpose)
      ? `A signal of high sensitivity never serves ${purpose}.`
      : undefined,
  'sensitivity-medium': ({ definition, use, channel }) =>
    definition?.sensitivity === 'M' && use?.named !== true
      ? `A signal of medium sensitivity is used only through channels that its definition names, and ${channel} is not one.`
      : undefined,
  'prohibited-use': ({ definition, purpose }) => {
    const use = USE_OF_PURPOSE[purpose] ?? purpose;
    return definition?.governance.prohibitedUses.includes(use) === true
      ? `The definition prohibits ${use}.`
      : undefined;
  },
  suppressed: ({ standing }) =>
    standing.suppression === 'none' ? undefined : `This episode was answered: ${standing.suppression}.`,
  vulnerability: ({ definition, purpose }) => {
    if (definition === undefined || purpose === 'service') return undefined;
    const { domain, vulnerabilityDriver } = definition.governance;
    if (domain !== 'stress' && vulnerabilityDriver === 'none') return undefined;
    return `A signal of stress or vulnerability serves the customer only, never ${purpose}.`;
  },
  historical: ({ standing }) =>
    standing.historical ? 'It was found in back-filled time, which is never acted on.' : undefined,
  retracted: ({ standing }) => (standing.state === 'retracted' ? 'The signal was taken back.' : undefined),
  ended: ({ standing }) => (standing.state === 'ended' ? 'What the signal tells of has ended.' : undefined),
  // Who was told keeps it while it fades: a late payment would else withdraw and send again every month.
  fading: ({ standing, told }) =>
    standing.state === 'fading' && !told ? 'The signal is fading: nobody new is told.' : undefined,
  early: ({ standing, use }) =>
    standing.state === 'early' && use?.early !== true
      ? 'The signal is early, and this use asks for a confirmed one.'
      : undefined,
  'below-threshold': ({ standing, threshold, channel }) =>
    standing.confidence >= threshold
      ? undefined
      : `The confidence, ${standing.confidence / 10_000}, is below ${threshold / 10_000}, which ${channel} asks for.`,
  // Whether there is room is known where it is kept: the next station says so.
  'memory-full': () => undefined,
};
