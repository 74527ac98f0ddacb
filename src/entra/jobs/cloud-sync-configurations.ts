import { attribute } from '../../expression/ast.js'
import type { Connector, Partition, SyncServer } from '../../model/index.js'
import type { JobAttribute, JobDirectory, JobObjectMapping, ProvisioningJob } from '../artefacts/provisioning-job.js'
import { sameText } from '../mapping/flow-graph.js'
import { domainName, domainSettingOf } from './domain-setting.js'

/**
 * Cloud Sync has one configuration a domain, with users and groups in it: the jobs of one forest, one an object type, put
 * together and handed out to its domains.
 */
export function cloudSyncConfigurations(
  jobs: readonly ProvisioningJob[],
  server: SyncServer,
  forest: Connector,
): readonly ProvisioningJob[] {
  const [first] = jobs
  if (first === undefined) return []
  const merged: ProvisioningJob = {
    ...first,
    madeFrom: jobs.flatMap((job) => job.madeFrom),
    source: mergedDirectory(jobs.map((job) => job.source)),
    target: mergedDirectory(jobs.map((job) => job.target)),
    objectMappings: jobs
      .flatMap((job) => job.objectMappings)
      .map((mapping) => (hasPasswordHashSync(server) ? withPasswordHash(mapping) : mapping)),
    deletionThreshold: Math.min(...jobs.map((job) => job.deletionThreshold)),
    prerequisites: distinctNotes(jobs.flatMap((job) => job.prerequisites)),
    losses: distinctNotes(jobs.flatMap((job) => job.losses)),
  }
  const domains = forest.partitions.filter(isSelectedDomain)
  if (domains.length === 0)
    return [{ ...merged, name: `${forest.name} → Entra ID (Cloud Sync)`, application: forest.name }]
  return domains.map((domain) => ({
    ...merged,
    name: `${domainName(domain.dn)} → Entra ID (Cloud Sync)`,
    application: domainName(domain.dn),
    containers: domain.inclusions.filter((unit) => !sameText(unit, domain.dn)),
    settings: [domainSettingOf(domain)],
  }))
}

/** Configuration and schema partitions are selected too, and hold nobody. */
export function isSelectedDomain(partition: Partition): boolean {
  return partition.selected && partition.isDomain !== false && /^DC=/i.test(partition.dn)
}

export function hasPasswordHashSync(server: SyncServer): boolean {
  return (server.metaverse?.parameters ?? []).some(
    ({ name, value }) =>
      sameText(name, 'Microsoft.OptionalFeature.PasswordHashSync') && /^true$/i.test(value.value ?? ''),
  )
}

/** The hash travels as an attribute of the user; it is added once, the service does not look for a second one. */
function withPasswordHash(mapping: JobObjectMapping): JobObjectMapping {
  if (!/^(user|inetOrgPerson)$/i.test(mapping.sourceObject)) return mapping
  const hash = {
    target: 'CredentialData',
    expression: attribute('PasswordHash'),
    flowType: 'Always',
    matchingPriority: 0,
    result: 'exact',
  } as const
  return { ...mapping, attributeMappings: [...mapping.attributeMappings, hash] }
}

function mergedDirectory(directories: readonly JobDirectory[]): JobDirectory {
  const objects = new Map<string, Map<string, JobAttribute>>()
  for (const { name, attributes } of directories.flatMap((directory) => directory.objects)) {
    const known = objects.get(name) ?? new Map<string, JobAttribute>()
    for (const item of attributes) if (!known.has(item.name)) known.set(item.name, item)
    objects.set(name, known)
  }
  return {
    name: directories[0]?.name ?? '',
    objects: [...objects].map(([name, attributes]) => ({ name, attributes: [...attributes.values()] })),
  }
}

function distinctNotes(notes: ProvisioningJob['losses']): ProvisioningJob['losses'] {
  return [...new Map(notes.map((note) => [`${note.id} ${note.text}`, note])).values()]
}
