/** What the rules ask of the objects of one type of one agent: the attributes they read, the conditions they set. */

import type { ConnectorCondition, ScopeClause } from '../../expression/filter/index.js'
import type { CompiledExpression } from '../../expression/index.js'
import { walk } from '../../expression/index.js'
import type { SyncServer } from '../../model/index.js'
import { getOrMake } from '../core/maps.js'
import type { AttributeShape } from '../core/shape.js'
import { PLAIN } from '../core/shape.js'
import { attributeName } from '../estate/sources.js'
import type { Blueprint, MaSpec, SourceSpec } from '../rules/blueprint.js'
import type { ScopeGroups } from '../rules/conditions.js'

export interface JoinDemand {
  /** undefined: any type. */
  readonly mvType: string | undefined
  readonly pairs: readonly { readonly csAttribute: string; readonly mvAttribute: string }[]
  readonly scope: readonly ScopeClause[]
}

export interface ScopeWish {
  readonly clauses: readonly ScopeClause[]
  /** Conjunctions that shall not hold: scopes of rules that may not meet this one on an object. */
  readonly avoid: readonly (readonly ScopeClause[])[]
}

export interface ReadExpression {
  readonly expression: CompiledExpression
  readonly reads: readonly string[]
}

export interface Demand {
  readonly ma: MaSpec
  readonly csType: string
  readonly attributes: Map<string, AttributeShape>
  /** What some rule wants of the object; each gets an object of its own, the first is what plain objects meet. */
  readonly scopes: ScopeWish[]
  /** Alternatives of the connector filter. */
  readonly filters: (readonly ConnectorCondition[])[]
  readonly expressions: ReadExpression[]
  readonly joins: JoinDemand[]
  /** Metaverse types that rules project it to. */
  readonly projects: Set<string>
  readonly mvTypes: Set<string>
}

/** In the order of agents, then of types. */
export function demandsOf(server: SyncServer, blueprint: Blueprint): readonly Demand[] {
  const demands = new Map<string, Demand>()
  const agents = new Map(blueprint.mas.map((ma) => [ma.name, ma]))
  const demand = (ma: string, csType: string): Demand | undefined => {
    const spec = agents.get(ma)
    if (spec === undefined || (spec.objectTypes !== undefined && !spec.objectTypes.includes(csType))) return undefined
    return getOrMake(demands, `${ma}\u0000${csType}`, () => emptyDemand(spec, csType))
  }
  for (const [position, connector] of server.connectors.entries()) {
    const ma = blueprint.mas[position]
    if (ma !== undefined) demandOfAgent(ma, connector, demand)
  }
  for (const rule of blueprint.flows)
    for (const flow of rule.flows) {
      const wanted = demand(flow.ma, flow.csType)
      if (wanted === undefined) continue
      wanted.mvTypes.add(rule.mvType)
      readSource(wanted, flow.source)
    }
  demandOfConnect(blueprint, demand)
  for (const wanted of demands.values()) for (const scope of wanted.scopes) useScope(wanted, scope)
  return [...demands.values()]
}

type Find = (ma: string, csType: string) => Demand | undefined

function emptyDemand(ma: MaSpec, csType: string): Demand {
  return {
    ma,
    csType,
    attributes: new Map(),
    scopes: [],
    filters: [],
    expressions: [],
    joins: [],
    projects: new Set(),
    mvTypes: new Set(),
  }
}

function use(demand: Demand, name: string): void {
  if (name === 'dn' || name.startsWith('mv.')) return
  demand.attributes.set(name, demand.ma.types[demand.csType]?.[name] ?? PLAIN)
}

function useScope(demand: Demand, { clauses, avoid }: ScopeWish): void {
  for (const one of [clauses, ...avoid].flat()) use(demand, one.attribute)
}

/** ImportedValue("name") reads an attribute that stands in the expression as text. */
function readsOf(expression: CompiledExpression, reads: readonly string[]): readonly string[] {
  const names = new Set(reads)
  walk(expression.expression, (node) => {
    const [only] = node.kind === 'call' && node.name === 'ImportedValue' ? node.args : []
    if (only?.kind === 'string') names.add(only.value)
  })
  return [...names]
}

function readSource(demand: Demand, source: SourceSpec): void {
  if (source.kind === 'attribute') use(demand, source.name)
  else if (source.kind === 'scripted') for (const name of source.sources) use(demand, name)
  else if (source.kind === 'expression') {
    const reads = readsOf(source.expression, source.reads)
    for (const name of reads) use(demand, name)
    demand.expressions.push({ expression: source.expression, reads })
  }
}

function demandOfAgent(ma: MaSpec, connector: SyncServer['connectors'][number], find: Find): void {
  for (const filter of connector.filters) {
    const demand = find(ma.name, filter.objectType)
    for (const { conditions } of filter.alternatives) {
      demand?.filters.push(conditions)
      for (const one of conditions) if (demand !== undefined && !one.intrinsic) use(demand, one.attribute)
    }
  }
  for (const profile of connector.joins)
    for (const criterion of profile.criteria) {
      const demand = find(ma.name, profile.objectType)
      if (demand === undefined) continue
      const pairs = criterion.mappings.flatMap((mapping) => {
        if (mapping.source.kind === 'scripted') for (const one of mapping.source.attributes) use(demand, one.name)
        if (mapping.source.kind !== 'direct') return []
        const { name, intrinsic } = mapping.source.attribute
        const csAttribute = attributeName(name, intrinsic)
        use(demand, csAttribute)
        return [{ csAttribute, mvAttribute: attributeName(mapping.metaverseAttribute, mapping.metaverseIntrinsic) }]
      })
      if (pairs.length === criterion.mappings.length)
        demand.joins.push({ mvType: criterion.metaverseObjectType, pairs, scope: criterion.scope })
      if (criterion.metaverseObjectType !== undefined) demand.mvTypes.add(criterion.metaverseObjectType)
      if (criterion.scope.length > 0) demand.scopes.push({ clauses: criterion.scope, avoid: [] })
    }
  for (const projection of connector.projections) {
    const demand = find(ma.name, projection.objectType)
    if (demand === undefined) continue
    if (projection.metaverseObjectType !== undefined) {
      demand.projects.add(projection.metaverseObjectType)
      demand.mvTypes.add(projection.metaverseObjectType)
    }
    if (projection.scope.length > 0) demand.scopes.push({ clauses: projection.scope, avoid: [] })
  }
  for (const set of connector.exportFlows) find(ma.name, set.connectorObjectType)?.mvTypes.add(set.metaverseObjectType)
}

function demandOfConnect(blueprint: Blueprint, find: Find): void {
  // Rules that create come first: what they want is what a plain object is like.
  const rules = blueprint.connectRules
    .filter((rule) => rule.direction === 'in' && !rule.disabled)
    .toSorted((a, b) => Number(b.link === 'Provision') - Number(a.link === 'Provision') || a.precedence - b.precedence)
  for (const rule of rules) {
    const demand = find(rule.ma, rule.csType)
    if (demand === undefined) continue
    demand.mvTypes.add(rule.mvType)
    if (rule.link === 'Provision') demand.projects.add(rule.mvType)
    for (const flow of rule.flows) readSource(demand, flow.source)
    // A rule that only adds flows needs the rule that decides the link beside it (SE-DP-FLOW-1).
    const deciding = rules.filter(
      (one) => one.ma === rule.ma && one.csType === rule.csType && (one.joins.length > 0 || one.link === 'Provision'),
    )
    const companions = rule.joins.length > 0 || deciding.length === 0 ? [rule] : deciding
    for (const other of companions) {
      // SE-DP-JOIN-6: no second rule with other join criteria may be in scope.
      const rivals = deciding.filter(
        (one) => one !== other && one.joins.length > 0 && JSON.stringify(one.joins) !== JSON.stringify(other.joins),
      )
      const avoid = rivals.flatMap((one) => alternativesOf(one.scope)).filter((group) => group.length > 0)
      for (const group of alternativesOf(rule.scope))
        for (const beside of other === rule ? [[]] : alternativesOf(other.scope))
          demand.scopes.push({ clauses: [...group, ...beside], avoid })
    }
    for (const pairs of rule.joins) {
      for (const pair of pairs) use(demand, pair.csAttribute)
      demand.joins.push({
        mvType: rule.mvType === '*' ? undefined : rule.mvType,
        pairs,
        scope: alternativesOf(rule.scope)[0] ?? [],
      })
    }
  }
  for (const rule of blueprint.connectRules)
    if (rule.direction === 'out' && !rule.disabled) find(rule.ma, rule.csType)?.mvTypes.add(rule.mvType)
}

/** A scope without groups holds for everything. */
function alternativesOf(scope: ScopeGroups): readonly (readonly ScopeClause[])[] {
  return scope.length === 0 ? [[]] : scope
}
