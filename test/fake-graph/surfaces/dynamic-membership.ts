import { evaluateRule, type FilterObject, parseRule } from '../../../src/expression/filter/index.js'
import { valueFromJson } from '../../../src/expression/index.js'
import { isObject, type JsonObject } from '../json.js'
import type { Tenant } from '../service/tenant.js'

/** Fills groups and units whose rule is on, a while after people or rules have changed. */
export function refreshDynamicGroups(tenant: Tenant): void {
  for (const collection of ['groups', 'administrativeUnits'])
    for (const group of tenant.collection(collection).all()) if (isOn(group)) refreshLater(tenant, collection, group.id)
}

export function refreshLater(tenant: Tenant, collection: string, id: string): void {
  const group = tenant.collection(collection).get(id)
  if (group === undefined || waiting(tenant).has(id)) return
  waiting(tenant).add(id)
  tenant.later(tenant.delays.dynamicMembership, () => {
    waiting(tenant).delete(id)
    const current = tenant.collection(collection).get(id)
    if (current !== undefined && isOn(current)) refresh(tenant, current)
  })
}

const waitings = new WeakMap<Tenant, Set<string>>()

function waiting(tenant: Tenant): Set<string> {
  const known = waitings.get(tenant) ?? new Set<string>()
  waitings.set(tenant, known)
  return known
}

function isOn(group: JsonObject): boolean {
  return typeof group.membershipRule === 'string' && group.membershipRuleProcessingState === 'On'
}

function refresh(tenant: Tenant, group: JsonObject): void {
  const members = tenant.related(String(group.id), 'members')
  members.clear()
  for (const id of matching(tenant, String(group.membershipRule))) members.add(id)
}

/** Ids of the people a rule admits. */
export function matching(tenant: Tenant, rule: string): string[] {
  const parsed = parseRule(rule)
  if (!parsed.ok) return []
  return [...tenant.collection('users').all()]
    .filter((user) => evaluateRule(parsed.value, { user: ruleObject(user) }) === true)
    .map((user) => user.id)
}

function ruleObject(user: JsonObject): FilterObject {
  return {
    get: (name) => {
      const further = user.onPremisesExtensionAttributes
      const value = user[name] ?? (isObject(further) ? further[name] : undefined)
      return value === undefined ? undefined : valueFromJson(value)
    },
  }
}
