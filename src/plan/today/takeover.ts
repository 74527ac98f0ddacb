import type { TargetDesign, Verdict } from '../../../analyzers/analyzer.js'
import { sameName } from '../../../analyzers/facts/connectors.js'
import { type Artefact, artefactKey, type MappingLine, type MappingTable } from '../../entra/index.js'
import type { ScenarioResult } from '../assessment.js'
import { firmCases, type Wave } from '../waves/waves.js'
import type { Write } from './flows.js'
import { tenant } from './systems.js'

/** A place of a scenario with the wave it goes in. */
export interface PlannedCase {
  readonly wave: number
  readonly scenario: string
  readonly subject: string
  readonly subjectId: string
  readonly design: TargetDesign
}

/** Cases of all waves, in the order in which they go. */
export function plannedCases(waves: readonly Wave[], results: readonly ScenarioResult[]): readonly PlannedCase[] {
  return waves.flatMap((wave) =>
    wave.scenarios.flatMap((placed) =>
      placed.cases.flatMap((item) => {
        const found = results
          .find((result) => result.meta.id === item.scenario)
          ?.cases.find((one) => one.detection.subjectId === item.subjectId && one.detection.subject === item.subject)
        return found === undefined ? [] : [{ ...item, wave: wave.number, design: found.design }]
      }),
    ),
  )
}

/** Cases of scenarios that the consultant leaves out: they answer for what they cover, and it stays. */
export function casesLeftOut(waves: readonly Wave[], results: readonly ScenarioResult[]): readonly PlannedCase[] {
  const planned = new Set(waves.flatMap((wave) => wave.scenarios.map((item) => item.scenario)))
  return results
    .filter((result) => !planned.has(result.meta.id))
    .flatMap((result) =>
      firmCases(result).map(({ detection, design }) => ({
        wave: 0,
        scenario: result.meta.id,
        subject: detection.subject,
        subjectId: detection.subjectId,
        design: { ...design, verdict: 'keep' as const, parts: [], mappingTables: [] },
      })),
    )
}

/** The job of a mapping table that a design takes over, and the attributes it writes. */
export interface JobTakeover {
  readonly planned: PlannedCase
  readonly table: MappingTable
  readonly jobName: string
  /** Key of the job's artefact; the table's id where the design holds none yet. */
  readonly jobKey: string
  readonly system: string
  readonly lines: readonly (MappingLine & { readonly mapping: NonNullable<MappingLine['mapping']> })[]
}

export function jobTakeovers(
  cases: readonly PlannedCase[],
  mappings: readonly MappingTable[],
  systemOfConnector: (id: string) => string | undefined,
): readonly JobTakeover[] {
  return cases.flatMap((planned) =>
    mappings
      .filter((table) => planned.design.mappingTables.includes(table.id))
      .map((table) => {
        const job = planned.design.artefacts.find(
          (artefact) => artefact.kind === 'provisioning-job' && artefact.name === table.title,
        )
        return {
          planned,
          table,
          jobName: table.title,
          jobKey: job === undefined ? table.id : artefactKey(job),
          system: systemOfConnector(table.target.id) ?? tenant,
          lines: table.lines.flatMap((line) =>
            line.mapping === undefined || !writes(job, line.mapping.target) ? [] : [{ ...line, mapping: line.mapping }],
          ),
        }
      }),
  )
}

/** A job may hold less than its table says: what its host refuses stays with the old product. */
function writes(job: Artefact | undefined, target: string): boolean {
  if (job?.kind !== 'provisioning-job' || job.schema !== 'written') return true
  return job.objectMappings.some((mapping) => mapping.attributeMappings.some((item) => item.target === target))
}

/** Does the job take this write over? The table of a job is about one connector and one object type. */
export function takes(job: JobTakeover, write: Write): boolean {
  return (
    job.table.target.id === write.connector.id &&
    sameName(job.table.target.objectType, write.objectType) &&
    job.lines.some((line) => sameName(line.target, write.attribute))
  )
}

/** Verdicts with which a scenario takes what runs today away from the old product. */
export function ends(verdict: Verdict): boolean {
  return verdict !== 'keep'
}
