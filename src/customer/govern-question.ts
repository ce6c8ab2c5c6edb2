import type { Verdict } from '../model/activation.ts';
import type { Day } from '../model/day.ts';
import type { Definition } from '../model/definition.ts';
import type { Consent } from './customer-state.ts';
import type { Standing } from './standing.ts';

/** What is asked before anything is told: may this episode, as it stands, be used, and how? */
export interface GovernQuestion {
  readonly standing: Standing;
  /** The definition in force; undefined where there is none of that id. */
  readonly definition: Definition | undefined;
  /** What the signal itself says that it may be used for; counts where no definition is in force. */
  readonly purposes: readonly string[];
  readonly consents: readonly Consent[];
  readonly today: Day;
}

/** The station that answers, as its neighbour knows it: stations do not import each other. */
export type Govern = (question: GovernQuestion) => Verdict[];
