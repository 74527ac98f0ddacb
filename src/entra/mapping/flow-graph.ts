import type {
  Connector,
  ExportFlow,
  FlowMapping,
  ImportFlowGroup,
  Provenance,
  ScopeCondition,
  SyncRule,
  SyncServer,
} from '../../model/index.js'
import { isFromService } from './service-server.js'

/** A flow into a metaverse attribute, in order of precedence. */
export interface FeedFlow {
  readonly connectorId: string
  readonly objectType: string
  readonly mapping: FlowMapping
  readonly at: Provenance
}

export interface Feed {
  readonly attribute: string
  readonly precedence: ImportFlowGroup['precedence']
  readonly flows: readonly FeedFlow[]
}

/** A flow out of the metaverse. */
export interface ExportEdge {
  readonly connectorObjectType: string
  readonly metaverseObjectType: string
  readonly flow: ExportFlow
  /** Rule the flow belongs to, where it is known by name. */
  readonly ruleName: string
}

/** The flows of one synchronization server of MIM as questions: what feeds an attribute, what does a connector get. */
export interface FlowGraph {
  readonly server: SyncServer
  readonly rules: readonly SyncRule[]
  /** false: the metaverse's own export is missing, or all that is known are rules of the MIM Service. */
  readonly isComplete: boolean
  connector(id: string): Connector | undefined
  connectorName(id: string): string
  feed(metaverseObjectType: string, attribute: string): Feed | undefined
  exportsTo(connectorId: string): readonly ExportEdge[]
  rule(id: string): SyncRule | undefined
}

export function sameText(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

/** @param rules rules of the MIM Service, which the flows of the synchronization server name by id */
export function flowGraphOf(server: SyncServer, rules: readonly SyncRule[]): FlowGraph {
  const connectors = new Map(server.connectors.map((connector) => [connector.id, connector]))
  const byRule = new Map(rules.flatMap((rule) => [rule.metaverseObjectId, rule.id].map((id) => [id, rule] as const)))
  const feeds = new Map(
    (server.metaverse?.importFlows ?? []).map((group) => [keyOf(group.objectType, group.attribute), feedOf(group)]),
  )
  return {
    server,
    rules,
    isComplete: server.metaverse !== undefined && !isFromService(server),
    connector: (id) => connectors.get(id),
    connectorName: (id) => connectors.get(id)?.name ?? `a connector that is gone (${id})`,
    feed: (type, attribute) => feeds.get(keyOf(type, attribute)),
    exportsTo: (id) => exportsOf(connectors.get(id), byRule),
    rule: (id) => byRule.get(id),
  }
}

function keyOf(objectType: string, attribute: string): string {
  return `${objectType}\n${attribute}`.toLowerCase()
}

function feedOf({ attribute, precedence, flows }: ImportFlowGroup): Feed {
  return {
    attribute,
    precedence,
    flows: flows.map(({ connectorId, sourceObjectType, mapping, at }) => ({
      connectorId,
      objectType: sourceObjectType,
      mapping,
      at,
    })),
  }
}

function exportsOf(connector: Connector | undefined, rules: ReadonlyMap<string, SyncRule>): readonly ExportEdge[] {
  return (connector?.exportFlows ?? []).flatMap((set) =>
    set.flows.map((flow) => ({
      connectorObjectType: set.connectorObjectType,
      metaverseObjectType: set.metaverseObjectType,
      flow,
      ruleName: flow.mapping.kind === 'sync-rule' ? (rules.get(flow.mapping.ruleId)?.name ?? flow.mapping.ruleId) : '',
    })),
  )
}

/** The scope of the synchronization rule a flow belongs to; empty for a flow without one. */
export function scopeOf(graph: FlowGraph, mapping: FlowMapping): readonly (readonly ScopeCondition[])[] {
  if (mapping.kind !== 'sync-rule') return []
  return graph.rule(mapping.ruleId)?.scope ?? []
}
