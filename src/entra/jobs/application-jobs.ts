import type { Estate } from '../../model/index.js'
import { askedFor } from '../artefacts/places.js'
import type { ProvisioningJob } from '../artefacts/provisioning-job.js'
import type { MappingTable } from '../mapping/model.js'
import { customScimName, scimNameFor } from '../mapping/scim-names.js'
import { applicationJobForTable } from './design-jobs.js'
import { jobNote } from './notes.js'
import { assignedPilot } from './pilot.js'
import { jobTemplates } from './templates.js'

const scimUser = 'urn:ietf:params:scim:schemas:core:2.0:User'

/** The same mappings for an application that answers SCIM itself, under the names SCIM has for its columns. */
export function scimJob(
  estate: Estate,
  table: MappingTable,
  where: 'cloud' | 'on-premises',
): ProvisioningJob | undefined {
  const host = applicationJobForTable(estate, table)
  if (host === undefined) return undefined
  const system = table.target.name
  const name = table.title.replace('(ECMA Connector Host)', '(SCIM)')
  const names = scimNamesOf(host, system)
  const renamed = (target: string): string => names.get(target) ?? target
  const keyed = jobTemplates[where === 'cloud' ? 'scim' : 'on-premises-scim']
  return {
    ...host,
    name,
    application: name,
    template: keyed,
    pilot: assignedPilot(name),
    settings: [
      { key: 'BaseAddress', value: askedFor('scimAddress') },
      { key: 'SecretToken', value: askedFor('scimToken') },
      { key: 'SyncAll', value: 'false' },
    ],
    target: {
      ...host.target,
      objects: host.target.objects.map((object) => ({
        name: scimUser,
        attributes: object.attributes.map((item) => ({ ...item, name: renamed(item.name) })),
      })),
    },
    objectMappings: host.objectMappings.map((mapping) => ({
      ...mapping,
      name: `Provision ${mapping.sourceObject} to ${scimUser}`,
      targetObject: scimUser,
      attributeMappings: mapping.attributeMappings.map((item) => ({ ...item, target: renamed(item.target) })),
    })),
    prerequisites: host.prerequisites.filter((note) => note.id !== 'host-agent'),
  }
}

/** One SCIM attribute carries one column; the key is `externalId`, the rest goes into an extension of the system's own. */
function scimNamesOf(job: ProvisioningJob, system: string): ReadonlyMap<string, string> {
  const taken = new Set<string>()
  const mappings = job.objectMappings.flatMap((mapping) => mapping.attributeMappings)
  const ordered = [...mappings].sort((a, b) => rank(a.matchingPriority) - rank(b.matchingPriority))
  return new Map(
    ordered.map(({ target, matchingPriority }) => {
      const standard = matchingPriority === 1 ? 'externalId' : scimNameFor(target)
      const name = standard === undefined || taken.has(standard) ? customScimName(system, target) : standard
      taken.add(name)
      return [target, name] as const
    }),
  )
}

function rank(matchingPriority: number): number {
  return matchingPriority === 0 ? Number.MAX_SAFE_INTEGER : matchingPriority
}

/** A product of the gallery: its template knows its attributes; what differs from them is read off the mapping table. */
export function galleryJob(estate: Estate, table: MappingTable, product: string): ProvisioningJob | undefined {
  const host = applicationJobForTable(estate, table)
  if (host === undefined) return undefined
  const name = table.title.replace('(ECMA Connector Host)', '(gallery application)')
  return {
    ...host,
    name,
    application: name,
    template: { application: product, applicationTemplateId: undefined, jobTemplate: '' },
    pilot: assignedPilot(name),
    settings: [{ key: 'SyncAll', value: 'false' }],
    schema: 'template',
    source: { ...host.source, objects: [] },
    target: { name: table.target.name, objects: [] },
    objectMappings: [],
    prerequisites: [jobNote('gallery-mappings', { product, target: table.target.name })],
  }
}
