import { putOut } from '../customer/put-out.ts';
import { isSameUse, isTold, type Standing } from '../customer/standing.ts';
import {
  type Activation,
  type ActivationDecision,
  type FailedRule,
  RULES,
  type Verdict,
} from '../model/activation.ts';
import { type Day, formatDay } from '../model/day.ts';
import type { ActivateContext } from './context.ts';
import { keepStanding, makeRoom } from './remember.ts';

const MEMORY_FULL: FailedRule = {
  code: 'memory-full',
  text: 'Too much is told of this customer already: what could not be taken back is not sent.',
};

export interface Settling {
  readonly standing: Standing;
  readonly verdicts: readonly Verdict[];
  /** The definition that was decided by; undefined where none is in force and no signal names one. */
  readonly definition: { readonly version: string; readonly hash: string } | undefined;
  readonly today: Day;
  readonly because: 'revision' | 'consent' | 'outcome';
  /** Whether who was told is told again. */
  readonly repeatsSent: boolean;
}

/** Turns verdicts into decisions, puts out those that change something, and remembers them. */
export function settle(context: ActivateContext, settling: Settling): void {
  const { standing, definition, today, because } = settling;
  const isOver = standing.state === 'ended' || standing.state === 'retracted';
  const decided: Activation[] = [];
  for (const verdict of isOver ? knownOf(settling) : withRoom(context, settling)) {
    const decision = decisionOf(settling, verdict, isOver);
    if (decision !== undefined) decided.push(activationOf(context, settling, verdict, decision));
    remember(standing, verdict);
  }
  for (const activation of decided) putOut(context, 'activations', { ...activation });
  if (decided.length > 0) {
    putOut(context, 'audit', {
      at: formatDay(today),
      customer: context.state.customer,
      what: 'decided',
      because,
      signal: `${standing.episode}:${standing.revision}`,
      definition: standing.signal,
      hash: definition?.hash ?? null,
      state: standing.state,
      confidence: standing.confidence / 10_000,
      consents: context.state.consents
        .filter(({ given }) => given)
        .map(({ purpose }) => purpose)
        .sort(),
      uses: decided.map(({ channel, risk, purpose, decision, rules }) => ({
        ...{ channel, risk, purpose, decision },
        rules: rules.map(({ code }) => code),
      })),
    });
  }
  if (because === 'revision') {
    // What the definition names no more, and nobody holds any more, need not be known any more.
    const { verdicts } = settling;
    standing.uses = standing.uses.filter((use) => verdicts.some((verdict) => isSameUse(use, verdict)));
  }
  keepStanding(context.state, standing, isOver);
}

/** What is over is news only to who was decided on before. */
function knownOf({ standing, verdicts }: Settling): readonly Verdict[] {
  return verdicts.filter((verdict) => standing.uses.some((use) => isSameUse(use, verdict)));
}

/** Uses that cannot be remembered are withheld for that reason too: nobody could take back what nobody knows of. */
function withRoom(context: ActivateContext, settling: Settling): readonly Verdict[] {
  const known = new Set(knownOf(settling));
  if (makeRoom(context, settling.standing, settling.verdicts.length - known.size)) return settling.verdicts;
  return settling.verdicts.map((verdict) =>
    known.has(verdict) ? verdict : { ...verdict, failed: [...verdict.failed, MEMORY_FULL] },
  );
}

/** What to put out, or nothing where all is as it was. */
function decisionOf(
  { standing, repeatsSent }: Settling,
  verdict: Verdict,
  isOver: boolean,
): ActivationDecision | undefined {
  const use = standing.uses.find((one) => isSameUse(one, verdict));
  const told = use !== undefined && isTold(use);
  if (verdict.failed.length === 0) return told && !repeatsSent ? undefined : 'send';
  if (told) return 'withdraw';
  // What is over and was told to nobody is no news.
  return isOver || use?.failed === bitsOf(verdict.failed) ? undefined : 'withhold';
}

function remember(standing: Standing, verdict: Verdict): void {
  const failed = bitsOf(verdict.failed);
  const use = standing.uses.find((one) => isSameUse(one, verdict));
  if (use !== undefined) use.failed = failed;
  else if (!verdict.failed.includes(MEMORY_FULL)) {
    const { channel, risk, purpose } = verdict;
    standing.uses.push({ channel, risk, purpose, failed });
  }
}

function bitsOf(failed: readonly FailedRule[]): number {
  let bits = 0;
  for (const { code } of failed) bits += 2 ** RULES.find((rule) => rule.code === code)!.bit;
  return bits;
}

function activationOf(
  { state }: ActivateContext,
  { standing, definition, today }: Settling,
  { channel, risk, purpose, threshold, failed }: Verdict,
  decision: ActivationDecision,
): Activation {
  const { episode, revision } = standing;
  return {
    id: `${episode}:${revision}:${channel}:${risk}:${purpose}:${decision}`,
    customer: state.customer,
    signal: standing.signal,
    episode,
    revision,
    state: standing.state,
    channel,
    risk,
    purpose,
    decision,
    rules: failed,
    confidence: standing.confidence / 10_000,
    threshold: threshold / 10_000,
    at: formatDay(today),
    definition: definition === undefined ? null : { version: definition.version, hash: definition.hash },
  };
}
