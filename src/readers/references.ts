import type { Connector, IdentityService, Notice, Provenance, SyncServer } from '../model/index.js'
import { notice } from './notices.js'

/** References inside one server that lead nowhere: flows and rules of connectors that are gone, steps without partition. */
export function danglingReferences(server: SyncServer): Notice[] {
  const connectors = new Map(server.connectors.map((connector) => [connector.id, connector]))
  return [
    ...missingConnectors(server, connectors),
    ...server.connectors.flatMap((connector) => missingPartitions(connector)),
  ]
}

/** One notice for each missing connector, however many flows name it. */
function missingConnectors(server: SyncServer, connectors: ReadonlyMap<string, Connector>): Notice[] {
  const uses = new Map<string, { what: string; at: Provenance }[]>()
  const note = (id: string, what: string, at: Provenance) => {
    if (id === '' || connectors.has(id)) return
    uses.set(id, [...(uses.get(id) ?? []), { what, at }])
  }
  for (const group of server.metaverse?.importFlows ?? [])
    for (const flow of group.flows) note(flow.connectorId, `import flow into ${group.attribute}`, flow.at)
  for (const rule of server.metaverse?.deletionRules ?? [])
    for (const id of rule.connectorIds) note(id, `deletion rule of ${rule.objectType}`, rule.at)
  for (const rule of server.syncRules) note(rule.connectorId, `synchronization rule "${rule.name}"`, rule.at)
  return [...uses].map(([id, list]) => {
    const [first] = list
    const count = list.length === 1 ? '' : ` and ${list.length - 1} more`
    return notice(
      'M2E-READ-021',
      first?.at ?? server.at,
      `Connector {${id}} is not in the input, yet ${first?.what ?? 'a rule'}${count} ${list.length === 1 ? 'names' : 'name'} it.`,
      'If the connector still exists, send its file; if it was deleted, these rules are dead.',
    )
  })
}

function missingPartitions(connector: Connector): Notice[] {
  const ids = new Set(connector.partitions.map((partition) => partition.id))
  return connector.runProfiles.flatMap((profile) =>
    profile.steps
      .filter((step) => step.partitionId !== '' && !ids.has(step.partitionId))
      .map((step) =>
        notice(
          'M2E-READ-027',
          step.at,
          `Run profile "${profile.name}" of ${connector.name} names partition {${step.partitionId}}, which the connector does not have.`,
          'The step fails when it runs; delete it or choose a partition.',
        ),
      ),
  )
}

/**
 * Synchronization rules of the MIM Service that name a management agent no synchronization server of the input has. Without
 * a server in the input nothing can be said.
 */
export function danglingServiceRules(services: readonly IdentityService[], servers: readonly SyncServer[]): Notice[] {
  const syncServers = servers.filter((server) => server.product === 'mim-sync')
  if (syncServers.length === 0) return []
  const known = new Set(syncServers.flatMap((server) => server.connectors.map((connector) => connector.id)))
  return services
    .flatMap((service) => service.syncRules)
    .filter((rule) => rule.connectorId !== '' && !known.has(rule.connectorId))
    .map((rule) =>
      notice(
        'M2E-READ-021',
        rule.at,
        `Synchronization rule "${rule.name}" of the MIM Service names connector {${rule.connectorId}}, which is not in the input.`,
        'If the connector still exists, send its file; if it was deleted, the rule is dead.',
      ),
    )
}
