import { askedFor } from '../artefacts/places.js'
import type { ProvisioningJob } from '../artefacts/provisioning-job.js'
import { factsOfConnector } from '../mapping/attribute-facts.js'
import type { PlacedTable } from './design-jobs.js'
import { domainSetting } from './domain-setting.js'
import { jobFromTable } from './job-from-table.js'
import { jobNote } from './notes.js'
import { scopeFromFilters } from './scoping.js'
import { jobTemplates } from './templates.js'

/** A forest into the tenant, in place of MIM's own connector to it: what its filters leave out stays out. */
export function forestJob({ estate, table, source, target }: PlacedTable): ProvisioningJob | undefined {
  if (source === undefined) return undefined
  const { objectType } = table.source
  const facts = factsOfConnector(source, objectType)
  const scope = scopeFromFilters(source, objectType, {
    facts,
    rename: (name) => name,
    isAlwaysPresent: (name) => facts.get(name)?.alwaysPresent === true,
  })
  return jobFromTable({
    estate,
    table,
    template: jobTemplates['cloud-sync'],
    sourceName: 'Active Directory',
    targetName: 'Microsoft Entra ID',
    sourceObject: objectType,
    targetObject: /^group$/i.test(objectType) ? 'Group' : 'User',
    sourceConnector: source,
    targetConnector: target,
    // The service joins by the source anchor itself; no mapping is a matching attribute.
    matching: { attributes: [], notes: [] },
    scope,
    pilot: { kind: 'unit', unit: askedFor('pilotUnit') },
    settings: domainSetting(source),
    leaver: 'delete',
    containers: source.partitions.filter((item) => item.selected).flatMap((item) => item.inclusions),
    prerequisites: [jobNote('agent', { target: source.name })],
    losses: scope.filter === undefined ? [] : [jobNote('attribute-scope')],
  })
}
