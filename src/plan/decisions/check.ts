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
  for (const [index, decision] of decisions.entries()) {
    const scenario = scenarioOf(decision)
    if (!scenarios.includes(scenario))
      throw refusal(decision, `there is no scenario "${scenario}".`, 'mim2entra explain <scenario> knows them by id.')
    const other = decisions.slice(0, index).find((earlier) => contradict(earlier, decision))
    if (other !== undefined)
      throw refusal(
        decision,
        `it speaks against the decision in line ${other.at.line ?? '?'}.`,
        'Leave one of the two.',
      )
  }
}

export function scenarioOf(decision: Decision): string {
  return decision.kind === 'choice' ? (decision.choice.split('.')[0] ?? '') : decision.scenario
}

function contradict(a: Decision, b: Decision): boolean {
  if (a.kind === 'choice' && b.kind === 'choice')
    return a.choice === b.choice && a.subject?.toLowerCase() === b.subject?.toLowerCase() && a.take !== b.take
  if (a.kind === 'wave' && b.kind === 'wave') return a.scenario === b.scenario && a.wave !== b.wave
  const kinds = new Set([a.kind, b.kind])
  return kinds.has('skip') && kinds.has('wave') && scenarioOf(a) === scenarioOf(b)
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
