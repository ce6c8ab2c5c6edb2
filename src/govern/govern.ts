import type { GovernQuestion } from '../customer/govern-question.ts';
import { isSameUse, isTold, type UseName } from '../customer/standing.ts';
import { type FailedRule, RULES, type Verdict } from '../model/activation.ts';
import { DEFAULT_CHANNELS, type DefinitionUse } from '../model/governance.ts';
import { RULE_TEXTS, type RuleCase } from './rules.ts';

/**
 * Holds every use of an episode against every rule: a verdict names all rules that failed, in the order of decision.
 * Uses stand by channel, risk and purpose; those that somebody was told through are among them, named or not.
 */
export function govern(question: GovernQuestion): Verdict[] {
  const verdicts: Verdict[] = [];
  for (const asked of usesOf(question)) {
    const { channel, risk, purpose, use } = asked;
    const threshold = use?.threshold ?? 0;
    const told = question.standing.uses.some((one) => isTold(one) && isSameUse(one, asked));
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

interface AskedUse extends UseName {
  /** What the definition says of this channel and risk; undefined where it names them no more. */
  readonly use: DefinitionUse | undefined;
}

/** What the definition names, and what somebody was told through though it names it no more. */
function usesOf({ standing, definition, purposes }: GovernQuestion): AskedUse[] {
  const named: readonly Omit<AskedUse, 'purpose'>[] =
    definition === undefined
      ? DEFAULT_CHANNELS.map((place) => ({ ...place, use: undefined }))
      : definition.governance.uses.map((use) => ({ channel: use.channel, risk: use.risk, use }));
  const asked: AskedUse[] = named.flatMap((place) =>
    (definition?.purposes ?? purposes).map((purpose) => ({ ...place, purpose })),
  );
  for (const told of standing.uses.filter(isTold)) {
    const { channel, risk, purpose } = told;
    const isAsked = asked.some((one) => isSameUse(one, told));
    if (!isAsked) asked.push({ channel, risk, purpose, use: undefined });
  }
  return asked.sort(
    (a, b) => compare(a.channel, b.channel) || compare(a.risk, b.risk) || compare(a.purpose, b.purpose),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
