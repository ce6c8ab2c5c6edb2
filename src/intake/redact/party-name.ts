import { isBusinessName } from './business-name.ts';
import { nameTokens } from './name-tokens.ts';
import { PURPOSES } from './name-words.ts';
import type { Span } from './spans.ts';

/** Finds the words of a person's name that the source gave in a field of its own. */
export function findPartyName(text: string, partyName: string, spans: Span[]): void {
  if (isBusinessName(partyName)) return;
  const words = new Set(
    nameTokens(partyName)
      .filter(({ isWord, word }) => isWord && word.length > 1 && !PURPOSES.has(word))
      .map(({ word }) => word),
  );
  for (const { start, end, word, isWord } of nameTokens(text)) {
    if (isWord && words.has(word)) spans.push({ start, end, kind: 'name' });
  }
}
