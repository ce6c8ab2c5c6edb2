const ADJECTIVES = 'penalty|regular|different|due|complete|such|high-cost';
/** What definitions count; a word that is not here is left as it is. */
const NOUNS =
  'payments|days|months|signs|sources|rents|providers|places|fees|payers|loans|landlords|instalments|incomes|homes|lenders|shops|contracts|collectors|charges|advances|bills|purchases|payouts|orders|credits|bookings|pairs|times|meals';
/** "2 times as large" stays as it is with one, and so does a list. */
const NOT_BEFORE = '(?! (?:as|that|what|the|and|or)\\b)';
const VERBS: Readonly<Record<string, string>> = { have: 'has', are: 'is', were: 'was', come: 'comes' };
const COUNTED = new RegExp(
  `\\{(\\w+)\\} ((?:(?:${ADJECTIVES}) )*)(${NOUNS})\\b${NOT_BEFORE}(?: (${Object.keys(VERBS).join('|')})\\b)?`,
  'g',
);

/** A sentence with its facts in place of the braces; what is counted stands in the singular where there is one of it. */
export function fillFacts(text: string, facts: Readonly<Record<string, string>>): string {
  return text
    .replaceAll(COUNTED, (whole, name: string, before: string, noun: string, verb: string | undefined) => {
      if (facts[name] !== '1') return whole;
      return `{${name}} ${before}${noun.slice(0, -1)}${verb === undefined ? '' : ` ${VERBS[verb]!}`}`;
    })
    .replaceAll(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole);
}
