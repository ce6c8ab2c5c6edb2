import { nameTokens } from './name-tokens.ts';
import { BUSINESS_WORDS, GIVEN_NAMES } from './name-words.ts';

/** German businesses say what they are at the end of a word. */
const COMPOUND =
  /.{2}(?:SCHULE|VEREIN|VERSICHERUNG|PRAXIS|BANK|WERKE|GESELLSCHAFT|GENOSSENSCHAFT|KASSE|VERWALTUNG)$/;
const DOMAIN = /\.(?:COM|NET|ORG|DE|CO)\b/;

/** Whether a name, given apart, is that of a business. */
export function isBusinessName(name: string): boolean {
  return nameTokens(name).some(({ word }) => isBusinessWord(word));
}

/** Whether one of a text's first two words is a common given name. */
export function beginsLikePerson(text: string): boolean {
  return nameTokens(text)
    .slice(0, 2)
    .some(({ word }) => GIVEN_NAMES.has(word));
}

/** Whether a word belongs to the name of a business; N.V. and CO. as well. */
export function isBusinessWord(word: string): boolean {
  return (
    BUSINESS_WORDS.has(word) ||
    BUSINESS_WORDS.has(word.replaceAll('.', '')) ||
    DOMAIN.test(word) ||
    COMPOUND.test(word)
  );
}
