import type { ScopeCondition, SyncRule, SyncRuleFlow, SyncServer } from '../../../model/index.js'
import { compareText } from '../../../model/index.js'
import { oncePer } from '../../once.js'
import { sameText } from '../flow-graph.js'

/** A flow of a switched-on rule, with the part of the rule's scope that is not taken for granted. */
export interface ScopedFlow {
  readonly rule: SyncRule
  readonly flow: SyncRuleFlow
  /** Empty: the rule applies to every object the job has in scope. */
  readonly scope: readonly (readonly ScopeCondition[])[]
}

export interface ConnectRules {
  readonly server: SyncServer
  /** Switched on, best precedence first. */
  inbound(connectorId: string, objectType: string): readonly SyncRule[]
  outbound(connectorId: string, objectType: string): readonly SyncRule[]
}

const none: readonly SyncRule[] = []

export function connectRulesOf(server: SyncServer): ConnectRules {
  const rank = (rule: SyncRule): number => rule.precedence ?? Number.MAX_SAFE_INTEGER
  const rules = server.syncRules
    .filter((rule) => !rule.disabled)
    .sort((a, b) => rank(a) - rank(b) || compareText(a.name, b.name) || compareText(a.id, b.id))
  const keyOf = (direction: SyncRule['direction'], connectorId: string, objectType: string): string =>
    `${direction}\n${connectorId}\n${objectType.toLowerCase()}`
  const groups = new Map<string, SyncRule[]>()
  for (const rule of rules) {
    const key = keyOf(rule.direction, rule.connectorId, rule.connectorObjectType)
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [rule])
    else known.push(rule)
  }
  const pick = (direction: SyncRule['direction']) => (connectorId: string, objectType: string) =>
    groups.get(keyOf(direction, connectorId, objectType)) ?? none
  return { server, inbound: pick('inbound'), outbound: pick('outbound') }
}

/**
 * What holds for every object a job handles: the conditions all groups of the rule that makes the object share. Other
 * rules repeat them; the job's scoping filter says them once.
 */
export function commonScope(rules: readonly SyncRule[]): readonly ScopeCondition[] {
  const making = rules.find((rule) => rule.linkType === 'provision')
  const [first = [], ...further] = making?.scope ?? []
  return first.filter((condition) => further.every((group) => group.some((item) => sameCondition(item, condition))))
}

type RuleFlow = Pick<ScopedFlow, 'rule' | 'flow'>

/** Flows of rules by the attribute they fill, lower case, in the order of the rules. */
const flowsByTarget = oncePer((rules: readonly SyncRule[]): ReadonlyMap<string, readonly RuleFlow[]> => {
  const found = new Map<string, RuleFlow[]>()
  for (const rule of rules)
    for (const flow of rule.mappings) {
      const target = flow.target.toLowerCase()
      const known = found.get(target)
      if (known === undefined) found.set(target, [{ rule, flow }])
      else known.push({ rule, flow })
    }
  return found
})

export function fills(rules: readonly SyncRule[], target: string): boolean {
  return flowsByTarget(rules).has(target.toLowerCase())
}

/** The flows into one attribute, each with what is left of its rule's scope. */
export function scopedFlows(
  rules: readonly SyncRule[],
  target: string,
  granted: (condition: ScopeCondition) => boolean,
): readonly ScopedFlow[] {
  const flows = flowsByTarget(rules).get(target.toLowerCase()) ?? []
  return flows.map(({ rule, flow }) => ({ rule, flow, scope: remainingScope(rule, granted) }))
}

/** A group of which nothing is left holds for everybody, and so do the others beside it. */
function remainingScope(
  rule: SyncRule,
  granted: (condition: ScopeCondition) => boolean,
): readonly (readonly ScopeCondition[])[] {
  const groups = rule.scope.map((group) => group.filter((condition) => !granted(condition)))
  return groups.some((group) => group.length === 0) ? [] : groups
}

export function sameCondition(a: ScopeCondition, b: ScopeCondition): boolean {
  return sameText(a.attribute, b.attribute) && sameText(a.operator, b.operator) && sameText(a.value, b.value)
}

export function scopeText(scope: readonly (readonly ScopeCondition[])[]): string {
  return scope
    .map((group) => group.map((item) => `${item.attribute} ${item.operator} ${item.value}`.trim()).join(' and '))
    .join(', or ')
}
