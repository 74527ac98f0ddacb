import { ecmaHostAddress } from '../artefacts/ecma-host.js'
import { askedFor } from '../artefacts/places.js'
import type { ProvisioningJob } from '../artefacts/provisioning-job.js'
import type { PlacedTable } from './design-jobs.js'
import { tableForHost } from './host-table.js'
import { jobFromTable } from './job-from-table.js'
import { leaverOf } from './leavers.js'
import { matchingFromJoins } from './matching.js'
import { jobNote } from './notes.js'
import { assignedPilot } from './pilot.js'
import { jobTemplates } from './templates.js'

/** Entra users into an application, through the ECMA Connector Host. */
export function hostJob(placed: PlacedTable): ProvisioningJob | undefined {
  const { estate, table, target } = placed
  return target && applicationJob({ ...placed, table: tableForHost(estate, table, target) })
}

/** The same with every attribute, whether the host takes it or not. */
export function applicationJob({ estate, table, target }: PlacedTable): ProvisioningJob | undefined {
  if (target === undefined) return undefined
  const { leaver, losses } = leaverOf(target)
  const joined = matchingFromJoins(target, table.target.objectType)
  // The anchor finds a row as surely as a join does, and is the key of the host anyway.
  const attributes = [
    ...joined.attributes,
    ...target.connection.anchor.filter((name) => !joined.attributes.includes(name)),
  ]
  return jobFromTable({
    estate,
    table,
    template: jobTemplates['ecma-host'],
    sourceName: 'Microsoft Entra ID',
    targetName: target.name,
    sourceObject: 'User',
    targetObject: 'urn:ietf:params:scim:schemas:extension:ECMA2Host:2.0:User',
    sourceConnector: undefined,
    targetConnector: target,
    matching: { ...joined, attributes },
    scope: { filter: undefined, notes: [] },
    pilot: assignedPilot(table.title),
    settings: [
      { key: 'BaseAddress', value: ecmaHostAddress(target.name) },
      { key: 'SecretToken', value: askedFor('ecmaHostToken') },
      { key: 'SyncAll', value: 'false' },
    ],
    leaver,
    containers: [],
    prerequisites: [jobNote('host-agent', { target: target.name })],
    losses,
  })
}
