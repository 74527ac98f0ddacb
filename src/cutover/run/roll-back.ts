import type { Message, Step, Undone } from '../../graph/index.js'
import { GraphFailure, StepStop, undoLimit, undoStep } from '../../graph/index.js'
import { InputError, stageNames } from '../../model/index.js'
import type { Answers } from '../answers.js'
import { CutoverFailure } from '../failure.js'
import type { Begin, Entry } from '../journal/entries.js'
import { givenSoFar, historiesOf, keyOf, standingSteps } from '../journal/history.js'
import { cutoverMessage } from '../messages.js'
import type { PlannedScenario, PlannedStage } from '../plan/model.js'
import type { OpenPlan } from '../plan/open-plan.js'
import { Recorder } from './recorder.js'
import type { Session } from './session.js'
import { contextsFor, type Surroundings } from './surroundings.js'

export interface RollbackTask {
  readonly open: OpenPlan
  readonly scenario: PlannedScenario
  /** Stages to take back, in plan order. */
  readonly stages: readonly PlannedStage[]
  /** All steps of the scenario. */
  readonly steps: readonly Step[]
}

/** What will be taken back, last first, and what cannot be. */
export interface RollbackPreview {
  readonly steps: readonly { readonly step: Step; readonly impossible?: Message }[]
}

export interface TakenBack {
  readonly step: Step
  readonly effect: Undone['effect'] | 'failed'
  readonly reason?: Message
}

/** @throws InputError when something else stands on what would be taken back */
export function previewRollback(
  task: RollbackTask,
  entries: readonly Entry[],
  allSteps: (scenario: string) => readonly Step[],
): RollbackPreview {
  const histories = historiesOf(entries)
  const stepOf = stepFinder(allSteps)
  const wanted = new Map(
    task.stages
      .flatMap((stage) => stage.steps)
      .flatMap((id) => {
        const step = task.steps.find((one) => one.id === id)
        return step === undefined ? [] : [[id, step] as const]
      }),
  )
  const standing = standingSteps(entries)
  const back = standing
    .flatMap(({ scenario, step }) => (scenario === task.scenario.id ? (wanted.get(step) ?? []) : []))
    .reverse()
  const wayOf = (step: Step, scenario = task.scenario.id) =>
    undoLimit(step, histories.get(keyOf({ scenario, step: step.id })) ?? []).kind
  const hasEffect = (step: Step, scenario?: string) => !['nothing', 'impossible'].includes(wayOf(step, scenario))
  checkDependents(
    task,
    back.filter((step) => hasEffect(step)),
    standing.flatMap(({ scenario, step: id }) => {
      const step = stepOf(scenario, id)
      const isGoing = scenario === task.scenario.id && wanted.has(id)
      return step === undefined || isGoing || !hasEffect(step, scenario) ? [] : [{ scenario, step }]
    }),
  )
  return {
    steps: back.map((step) => {
      const way = undoLimit(step, histories.get(keyOf({ scenario: task.scenario.id, step: step.id })) ?? [])
      return way.kind === 'impossible' ? { step, impossible: way.why } : { step }
    }),
  }
}

/** Reads the steps of each scenario once. */
function stepFinder(
  allSteps: (scenario: string) => readonly Step[],
): (scenario: string, id: string) => Step | undefined {
  const known = new Map<string, ReadonlyMap<string, Step>>()
  return (scenario, id) => {
    const steps = known.get(scenario) ?? new Map(allSteps(scenario).map((step) => [step.id, step]))
    known.set(scenario, steps)
    return steps.get(id)
  }
}

/** Takes back from the journal, in reverse order. */
export async function rollBack(
  task: RollbackTask,
  preview: RollbackPreview,
  session: Session,
  answers: Answers,
  surroundings: Surroundings,
  resumes?: Begin,
): Promise<readonly TakenBack[]> {
  const { open, scenario, stages } = task
  const { journal, interrupted } = session
  const now = () => surroundings.now()
  if (resumes === undefined && interrupted !== undefined)
    new Recorder(journal, now, answers.secrets, interrupted.run).end('failed', 'taken back before it was resumed')
  const recorder = new Recorder(journal, now, answers.secrets, resumes?.run)
  const contextOf = contextsFor(scenario.id, journal.entries, surroundings, recorder)
  const values = new Map([...givenSoFar(journal.entries), ...answers.values])
  if (resumes === undefined)
    recorder.begin({
      command: 'rollback',
      scenario: scenario.id,
      stage: stages.at(-1)?.name ?? 'prepare',
      stages: stages.map((stage) => stage.name),
      plan: open.hash,
      tenants: open.plan.tenants,
      answers: answers.open,
      overwrite: false,
    })
  const taken: TakenBack[] = []
  for (const { step } of preview.steps) {
    surroundings.progress(taken.length, preview.steps.length, step)
    const one = await takeBack(step, () => undoStep(step, contextOf(step, values)))
    if (one.effect !== 'failed')
      recorder.write({
        type: 'undone',
        scenario: scenario.id,
        step: step.id,
        effect: one.effect,
        ...(one.reason === undefined ? {} : { reason: one.reason }),
      })
    else if (one.reason !== undefined)
      recorder.write({ type: 'skipped', scenario: scenario.id, step: step.id, because: 'failed', reason: one.reason })
    taken.push(one)
  }
  const isWhole = taken.every(({ effect }) => effect === 'undone' || effect === 'nothing')
  recorder.end(isWhole ? 'done' : 'incomplete')
  return taken
}

async function takeBack(step: Step, undo: () => Promise<Undone>): Promise<TakenBack> {
  try {
    return { step, ...(await undo()) }
  } catch (problem) {
    if (problem instanceof StepStop) return { step, effect: 'failed', reason: problem.reason }
    if (!(problem instanceof GraphFailure)) throw problem
    if (problem.kind === 'sign-in' || problem.kind === 'unavailable' || problem.kind === 'throttled')
      throw new CutoverFailure(problem.message, problem.remedy, { cause: problem })
    const what = `${problem.message} ${problem.remedy}`
    return { step, effect: 'failed', reason: cutoverMessage('cutover.skip.failed', { what }) }
  }
}

/** What was built on a step goes first: later stages, and other scenarios that use what it has made. */
function checkDependents(
  task: RollbackTask,
  back: readonly Step[],
  others: readonly { readonly scenario: string; readonly step: Step }[],
): void {
  const going = new Set(back.map((step) => step.id))
  const places = back.flatMap((step) => Object.keys(step.gives))
  const built = others.find(({ scenario, step }) =>
    scenario === task.scenario.id
      ? step.after.some((id) => going.has(id))
      : places.some((place) => !(place in step.gives) && JSON.stringify(step).includes(`{${place}}`)) ||
        sharesOne(task, scenario, step, going),
  )
  if (built === undefined) return
  const { scenario, step } = built
  throw new InputError(
    `${scenario} ${step.stage} stands on it: ${step.title.text}.`,
    `Run mim2entra rollback --scenario ${scenario} --stage ${step.stage} first.`,
  )
}

/** Does another scenario count on one of these steps for the stage of its own step? */
function sharesOne(
  { open, scenario }: RollbackTask,
  other: string,
  { stage }: Step,
  going: ReadonlySet<string>,
): boolean {
  const shared = open.plan.scenarios.find(({ id }) => id === other)?.shared ?? []
  return shared.some(
    (one) =>
      one.scenario === scenario.id &&
      going.has(one.step) &&
      stageNames.indexOf(one.neededFrom) <= stageNames.indexOf(stage),
  )
}
