import type { Connector, ImportFlowGroup, Provenance, SyncServer } from '../src/model/index.js'
import { mappingKind, mappingText, missingText, ruleFlowText } from './wording.js'
import type { Words } from './words.js'

/**
 * One flow in either direction, classic or declarative, in one shape: the row of the attribute flow matrix.
 */
export interface FlowFact {
  readonly server: SyncServer
  readonly direction: 'import' | 'export'
  readonly metaverseObjectType: string
  /** '' for an export flow without a metaverse source (constant, generated). */
  readonly metaverseAttributes: readonly string[]
  readonly connectorId: string
  readonly connectorName: string
  readonly connectorObjectType: string
  /** Attribute on the connector's side: target of an export, source(s) of an import. */
  readonly connectorAttribute: string
  readonly kind: string
  /** Where the value comes from: source, constant or expression. */
  readonly value: string
  /** Position among the flows of a metaverse attribute, or the rule's own number; undefined for classic exports. */
  readonly precedence: number | undefined
  /** How precedence is decided. */
  readonly precedenceMode: string
  /** Name of the declarative rule, '' for classic flows. */
  readonly rule: string
  readonly notes: string
  readonly at: Provenance
}

/** Every flow of a server: sorted by metaverse type and attribute, imports by precedence first, then exports. */
export function flowFacts(server: SyncServer, words: Words): FlowFact[] {
  const connectors = new Map(server.connectors.map((connector) => [connector.id, connector]))
  return [
    ...(server.metaverse?.importFlows ?? []).flatMap((group) => classicImports(server, group, connectors, words)),
    ...server.connectors.flatMap((connector) => classicExports(server, connector, words)),
    ...ruleFlows(server, connectors, words),
  ]
}

function connectorLabel(id: string, connectors: ReadonlyMap<string, Connector>, words: Words): string {
  return connectors.get(id)?.name ?? (id === '' ? '' : missingText(id, words))
}

function classicImports(
  server: SyncServer,
  group: ImportFlowGroup,
  connectors: ReadonlyMap<string, Connector>,
  words: Words,
): FlowFact[] {
  return group.flows.map((flow, index) => ({
    server,
    direction: 'import',
    metaverseObjectType: group.objectType,
    metaverseAttributes: [group.attribute],
    connectorId: flow.connectorId,
    connectorName: connectorLabel(flow.connectorId, connectors, words),
    connectorObjectType: flow.sourceObjectType,
    connectorAttribute: sourcesOf(flow.mapping).join(', '),
    kind: mappingKind(flow.mapping, words),
    value: mappingText(flow.mapping, words),
    precedence: index + 1,
    precedenceMode: group.precedence,
    rule: '',
    notes: '',
    at: flow.at,
  }))
}

function classicExports(server: SyncServer, connector: Connector, words: Words): FlowFact[] {
  return connector.exportFlows.flatMap((set) =>
    set.flows.map((flow): FlowFact => {
      const notes = [
        flow.mapping.kind === 'sync-rule' && flow.mapping.initialOnly ? words('cells.initial-only') : '',
        flow.mapping.kind === 'sync-rule' && flow.mapping.existenceTest
          ? words.term('flow-when', 'existence-test')
          : '',
        flow.suppressDeletions === true ? words('cells.keeps-missing') : '',
      ]
      return {
        server,
        direction: 'export',
        metaverseObjectType: set.metaverseObjectType,
        metaverseAttributes: sourcesOf(flow.mapping),
        connectorId: connector.id,
        connectorName: connector.name,
        connectorObjectType: set.connectorObjectType,
        connectorAttribute: flow.targetAttribute,
        kind: mappingKind(flow.mapping, words),
        value: mappingText(flow.mapping, words),
        precedence: undefined,
        precedenceMode: '',
        rule: '',
        notes: notes.filter((note) => note !== '').join('; '),
        at: flow.at,
      }
    }),
  )
}

function sourcesOf(mapping: ImportFlowGroup['flows'][number]['mapping']): string[] {
  if (mapping.kind === 'direct') return [mapping.source.intrinsic ? `<${mapping.source.name}>` : mapping.source.name]
  if (mapping.kind === 'scripted' || mapping.kind === 'sync-rule')
    return mapping.sources.map((source) => (source.intrinsic ? `<${source.name}>` : source.name))
  return mapping.kind === 'dn-part' ? ['<dn>'] : []
}

function ruleFlows(server: SyncServer, connectors: ReadonlyMap<string, Connector>, words: Words): FlowFact[] {
  return server.syncRules.flatMap((rule) =>
    rule.mappings.map((flow): FlowFact => {
      const inbound = flow.direction === 'inbound'
      const notes = [
        rule.disabled ? words('cells.rule-disabled') : '',
        flow.initialOnly ? words('cells.initial-only') : '',
        flow.mergeType === 'update' ? '' : words('cells.merge', { type: flow.mergeType }),
      ]
      return {
        server,
        direction: inbound ? 'import' : 'export',
        metaverseObjectType: rule.metaverseObjectType,
        metaverseAttributes: inbound ? [flow.target] : flow.sources,
        connectorId: rule.connectorId,
        connectorName: connectorLabel(rule.connectorId, connectors, words),
        connectorObjectType: rule.connectorObjectType,
        connectorAttribute: inbound ? flow.sources.join(', ') : flow.target,
        kind: words.term('mapping', flow.kind),
        value: ruleFlowText(flow),
        precedence: rule.precedence,
        precedenceMode: 'rule',
        rule: rule.name,
        notes: notes.filter((note) => note !== '').join('; '),
        at: flow.at,
      }
    }),
  )
}
