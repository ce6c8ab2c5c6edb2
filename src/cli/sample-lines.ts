import { isIncome } from '../definitions/new-definition.ts';
import type { MerchantDictionary } from '../merchants/dictionary.ts';
import type { Matcher } from '../merchants/matcher.ts';

const LINES_WANTED = 2;
/** Lines that are tried before it is said that there is none. */
const CANDIDATES_MAX = 2_000;

/** Lines, each of another party, that the dictionary gives a category or one below it; by its own merchants and keywords. */
export function sampleLines(dictionary: MerchantDictionary, enrich: Matcher, category: string): string[] {
  const isWithin = (other: string) => other === category || other.startsWith(`${category}.`);
  const incoming = isIncome(category);
  const candidates = [
    ...dictionary.entries
      .filter(({ layer, categories }) => layer !== 'tail' && isWithin(categories[0] ?? ''))
      .flatMap(({ aliases }) => aliases.slice(0, 1).map(({ text }) => text)),
    ...[...dictionary.keywords, ...dictionary.institution]
      .filter((rule) => isWithin(rule.category))
      .map(({ words }) => words[0] ?? ''),
  ];
  const found = new Map<string, string>();
  for (const candidate of candidates.slice(0, CANDIDATES_MAX)) {
    const description = candidate.toUpperCase();
    const answers = [incoming ? 'transfer' : 'direct-debit', ...(incoming ? [] : ['card'])].map((channel) =>
      enrich({
        ...{ description, mcc: '', channel, direction: incoming ? 'in' : 'out', currency: 'EUR' },
        ...{ counterpartyName: '', counterpartyIban: '', creditorId: '' },
      }),
    );
    if (!answers.every((answer) => isWithin(answer.category))) continue;
    const subject = String(answers[0]!.subject);
    if (!found.has(subject)) found.set(subject, description);
    if (found.size === LINES_WANTED) break;
  }
  return [...found.values()];
}
