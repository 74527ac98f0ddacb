import type {
  Estate,
  IdentityService,
  ManagementPolicyRule,
  ServiceSet,
  WorkflowDefinition,
} from '../../src/model/index.js'
import { customPolicies, servicesOf, setById, workflowsOf } from './service.js'
import { filterFeatures, filterTypes } from './xpath.js'

/** A rule of the customer that acts when an object enters or leaves a set, with what it watches and starts. */
export interface TransitionRule {
  readonly service: IdentityService
  readonly policy: ManagementPolicyRule
  readonly set: ServiceSet | undefined
  /** The set's filter compares with the current time. */
  readonly isTimed: boolean
  readonly workflows: readonly WorkflowDefinition[]
}

export function isTimedSet(set: ServiceSet | undefined): boolean {
  return set !== undefined && (set.temporal || filterFeatures(set.filter?.xpath ?? '').has('temporal'))
}

export function transitionRules(estate: Estate): readonly TransitionRule[] {
  return servicesOf(estate).flatMap((service) =>
    customPolicies(service)
      .filter((policy) => policy.kind === 'set-transition')
      .map((policy) => {
        const set = setById(service, policy.targetAfterSetId ?? policy.targetBeforeSetId)
        return { service, policy, set, isTimed: isTimedSet(set), workflows: workflowsOf(service, policy) }
      }),
  )
}

/** Timed rules about people: the joiner, mover and leaver dates of an HR-driven estate. */
export function datedPeopleRules(estate: Estate): readonly TransitionRule[] {
  return transitionRules(estate).filter(
    (rule) => rule.isTimed && rule.set !== undefined && filterTypes(rule.set.filter?.xpath ?? '').includes('person'),
  )
}

/** Classes in a workflow that no built-in task repeats: code of the customer, MIMWAL, objects made or read. */
export function codeActivities(workflows: readonly WorkflowDefinition[]): readonly string[] {
  const standard = [
    'EmailNotificationActivity',
    'AddUserToGroupActivity',
    'UpdateResourceActivity',
    'FunctionActivity',
    'DeleteResourceActivity',
    'SynchronizationRuleActivity',
    'SendEmailNotification',
    'UpdateResources',
    'DeleteResources',
    'AddDelay',
  ]
  const names = workflows.flatMap((workflow) => workflow.activities.map((item) => item.activity))
  return [...new Set(names.filter((name) => !standard.includes(name)))].sort()
}
