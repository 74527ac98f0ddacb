import { type Artefact, cloudSyncCompanion, type ProvisioningJob } from '../../src/entra/index.js'
import type { Estate, SyncServer } from '../../src/model/index.js'
import { type Provisioning, provisioningOf, tablesOf } from '../facts/provisioning.js'
import { provisioningStep } from '../facts/provisioning-steps.js'
import { serverName } from '../facts/servers.js'
import { featuresOf } from './features.js'
import type { ForestHold } from './way.js'

/** Configurations of the forests that move, between the saved settings of Connect and its end; or Connect kept current. */
export function cloudSyncProvisioning(
  estate: Estate,
  server: SyncServer,
  moving: readonly ForestHold[],
  forests: readonly ForestHold[],
): Provisioning {
  const name = { server: serverName(server) }
  const stays = moving.length < forests.length ? [provisioningStep('connect-stays', name, server.at)] : []
  if (moving.length === 0) return { artefacts: stays, mappingTables: [] }
  const tables = moving.flatMap((forest) => tablesOf(estate, 'connect-to-cloud-sync', forest.connectorId))
  const agents = moving.map(({ connector }) => provisioningStep('agent', { target: connector }, server.at))
  const made = provisioningOf(
    estate,
    tables,
    [
      provisioningStep('connect-backup', name, server.at),
      ...agents,
      provisioningStep('connect-pilot-rules', name, server.at),
    ],
    moving.length === forests.length ? [provisioningStep('connect-staging', name, server.at)] : stays,
  )
  return { ...made, artefacts: made.artefacts.flatMap((item) => withCompanions(item, server)) }
}

/** Options of Connect that are jobs of their own beside the one of the domain, or switches beside them. */
function withCompanions(artefact: Artefact, server: SyncServer): readonly Artefact[] {
  if (artefact.kind !== 'provisioning-job') return [artefact]
  const on = new Set(featuresOf(server).map((feature) => feature.name))
  return [
    artefact,
    ...(on.has('password hash sync') ? passwordHash(artefact, server) : []),
    ...(on.has('Exchange hybrid') ? [cloudSyncCompanion(artefact, 'exchange-writeback')] : []),
    ...(on.has('password writeback')
      ? [provisioningStep('password-writeback', { target: artefact.application }, server.at)]
      : []),
  ]
}

function passwordHash(job: ProvisioningJob, server: SyncServer): readonly Artefact[] {
  return [
    cloudSyncCompanion(job, 'password-hash'),
    provisioningStep('password-hash', { target: job.application }, server.at),
  ]
}
