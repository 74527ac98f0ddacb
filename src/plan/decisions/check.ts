import { type ChoiceDecision, type Decision, InputError } from '../../model/index.js'
import type { ScenarioResult } from '../assessment.js'
import { isAbout } from './decided.js'

/**
 * Refuses decisions that speak against each other or name a scenario there is none of.
 *
 * @param scenarios ids of all scenarios the tool knows
 * @throws InputError naming file and lines
 */
export function checkDecisions(decisions: readonly Decision[], scenarios: readonly string[]): void {
  const earlier = new Map<string, Decision>()
  for (const decision of decisions) {
    const scenario = scenarioOf(decision)
    if (!scenarios.includes(scenario))
      throw refusal(decision, `there is no scenario "${scenario}".`, 'mim2entra explain <scenario> knows them by id.')
    const other = earlier.get(whatFor(decision))
    if (other !== undefined) {
      const says = answerOf(other) === answerOf(decision) ? 'repeats' : 'speaks against'
      throw refusal(decision, `it ${says} the decision in line ${other.at.line ?? '?'}.`, 'Leave one of the two.')
    }
    earlier.set(whatFor(decision), decision)
  }
}

export function scenarioOf(decision: Decision): string {
  return decision.kind === 'choice' ? (decision.choice.split('.')[0] ?? '') : decision.scenario
}

/** Two decisions for the same are one too many: a choice is answered once a subject, a scenario left out or placed once. */
function whatFor(decision: Decision): string {
  return decision.kind === 'choice'
    ? `${decision.choice}\n${decision.subject === undefined ? '' : `of ${decision.subject.toLowerCase()}`}`
    : decision.scenario
}

function answerOf(decision: Decision): string {
  switch (decision.kind) {
    case 'choice':
      return decision.take
    case 'wave':
      return `${decision.wave}`
    default:
      return decision.kind
  }
}

/**
 * Holds answers against the choices that the designs ask.
 *
 * @param open choices that only another answer may bring up: what they ask is not known yet
 * @throws InputError when a decision names a choice, subject or option there is none of, or a scenario that was not found
 */
export function checkAnswers(
  decisions: readonly Decision[],
  results: readonly ScenarioResult[],
  open: 'refused' | 'left' = 'refused',
): void {
  for (const decision of decisions) {
    if (decision.kind === 'choice') checkAnswer(decision, results, open)
    else checkFound(decision, results)
  }
}

/** Leaving out or placing what was not found would look as if it had been done. */
function checkFound(decision: Exclude<Decision, ChoiceDecision>, results: readonly ScenarioResult[]): void {
  const { cases } = results.find((result) => result.meta.id === decision.scenario) ?? { cases: [] }
  if (cases.some((item) => item.detection.level !== 'trace')) return
  throw refusal(decision, `"${decision.scenario}" was not found in this estate.`, 'Take the decision out.')
}

function checkAnswer(decision: ChoiceDecision, results: readonly ScenarioResult[], open: 'refused' | 'left'): void {
  const cases = results.find((result) => result.meta.id === scenarioOf(decision))?.cases ?? []
  const asked = cases.flatMap((item) =>
    item.design.choices.map((choice) => ({ choice, subject: item.detection.subject })),
  )
  const same = asked.filter((item) => item.choice.id === decision.choice)
  if (same.length === 0) {
    if (open === 'left') return
    const others = listed(asked.map((item) => item.choice.id))
    throw refusal(
      decision,
      `nothing asks "${decision.choice}" here.`,
      others === '' ? 'The scenario asks nothing in this estate; take the decision out.' : `Asked here: ${others}.`,
    )
  }
  const about = decision.subject === undefined ? same : same.filter((item) => isAbout(decision, item.subject))
  if (about.length === 0)
    throw refusal(
      decision,
      `"${decision.choice}" is not asked of "${decision.subject ?? ''}".`,
      `It is asked of ${listed(same.map((item) => item.subject || 'the estate as a whole'))}.`,
    )
  for (const { choice } of about)
    if (!choice.options.some((option) => option.id === decision.take))
      throw refusal(
        decision,
        `"${decision.take}" is no answer to "${decision.choice}".`,
        `Answers are ${listed(choice.options.map((option) => option.id))}.`,
      )
}

function listed(names: readonly string[]): string {
  return [...new Set(names)].join(', ')
}

function refusal({ at }: Decision, what: string, remedy: string): InputError {
  return new InputError(`${at.file}, line ${at.line ?? '?'}: ${what}`, `${remedy} Nothing was written.`)
}
