import type { Message, Step } from '../../graph/index.js'
import { verifyStep } from '../../graph/index.js'
import type { Answers } from '../answers.js'
import { doneSteps, givenSoFar, keyOf } from '../journal/history.js'
import type { StageTask } from './apply-stage.js'
import { Recorder } from './recorder.js'
import { refuseInterrupted, type Session } from './session.js'
import { contextsFor, type Surroundings } from './surroundings.js'

export interface CheckedStep {
  readonly step: Step
  /** `not-done`: it was never applied, so there is nothing to hold. */
  readonly state: 'holds' | 'fails' | 'not-done'
  readonly problems: readonly Message[]
}

/** Reads whether a stage is as it was applied. Changes nothing in the tenant; what was found goes into the journal. */
export async function verifyStage(
  task: StageTask,
  session: Session,
  answers: Answers,
  surroundings: Surroundings,
): Promise<readonly CheckedStep[]> {
  refuseInterrupted(session)
  const { journal } = session
  const { open, scenario, stage, steps } = task
  const recorder = new Recorder(journal, () => surroundings.now(), answers.secrets)
  const done = doneSteps(journal.entries)
  const contextOf = contextsFor(scenario.id, journal.entries, surroundings, undefined)
  const values = new Map([...givenSoFar(journal.entries), ...answers.values])
  const checked: CheckedStep[] = []
  for (const step of steps) {
    surroundings.progress(checked.length, steps.length, step)
    if (!done.has(keyOf({ scenario: scenario.id, step: step.id }))) {
      checked.push({ step, state: 'not-done', problems: [] })
      continue
    }
    const { holds, problems } = await verifyStep(step, contextOf(step, values), 0)
    checked.push({ step, state: holds ? 'holds' : 'fails', problems })
  }
  recorder.begin({
    command: 'verify',
    scenario: scenario.id,
    stage: stage.name,
    plan: open.hash,
    tenants: open.plan.tenants,
    answers: answers.open,
    overwrite: false,
  })
  for (const { step, state, problems } of checked)
    if (state !== 'not-done')
      recorder.write({ type: 'verified', scenario: scenario.id, step: step.id, holds: state === 'holds', problems })
  recorder.end(checked.every(({ state }) => state === 'holds') ? 'done' : 'incomplete')
  return checked
}
