import { type Artefact, artefactKey, type MappingTable } from '../../entra/index.js'
import { type BeforeThing, type PlannedSteps, type Step, stepsFor, type TenantRole } from '../../graph/index.js'
import { InputError, stageNames } from '../../model/index.js'
import type { Assessment, ScenarioResult, Verdict } from '../../plan/assessment.js'
import { verdicts } from '../../plan/assessment.js'
import type { AssessmentFile } from '../../plan/assessment-file.js'
import { contentHash } from '../../plan/canonical.js'
import { type Placement, placeInWaves } from '../../plan/waves/order.js'
import { sumOf } from '../thresholds.js'
import { forecast } from './forecast.js'
import { limitsFor, mostOf } from './limits.js'
import type { Plan, PlannedScenario, PlannedStage, SharedStep, Tenants } from './model.js'
import { unifyGroups } from './same-groups.js'
import { type Forecast, forecastOf } from './wave-forecast.js'

export interface PlanRequest {
  readonly file: AssessmentFile
  readonly tenants: Tenants
  /** Scenario ids; empty: every scenario that was found. */
  readonly scenarios: readonly string[]
}

/** A scenario with everything its folder is made from. */
export interface ScenarioDraft {
  readonly result: ScenarioResult
  readonly steps: readonly Step[]
  /** Places that steps of other scenarios fill. */
  readonly needs: readonly string[]
  readonly artefacts: readonly Artefact[]
  readonly tables: readonly MappingTable[]
  readonly planned: PlannedScenario
}

export interface PlanDraft {
  readonly plan: Plan
  readonly scenarios: readonly ScenarioDraft[]
}

/** Assessment → plan. Pure; the hashes of the scenarios' files are filled in when the files are there. */
export function buildPlan({ file, tenants, scenarios }: PlanRequest): PlanDraft {
  const { assessment, assessmentHash, decisionsHash } = file
  const id = contentHash([assessmentHash, decisionsHash, tenants]).slice(0, 8)
  const wanted = wantedScenarios(assessment, scenarios)
  const placements = placeInWaves(
    wanted.map(({ meta }) => meta.id),
    assessment.decisions.flatMap((decision) => (decision.kind === 'wave' ? [decision] : [])),
  )
  const ordered = inOrder(wanted, placements)
  const drafts = withMakers(draftsOf(ordered, assessment, id))
  checkTenants(drafts, tenants)
  const waves = [...new Set(placements.map((placement) => placement.wave))].sort((a, b) => a - b)
  return {
    scenarios: drafts,
    plan: {
      id,
      assessment: assessmentHash,
      decisions: decisionsHash,
      asOf: assessment.asOf,
      tenants,
      waves: waves.map((number) => ({
        number,
        scenarios: drafts.filter(({ planned }) => planned.wave === number).map(({ planned }) => planned.id),
      })),
      scenarios: drafts.map(({ planned }) => planned),
    },
  }
}

/** Scenarios with evidence that nobody has left out. */
function wantedScenarios({ scenarios, decisions }: Assessment, asked: readonly string[]): readonly ScenarioResult[] {
  const left = new Set(decisions.flatMap((decision) => (decision.kind === 'skip' ? [decision.scenario] : [])))
  const found = scenarios.filter(
    (result) => result.cases.length > 0 && isFound(result.status) && !left.has(result.meta.id),
  )
  const unknown = asked.find((id) => !found.some((result) => result.meta.id === id))
  if (unknown !== undefined)
    throw new InputError(
      `There is no scenario "${unknown}" to plan.`,
      `Found were: ${found.map((result) => result.meta.id).join(', ') || 'none'}.`,
    )
  return asked.length === 0 ? found : found.filter((result) => asked.includes(result.meta.id))
}

function isFound(status: ScenarioResult['status']): boolean {
  return status === 'certain' || status === 'likely' || status === 'possible'
}

/** Wave by wave; within one in the order of the scenario base. */
function inOrder(results: readonly ScenarioResult[], placements: readonly Placement[]) {
  return placements
    .flatMap((placement) => {
      const result = results.find(({ meta }) => meta.id === placement.scenario)
      return result === undefined ? [] : [{ result, placement }]
    })
    .sort((a, b) => a.placement.wave - b.placement.wave || a.result.meta.number - b.result.meta.number)
}

/** What is wanted twice belongs to the scenario that comes first: done again later, it could set back what went on since. */
function draftsOf(
  ordered: ReturnType<typeof inOrder>,
  assessment: Assessment,
  planId: string,
): readonly ScenarioDraft[] {
  const unified = unifyGroups(ordered.map(({ result }) => artefactsOf(result)))
  const all = distinct(unified.flatMap(({ artefacts }) => artefacts))
  const owned: OwnedThing[] = []
  return ordered.map(({ result, placement }, index) => {
    const { artefacts, instead } = unified[index] ?? { artefacts: [], instead: new Set<string>() }
    const before = owned.map((one) => ({ ...one, together: one.wave === placement.wave }))
    const planned = stepsFor(artefacts, { planId, all, before })
    const shared = sharedSteps(planned, owned, instead)
    const draft = draftOf(result, placement, index + 1, { ...planned, artefacts, shared }, assessment)
    for (const [at, thing] of planned.things.entries()) {
      const step = planned.steps[at]
      if (step !== undefined) owned.push({ ...thing, scenario: result.meta.id, wave: placement.wave, step })
    }
    return draft
  })
}

interface OwnedThing extends Omit<BeforeThing, 'together'> {
  readonly scenario: string
  readonly wave: number
  readonly step: Step
}

interface PlannedScenarioSteps extends PlannedSteps {
  readonly artefacts: readonly Artefact[]
  readonly shared: readonly SharedStep[]
}

function sharedSteps(
  { left }: PlannedSteps,
  owned: readonly OwnedThing[],
  instead: ReadonlySet<string>,
): readonly SharedStep[] {
  const byName = new Map(owned.map((one) => [one.name, one]))
  return left.flatMap(({ name, neededFrom, differs }) => {
    const one = byName.get(name)
    if (one === undefined) return []
    const { scenario, stage, step } = one
    return [{ title: step.title, scenario, stage, step: step.id, neededFrom, differs: differs || instead.has(name) }]
  })
}

function artefactsOf({ cases }: ScenarioResult): readonly Artefact[] {
  return distinct(cases.flatMap(({ design }) => design.artefacts))
}

function draftOf(
  result: ScenarioResult,
  placement: Placement,
  number: number,
  { steps, needs, artefacts, shared }: PlannedScenarioSteps,
  { mappings, waves }: Assessment,
): ScenarioDraft {
  const designs = result.cases.map(({ design }) => design)
  const tableIds = new Set(designs.flatMap((design) => design.mappingTables))
  const tables = mappings.filter((table) => tableIds.has(table.id))
  const wave = waves.find((one) => one.number === placement.wave)
  return {
    result,
    steps,
    needs,
    artefacts,
    tables,
    planned: {
      id: result.meta.id,
      title: result.meta.title,
      folder: `${String(number).padStart(2, '0')}-${result.meta.id}`,
      wave: placement.wave,
      verdict: worstOf(designs.map((design) => design.verdict)),
      subjects: [...new Set(designs.map((design) => design.subject).filter((subject) => subject !== ''))],
      after: [...new Set([...placement.after, ...shared.map(({ scenario }) => scenario)])],
      stages: stageNames.map((name) => stageOf(name, steps, { artefacts, tables, wave })),
      shared,
      files: {},
    },
  }
}

function stageOf(name: PlannedStage['name'], all: readonly Step[], about: Forecast): PlannedStage {
  const steps = all.filter((step) => step.stage === name)
  return {
    name,
    steps: steps.map((step) => step.id),
    handSteps: steps.filter((step) => step.change.kind === 'hand').length,
    limits: limitsFor(sumOf(steps.map(mostOf))),
    minutes: forecast(steps),
    ...forecastOf(name, about),
  }
}

/** What is made by another scenario of the plan comes after that scenario. */
function withMakers(drafts: readonly ScenarioDraft[]): readonly ScenarioDraft[] {
  const maker = new Map<string, string>()
  for (const { planned, steps } of drafts)
    for (const place of steps.flatMap((step) => Object.keys(step.gives)))
      if (!maker.has(place)) maker.set(place, planned.id)
  return drafts.map((draft) => {
    const makers = draft.needs.flatMap((place) => maker.get(place) ?? [])
    const after = [...new Set([...draft.planned.after, ...makers])].filter((id) => id !== draft.planned.id)
    return { ...draft, planned: { ...draft.planned, after } }
  })
}

/** Two connectors of a scenario may want the same thing. */
function distinct(artefacts: readonly Artefact[]): readonly Artefact[] {
  const found = new Map<string, Artefact>()
  for (const artefact of artefacts) if (!found.has(artefactKey(artefact))) found.set(artefactKey(artefact), artefact)
  return [...found.values()]
}

function worstOf(found: readonly Verdict[]): Verdict {
  return verdicts.find((verdict) => found.includes(verdict)) ?? 'keep'
}

/** @throws InputError when something has to be done in a tenant nobody has named */
function checkTenants(drafts: readonly ScenarioDraft[], tenants: Tenants): void {
  for (const role of ['source', 'target'] as const satisfies readonly TenantRole[]) {
    const draft = drafts.find(({ steps }) => steps.some((step) => step.tenant === role))
    if (draft !== undefined && tenants[role] === undefined)
      throw new InputError(
        `${draft.planned.id} synchronizes between two tenants, and nobody has named the ${role} tenant.`,
        `Add --${role}-tenant <id>.`,
      )
  }
}
