import { isTrue } from '../../../analyzers/facts/servers.js'
import type { Connector, Estate, FlowMapping, Provenance, SyncRule, SyncServer } from '../../model/index.js'
import { systemOf } from './systems.js'

/** An attribute one product writes to a connected system today. */
export interface Write {
  readonly server: SyncServer
  readonly connector: Connector
  readonly system: string
  readonly objectType: string
  readonly attribute: string
  readonly metaverseObjectType: string
  /** Metaverse attributes the value is made of, and those its rule's scope looks at. */
  readonly reads: readonly string[]
  /** Set once, when the object is made. */
  readonly initialOnly: boolean
  /** Synchronization rule it belongs to, '' for a flow of the connector itself. */
  readonly ruleId: string
  readonly at: Provenance
}

/** A value one connector brings into the metaverse today. */
export interface Feed {
  readonly server: SyncServer
  readonly connectorId: string
  readonly metaverseObjectType: string
  readonly attribute: string
  readonly ruleId: string
  readonly at: Provenance
}

/** A server in staging mode reads and computes, and writes nothing. */
export function isStaging(server: SyncServer): boolean {
  return isTrue(server, 'Microsoft.Synchronize.StagingMode')
}

export function writesOf(estate: Estate): readonly Write[] {
  return estate.servers
    .filter((server) => !isStaging(server))
    .flatMap((server) =>
      server.product === 'connect-sync' ? writesOfRules(server) : writesOfFlows(server, scopesOfServices(estate)),
    )
}

/** Metaverse attributes that the outbound scope of a rule of the MIM Service looks at, by each of its ids. */
function scopesOfServices(estate: Estate): ReadonlyMap<string, readonly string[]> {
  const rules = estate.services.flatMap((service) => service.syncRules)
  return new Map(
    rules.flatMap((rule) => {
      const scope = rule.outboundScope ?? (rule.direction === 'outbound' ? rule.scope : [])
      return [rule.id, rule.metaverseObjectId].map((id) => [id, attributesOf(scope)] as const)
    }),
  )
}

function attributesOf(scope: SyncRule['scope']): readonly string[] {
  return scope.flat().map((condition) => condition.attribute)
}

function writesOfFlows(server: SyncServer, scopes: ReadonlyMap<string, readonly string[]>): readonly Write[] {
  return server.connectors.flatMap((connector) =>
    connector.exportFlows.flatMap((set) =>
      set.flows.map((flow) => ({
        server,
        connector,
        system: systemOf(connector),
        objectType: set.connectorObjectType,
        attribute: flow.targetAttribute,
        metaverseObjectType: set.metaverseObjectType,
        reads: [
          ...sourcesOf(flow.mapping),
          ...(flow.mapping.kind === 'sync-rule' ? (scopes.get(flow.mapping.ruleId) ?? []) : []),
        ],
        initialOnly: flow.mapping.kind === 'sync-rule' && flow.mapping.initialOnly,
        ruleId: flow.mapping.kind === 'sync-rule' ? flow.mapping.ruleId : '',
        at: flow.at,
      })),
    ),
  )
}

function writesOfRules(server: SyncServer): readonly Write[] {
  return server.syncRules
    .filter((rule) => !rule.disabled)
    .flatMap((rule) => {
      const connector = server.connectors.find((item) => item.id === rule.connectorId)
      if (connector === undefined) return []
      return rule.mappings
        .filter((flow) => flow.direction === 'outbound')
        .map((flow) => ({
          server,
          connector,
          system: systemOf(connector),
          objectType: rule.connectorObjectType,
          attribute: flow.target,
          metaverseObjectType: rule.metaverseObjectType,
          reads: [...flow.sources, ...attributesOf(rule.scope)],
          initialOnly: flow.initialOnly,
          ruleId: rule.id,
          at: flow.at,
        }))
    })
}

export function feedsOf(server: SyncServer): readonly Feed[] {
  if (server.product === 'connect-sync')
    return server.syncRules
      .filter((rule) => !rule.disabled)
      .flatMap((rule) =>
        rule.mappings
          .filter((flow) => flow.direction === 'inbound')
          .map((flow) => ({
            server,
            connectorId: rule.connectorId,
            metaverseObjectType: rule.metaverseObjectType,
            attribute: flow.target,
            ruleId: rule.id,
            at: flow.at,
          })),
      )
  return (server.metaverse?.importFlows ?? []).flatMap((group) =>
    group.flows.map((flow) => ({
      server,
      connectorId: flow.connectorId,
      metaverseObjectType: group.objectType,
      attribute: group.attribute,
      ruleId: flow.mapping.kind === 'sync-rule' ? flow.mapping.ruleId : '',
      at: flow.at,
    })),
  )
}

function sourcesOf(mapping: FlowMapping): readonly string[] {
  switch (mapping.kind) {
    case 'direct':
      return mapping.source.intrinsic ? [] : [mapping.source.name]
    case 'scripted':
    case 'sync-rule':
      return mapping.sources.filter((source) => !source.intrinsic).map((source) => source.name)
    case 'constant':
    case 'dn-part':
    case 'unknown':
      return []
  }
}

/** Metaverse attributes by a key that says whether a feed brings what a write reads. */
export function attributeKey(serverId: string, metaverseObjectType: string, attribute: string): string {
  return `${serverId}\n${metaverseObjectType}\n${attribute}`.toLowerCase()
}

export function keysRead(write: Write): readonly string[] {
  return write.reads.map((name) => attributeKey(write.server.id, write.metaverseObjectType, name))
}

export function keyFed(feed: Feed): string {
  return attributeKey(feed.server.id, feed.metaverseObjectType, feed.attribute)
}
