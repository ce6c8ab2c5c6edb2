/** What can be wrong with a definition or its timelines; documented here, and held by a test that makes each mistake. */
export const PROBLEM_CODES = {
  MS_DEF_TOO_LARGE: 'The text is longer than a definition may be.',
  MS_DEF_ENCODING: 'The text is not UTF-8, or holds control characters.',
  MS_DEF_YAML: 'The text is not YAML: the parser says why.',
  MS_DEF_TAB: 'A tab is used for indentation; YAML wants spaces.',
  MS_DEF_DUPLICATE_KEY: 'A map names the same key twice.',
  MS_DEF_ALIAS: 'Anchors and aliases are refused: a definition is read aloud as it stands.',
  MS_DEF_DEPTH: 'Lists and maps are nested deeper than any definition needs.',
  MS_DEF_FILE_NAME:
    'The file is not named <domain>/<id>.yaml or <domain>/<id>.test.yaml, or not after its id.',
  MS_DEF_KIND: 'The kind of definition is missing or not known.',
  MS_DEF_UNKNOWN_FIELD: 'A field that the schema does not know.',
  MS_DEF_FIELD_MISSING: 'A field that every definition of this kind must have.',
  MS_DEF_WRONG_TYPE: 'A value of another type than the field takes.',
  MS_DEF_UNKNOWN_VALUE: 'A value that is not among the ones the field knows.',
  MS_DEF_OUT_OF_RANGE: 'A number, text or list outside the bounds of its field.',
  MS_DEF_PATTERN: 'A text that is not written as its field wants it.',
  MS_DEF_NOT_A_PROBABILITY: 'A chance or share that does not lie between 0 and 1.',
  MS_DEF_WEIGHT_DECIMALS: 'A weight with more than three decimals.',
  MS_DEF_DATE: 'A day that is not written YYYY-MM-DD, or does not exist.',
  MS_DEF_SAYS_NOTHING: 'A limitation, false positive or reason that says nothing, such as "Unknown".',
  MS_DEF_DUPLICATE_VALUE: 'A list names the same value twice.',
  MS_DEF_DUPLICATE_ID: 'Two definitions carry one id.',
  MS_DEF_UNKNOWN_CATEGORY: 'A category that the taxonomy does not know.',
  MS_DEF_UNKNOWN_PLACEHOLDER: 'A text names a fact in braces that the detector does not give.',
  MS_DEF_CHANCES_SUM:
    'Chances of things that exclude each other add up to more than one, or shares not to one.',
  MS_DEF_THRESHOLD_ORDER: 'The early threshold lies above the confirming one, or asks for more payments.',
  MS_DEF_THRESHOLD_UNREACHABLE: 'All weights together cannot reach a threshold.',
  MS_DEF_UNKNOWN_GROUP:
    'Evidence names a group that the definition does not list, or a listed group has no evidence.',
  MS_DEF_UNKNOWN_EVIDENCE: 'Evidence is to follow another one that does not exist.',
  MS_DEF_UNKNOWN_SIGNAL: 'Evidence looks at a signal that no definition gives, or at its own.',
  MS_DEF_SIGNAL_CYCLE: 'Signals wait for each other in a circle.',
  MS_DEF_ONE_GROUP: 'A life stage that one group of evidence alone could confirm.',
  MS_DEF_OBSERVATION: 'An observation that fits no line, or that this subject cannot give.',
  MS_DEF_NEVER:
    'Something is waited for that nothing can produce: what fits is ruled out, or a value is never reached.',
  MS_DEF_LEVEL_ORDER: 'The levels of a piece of evidence do not rise.',
  MS_DEF_UNKNOWN_MERCHANT: 'A merchant that the dictionary does not know.',
  MS_DEF_UNKNOWN_MCC: 'A merchant category code that ISO 18245 does not have.',
  MS_DEF_CALIBRATION_ORDER: 'The points of a calibration map do not rise.',
  MS_DEF_DATE_ORDER: 'A definition that expires before it takes effect.',
  MS_DEF_VERSION: 'The change log does not end with the version of the definition.',
  MS_DEF_PURPOSE: 'A purpose that is refused, prohibited by the same definition, or too sensitive.',
  MS_DEF_TIMELINE: 'A timeline that contradicts itself, or names something that does not exist.',
  MS_DEF_TIMELINES_MISSING: 'A definition without timelines that fire, or without such that stay silent.',
} as const;

export type ProblemCode = keyof typeof PROBLEM_CODES;

/** Where in a text something stands; both count from one. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** One mistake in one place. */
export interface Problem extends Place {
  readonly code: ProblemCode;
  readonly file: string;
  readonly message: string;
}

/** At most so many problems of one file are kept. */
export const PROBLEMS_MAX = 200;

/** `signal-definitions/recurring/x.yaml:12:5 MS_DEF_UNKNOWN_FIELD unknown field "treshold". Did you mean "threshold"?` */
export function formatProblem(problem: Problem): string {
  return `${problem.file}:${problem.line}:${problem.column} ${problem.code} ${problem.message}`;
}

/** By file and place, each said once. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const unique = new Map(problems.map((problem) => [formatProblem(problem), problem]));
  return [...unique.values()].sort(
    (a, b) =>
      compareText(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compareText(a.code, b.code) ||
      compareText(a.message, b.message),
  );
}

/** Orders texts by their code units, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
