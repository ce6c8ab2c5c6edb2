import levenshtein from 'fast-levenshtein';

const DISTANCE_MAX = 3;

/** The known word nearest to a mistyped one, or nothing when all are far away. */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.min(DISTANCE_MAX, Math.ceil(word.length / 2)) + 1;
  for (const candidate of known) {
    const distance = levenshtein.get(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** ` Did you mean "x"?`, ready to stand behind a message, or an empty string. */
export function didYouMeanHint(word: string, known: Iterable<string>): string {
  const best = didYouMean(word, known);
  return best === undefined ? '' : ` Did you mean "${best}"?`;
}
