import type {
  IdentityService,
  ManagementPolicyRule,
  ServiceSet,
  WorkflowActivity,
  WorkflowDefinition,
} from '../../src/model/index.js'
import { byName, isCustomers, policiesStarting, propertyOf, setById } from './service.js'
import { filterTypes } from './xpath.js'

/** A workflow of the customer with the rules of the customer that start it. */
export interface BoundWorkflow {
  readonly workflow: WorkflowDefinition
  readonly policies: readonly ManagementPolicyRule[]
}

/** Workflows the customer made or changed, each with the enabled customer rules that start it (maybe none). */
export function customWorkflows(service: IdentityService): readonly BoundWorkflow[] {
  return service.workflows
    .filter((workflow) => isCustomers(workflow.object))
    .sort(byName)
    .map((workflow) => ({
      workflow,
      policies: policiesStarting(service, workflow.object.id).filter((policy) => isCustomers(policy.object)),
    }))
}

/** The set a rule is about: where a resource has to be, or to arrive, for the rule to apply. */
export function targetSetOf(service: IdentityService, policy: ManagementPolicyRule): ServiceSet | undefined {
  const leaving = policy.actions.some((action) => action.toLowerCase() === 'transitionout')
  const ids = leaving
    ? [policy.targetBeforeSetId, policy.targetAfterSetId]
    : [policy.targetAfterSetId, policy.targetBeforeSetId]
  return ids.map((id) => setById(service, id)).find((set) => set !== undefined)
}

/** Resource types a rule is about, lower case; empty when the export does not tell. */
export function targetTypesOf(service: IdentityService, policy: ManagementPolicyRule): readonly string[] {
  const xpath = targetSetOf(service, policy)?.filter?.xpath
  return xpath === undefined ? [] : [...new Set(filterTypes(xpath))]
}

/** Certainly nobody in it: neither a filter nor a member. A filter without members in the export tells nothing. */
export function isEmptySet(set: ServiceSet): boolean {
  return set.filter === undefined && set.explicitMembers.length === 0 && set.computedMemberCount === 0
}

const membership = new Set(['explicitmember', 'member', 'computedmember'])

export function isMembershipAttribute(name: string): boolean {
  return membership.has(name.toLowerCase())
}

/**
 * What requests under these rules are about: access (membership), data (other attributes of a resource), or not told by
 * the rules, which then name `*`.
 */
export function subjectMatter(
  policies: readonly ManagementPolicyRule[],
  types: readonly string[],
): 'access' | 'data' | 'unclear' {
  const named = policies.flatMap((policy) => policy.attributes).filter((name) => name !== '*')
  if (named.length > 0) return named.every(isMembershipAttribute) ? 'access' : 'data'
  return types.includes('person') ? 'data' : 'unclear'
}

/** Text of a property; XAML's null is no text. */
export function activityText(activity: WorkflowActivity, name: string): string {
  const text = propertyOf(activity, name).trim()
  return text === '{x:Null}' ? '' : text
}

export const approvalActivities = ['ApprovalActivity', 'RequestApproval']

/** The service in a report: its host, since it has no other name; exports often name the local machine only. */
export function serviceName(service: IdentityService): string {
  const host = /^https?:\/\/([^/:]+)/i.exec(service.source)?.[1] ?? 'localhost'
  return host.toLowerCase() === 'localhost' ? 'MIM Service' : host
}

/** The service a detection is about. */
export function serviceById(services: readonly IdentityService[], id: string): IdentityService {
  const service = services.find((item) => item.id === id)
  if (service === undefined) throw new Error(`No service ${id} in this Estate: map what was detected in it`)
  return service
}
