import type { Connector, Estate, SyncRule, SyncServer } from '../../model/index.js'
import type { JobNote, ProvisioningJob } from '../artefacts/provisioning-job.js'
import { factsOfConnector } from '../mapping/attribute-facts.js'
import { entraNameFor } from '../mapping/entra-names.js'
import { sameText } from '../mapping/flow-graph.js'
import type { MappingTable } from '../mapping/model.js'
import { type InboundSystem, sourceNamings, systemOf } from '../mapping/source-naming.js'
import type { PlacedTable } from './design-jobs.js'
import { jobFromTable } from './job-from-table.js'
import { deletionNotes, leaverOf } from './leavers.js'
import { type Matching, matchingFromJoins } from './matching.js'
import { jobNote } from './notes.js'
import { allOf, anyOf, type JobScope, scopeFromConditions, scopeFromFilters } from './scoping.js'
import { type JobKind, jobTemplates } from './templates.js'

const kinds: Readonly<Record<InboundSystem, readonly [toDirectory: JobKind, toTenant: JobKind]>> = {
  api: ['api-to-ad', 'api-to-entra'],
  workday: ['workday-to-ad', 'workday-to-entra'],
  successfactors: ['successfactors-to-ad', 'successfactors-to-entra'],
}

/** A source of people, uploaded or read by the service, written to a directory. */
export function uploadJob({ estate, server, table, source, target }: PlacedTable): ProvisioningJob | undefined {
  if (source === undefined) return undefined
  const system = systemOf(table.scenario)
  const naming = sourceNamings[system]
  const isDirectory = target?.kind === 'active-directory'
  const { leaver, losses } = target === undefined ? { leaver: 'disable' as const, losses: [] } : leaverOf(target)
  return jobFromTable({
    estate,
    table,
    template: jobTemplates[kinds[system][isDirectory ? 0 : 1]],
    sourceName: naming.directory,
    targetName: isDirectory ? 'Active Directory' : 'Microsoft Entra ID',
    sourceObject: naming.objectType,
    targetObject: isDirectory ? 'user' : 'User',
    sourceConnector: source,
    targetConnector: target,
    matching:
      target === undefined ? matchingInTenant(server, table) : matchingFromJoins(target, table.target.objectType),
    scope: scopeOf(estate, table, source),
    pilot: system === 'api' ? { kind: 'upload' } : { kind: 'on-demand' },
    leaver,
    containers: [],
    prerequisites: [
      ...(isDirectory ? [jobNote('agent', { target: table.target.name })] : []),
      ...deletionNotes(server, source).filter((note) => system === 'api' || note.id !== 'send-leavers'),
      ...(isDirectory ? [] : logonNameNote(table)),
    ],
    losses,
  })
}

/** What the filters of the connector let in, and of that what a rule makes a person of. */
function scopeOf(estate: Estate, table: MappingTable, source: Connector): JobScope {
  const { objectType } = table.source
  const custom = sourceNamings[systemOf(table.scenario)].customName
  const rename = (attribute: string): string =>
    table.names.find((item) => sameText(item.attribute, attribute))?.name ?? custom(source.name, attribute)
  const naming = {
    facts: factsOfConnector(source, objectType),
    rename,
    isAlwaysPresent: (name: string) => source.connection.anchor.some((anchor) => rename(anchor) === name),
  }
  const making = makingRules(estate, source, objectType)
  const ruled =
    making.length === 0 || making.some((rule) => rule.scope.length === 0)
      ? []
      : [anyOf(making.map((rule) => scopeFromConditions(rule.name, rule.scope, naming)))]
  return allOf([scopeFromFilters(source, objectType, naming), ...ruled])
}

/** Inbound synchronization rules that make people of the source's objects; a projection of the server's own takes all. */
function makingRules(estate: Estate, source: Connector, objectType: string): readonly SyncRule[] {
  const own = source.projections.filter((item) => sameText(item.objectType, objectType))
  if (own.some((item) => item.kind !== 'sync-rule')) return []
  return estate.services
    .flatMap((service) => service.syncRules)
    .filter(
      (rule) =>
        !rule.disabled &&
        rule.connectorId === source.id &&
        rule.direction !== 'outbound' &&
        rule.creates.metaverseObject &&
        sameText(rule.connectorObjectType, objectType),
    )
}

/** The attribute that AD accounts are found by today finds the same people in the tenant. */
function matchingInTenant(server: SyncServer, table: MappingTable): Matching {
  const directories = server.connectors.filter((connector) => connector.kind === 'active-directory')
  const joined = directories.flatMap((connector) =>
    connector.joins.flatMap((profile) => matchingFromJoins(connector, profile.objectType).attributes),
  )
  const names = [...joined.flatMap((name) => entraNameFor(name) ?? []), 'employeeId']
  const written = names.filter((name) => table.lines.some((line) => line.mapping?.target === name))
  return { attributes: [...new Set(written)], notes: [] }
}

function logonNameNote(table: MappingTable): readonly JobNote[] {
  return table.lines.some((line) => line.mapping?.target === 'userPrincipalName') ? [] : [jobNote('no-logon-name')]
}
