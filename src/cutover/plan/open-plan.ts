import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Step } from '../../graph/index.js'
import { InputError } from '../../model/index.js'
import type { Plan, PlannedScenario, PlannedStage } from './model.js'
import { readPlanFile } from './plan-file.js'

/** A plan folder, checked. */
export interface OpenPlan {
  readonly folder: string
  readonly plan: Plan
  readonly hash: string
  readonly journal: string
  readonly lock: string
}

/** @throws InputError when there is no plan, or somebody changed what `apply` reads */
export function openPlan(folder: string): OpenPlan {
  const file = join(folder, 'plan.json')
  if (!existsSync(folder) || !statSync(folder).isDirectory() || !existsSync(file))
    throw new InputError(`${folder} holds no plan.json.`, 'Give the folder mim2entra plan wrote.')
  const { plan, planHash } = readPlanFile(readFileSync(file, 'utf8'), file)
  return { folder, plan, hash: planHash, journal: join(folder, 'journal.jsonl'), lock: join(folder, 'journal.lock') }
}

/** Steps of a scenario. @throws InputError when a file of it is missing or was changed */
export function stepsOf(open: OpenPlan, scenario: PlannedScenario): readonly Step[] {
  let steps: readonly Step[] = []
  for (const [name, hash] of Object.entries(scenario.files)) {
    const path = join(open.folder, scenario.folder, name)
    if (!existsSync(path))
      throw new InputError(`${path} is missing.`, 'Put it back from a copy, or run mim2entra plan again.')
    const bytes = readFileSync(path)
    if (createHash('sha256').update(bytes).digest('hex') !== hash)
      throw new InputError(
        `${path} was changed by hand: it is not what plan.json states.`,
        'Put it back from a copy, or run mim2entra plan again with the decision that wants the change.',
      )
    if (basename(path) === 'requests.json') steps = (JSON.parse(bytes.toString('utf8')) as { steps: Step[] }).steps
  }
  return steps
}

/** @throws InputError naming the scenarios there are */
export function scenarioOf({ plan }: OpenPlan, id: string): PlannedScenario {
  const found = plan.scenarios.find((scenario) => scenario.id === id || scenario.folder === id)
  if (found !== undefined) return found
  throw new InputError(
    `The plan has no scenario "${id}".`,
    `Scenarios are: ${plan.scenarios.map((scenario) => scenario.id).join(', ') || 'none'}.`,
  )
}

/** @throws InputError naming the stages there are */
export function stageOf(scenario: PlannedScenario, name: string): PlannedStage {
  const found = scenario.stages.find((stage) => stage.name === name)
  if (found !== undefined) return found
  throw new InputError(
    `"${name}" is not a stage.`,
    `Stages are: ${scenario.stages.map((stage) => stage.name).join(', ')}.`,
  )
}
