import type { Decided } from '../../../analyzers/analyzer.js'
import type { ChoiceDecision, Decision } from '../../model/index.js'

/** Answers of the decisions: one for the very subject goes before one for all. */
export function answersOf(decisions: readonly Decision[]): Decided {
  return (choice, subject) => decisionFor(decisions, choice, subject)?.take
}

/** The decision that answers a choice of a subject, with why and by whom; undefined where the criteria answer. */
export function decisionFor(
  decisions: readonly Decision[],
  choice: string,
  subject: string,
): ChoiceDecision | undefined {
  const about = decisions.filter((decision) => decision.kind === 'choice' && decision.choice === choice)
  const named = about.find((decision) => decision.kind === 'choice' && isAbout(decision, subject))
  const general = about.find((decision) => decision.kind === 'choice' && decision.subject === undefined)
  return (named ?? general) as ChoiceDecision | undefined
}

export function isAbout(decision: ChoiceDecision, subject: string): boolean {
  return decision.subject?.toLowerCase() === subject.toLowerCase()
}
