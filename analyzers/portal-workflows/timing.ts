import type { DirectoryExtension, LifecycleTrigger, LifecycleWorkflow } from '../../src/entra/index.js'
import { portalNames } from '../../src/entra/index.js'
import { durationMs, parseXPath, type XPathCondition } from '../../src/expression/filter/index.js'
import type { Estate, IdentityService, ManagementPolicyRule } from '../../src/model/index.js'
import { guardedBySet } from '../facts/guarded-groups.js'
import { conditionsOf, graphPropertyOf, type ODataScope, odataScopeOf } from '../facts/odata-scope.js'
import { syncedGroupPlace } from '../facts/portal-people.js'
import { isMembershipAttribute, targetSetOf, targetTypesOf } from '../facts/workflows.js'

/** When a workflow runs and for whom. */
export interface Timing {
  readonly category: LifecycleWorkflow['category']
  readonly trigger: LifecycleTrigger
  readonly scope: ODataScope
  /** What the trigger does not say as the rule does, in sentences. */
  readonly notes: readonly string[]
}

type TimeAttribute = Extract<LifecycleTrigger, { readonly kind: 'time' }>['attribute']

const everybody: ODataScope = { scope: '', properties: [], extensions: [], unsaid: [] }
const dayMs = 86_400_000

/** undefined: nothing in Entra starts a workflow for it. */
export function timingOf(estate: Estate, service: IdentityService, policy: ManagementPolicyRule): Timing | undefined {
  const types = targetTypesOf(service, policy)
  if (types.length > 0 && !types.includes('person')) return membershipTiming(service, policy)
  return policy.kind === 'set-transition' ? transition(estate, service, policy) : request(estate, service, policy)
}

function transition(estate: Estate, service: IdentityService, policy: ManagementPolicyRule): Timing | undefined {
  const set = targetSetOf(service, policy)
  const at = policy.object.at
  const leaves = policy.actions.some((action) => action.toLowerCase() === 'transitionout')
  const parsed = parseXPath(set?.filter?.xpath ?? '')
  const conditions = parsed.ok ? conditionsOf(parsed.value) : undefined
  if (set === undefined || conditions === undefined) return undefined
  const dated = conditions.flatMap((condition) => datedOf(estate, condition) ?? [])
  const plain = conditions.filter((condition) => !dated.some((item) => item.condition === condition))
  const scope = odataScopeOf(estate, service, plain, at)
  const turning = dated.find((item) => item.bound === (leaves ? 'lower' : 'upper'))
  if (turning !== undefined) return timed(turning, dated, scope)
  if (dated.length > 0) return undefined
  if (leaves) {
    // On the last day a status may have changed already, or not yet: the day decides, not the status.
    const lasting = odataScopeOf(
      estate,
      service,
      plain.filter((condition) => !isAboutStatus(condition)),
      at,
    )
    return {
      category: 'leaver',
      trigger: { kind: 'time', attribute: 'employeeLeaveDateTime', offsetInDays: 0 },
      scope: lasting,
      notes: [`Today it runs when somebody leaves ${set.object.displayName}; there it runs on the last day.`],
    }
  }
  if (conditions.some(isAboutStatus))
    return {
      category: 'joiner',
      trigger: { kind: 'time', attribute: 'employeeHireDate', offsetInDays: 0 },
      scope,
      notes: [`Today it runs when somebody enters ${set.object.displayName}; there it runs on the first day.`],
    }
  return {
    category: 'mover',
    trigger: { kind: 'attribute-change', attributes: scope.properties },
    scope,
    notes: scope.properties.length === 0 ? ['No attribute of the set can start a workflow.'] : [],
  }
}

/** Conditions that say whether somebody works here. */
function isAboutStatus(condition: XPathCondition): boolean {
  switch (condition.kind) {
    case 'compare':
    case 'text':
      return /status|active|enabled/i.test(condition.attribute)
    case 'group':
    case 'not':
      return isAboutStatus(condition.operand)
    case 'and':
    case 'or':
      return condition.parts.some(isAboutStatus)
    default:
      return false
  }
}

interface Dated {
  readonly condition: XPathCondition
  readonly name: string
  readonly attribute: TimeAttribute | undefined
  readonly bound: 'upper' | 'lower'
  /** Days from now to the bound. */
  readonly days: number
}

function datedOf(estate: Estate, condition: XPathCondition): Dated | undefined {
  if (condition.kind !== 'compare') return undefined
  const { attribute, operator, value } = condition
  if (value.kind !== 'now' && value.kind !== 'shifted-now') return undefined
  if (operator === '=' || operator === '!=') return undefined
  const shift = value.kind === 'now' ? 0 : (durationMs(value.duration) ?? Number.NaN)
  const ms = value.kind === 'shifted-now' && value.direction === 'subtract' ? -shift : shift
  return {
    condition,
    name: attribute,
    attribute: timeAttribute(estate, attribute),
    bound: operator === '<' || operator === '<=' ? 'upper' : 'lower',
    days: ms / dayMs,
  }
}

function timeAttribute(estate: Estate, attribute: string): TimeAttribute | undefined {
  if (attribute === 'CreatedTime') return 'createdDateTime'
  const { name } = portalNames(estate)(attribute)
  return name === 'employeeHireDate' || name === 'employeeLeaveDateTime' ? name : undefined
}

/** A set moves past people as time goes on: its bound becomes days before or after their date. */
function timed({ attribute, days, name }: Dated, dated: readonly Dated[], scope: ODataScope): Timing | undefined {
  if (attribute === undefined || Number.isNaN(days)) return undefined
  const others = dated.filter((item) => item.name !== name)
  return {
    category: attribute === 'employeeLeaveDateTime' ? 'leaver' : 'joiner',
    trigger: { kind: 'time', attribute, offsetInDays: -Math.round(days) + 0 },
    scope,
    notes: [
      ...(Number.isInteger(days) ? [] : [`The set counts ${days} days; a workflow counts whole ones.`]),
      ...others.map((item) => `The condition on ${item.name} is not carried over: a workflow starts from one date.`),
    ],
  }
}

function request(estate: Estate, service: IdentityService, policy: ManagementPolicyRule): Timing | undefined {
  const has = (...names: readonly string[]): boolean =>
    policy.actions.some((action) => names.includes(action.toLowerCase()))
  const set = targetSetOf(service, policy)
  const parsed = parseXPath(set?.filter?.xpath ?? '')
  const conditions = (parsed.ok ? conditionsOf(parsed.value) : undefined) ?? []
  const scope = odataScopeOf(estate, service, conditions, policy.object.at)
  if (has('create'))
    return {
      category: 'joiner',
      trigger: { kind: 'time', attribute: 'createdDateTime', offsetInDays: 0 },
      scope,
      notes: [],
    }
  if (has('modify', 'add', 'remove')) {
    const named = policy.attributes.filter((name) => name !== '*')
    if (named.length === 0)
      return {
        category: 'mover',
        trigger: { kind: 'on-demand' },
        scope: everybody,
        notes: ['The rule names no attribute, so an operator starts it for up to 10 people at a time.'],
      }
    const found = named.map((name) => graphPropertyOf(estate, service, name, policy.object.at))
    const extensions: readonly DirectoryExtension[] = [...scope.extensions, ...found.flatMap((item) => item.extensions)]
    return {
      category: 'mover',
      trigger: { kind: 'attribute-change', attributes: found.map((item) => item.property) },
      scope: { ...scope, extensions },
      notes: [],
    }
  }
  return undefined
}

/** Requests that change the members of groups: a workflow watches the groups that are known. */
function membershipTiming(service: IdentityService, policy: ManagementPolicyRule): Timing | undefined {
  const adds = policy.actions.some((action) => /^add$/i.test(action))
  const removes = policy.actions.some((action) => /^remove$/i.test(action))
  if (!(adds || removes) || !policy.attributes.some(isMembershipAttribute)) return undefined
  const groups = guardedBySet(service, policy)
  if (groups.length === 0) return undefined
  return {
    category: 'mover',
    trigger: { kind: 'membership-change', change: adds ? 'add' : 'remove', groupIds: groups.map(syncedGroupPlace) },
    scope: everybody,
    notes: adds && removes ? ['It runs when somebody is added; a second workflow is needed for removals.'] : [],
  }
}
