import type { Finding } from '../../../analyzers/analyzer.js'
import { sameName } from '../../../analyzers/facts/connectors.js'
import { finding } from '../../../analyzers/finding.js'
import type { Connector, Estate, ScopeCondition, SyncRule, SyncServer } from '../../model/index.js'

/** Rules of the estate that cannot both hold, or that nobody can tell which of them does: each names its places. */
export function contradictionsOf(estate: Estate): readonly Finding[] {
  const rules = [
    ...estate.servers.flatMap((server) => server.syncRules),
    ...estate.services.flatMap((s) => s.syncRules),
  ]
  return [
    ...estate.servers.flatMap((server) => [
      ...samePrecedence(server),
      ...deletionRules(server),
      ...unknownPrecedence(server),
      ...server.connectors.flatMap(sameTarget),
    ]),
    ...rules.filter((rule) => !rule.disabled).flatMap(impossibleScopes),
  ]
}

/** Two rules of Entra Connect with one number write one attribute: which wins is chance. */
function samePrecedence(server: SyncServer): readonly Finding[] {
  const active = server.syncRules.filter((rule) => !rule.disabled && rule.precedence !== undefined)
  return active.flatMap((rule, index) =>
    active.slice(0, index).flatMap((other) => {
      if (other.precedence !== rule.precedence || other.direction !== rule.direction) return []
      if (!writeToOnePlace(rule, other)) return []
      const targets = new Set(other.mappings.map((flow) => flow.target.toLowerCase()))
      const shared = rule.mappings.filter((flow) => targets.has(flow.target.toLowerCase()))
      if (shared.length === 0) return []
      const params = {
        first: other.name,
        second: rule.name,
        precedence: rule.precedence ?? 0,
        attributes: shared.map((flow) => flow.target).join(', '),
      }
      return [finding('M2E-AUTH-221', params, [other.at, rule.at])]
    }),
  )
}

/** Inbound rules meet in the metaverse, outbound ones in the connector. */
function writeToOnePlace(a: SyncRule, b: SyncRule): boolean {
  if (!sameName(a.metaverseObjectType, b.metaverseObjectType)) return false
  return (
    a.direction === 'inbound' ||
    (a.connectorId === b.connectorId && sameName(a.connectorObjectType, b.connectorObjectType))
  )
}

function deletionRules({ metaverse }: SyncServer): readonly Finding[] {
  const rules = metaverse?.deletionRules ?? []
  return rules.flatMap((rule, index) =>
    rules
      .slice(0, index)
      .filter((other) => sameName(other.objectType, rule.objectType) && other.kind !== rule.kind)
      .map((other) => finding('M2E-AUTH-222', { type: rule.objectType }, [other.at, rule.at])),
  )
}

function unknownPrecedence({ metaverse }: SyncServer): readonly Finding[] {
  return (metaverse?.importFlows ?? [])
    .filter((group) => group.precedence === 'unknown' && group.flows.length > 1)
    .map((group) => finding('M2E-AUTH-223', { attribute: group.attribute, type: group.objectType }, group.at))
}

/** Two flows of the connector itself into one attribute; those of synchronization rules have a precedence. */
function sameTarget(connector: Connector): readonly Finding[] {
  return connector.exportFlows.flatMap((set) => {
    const own = set.flows.filter((flow) => flow.mapping.kind !== 'sync-rule')
    return own.flatMap((flow, index) =>
      own
        .slice(0, index)
        .filter((other) => sameName(other.targetAttribute, flow.targetAttribute))
        .map((other) =>
          finding('M2E-AUTH-224', { connector: connector.name, attribute: flow.targetAttribute }, [other.at, flow.at]),
        ),
    )
  })
}

/** A scope that no object can be in: one attribute has to be two things at once. */
function impossibleScopes(rule: SyncRule): readonly Finding[] {
  return rule.scope.flatMap((group) =>
    group.flatMap((condition, index) =>
      group
        .slice(0, index)
        .filter((other) => excludeEachOther(other, condition))
        .map((other) =>
          finding('M2E-AUTH-225', { rule: rule.name, attribute: condition.attribute }, [other.at, condition.at]),
        ),
    ),
  )
}

function excludeEachOther(a: ScopeCondition, b: ScopeCondition): boolean {
  if (!sameName(a.attribute, b.attribute)) return false
  const operators = [a.operator, b.operator].map((operator) => operator.toUpperCase())
  if (operators.every((operator) => operator === 'EQUAL')) return !sameName(a.value, b.value)
  return operators.includes('ISNULL') && operators.some((operator) => operator === 'ISNOTNULL' || operator === 'EQUAL')
}
