import { askedFor } from '../artefacts/places.js'
import type { ProvisioningJob } from '../artefacts/provisioning-job.js'
import type { PlacedTable } from './design-jobs.js'
import { domainSetting } from './domain-setting.js'
import { jobFromTable } from './job-from-table.js'
import { leaverOf } from './leavers.js'
import { matchingFromJoins } from './matching.js'
import { jobNote } from './notes.js'
import { jobTemplates } from './templates.js'

/** Groups of Entra written into a forest. */
export function groupsToDirectoryJob({ estate, table, target }: PlacedTable): ProvisioningJob | undefined {
  if (target === undefined) return undefined
  const { leaver, losses } = leaverOf(target)
  return jobFromTable({
    estate,
    table,
    template: jobTemplates['groups-to-ad'],
    sourceName: 'Microsoft Entra ID',
    targetName: 'Active Directory',
    sourceObject: 'Group',
    targetObject: 'group',
    sourceConnector: undefined,
    targetConnector: target,
    matching: matchingFromJoins(target, table.target.objectType),
    scope: { filter: undefined, notes: [] },
    pilot: { kind: 'unit', unit: askedFor('pilotGroups') },
    settings: domainSetting(target),
    leaver,
    containers: [],
    prerequisites: [jobNote('agent', { target: target.name })],
    losses,
  })
}
