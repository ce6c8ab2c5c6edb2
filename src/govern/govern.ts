import type { GovernQuestion } from '../customer/govern-question.ts';
import { isTold } from '../customer/standing.ts';
import { type FailedRule, RULES, type Verdict } from '../model/activation.ts';
import { DEFAULT_CHANNELS, type DefinitionUse } from '../model/governance.ts';
import { RULE_TEXTS, type RuleCase } from './rules.ts';

/**
 * Holds every use of an episode against every rule: a verdict names all rules that failed, in the order of decision.
 * Uses stand by channel, risk and purpose; those that somebody was told through are among them, named or not.
 */
export function govern(question: GovernQuestion): Verdict[] {
  const verdicts: Verdict[] = [];
  for (const { channel, risk, threshold, purpose, use } of usesOf(question)) {
    const told = question.standing.uses.some(
      (one) => isTold(one) && one.channel === channel && one.risk === risk && one.purpose === purpose,
    );
    const ruleCase: RuleCase = { ...question, channel, purpose, threshold, use, told };
    verdicts.push({ channel, risk, purpose, threshold, failed: failedRules(ruleCase) });
  }
  return verdicts;
}

function failedRules(ruleCase: RuleCase): FailedRule[] {
  const failed: FailedRule[] = [];
  for (const { code } of RULES) {
    const text = RULE_TEXTS[code](ruleCase);
    if (text !== undefined) failed.push({ code, text });
  }
  return failed;
}

type AskedUse = Pick<Verdict, 'channel' | 'risk' | 'threshold' | 'purpose'> & {
  readonly use: DefinitionUse | undefined;
};

/** What the definition names, and what somebody was told through though it names it no more. */
function usesOf({ standing, definition, purposes }: GovernQuestion): AskedUse[] {
  const named: readonly (Pick<Verdict, 'channel' | 'risk'> & { readonly threshold?: number })[] =
    definition?.governance.uses ?? DEFAULT_CHANNELS;
  const asked: AskedUse[] = [];
  for (const one of named) {
    const use = definition?.governance.uses.find(
      ({ channel, risk }) => channel === one.channel && risk === one.risk,
    );
    for (const purpose of definition?.purposes ?? purposes) {
      asked.push({ channel: one.channel, risk: one.risk, threshold: use?.threshold ?? 0, purpose, use });
    }
  }
  for (const told of standing.uses.filter(isTold)) {
    const { channel, risk, purpose } = told;
    const isAsked = asked.some(
      (one) => one.channel === channel && one.risk === risk && one.purpose === purpose,
    );
    if (!isAsked) asked.push({ channel, risk, purpose, threshold: 0, use: undefined });
  }
  return asked.sort(
    (a, b) => compare(a.channel, b.channel) || compare(a.risk, b.risk) || compare(a.purpose, b.purpose),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
