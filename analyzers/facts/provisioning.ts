import {
  type Artefact,
  artefactKey,
  designMappings,
  extensionsForTable,
  jobsForTables,
  type MappingTable,
  type ProvisioningJob,
  pilotGroupOf,
} from '../../src/entra/index.js'
import type { Estate } from '../../src/model/index.js'
import type { TargetDesign } from '../analyzer.js'

/** What a design gets of the provisioning jobs it asks for. */
export type Provisioning = Pick<TargetDesign, 'artefacts' | 'mappingTables'>

export const noProvisioning: Provisioning = { artefacts: [], mappingTables: [] }

/** Mapping tables of a scenario that read or write one connector. */
export function tablesOf(estate: Estate, scenario: string, connectorId: string): readonly MappingTable[] {
  return designMappings(estate).filter(
    (table) => table.scenario === scenario && (table.source.id === connectorId || table.target.id === connectorId),
  )
}

/**
 * The jobs of mapping tables with all that has to be there before them, in the order in which it can be made: attributes,
 * the group of the pilot, then the job.
 * @param before what comes first, as the installation of an agent
 * @param after what comes last, as the end of today's export
 */
export function provisioningOf(
  estate: Estate,
  tables: readonly MappingTable[],
  before: readonly Artefact[] = [],
  after: readonly Artefact[] = [],
): Provisioning {
  const jobs = jobsForTables(estate, tables)
  return {
    artefacts: distinct([
      ...before,
      ...tables.flatMap((table) => extensionsForTable(estate, table)),
      ...jobs.flatMap(jobWithPilot),
      ...after,
    ]),
    mappingTables: tables.map((table) => table.id),
  }
}

/** A job behind the group that is assigned to its application first, where assignments decide who is in scope. */
export function jobWithPilot(job: ProvisioningJob): readonly Artefact[] {
  return job.pilot.kind === 'assignment' ? [pilotGroupOf(job.name, job.madeFrom), job] : [job]
}

/** The same artefact asked for twice is made once. */
export function distinct(artefacts: readonly Artefact[]): readonly Artefact[] {
  const seen = new Set<string>()
  return artefacts.filter((artefact) => {
    const key = artefactKey(artefact)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
