import type { ProvisioningJob } from '../artefacts/provisioning-job.js'
import { factsOfConnector } from '../mapping/attribute-facts.js'
import { customScimName } from '../mapping/scim-names.js'
import type { PlacedTable } from './design-jobs.js'
import { jobFromTable } from './job-from-table.js'
import { deletionNotes, leaverOf } from './leavers.js'
import { matchingFromJoins } from './matching.js'
import { jobNote } from './notes.js'
import { scopeFromFilters } from './scoping.js'
import { jobTemplates } from './templates.js'

/** Uploads of a source of people, written to a directory. */
export function uploadJob({ estate, server, table, source, target }: PlacedTable): ProvisioningJob | undefined {
  if (source === undefined) return undefined
  const { leaver, losses } = leaverOf(target)
  const isDirectory = target.kind === 'active-directory'
  const rename = (attribute: string): string =>
    table.names.find((item) => item.attribute === attribute)?.name ?? customScimName(source.name, attribute)
  return jobFromTable({
    estate,
    table,
    template: jobTemplates[isDirectory ? 'api-to-ad' : 'api-to-entra'],
    sourceName: 'API',
    targetName: isDirectory ? 'Active Directory' : 'Microsoft Entra ID',
    sourceObject: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
    targetObject: isDirectory ? 'user' : 'User',
    sourceConnector: source,
    targetConnector: target,
    matching: matchingFromJoins(target, table.target.objectType),
    scope: scopeFromFilters(source, table.source.objectType, {
      facts: factsOfConnector(source, table.source.objectType),
      rename,
      isAlwaysPresent: (name) => source.connection.anchor.some((anchor) => rename(anchor) === name),
    }),
    leaver,
    containers: [],
    prerequisites: [
      ...(isDirectory ? [jobNote('agent', { target: target.name })] : []),
      ...deletionNotes(server, source),
    ],
    losses,
  })
}
