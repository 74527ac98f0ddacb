import type { Finding, Stage, TargetDesign, Verdict } from '../../../analyzers/analyzer.js'
import { daysOf } from '../../../analyzers/effort.js'
import { type Artefact, artefactKey, type MappingTable } from '../../entra/index.js'
import { type Decision, type Estate, type StageName, stageNames } from '../../model/index.js'
import type { ScenarioCase, ScenarioResult } from '../assessment.js'
import type { EffortSum, EffortTotal } from '../effort/total.js'
import { calendarOf, type StageSpan } from './calendar.js'
import { type ForecastLine, jobForecast, requestForecast } from './forecast.js'
import { type Placement, placeInWaves } from './order.js'
import { type Population, populationOf, portalGroups } from './population.js'

/** A place where a scenario runs, as a wave moves it. */
export interface WaveCase {
  readonly scenario: string
  readonly subject: string
  readonly subjectId: string
  readonly verdict: Verdict
  /** Keys of the artefacts its design asks for, in the order in which they can be made. */
  readonly artefacts: readonly string[]
  readonly mappingTables: readonly string[]
}

export interface WaveScenario {
  readonly scenario: string
  /** Scenarios of this plan that have to be through before. */
  readonly after: readonly string[]
  /** The consultant placed it; else the order did. */
  readonly decided: boolean
  readonly effort: EffortSum
  readonly cases: readonly WaveCase[]
}

/** What a stage of a wave asks of one place. */
export interface WaveTask {
  readonly scenario: string
  readonly subject: string
  readonly stage: Stage
}

export interface WaveStage {
  readonly name: StageName
  /** When, in working days from the start of the plan, with few and with many days of work. */
  readonly span: StageSpan
  readonly tasks: readonly WaveTask[]
}

/** Scenarios that go together: one cutover, one set of gates. */
export interface Wave {
  /** From 1, without gaps in the order, but as the consultant numbered them. */
  readonly number: number
  readonly scenarios: readonly WaveScenario[]
  readonly effort: EffortSum
  readonly population: readonly Population[]
  /** Time the services need; empty where the input counts no objects and no artefact is made. */
  readonly forecast: readonly ForecastLine[]
  readonly stages: readonly WaveStage[]
  /** What forbids the wave as it is planned. */
  readonly blockers: readonly Finding[]
}

/**
 * The scenarios found, in the order in which they can go.
 *
 * @param decisions waves of scenarios and scenarios left out
 */
export function planWaves(
  estate: Estate,
  results: readonly ScenarioResult[],
  mappings: readonly MappingTable[],
  decisions: readonly Decision[],
  effort: EffortTotal,
): readonly Wave[] {
  const left = new Set(decisions.flatMap((decision) => (decision.kind === 'skip' ? [decision.scenario] : [])))
  const planned = results.filter((result) => firmCases(result).length > 0 && !left.has(result.meta.id))
  const placements = placeInWaves(
    planned.map((result) => result.meta.id),
    decisions.filter((decision) => decision.kind === 'wave'),
  )
  const numbers = [...new Set(placements.map((item) => item.wave))].sort((a, b) => a - b)
  const waves = numbers.map((number) => {
    const placed = placements.filter((item) => item.wave === number)
    const cases = placed.flatMap((item) => casesOf(planned, item.scenario))
    const scenarios = placed.map((item) => waveScenario(item, casesOf(planned, item.scenario), effort))
    const shares = effort.scenarios.filter((item) => placed.some((one) => one.scenario === item.scenario))
    return {
      number,
      cases: placed.flatMap((item) =>
        casesOf(planned, item.scenario).map((one) => ({ scenario: item.scenario, ...one })),
      ),
      scenarios,
      effort: daysOf(shares.flatMap((item) => item.shares.map(({ line, low, high }) => ({ ...line, low, high })))),
      population: populations(estate, mappings, placed, cases),
      forecast: forecastOf(estate, mappings, cases),
      blockers: placed.flatMap((item) => item.conflict ?? []),
    }
  })
  const calendar = calendarOf(waves)
  return waves.map(({ cases, blockers, ...wave }, index) => ({
    ...wave,
    stages: stageNames.flatMap((name) => {
      const span = calendar[index]?.[name]
      return span === undefined ? [] : [{ name, span, tasks: tasksOf(cases, name) }]
    }),
    blockers,
  }))
}

export function firmCases(result: ScenarioResult): readonly ScenarioCase[] {
  return result.cases.filter((item) => item.detection.level !== 'trace')
}

function casesOf(results: readonly ScenarioResult[], scenario: string): readonly ScenarioCase[] {
  return results.filter((result) => result.meta.id === scenario).flatMap(firmCases)
}

function waveScenario(placement: Placement, cases: readonly ScenarioCase[], effort: EffortTotal): WaveScenario {
  const { scenario, after, decided } = placement
  const sum = effort.scenarios.find((item) => item.scenario === scenario)
  return {
    scenario,
    after,
    decided,
    effort: { lowDays: sum?.lowDays ?? 0, highDays: sum?.highDays ?? 0 },
    cases: cases.map(({ detection, design }) => ({
      scenario,
      subject: detection.subject,
      subjectId: detection.subjectId,
      verdict: design.verdict,
      artefacts: design.artefacts.map(artefactKey),
      mappingTables: design.mappingTables,
    })),
  }
}

function tasksOf(
  cases: readonly (ScenarioCase & { readonly scenario: string })[],
  name: StageName,
): readonly WaveTask[] {
  return cases.flatMap(({ scenario, detection, stages }) =>
    stages.filter((stage) => stage.name === name).map((stage) => ({ scenario, subject: detection.subject, stage })),
  )
}

const groupScenarios: ReadonlySet<string> = new Set([
  'ad-groups',
  'soa-groups',
  'dynamic-groups',
  'self-service-groups',
])

function populations(
  estate: Estate,
  mappings: readonly MappingTable[],
  placed: readonly Placement[],
  cases: readonly ScenarioCase[],
): readonly Population[] {
  const found = tablesOf(mappings, cases).map((table) => populationOf(estate, table))
  const all = placed.some((item) => groupScenarios.has(item.scenario)) ? [...found, portalGroups(estate)] : found
  const unlike = new Map(all.map((item) => [`${item.system}\n${item.objectType}`, item]))
  return [...unlike.values()]
}

function tablesOf(mappings: readonly MappingTable[], cases: readonly ScenarioCase[]): readonly MappingTable[] {
  const ids = new Set(cases.flatMap((item) => item.design.mappingTables))
  return mappings.filter((table) => ids.has(table.id))
}

function forecastOf(
  estate: Estate,
  mappings: readonly MappingTable[],
  cases: readonly ScenarioCase[],
): readonly ForecastLine[] {
  const artefacts = unlike(cases.map((item) => item.design))
  const tables = tablesOf(mappings, cases)
  const jobs = artefacts.flatMap((artefact) => {
    if (artefact.kind !== 'provisioning-job') return []
    const table = tables.find((item) => item.title === artefact.name)
    return table === undefined ? [] : jobForecast(artefactKey(artefact), artefact, populationOf(estate, table))
  })
  return [...jobs, ...requestForecast(artefacts)]
}

/** Two scenarios may want the same thing; it is made once. */
function unlike(designs: readonly TargetDesign[]): readonly Artefact[] {
  const found = new Map<string, Artefact>()
  for (const artefact of designs.flatMap((design) => design.artefacts)) {
    const key = artefactKey(artefact)
    if (!found.has(key)) found.set(key, artefact)
  }
  return [...found.values()]
}
