/** The facts that a summary may name in braces, each with what the detector puts there. */
export const SUMMARY_PLACEHOLDERS = {
  name: 'whom the series is with',
  cadence: 'the rhythm in words, such as every month',
  payments: 'how many payments have been seen',
  since: 'the day of the first payment',
  last: 'the day of the latest payment',
  amount: 'the latest amount, with its currency',
  day: 'the day on which it falls due, in words',
} as const;

export type SummaryPlaceholder = keyof typeof SUMMARY_PLACEHOLDERS;

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** The names in braces, in order. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => match[1]!);
}

/** Puts facts in the place of their names. */
export function fillPlaceholders(text: string, facts: Readonly<Record<SummaryPlaceholder, string>>): string {
  return text.replaceAll(PLACEHOLDER, (whole, name: string) => facts[name as SummaryPlaceholder] ?? whole);
}
