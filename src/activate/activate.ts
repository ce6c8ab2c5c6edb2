import { isSameUse, isTold, type Standing } from '../customer/standing.ts';
import type { Verdict } from '../model/activation.ts';
import { type Day, parseDay } from '../model/day.ts';
import type { Signal } from '../model/signal.ts';
import { type ActivateContext, definitionOf } from './context.ts';
import { settle } from './settle.ts';

/**
 * Decides on every signal that was put out from an index on: what may be sent, what is withheld, what is taken back.
 * It does not matter which detector said it: the signal and its definition hold all that is looked at.
 */
export function activateSignals(context: ActivateContext, first: number): void {
  const { outputs } = context;
  const end = outputs.length;
  for (let index = first; index < end; index++) {
    const output = outputs[index]!;
    if (output.topic === 'signals') activateSignal(context, output.body as Signal);
  }
}

function activateSignal(context: ActivateContext, signal: Signal): void {
  const { state, govern } = context;
  const today = parseDay(signal.detectedAt)!;
  const known = state.standings.find(({ episode }) => episode === signal.episode);
  const stateBefore = known?.state;
  const standing = known === undefined ? newStanding(signal) : renewed(known, signal);
  const definition = definitionOf(context, signal.signal);
  const verdicts = govern({
    standing,
    definition,
    purposes: signal.purposes,
    consents: state.consents,
    today,
  });
  // Early told and now confirmed is told again; any other change leaves what was told as it is.
  const isSurer = stateBefore === 'early' && signal.state === 'confirmed';
  const named = definition ?? signal.definition;
  settle(context, {
    standing,
    verdicts,
    definition: named,
    today,
    because: 'revision',
    repeatsSent: isSurer,
  });
}

/**
 * Decides anew on uses that somebody was told through, of one episode. Nothing new is sent by it: a signal is told when
 * it is news, not when the world around it changes.
 */
export function decideAnew(
  context: ActivateContext,
  standing: Standing,
  options: { readonly today: Day; readonly because: 'consent' | 'outcome'; readonly purpose?: string },
): void {
  const { today, because, purpose } = options;
  const definition = definitionOf(context, standing.signal);
  const verdicts: Verdict[] = context.govern({
    standing,
    definition,
    purposes: [],
    consents: context.state.consents,
    today,
  });
  const asked = verdicts.filter(
    (verdict) =>
      (purpose === undefined || verdict.purpose === purpose) &&
      standing.uses.some((use) => isTold(use) && isSameUse(use, verdict)),
  );
  settle(context, { standing, verdicts: asked, definition, today, because, repeatsSent: false });
}

function newStanding(signal: Signal): Standing {
  return renewed(
    {
      episode: signal.episode,
      signal: signal.signal,
      revision: 0,
      state: signal.state,
      confidence: 0,
      historical: false,
      suppression: 'none',
      uses: [],
    },
    signal,
  );
}

function renewed(standing: Standing, signal: Signal): Standing {
  standing.revision = signal.revision;
  standing.state = signal.state;
  standing.confidence = Math.round(signal.confidence * 10_000);
  standing.historical = signal.historical === true;
  return standing;
}
