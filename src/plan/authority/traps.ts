import { sameName } from '../../../analyzers/facts/connectors.js'
import { parameterOf, serverName } from '../../../analyzers/facts/servers.js'
import { finding } from '../../../analyzers/finding.js'
import type { Connector, Estate, Partition, SyncServer } from '../../model/index.js'
import { systemOf } from '../today/systems.js'
import type { JobTakeover, PlannedCase } from '../today/takeover.js'
import type { Trap } from './report.js'

/**
 * Where moving an object from one product to another takes it away and makes it anew: accounts lose their group
 * memberships, mailboxes and identifiers that way. Each trap is a rule of this estate, with its place.
 */
export function trapsOf(estate: Estate, cases: readonly PlannedCase[], jobs: readonly JobTakeover[]): readonly Trap[] {
  return [
    ...scopesSideBySide(estate, cases),
    ...anchorsOfConnect(estate),
    ...jobs.flatMap((job) => [...trapsOfSource(estate, job), ...trapsOfTarget(estate, job), ...trapsOfJob(job)]),
    ...hardDeletedGroups(jobs),
  ].filter((trap, index, all) => all.findIndex((other) => sameTrap(other, trap)) === index)
}

function sameTrap(a: Trap, b: Trap): boolean {
  return a.text.id === b.text.id && JSON.stringify(a.text) === JSON.stringify(b.text)
}

function trap(job: JobTakeover | PlannedCase, text: Trap['text']): Trap {
  const { wave, scenario, subject } = 'planned' in job ? job.planned : job
  return { wave, scenario, subject, text }
}

/** A person who moves from one unit to another leaves one product's scope and enters the other's. */
function scopesSideBySide(estate: Estate, cases: readonly PlannedCase[]): readonly Trap[] {
  const placed = estate.servers.flatMap((server) => server.connectors.map((connector) => ({ server, connector })))
  const ofOneForest = placed.flatMap(({ server, connector }, index) =>
    placed
      .slice(0, index)
      .filter(
        (other) =>
          other.server.id !== server.id &&
          connector.kind === 'active-directory' &&
          systemOf(other.connector) === systemOf(connector) &&
          restricted(connector).length + restricted(other.connector).length > 0,
      )
      .map((other) => ({
        wave: 0,
        scenario: '',
        subject: connector.name,
        text: finding(
          'M2E-AUTH-301',
          { first: other.connector.name, second: connector.name, system: connector.connection.target },
          [...restricted(other.connector).map((item) => item.at), ...restricted(connector).map((item) => item.at)],
        ),
      })),
  )
  const leaving = cases
    .filter((item) => item.scenario === 'connect-to-cloud-sync')
    .flatMap((item) =>
      (estate.servers.find((server) => server.id === item.subjectId)?.connectors ?? [])
        .filter((connector) => connector.kind === 'active-directory')
        .map((connector) => {
          const units = restricted(connector)
          const at = units.length === 0 ? connector.at : units.map((unit) => unit.at)
          return trap(item, finding('M2E-AUTH-302', { connector: connector.name }, at))
        }),
    )
  return [...ofOneForest, ...leaving]
}

const anchorSetting = 'Microsoft.SynchronizationOption.AnchorAttribute'

/** An object that moves to another forest, or is made again from a backup, gets a new objectGUID. */
function anchorsOfConnect(estate: Estate): readonly Trap[] {
  return estate.servers.flatMap((server) => {
    const setting = parameterOf(server, anchorSetting)
    if (setting === undefined || !sameName(setting.value.value?.trim() ?? '', 'objectGUID')) return []
    const name = serverName(server)
    return [{ wave: 0, scenario: '', subject: name, text: finding('M2E-AUTH-303', { server: name }, setting.at) }]
  })
}

/** Partitions of which only some units are read. */
function restricted(connector: Connector): readonly Partition[] {
  return connector.partitions.filter((item) => item.selected && item.inclusions.length + item.exclusions.length > 1)
}

/** What happens in the metaverse when the connector of a source is emptied or deleted. */
function trapsOfSource(estate: Estate, job: JobTakeover): readonly Trap[] {
  const found = placeOf(estate, job.table.source.id)
  if (found === undefined) return []
  const { server, connector } = found
  const name = { connector: connector.name }
  const rules = (server.metaverse?.deletionRules ?? []).filter(
    (rule) => rule.kind === 'declared-any' && rule.connectorIds.includes(connector.id),
  )
  const scripted = (server.metaverse?.deletionRules ?? []).filter(
    (rule) => rule.kind === 'scripted' && makes(server, connector, rule.objectType),
  )
  const recall = (server.metaverse?.recall ?? []).filter((item) => item.enabled && item.connectorId === connector.id)
  return [
    ...rules.map((rule) =>
      trap(job, finding('M2E-AUTH-311', { ...name, type: rule.objectType }, [rule.at, ...deleters(server)])),
    ),
    ...scripted.map((rule) => trap(job, finding('M2E-AUTH-312', { ...name, type: rule.objectType }, rule.at))),
    ...recall.map((item) => trap(job, finding('M2E-AUTH-313', name, item.at))),
  ]
}

function makes(server: SyncServer, connector: Connector, metaverseObjectType: string): boolean {
  return (server.metaverse?.importFlows ?? []).some(
    (group) =>
      sameName(group.objectType, metaverseObjectType) && group.flows.some((flow) => flow.connectorId === connector.id),
  )
}

/** Connectors that delete what loses its metaverse object. */
function deleters(server: SyncServer) {
  return server.connectors.flatMap(({ deprovisioning }) =>
    deprovisioning?.kind === 'declared' && deprovisioning.action === 'delete-object' ? [deprovisioning.at] : [],
  )
}

/** Attributes that follow a person's name. */
const changesWithName =
  /^(?:mail|e_?mail|cn|name|login|logon|user_?name|account_?name|samaccountname|userprincipalname|upn|uid)$/i

/** What the old connector does to objects it lets go of: the pilot's, when a filter leaves them out, and all in the end. */
function trapsOfTarget(estate: Estate, job: JobTakeover): readonly Trap[] {
  const found = placeOf(estate, job.table.target.id)
  if (found === undefined) return []
  const { connector, server } = found
  const { deprovisioning } = connector
  const name = { connector: connector.name }
  const provisions = server.metaverse?.provisioning ?? 'none'
  const anchors = connector.connection.anchor.filter((anchor) => changesWithName.test(anchor))
  return [
    ...(anchors.length > 0
      ? [trap(job, finding('M2E-AUTH-325', { ...name, anchor: anchors.join(', ') }, connector.connection.at))]
      : []),
    ...(deprovisioning?.kind === 'declared' && deprovisioning.action === 'delete-object'
      ? [trap(job, finding('M2E-AUTH-321', name, deprovisioning.at))]
      : []),
    ...(deprovisioning?.kind === 'scripted' ? [trap(job, finding('M2E-AUTH-322', name, deprovisioning.at))] : []),
    ...(deprovisioning?.kind === 'unknown'
      ? [trap(job, finding('M2E-AUTH-323', { ...name, action: deprovisioning.raw }, deprovisioning.at))]
      : []),
    ...(provisions === 'scripted' || provisions === 'both'
      ? [trap(job, finding('M2E-AUTH-324', name, server.metaverse?.extension?.at ?? connector.at))]
      : []),
  ]
}

/** A job that finds nobody makes everybody. Sync into the tenant finds by its own anchor. */
function trapsOfJob(job: JobTakeover): readonly Trap[] {
  const { planned, table } = job
  const artefact = planned.design.artefacts.find(
    (item) => item.kind === 'provisioning-job' && item.name === table.title,
  )
  if (artefact?.kind !== 'provisioning-job') return []
  const mapped = artefact.objectMappings.flatMap((item) => item.attributeMappings)
  const matches = mapped.some((item) => item.matchingPriority > 0)
  const scoped = artefact.containers.length > 0 || artefact.objectMappings.some((item) => item.scope !== undefined)
  const at = artefact.madeFrom.slice(0, 1)
  return [
    ...(matches || mapped.length === 0 || table.scenario === 'connect-to-cloud-sync'
      ? []
      : [trap(job, finding('M2E-AUTH-331', { job: artefact.name }, at))]),
    ...(artefact.leaver === 'delete' && scoped ? [trap(job, finding('M2E-AUTH-332', { job: artefact.name }, at))] : []),
  ]
}

/** People come back for thirty days; groups do not. */
function hardDeletedGroups(jobs: readonly JobTakeover[]): readonly Trap[] {
  return jobs
    .filter((job) => job.table.scenario === 'connect-to-cloud-sync' && sameName(job.table.target.objectType, 'group'))
    .map((job) => trap(job, finding('M2E-AUTH-333', { job: job.jobName }, job.lines[0]?.provenance.slice(0, 1) ?? [])))
}

function placeOf(estate: Estate, connectorId: string) {
  for (const server of estate.servers) {
    const connector = server.connectors.find((item) => item.id === connectorId)
    if (connector !== undefined) return { server, connector }
  }
  return undefined
}
