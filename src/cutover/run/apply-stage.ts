import type { Message, Step } from '../../graph/index.js'
import { verifyStep } from '../../graph/index.js'
import { InputError } from '../../model/index.js'
import type { Answers } from '../answers.js'
import type { Begin, Entry } from '../journal/entries.js'
import { doneSteps, givenSoFar, keyOf } from '../journal/history.js'
import type { PlannedScenario, PlannedStage } from '../plan/model.js'
import type { OpenPlan } from '../plan/open-plan.js'
import { type Breach, breachesOf, type Limits } from '../thresholds.js'
import { applySteps, type Outcome } from './apply-steps.js'
import { Recorder } from './recorder.js'
import { refuseInterrupted, type Session } from './session.js'
import { contextsFor, type Surroundings } from './surroundings.js'
import { type Survey, survey } from './survey.js'

/** One stage of one scenario of a plan. */
export interface StageTask {
  readonly open: OpenPlan
  readonly scenario: PlannedScenario
  readonly stage: PlannedStage
  /** Steps of the stage. */
  readonly steps: readonly Step[]
  readonly limits: Limits
}

/** What a person sees and says on the way. */
export interface Conversation {
  showSurvey(survey: Survey, breaches: readonly Breach[]): void
  /** false: nothing is done. */
  mayApply(survey: Survey): Promise<boolean>
  /** Names a person has typed, of those that hurt. */
  confirm(names: readonly { readonly name: string; readonly why: Message }[]): Promise<ReadonlySet<string>>
}

export interface StageResult {
  /** `declined`: a person has looked and said no. */
  readonly state: 'done' | 'incomplete' | 'declined' | 'over-limit'
  readonly survey: Survey
  readonly outcomes: readonly Outcome[]
  readonly problems: readonly { readonly step: Step; readonly problems: readonly Message[] }[]
}

/** Looks at what a stage would do, and does nothing. */
export async function previewStage(
  task: StageTask,
  entries: readonly Entry[],
  answers: Answers,
  surroundings: Surroundings,
  overwrite: boolean,
): Promise<Survey> {
  const contextOf = contextsFor(task.scenario.id, entries, surroundings, undefined)
  return survey(task.scenario.id, task.steps, entries, valuesOf(entries, answers), contextOf, {
    width: surroundings.width,
    overwrite,
  })
}

/** Looks, shows, asks, applies, verifies; every request that writes stands in the journal before it is sent. */
export async function applyStage(
  task: StageTask,
  session: Session,
  answers: Answers,
  surroundings: Surroundings,
  talk: Conversation,
  options: { readonly overwrite: boolean; readonly resumes?: Begin },
): Promise<StageResult> {
  const { open, scenario, stage, steps, limits } = task
  const { journal } = session
  const { overwrite, resumes } = options
  if (resumes === undefined) refuseInterrupted(session)
  checkOrder(task, journal.entries)
  checkShared(task, journal.entries)
  const recorder = new Recorder(journal, () => surroundings.now(), answers.secrets, resumes?.run)
  const contextOf = contextsFor(scenario.id, journal.entries, surroundings, recorder)
  const values = valuesOf(journal.entries, answers)
  const looked = await survey(scenario.id, steps, journal.entries, values, contextOf, {
    width: surroundings.width,
    overwrite,
  })
  const breaches = breachesOf(looked.counts, limits, looked.population)
  talk.showSurvey(looked, breaches)
  const nothing = { survey: looked, outcomes: [], problems: [] }
  if (breaches.length > 0) return { ...nothing, state: 'over-limit' }
  if (!(await talk.mayApply(looked))) return { ...nothing, state: 'declined' }
  const confirmed = await talk.confirm(hurting(looked))
  if (resumes === undefined)
    recorder.begin({
      command: 'apply',
      scenario: scenario.id,
      stage: stage.name,
      plan: open.hash,
      tenants: open.plan.tenants,
      answers: answers.open,
      overwrite,
    })
  const done = doneSteps(journal.entries)
  const outcomes = await applySteps(scenario.id, looked, values, contextOf, recorder, surroundings, confirmed, done)
  const problems = await verifyDone(task, outcomes, journal.entries, answers, surroundings, recorder)
  const isWhole = outcomes.every(({ effect }) => effect !== 'skipped') && problems.length === 0
  recorder.end(isWhole ? 'done' : 'incomplete')
  return { state: isWhole ? 'done' : 'incomplete', survey: looked, outcomes, problems }
}

function valuesOf(entries: readonly Entry[], answers: Answers) {
  return new Map([...givenSoFar(entries), ...answers.values])
}

/** What hurts and would be done; each thing once. */
function hurting({ items }: Survey) {
  const names = new Map(
    items.flatMap(({ step, difference }) =>
      step.destructive === undefined || difference.action === 'none'
        ? []
        : [[step.destructive.name, step.destructive] as const],
    ),
  )
  return [...names.values()]
}

/** @throws InputError when an earlier stage with steps was not begun */
function checkOrder({ scenario, stage }: StageTask, entries: readonly Entry[]): void {
  const done = doneSteps(entries)
  const earlier = scenario.stages.slice(0, scenario.stages.indexOf(stage))
  const left = earlier.find(
    ({ steps }) => steps.length > 0 && !steps.some((step) => done.has(keyOf({ scenario: scenario.id, step }))),
  )
  if (left === undefined) return
  throw new InputError(
    `${stage.name} comes after ${left.name}, and ${left.name} of ${scenario.id} has not been applied.`,
    `Run mim2entra apply --scenario ${scenario.id} --stage ${left.name} first.`,
  )
}

/** @throws InputError when what another scenario makes for this stage is not there yet */
function checkShared({ scenario, stage }: StageTask, entries: readonly Entry[]): void {
  const done = doneSteps(entries)
  const at = scenario.stages.indexOf(stage)
  const missing = scenario.shared.find(
    (shared) =>
      scenario.stages.findIndex(({ name }) => name === shared.neededFrom) <= at &&
      !done.has(keyOf({ scenario: shared.scenario, step: shared.step })),
  )
  if (missing === undefined) return
  throw new InputError(
    `${stage.name} of ${scenario.id} needs what ${missing.scenario} makes in ${missing.stage}, and that has not been applied: ${missing.title.text}.`,
    `Run mim2entra apply --scenario ${missing.scenario} --stage ${missing.stage} first.`,
  )
}

/** Reads again what was done; replicas get the time they need. */
async function verifyDone(
  { scenario }: StageTask,
  outcomes: readonly Outcome[],
  entries: readonly Entry[],
  answers: Answers,
  surroundings: Surroundings,
  recorder: Recorder,
): Promise<StageResult['problems']> {
  const contextOf = contextsFor(scenario.id, entries, surroundings, undefined)
  const values = valuesOf(entries, answers)
  const found: { step: Step; problems: readonly Message[] }[] = []
  for (const { step, effect } of outcomes) {
    if (effect === 'skipped') continue
    const { holds, problems } = await verifyStep(step, contextOf(step, values), surroundings.patience)
    recorder.write({ type: 'verified', scenario: scenario.id, step: step.id, holds, problems })
    if (!holds) found.push({ step, problems })
  }
  return found
}
