import type { Connector, Estate, SyncServer } from '../../model/index.js'
import type { ProvisioningJob } from '../artefacts/provisioning-job.js'
import { serversOf } from '../mapping/design.js'
import { tenantId } from '../mapping/entra-table.js'
import type { MappingTable } from '../mapping/model.js'
import { cloudSyncConfigurations } from './cloud-sync-configurations.js'
import { cloudSyncJob } from './cloud-sync-job.js'
import { forestJob } from './forest-job.js'
import { groupsToDirectoryJob } from './groups-to-directory-job.js'
import { applicationJob, hostJob } from './host-job.js'
import { uploadJob } from './upload-job.js'

export interface PlacedTable {
  readonly estate: Estate
  readonly server: SyncServer
  readonly table: MappingTable
  readonly source: Connector | undefined
  /** undefined: the tenant, for which the estate has no connector. */
  readonly target: Connector | undefined
}

/** The provisioning job a mapping table stands for; undefined when its target is not in the estate. */
export function jobForTable(estate: Estate, table: MappingTable): ProvisioningJob | undefined {
  const placed = placedTable(estate, table)
  return placed === undefined ? undefined : jobFor(placed)
}

/** The job of an application without the limits of the ECMA Connector Host. */
export function applicationJobForTable(estate: Estate, table: MappingTable): ProvisioningJob | undefined {
  const placed = placedTable(estate, table)
  return placed && applicationJob(placed)
}

/** The jobs several tables become: one a table, but one a domain of each forest where Cloud Sync takes them over. */
export function jobsForTables(estate: Estate, tables: readonly MappingTable[]): readonly ProvisioningJob[] {
  const jobs: ProvisioningJob[] = []
  const forests = new Map<string, { readonly placed: PlacedTable; readonly jobs: ProvisioningJob[] }>()
  for (const table of tables) {
    const placed = placedTable(estate, table)
    const job = placed === undefined ? undefined : jobFor(placed)
    if (placed === undefined || job === undefined) continue
    const key = `${placed.server.id}\n${table.source.id}`
    if (table.place !== 'cloud-sync' || table.source.kind === 'entra') {
      jobs.push(job)
      continue
    }
    const known = forests.get(key) ?? { placed, jobs: [] }
    known.jobs.push(job)
    forests.set(key, known)
  }
  return [
    ...jobs,
    ...[...forests.values()].flatMap(({ placed: { server, source }, jobs: own }) =>
      source === undefined ? own : cloudSyncConfigurations(own, server, source),
    ),
  ]
}

function placedTable(estate: Estate, table: MappingTable): PlacedTable | undefined {
  for (const server of serversOf(estate)) {
    const target = server.connectors.find((connector) => connector.id === table.target.id)
    const source = server.connectors.find((connector) => connector.id === table.source.id)
    if (target !== undefined) return { estate, server, table, source, target }
    if (table.target.id === tenantId && source !== undefined)
      return { estate, server, table, source, target: undefined }
  }
  return undefined
}

function jobFor(placed: PlacedTable): ProvisioningJob | undefined {
  const { scenario, source } = placed.table
  if (scenario === 'connect-to-cloud-sync') return cloudSyncJob(placed)
  if (scenario === 'fim-aad-connector') return forestJob(placed)
  if (scenario === 'groups-to-ad-apps') return groupsToDirectoryJob(placed)
  return source.kind === 'entra' ? hostJob(placed) : uploadJob(placed)
}
