/**
 * `breaking`: an open episode cannot go on as it is: it would be about something else, or be used for what it was
 * not gathered for. `dangerous`: customers may enter, leave, or be told at another confidence. `safe`: words only.
 */
export type ChangeLevel = 'breaking' | 'dangerous' | 'safe';

/** Every kind of change, with how far it reaches. */
export const CHANGE_TYPES = {
  DEFINITION_REMOVED: 'breaking',
  KIND_CHANGED: 'breaking',
  SUBJECT_CHANGED: 'breaking',
  LIFE_KIND_CHANGED: 'breaking',
  PURPOSE_ADDED: 'breaking',
  PROHIBITION_REMOVED: 'breaking',
  SENSITIVITY_LOWERED: 'breaking',
  LAWFUL_BASIS_CHANGED: 'breaking',
  VULNERABILITY_DROPPED: 'breaking',
  DOMAIN_CHANGED: 'dangerous',
  PURPOSE_REMOVED: 'dangerous',
  PROHIBITION_ADDED: 'dangerous',
  SENSITIVITY_RAISED: 'dangerous',
  VULNERABILITY_ADDED: 'dangerous',
  AUDIENCE_CHANGED: 'dangerous',
  TERM_CHANGED: 'dangerous',
  APPROVALS_CHANGED: 'dangerous',
  THRESHOLD_RAISED: 'dangerous',
  THRESHOLD_LOWERED: 'dangerous',
  USE_ADDED: 'dangerous',
  USE_REMOVED: 'dangerous',
  PRIOR_RAISED: 'dangerous',
  PRIOR_LOWERED: 'dangerous',
  EVIDENCE_ADDED: 'dangerous',
  EVIDENCE_REMOVED: 'dangerous',
  EVIDENCE_REWEIGHED: 'dangerous',
  EVIDENCE_LOOKS_ELSEWHERE: 'dangerous',
  EVIDENCE_REGROUPED: 'dangerous',
  EVIDENCE_ORDER_CHANGED: 'dangerous',
  GROUP_CAP_RAISED: 'dangerous',
  GROUP_CAP_LOWERED: 'dangerous',
  EXCLUSION_ADDED: 'dangerous',
  EXCLUSION_REMOVED: 'dangerous',
  EXCLUSION_CHANGED: 'dangerous',
  LIFE_CHANGED: 'dangerous',
  CADENCE_CHANGED: 'dangerous',
  NEEDED_DATA_CHANGED: 'dangerous',
  REVISION_STEP_CHANGED: 'dangerous',
  CALIBRATION_CHANGED: 'dangerous',
  DEFINITION_ADDED: 'safe',
  MONITORING_CHANGED: 'safe',
  VALIDATION_CHANGED: 'safe',
  TEXT_CHANGED: 'safe',
} as const satisfies Readonly<Record<string, ChangeLevel>>;

export type ChangeType = keyof typeof CHANGE_TYPES;

/** One difference between two versions of a definition. */
export interface Change {
  readonly type: ChangeType;
  readonly definition: string;
  readonly message: string;
}

/** Takes down a difference. */
export type Note = (type: ChangeType, message: string) => void;
