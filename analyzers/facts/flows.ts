import type { Connector, Estate, ExportFlow, Provenance, SyncRule, SyncServer } from '../../src/model/index.js'
import { connectRulesOf, isExportStep, isImportStep, type PlacedConnector, sameName, stepCount } from './connectors.js'

/** What a connector gives the metaverse for one attribute. */
export interface Contribution {
  readonly objectType: string
  readonly attribute: string
  readonly sourceObjectType: string
  readonly sources: readonly string[]
  /** It is first in rank, or shares the first place (equal and manual precedence). */
  readonly first: boolean
  readonly scripted: boolean
  readonly at: Provenance
}

/** What a connector receives from the metaverse for one attribute. */
export interface Delivery {
  readonly connectorObjectType: string
  readonly metaverseObjectType: string
  readonly attribute: string
  /** Name of the rules-extension rule, '' when no code is involved. */
  readonly ruleName: string
  readonly initialOnly: boolean
  readonly at: Provenance
}

/** Counts of what a connector really does. Never decided by its name. */
export interface Direction {
  /** Metaverse attributes it feeds, each object type apart. */
  readonly importFlows: number
  /** Attributes it receives, each object type apart; initial and lasting flow of one attribute count once. */
  readonly exportFlows: number
  readonly projections: number
  readonly joins: number
  readonly importSteps: number
  readonly exportSteps: number
}

export function contributionsOf(server: SyncServer, connector: Connector): readonly Contribution[] {
  return server.product === 'connect-sync'
    ? connectContributions(server, connector)
    : mimContributions(server, connector)
}

function mimContributions(server: SyncServer, connector: Connector): readonly Contribution[] {
  return (server.metaverse?.importFlows ?? []).flatMap((group) =>
    group.flows.flatMap((flow, index) => {
      if (flow.connectorId !== connector.id) return []
      const { mapping } = flow
      const sources =
        mapping.kind === 'direct'
          ? [mapping.source.name]
          : mapping.kind === 'scripted' || mapping.kind === 'sync-rule'
            ? mapping.sources.map((source) => source.name)
            : []
      return [
        {
          objectType: group.objectType,
          attribute: group.attribute,
          sourceObjectType: flow.sourceObjectType,
          sources,
          first: index === 0 || group.precedence !== 'ranked',
          scripted: mapping.kind === 'scripted',
          at: flow.at,
        },
      ]
    }),
  )
}

function connectContributions(server: SyncServer, connector: Connector): readonly Contribution[] {
  const inbound = server.syncRules.filter((rule) => rule.direction === 'inbound' && !rule.disabled)
  const rank = (rule: SyncRule) => rule.precedence ?? Number.MAX_SAFE_INTEGER
  return inbound
    .filter((rule) => rule.connectorId === connector.id)
    .flatMap((rule) =>
      rule.mappings.map((mapping) => ({
        objectType: rule.metaverseObjectType,
        attribute: mapping.target,
        sourceObjectType: rule.connectorObjectType,
        sources: mapping.sources,
        first: !inbound.some(
          (other) =>
            rank(other) < rank(rule) &&
            sameName(other.metaverseObjectType, rule.metaverseObjectType) &&
            other.mappings.some((item) => sameName(item.target, mapping.target)),
        ),
        scripted: false,
        at: mapping.at,
      })),
    )
}

export function deliveriesOf(server: SyncServer, connector: Connector): readonly Delivery[] {
  if (server.product === 'connect-sync') {
    return connectRulesOf(server, connector)
      .filter((rule) => rule.direction === 'outbound')
      .flatMap((rule) =>
        rule.mappings.map((mapping) => ({
          connectorObjectType: rule.connectorObjectType,
          metaverseObjectType: rule.metaverseObjectType,
          attribute: mapping.target,
          ruleName: '',
          initialOnly: mapping.initialOnly,
          at: mapping.at,
        })),
      )
  }
  return connector.exportFlows.flatMap((set) =>
    set.flows.map((flow) => ({
      connectorObjectType: set.connectorObjectType,
      metaverseObjectType: set.metaverseObjectType,
      attribute: flow.targetAttribute,
      ruleName: flow.mapping.kind === 'scripted' ? flow.mapping.ruleName : '',
      initialOnly: flow.mapping.kind === 'sync-rule' && flow.mapping.initialOnly,
      at: flow.at,
    })),
  )
}

export function directionOf(connector: Connector, server: SyncServer): Direction {
  const distinct = (items: readonly { readonly attribute: string }[], type: (item: never) => string): number =>
    new Set(items.map((item) => `${type(item as never)}\n${item.attribute}`.toLowerCase())).size
  const rules = server.product === 'connect-sync' ? connectRulesOf(server, connector) : []
  const inbound = rules.filter((rule) => rule.direction === 'inbound')
  return {
    importFlows: distinct(contributionsOf(server, connector), (item: Contribution) => item.objectType),
    exportFlows: distinct(deliveriesOf(server, connector), (item: Delivery) => item.connectorObjectType),
    projections: connector.projections.length + inbound.filter((rule) => rule.linkType === 'provision').length,
    joins:
      connector.joins.reduce((sum, profile) => sum + profile.criteria.length, 0) +
      rules.reduce((sum, rule) => sum + rule.joins.length, 0),
    importSteps: stepCount(connector, isImportStep),
    exportSteps: stepCount(connector, isExportStep),
  }
}

/** It feeds the metaverse and receives nothing. */
export function isImportOnly(connector: Connector, server: SyncServer): boolean {
  const direction = directionOf(connector, server)
  return direction.importFlows > 0 && direction.exportFlows === 0
}

/** Attributes for which this connector decides: first in rank, or sharing the first place. */
export function contributesFirstRank(
  server: SyncServer,
  connector: Connector,
  objectType?: string,
): readonly Contribution[] {
  return contributionsOf(server, connector).filter(
    (item) => item.first && (objectType === undefined || sameName(item.objectType, objectType)),
  )
}

/** Flows of an attribute into this connector, of all object types. */
export function exportsAttribute(connector: Connector, name: string): readonly ExportFlow[] {
  return connector.exportFlows.flatMap((set) => set.flows).filter((flow) => sameName(flow.targetAttribute, name))
}

export interface Provisioning {
  readonly by: 'sync-rule' | 'connect-rule' | 'extension'
  /** Rule or assembly; '' for a rule that is not in the input. */
  readonly name: string
  /** false: the extension may create here or elsewhere; its code is not in the export. */
  readonly certain: boolean
  readonly at: Provenance
}

/** Who may create objects in this connector: rules that say so, then code that may. */
export function provisionsInto(estate: Estate, { server, connector }: PlacedConnector): readonly Provisioning[] {
  if (server.product === 'connect-sync') {
    return connectRulesOf(server, connector)
      .filter((rule) => rule.direction === 'outbound' && rule.linkType === 'provision')
      .map((rule) => ({ by: 'connect-rule', name: rule.name, certain: true, at: rule.at }))
  }
  const rules = outboundRulesOf(estate, connector)
  const found: Provisioning[] = rules
    .filter((rule) => rule.creates.connectorObject)
    .map((rule) => ({ by: 'sync-rule', name: rule.name, certain: true, at: rule.at }))
  const provisioning = server.metaverse?.provisioning
  const mayBeRule = provisioning !== 'none' && provisioning !== 'scripted' && connector.kind !== 'mim-service'
  if (rules.length === 0 && mayBeRule) {
    // The rule itself is not in the input; a flow for new objects only, or one that names them, shows that it creates.
    const naming = connector.exportFlows
      .flatMap((set) => set.flows)
      .find(
        (flow) =>
          flow.mapping.kind === 'sync-rule' && (flow.mapping.initialOnly || sameName(flow.targetAttribute, 'dn')),
      )
    if (naming !== undefined) found.push({ by: 'sync-rule', name: '', certain: true, at: naming.at })
  }
  const extension = server.metaverse?.extension
  if (extension !== undefined && (provisioning === 'scripted' || provisioning === 'both')) {
    found.push({ by: 'extension', name: extension.assembly, certain: false, at: extension.at })
  }
  return found
}

/** Rules of the MIM Service that write to this connector and are switched on. */
export function outboundRulesOf(estate: Estate, connector: Connector): readonly SyncRule[] {
  return estate.services
    .flatMap((service) => service.syncRules)
    .filter((rule) => rule.connectorId === connector.id && !rule.disabled)
    .filter((rule) => rule.direction === 'outbound' || rule.direction === 'both')
}

/**
 * The service's rule behind a flow of the sync export. A rule shows up three times (service object, metaverse flows,
 * connector flows); this is how the three are known to be one.
 */
export function syncRuleOf(estate: Estate, ruleId: string): SyncRule | undefined {
  return estate.services
    .flatMap((service) => service.syncRules)
    .find((rule) => rule.metaverseObjectId === ruleId || rule.id === ruleId)
}

/** Distinct rules that stand behind a connector's export flows; ids without a rule in the input are kept as ids. */
export function resolveSyncRuleFlows(estate: Estate, connector: Connector): readonly string[] {
  const ids = connector.exportFlows
    .flatMap((set) => set.flows)
    .flatMap((flow) => (flow.mapping.kind === 'sync-rule' ? [flow.mapping.ruleId] : []))
  return [...new Set(ids)].map((id) => syncRuleOf(estate, id)?.name ?? id).sort()
}
