import type { Connector, FlowMapping, ImportFlowGroup, Provenance, SyncServer } from '../../src/model/index.js'
import { connectRulesOf, sameName } from './connectors.js'
import { contributionsOf } from './flows.js'

/** A flow out of the metaverse with the attributes it reads there. */
export interface OutFlow {
  readonly connectorObjectType: string
  readonly metaverseObjectType: string
  readonly attribute: string
  readonly sources: readonly string[]
  readonly scripted: boolean
  readonly at: Provenance
}

export function sourcesOfMapping(mapping: FlowMapping): readonly string[] {
  if (mapping.kind === 'direct') return [mapping.source.name]
  return mapping.kind === 'scripted' || mapping.kind === 'sync-rule' ? mapping.sources.map((item) => item.name) : []
}

export function outFlowsOf(server: SyncServer, connector: Connector): readonly OutFlow[] {
  const declared = connector.exportFlows.flatMap((set) =>
    set.flows.map((flow) => ({
      connectorObjectType: set.connectorObjectType,
      metaverseObjectType: set.metaverseObjectType,
      attribute: flow.targetAttribute,
      sources: sourcesOfMapping(flow.mapping),
      scripted: flow.mapping.kind === 'scripted',
      at: flow.at,
    })),
  )
  const ruled = (server.product === 'connect-sync' ? connectRulesOf(server, connector) : [])
    .filter((rule) => rule.direction === 'outbound')
    .flatMap((rule) =>
      rule.mappings.map((mapping) => ({
        connectorObjectType: rule.connectorObjectType,
        metaverseObjectType: rule.metaverseObjectType,
        attribute: mapping.target,
        sources: mapping.sources,
        scripted: false,
        at: mapping.at,
      })),
    )
  return [...declared, ...ruled]
}

/** AD's class for groups has one name in every forest. */
export function isGroupClass(objectType: string): boolean {
  return sameName(objectType, 'group')
}

/** Flows of `member` from the metaverse into groups of this connector. */
export function memberExports(server: SyncServer, connector: Connector): readonly OutFlow[] {
  return outFlowsOf(server, connector).filter(
    (flow) => isGroupClass(flow.connectorObjectType) && sameName(flow.attribute, 'member'),
  )
}

export interface MemberImport {
  readonly metaverseObjectType: string
  readonly attribute: string
  readonly at: Provenance
}

/** Flows of `member` from groups of this connector into the metaverse. */
export function memberImports(server: SyncServer, connector: Connector): readonly MemberImport[] {
  return contributionsOf(server, connector)
    .filter((item) => isGroupClass(item.sourceObjectType) && item.sources.some((name) => sameName(name, 'member')))
    .map((item) => ({ metaverseObjectType: item.objectType, attribute: item.attribute, at: item.at }))
}

/** All flows into one metaverse attribute. */
export function importGroupOf(server: SyncServer, objectType: string, attribute: string): ImportFlowGroup | undefined {
  return server.metaverse?.importFlows.find(
    (group) => sameName(group.objectType, objectType) && sameName(group.attribute, attribute),
  )
}

/** Where the members of a flow come from. */
export interface MemberOrigin {
  readonly kind: 'directory' | 'elsewhere' | 'code' | 'shared' | 'unknown'
  /** Connectors that decide, by name. */
  readonly from: readonly string[]
  readonly at: readonly Provenance[]
}

/** Who decides the members this flow writes: AD itself, another system, code, several at once, or nobody in the input. */
export function memberOrigin(server: SyncServer, flow: OutFlow): MemberOrigin {
  if (flow.scripted) return { kind: 'code', from: [], at: [flow.at] }
  const group = flow.sources.map((name) => importGroupOf(server, flow.metaverseObjectType, name)).find(Boolean)
  if (group === undefined || group.flows.length === 0) return { kind: 'unknown', from: [], at: [flow.at] }
  const deciding = group.precedence === 'ranked' ? group.flows.slice(0, 1) : group.flows
  const connectors = deciding.map((item) => server.connectors.find((other) => other.id === item.connectorId))
  const from = [...new Set(connectors.map((item, index) => item?.name ?? deciding[index]?.connectorId ?? ''))]
  const inDirectory = connectors.filter((item) => item?.kind === 'active-directory').length
  const kind = inDirectory === 0 ? 'elsewhere' : inDirectory === connectors.length ? 'directory' : ('shared' as const)
  return { kind, from, at: [flow.at, ...deciding.map((item) => item.at)] }
}
