import type { StageName } from '../model/index.js'
import type { Begin, Entry } from './journal/entries.js'
import { doneSteps, keyOf, openRun } from './journal/history.js'
import type { Plan, PlannedScenario, PlannedStage } from './plan/model.js'

/**
 * `empty`: the tool does nothing in it. `open`: not begun. `incomplete`: steps were left. `applied`, and `verified` when a
 * look afterwards found it so, `failing` when not. `rolled-back`: nothing of it stands any more.
 */
export type StageState =
  | 'empty'
  | 'open'
  | 'interrupted'
  | 'incomplete'
  | 'applied'
  | 'verified'
  | 'failing'
  | 'rolled-back'

export interface StageStatus {
  readonly stage: StageName
  readonly state: StageState
  readonly steps: number
  readonly done: number
  /** When something was last done about it, ISO 8601, UTC; '' for never. */
  readonly at: string
}

export interface ScenarioStatus {
  readonly scenario: string
  readonly wave: number
  readonly stages: readonly StageStatus[]
}

/** Where every scenario and stage stands, from the journal. */
export function statusOf(plan: Plan, entries: readonly Entry[]): readonly ScenarioStatus[] {
  const done = doneSteps(entries)
  const open = openRun(entries)
  return plan.scenarios.map((scenario) => ({
    scenario: scenario.id,
    wave: scenario.wave,
    stages: scenario.stages.map((stage) => stageStatus(scenario, stage, entries, done, open)),
  }))
}

function stageStatus(
  { id }: PlannedScenario,
  { name, steps }: PlannedStage,
  entries: readonly Entry[],
  done: ReadonlySet<string>,
  open: Begin | undefined,
): StageStatus {
  const runs = entries.filter((entry): entry is Begin => entry.type === 'begin' && isAbout(entry, id, name))
  const last = runs.at(-1)
  const count = steps.filter((step) => done.has(keyOf({ scenario: id, step }))).length
  const status = { stage: name, steps: steps.length, done: count, at: last?.at ?? '' }
  if (steps.length === 0) return { ...status, state: 'empty' }
  if (last === undefined) return { ...status, state: 'open' }
  if (open !== undefined && isAbout(open, id, name)) return { ...status, state: 'interrupted' }
  if (count === 0 && runs.some(({ command }) => command === 'rollback')) return { ...status, state: 'rolled-back' }
  if (count < steps.length) return { ...status, state: 'incomplete' }
  return { ...status, state: verifiedState(entries, id, new Set(steps), last) }
}

function isAbout({ scenario, stage, stages }: Begin, id: string, name: StageName): boolean {
  return scenario === id && (stage === name || stages?.includes(name) === true)
}

/** By the last look of each step. */
function verifiedState(entries: readonly Entry[], id: string, steps: ReadonlySet<string>, last: Begin): StageState {
  const holds = new Map<string, boolean>()
  for (const entry of entries)
    if (entry.type === 'verified' && entry.scenario === id && steps.has(entry.step)) holds.set(entry.step, entry.holds)
  if ([...holds.values()].some((one) => !one)) return 'failing'
  return last.command === 'verify' && holds.size === steps.size ? 'verified' : 'applied'
}
