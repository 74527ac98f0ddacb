import type { Connector, Estate, SyncServer } from '../../model/index.js'
import type { ProvisioningJob } from '../artefacts/provisioning-job.js'
import { serversOf } from '../mapping/design.js'
import type { MappingTable } from '../mapping/model.js'
import { cloudSyncJob } from './cloud-sync-job.js'
import { groupsToDirectoryJob } from './groups-to-directory-job.js'
import { hostJob } from './host-job.js'
import { uploadJob } from './upload-job.js'

export interface PlacedTable {
  readonly estate: Estate
  readonly server: SyncServer
  readonly table: MappingTable
  readonly source: Connector | undefined
  readonly target: Connector
}

/** The provisioning job a mapping table stands for; undefined when its target is not in the estate. */
export function jobForTable(estate: Estate, table: MappingTable): ProvisioningJob | undefined {
  for (const server of serversOf(estate)) {
    const target = server.connectors.find((connector) => connector.id === table.target.id)
    const source = server.connectors.find((connector) => connector.id === table.source.id)
    if (target === undefined) continue
    const placed: PlacedTable = { estate, server, table, source, target }
    if (table.scenario === 'connect-to-cloud-sync') return cloudSyncJob(placed)
    if (table.scenario === 'groups-to-ad-apps') return groupsToDirectoryJob(placed)
    return table.source.kind === 'entra' ? hostJob(placed) : uploadJob(placed)
  }
  return undefined
}
