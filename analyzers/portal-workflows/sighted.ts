import type { IdentityService, ManagementPolicyRule, WorkflowActivity } from '../../src/model/index.js'
import { customPolicies, workflowIdsOf } from '../facts/service.js'
import { type BoundWorkflow, customWorkflows, isEmptySet, targetSetOf } from '../facts/workflows.js'

/** Everything of a service this scenario speaks of. Shipped objects are not in it. */
export interface PortalFacts {
  readonly bound: readonly BoundWorkflow[]
  readonly unbound: readonly BoundWorkflow[]
  /** Shipped rules the customer changed and left enabled. */
  readonly changed: readonly ManagementPolicyRule[]
  /** Customer rules without a workflow. */
  readonly rights: readonly ManagementPolicyRule[]
  readonly library: readonly WorkflowActivity[]
  /** Names of the sets, when every starting rule works on an empty one. */
  readonly emptySets: readonly string[]
}

export function portalFacts(service: IdentityService): PortalFacts {
  const workflows = customWorkflows(service)
  const bound = workflows.filter((item) => item.policies.length > 0)
  const starting = bound.flatMap((item) => item.policies)
  const sets = starting.map((policy) => targetSetOf(service, policy))
  const allEmpty = sets.length > 0 && sets.every((set) => set !== undefined && isEmptySet(set))
  const policies = customPolicies(service)
  return {
    bound,
    unbound: workflows.filter((item) => item.policies.length === 0),
    changed: policies.filter((policy) => policy.object.origin === 'changed'),
    rights: policies.filter(
      (policy) => policy.object.origin === 'custom' && policy.grantsRight && workflowIdsOf(policy).length === 0,
    ),
    library: bound.flatMap((item) => item.workflow.activities).filter((activity) => activity.family === 'mimwal'),
    emptySets: allEmpty ? [...new Set(sets.flatMap((set) => (set === undefined ? [] : [set.object.displayName])))] : [],
  }
}
