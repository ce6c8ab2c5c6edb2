import type { EnrichmentQuery, MatchMethod } from '../model/transaction.ts';
import type { Reader, Reading } from './matcher.ts';
import { readSecondParty, type SecondParty } from './second-party.ts';

/** A merchant that was thought of, and what became of it. */
export interface Candidate {
  readonly merchant: string;
  readonly alias: string;
  readonly method: MatchMethod;
  /** Why it is not the answer; empty for the one that is. */
  readonly lost: string;
}

/** Why a line reads as it does. */
export interface Explanation {
  readonly reading: Reading;
  readonly candidates: readonly Candidate[];
  readonly secondParty: SecondParty | undefined;
  /** Plain sentences: what the answer rests on. */
  readonly evidence: readonly string[];
}

const CANDIDATES_MAX = 32;

/** Reads a line and says why: every candidate with its fate, and what the answer rests on. */
export function explain(read: Reader, query: EnrichmentQuery): Explanation {
  const lost: Candidate[] = [];
  const reading = read(query, (target, method, why) => {
    if (lost.length >= CANDIDATES_MAX) return;
    lost.push({ merchant: target.entry.id, alias: target.alias.text, method, lost: why });
  });
  const { match } = reading;
  const candidates: Candidate[] =
    match === undefined
      ? lost
      : [
          ...lost.filter(({ merchant }) => merchant !== match.entry.id),
          { merchant: match.entry.id, alias: match.written, method: match.method, lost: '' },
        ];
  return { reading, candidates, secondParty: readSecondParty(reading), evidence: gather(reading) };
}

const METHOD_TEXT: Readonly<Partial<Record<MatchMethod, string>>> = {
  exact: 'the line begins with',
  glued: 'the letters of the line are those of',
  prefix: 'the line begins with, or is cut off from,',
  typo: 'the line is one letter away from',
};
const LAYER_TEXT = {
  own: "the bank's own dictionary",
  head: 'the dictionary',
  tail: 'the long tail',
} as const;
const FIT_TEXT = {
  home: 'it trades where the account is kept',
  world: 'it trades everywhere',
  unknown: 'where the account is kept is not known',
  abroad: 'it trades in another country than the account is kept in',
} as const;

function gather({ line, answer, match, keyword }: Reading): string[] {
  const said: string[] = [];
  if (match !== undefined) {
    const how =
      match.method === 'creditor'
        ? 'the creditor id is'
        : `${METHOD_TEXT[match.method] ?? ''} "${match.written}", a way of writing of`;
    said.push(`${how} ${match.entry.id} in ${LAYER_TEXT[match.entry.layer]}`);
    if (match.method !== 'creditor') said.push(FIT_TEXT[match.fit]);
    if (match.category !== '' && answer.category === match.category)
      said.push(`written so it is ${match.category}`);
  }
  if (keyword !== undefined && keyword.rule.category === answer.category) {
    const words = line.descriptor.words.slice(keyword.start, keyword.start + keyword.length).join(' ');
    said.push(`the words "${words}" say ${keyword.rule.category}`);
  }
  if (line.codeCategory !== '') said.push(`code ${line.query.mcc} says ${line.codeCategory}`);
  if (answer.method === 'institution' && keyword === undefined)
    said.push(`the channel ${line.query.channel} says ${answer.category}`);
  if (answer.processor !== '') said.push(`collected by ${answer.processor}`);
  if (answer.category === '') said.push('nothing says what kind of payment it is');
  return said;
}
