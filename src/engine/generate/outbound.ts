/** Outbound rules read the metaverse: what the connector space has to hold, so that their scope holds there. */

import type { ScopeClause } from '../../expression/filter/index.js'
import { evaluateScopeClause } from '../../expression/filter/index.js'
import type { Value } from '../../expression/index.js'
import { isSpecial } from '../../expression/index.js'
import type { SyncRule } from '../../model/index.js'
import type { Stored } from '../core/values.js'
import type { Blueprint, SourceSpec } from '../rules/blueprint.js'
import type { ScopeGroups } from '../rules/conditions.js'
import type { Candidates } from './candidates.js'
import type { Demand } from './demand.js'
import type { Assignment, Wish } from './solve.js'
import { solveExpression } from './solve.js'

/** What flows into a metaverse attribute, and where it flows at all. */
export interface Provider {
  readonly source: SourceSpec
  /** Scope of the rule it belongs to; no groups: everywhere. */
  readonly scope: ScopeGroups
}

/** One group of an outbound scope. */
export interface OutboundScope {
  readonly mvType: string
  readonly clauses: readonly ScopeClause[]
  /** Rules of this scope make objects of their own in the target. */
  readonly creates: boolean
  readonly providersOf: (ma: string, csType: string, attribute: string) => readonly Provider[]
}

export function outboundScopesOf(blueprint: Blueprint, serviceRules: readonly SyncRule[]): readonly OutboundScope[] {
  const connect = blueprint.connectRules
    .filter((rule) => rule.direction === 'out' && !rule.disabled)
    .map((rule) => ({ mvType: rule.mvType, groups: rule.scope, creates: rule.link === 'Provision' }))
  const service = serviceRules
    .filter((rule) => rule.outboundIsFilterBased && rule.direction !== 'inbound')
    .map((rule) => ({
      mvType: rule.metaverseObjectType,
      groups: rule.direction === 'both' ? (rule.outboundScope ?? []) : rule.scope,
      creates: rule.creates.connectorObject,
    }))
  return [...connect, ...service].flatMap(({ mvType, groups, creates }) =>
    groups.map((clauses) => ({
      mvType,
      clauses,
      creates,
      providersOf: (ma: string, csType: string, attribute: string) =>
        providersOf(blueprint, mvType, ma, csType, attribute),
    })),
  )
}

/** What flows into a metaverse attribute from one type of one agent, best first. */
export function providersOf(
  blueprint: Blueprint,
  mvType: string,
  ma: string,
  csType: string,
  attribute: string,
): readonly Provider[] {
  const classic = blueprint.flows
    .filter((rule) => rule.mvType === mvType && rule.attribute === attribute)
    .flatMap((rule) => rule.flows.filter((flow) => flow.ma === ma && flow.csType === csType))
    .map((flow) => ({ source: flow.source, scope: [] }))
  const declarative = blueprint.connectRules
    .filter((rule) => rule.direction === 'in' && !rule.disabled)
    .filter((rule) => rule.ma === ma && rule.csType === csType && rule.mvType === mvType)
    .toSorted((a, b) => a.precedence - b.precedence)
    .flatMap((rule) =>
      rule.flows.filter((flow) => flow.target === attribute).map(({ source }) => ({ source, scope: rule.scope })),
    )
  return [...classic, ...declarative]
}

/** Values that the scope wants of attributes which flow in as they are. */
export function wantedDirectly(
  demand: Demand,
  scope: OutboundScope,
): readonly { readonly attribute: string; readonly value: string }[] {
  return scope.clauses.flatMap((clause) =>
    scope
      .providersOf(demand.ma.name, demand.csType, clause.attribute)
      .flatMap(({ source }) => (source.kind === 'attribute' ? [{ attribute: source.name, value: clause.value }] : [])),
  )
}

/** The wish of an object whose metaverse object comes into the scope; undefined where it projects to another type. */
export function outboundWish(
  demand: Demand,
  candidates: Candidates,
  base: Assignment,
  sound: ReadonlyMap<string, Stored | undefined>,
  scope: OutboundScope,
): Wish | undefined {
  if (!demand.projects.has(scope.mvType) && !demand.mvTypes.has(scope.mvType)) return undefined
  const [own] = demand.scopes
  const plan = new Plan(demand, candidates, base, sound)
  for (const clause of scope.clauses)
    plan.want(clause, scope.providersOf(demand.ma.name, demand.csType, clause.attribute))
  return {
    outbound: true,
    fixed: plan.fixed,
    scope: { clauses: [...(own?.clauses ?? []), ...plan.clauses], avoid: [...(own?.avoid ?? []), ...plan.avoid] },
  }
}

/** Collects what the connector space has to hold, clause by clause. */
class Plan {
  readonly clauses: ScopeClause[] = []
  readonly avoid: (readonly ScopeClause[])[] = []
  readonly fixed: Map<string, Stored | undefined>

  constructor(
    private readonly demand: Demand,
    private readonly candidates: Candidates,
    private readonly base: Assignment,
    sound: ReadonlyMap<string, Stored | undefined>,
  ) {
    this.fixed = new Map(sound)
  }

  /** A clause that an absent value meets wants every provider harmless; another one wants one provider to meet it. */
  want(clause: ScopeClause, providers: readonly Provider[]): void {
    const absentWill = this.holds(clause, null)
    for (const provider of providers) {
      const meets = this.meet(clause, provider.source)
      if (!meets) this.avoid.push(...provider.scope.filter((group) => group.length > 0))
      else if (!absentWill) {
        this.clauses.push(...(provider.scope[0] ?? []))
        return
      }
    }
  }

  private meet(clause: ScopeClause, source: SourceSpec): boolean {
    switch (source.kind) {
      case 'constant':
        return this.holds(clause, constantValue(source.value))
      case 'attribute':
        this.clauses.push({ ...clause, attribute: source.name })
        return true
      case 'expression': {
        const now: Assignment = new Map([...this.base, ...this.fixed])
        const reads = { expression: source.expression, reads: source.reads }
        const solved = solveExpression(this.demand, this.candidates, now, reads, (value) =>
          this.holds(clause, giveBack(value)),
        )
        for (const [name, value] of solved ?? []) this.fixed.set(name, value)
        return solved !== undefined
      }
      default:
        return false
    }
  }

  private holds(clause: ScopeClause, value: Value): boolean {
    const parameters = new Map(Object.entries(this.demand.ma.parameters))
    return evaluateScopeClause(clause, { get: () => value }, { parameters }) === true
  }
}

function constantValue(value: Stored | undefined): Value {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

/** A special result contributes nothing. */
function giveBack(value: Value): Value {
  return isSpecial(value) ? null : value
}
