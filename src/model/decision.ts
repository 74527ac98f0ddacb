import type { Provenance } from './provenance.js'

interface DecisionBase {
  /** Why, and who decided it, as the consultant wrote it; '' where nothing was written. */
  readonly why: string
  readonly by: string
  readonly at: Provenance
}

/** The consultant's answer to a choice of a design. */
export interface ChoiceDecision extends DecisionBase {
  readonly kind: 'choice'
  /** `<scenario>.<question>`. */
  readonly choice: string
  /** Connector it is about; undefined: every place where the choice is asked. */
  readonly subject: string | undefined
  /** Id of the option. */
  readonly take: string
}

/** A scenario that the plan leaves out. */
export interface SkipDecision extends DecisionBase {
  readonly kind: 'skip'
  readonly scenario: string
}

/** The wave a scenario goes with. */
export interface WaveDecision extends DecisionBase {
  readonly kind: 'wave'
  readonly scenario: string
  /** From 1. */
  readonly wave: number
}

/** What the consultant decided, other than the criteria propose. */
export type Decision = ChoiceDecision | SkipDecision | WaveDecision
