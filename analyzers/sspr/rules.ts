import type {
  Estate,
  IdentityService,
  ManagementPolicyRule,
  WorkflowActivity,
  WorkflowDefinition,
} from '../../src/model/index.js'
import {
  activitiesOf,
  customPolicies,
  isCustomers,
  policiesStarting,
  servicesOf,
  workflowsOf,
} from '../facts/service.js'

/** "Anonymous users can reset their password": without it nothing else of password reset works. */
const resetRule = '505e53d9-0f5e-4156-a722-a71621e02281'

/** The four rules that ship disabled; registration is two objects. Ids are the same on every installation. */
const shippedIds = new Set([
  resetRule,
  '5ff9602b-5423-452c-9890-5bc67f6366c4',
  '48c12241-32fe-48c2-8c2b-2bf5603f45b6',
  '1aaf99c7-e7d8-42c0-bc53-457fdd74f330',
  'de1e08ce-b69d-4e8f-8c6a-c9826ed58488',
])

const shippedNames =
  /^(anonymous users can reset their password|password reset users can (read password reset objects|update the lockout attributes of themselves)|users can (create|modify) registration objects for themselves)$/i

function isShippedRule(policy: ManagementPolicyRule): boolean {
  return (
    shippedIds.has(policy.object.id) ||
    (policy.object.origin !== 'custom' && shippedNames.test(policy.object.displayName))
  )
}

export function isResetRule(policy: ManagementPolicyRule): boolean {
  return policy.object.id === resetRule || /^anonymous users can reset their password$/i.test(policy.object.displayName)
}

/** Shipped rules of password reset that are switched on. */
export function enabledRules(estate: Estate): readonly ManagementPolicyRule[] {
  return servicesOf(estate).flatMap((service) =>
    service.policies.filter((policy) => isShippedRule(policy) && !policy.disabled && isCustomers(policy.object)),
  )
}

/** Rules the customer made that start a workflow which resets passwords. */
export function ownResetRules(
  estate: Estate,
): readonly { readonly policy: ManagementPolicyRule; readonly workflow: WorkflowDefinition }[] {
  return servicesOf(estate).flatMap((service) =>
    customPolicies(service)
      .filter((policy) => !isShippedRule(policy))
      .flatMap((policy) =>
        workflowsOf(service, policy)
          .filter((workflow) => activitiesOf(workflow, 'PWResetActivity').length > 0)
          .map((workflow) => ({ policy, workflow })),
      ),
  )
}

export interface Gate {
  readonly workflow: WorkflowDefinition
  readonly activity: WorkflowActivity
}

function gatesOf(service: IdentityService, workflow: WorkflowDefinition): readonly Gate[] {
  if (workflow.phase !== 'authentication' || policiesStarting(service, workflow.object.id).length === 0) return []
  return workflow.activities
    .filter((activity) => activity.activity.endsWith('Gate') || activity.family === 'custom')
    .map((activity) => ({ workflow, activity }))
}

/** Gates of authentication workflows that a switched-on rule starts; shipped workflows included, they are the common case. */
export function gatesInUse(estate: Estate): readonly Gate[] {
  return servicesOf(estate).flatMap((service) => service.workflows.flatMap((workflow) => gatesOf(service, workflow)))
}

export function customGates(estate: Estate): readonly Gate[] {
  return servicesOf(estate).flatMap((service) =>
    service.workflows
      .filter((workflow) => isCustomers(workflow.object))
      .flatMap((workflow) => gatesOf(service, workflow)),
  )
}
