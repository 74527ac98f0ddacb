import type {
  Estate,
  IdentityService,
  ManagementPolicyRule,
  ServiceGroup,
  ServiceObject,
  ServiceSet,
  WorkflowActivity,
  WorkflowDefinition,
} from '../../src/model/index.js'
import { compareText } from '../../src/model/index.js'

/** Only what the customer made, changed or switched on says anything; what ships does not. */
export function isCustomers(object: ServiceObject): boolean {
  return object.origin === 'custom' || object.origin === 'changed' || object.origin === 'enabled'
}

/** Policy rules of the customer that are switched on. */
export function customPolicies(service: IdentityService): readonly ManagementPolicyRule[] {
  return service.policies.filter((policy) => isCustomers(policy.object) && !policy.disabled).sort(byName)
}

export function workflowIdsOf(policy: ManagementPolicyRule): readonly string[] {
  return [...policy.authenticationWorkflowIds, ...policy.authorizationWorkflowIds, ...policy.actionWorkflowIds]
}

/** Rules that start a workflow and are switched on, shipped ones included. */
export function policiesStarting(service: IdentityService, workflowId: string): readonly ManagementPolicyRule[] {
  return service.policies
    .filter((policy) => !policy.disabled && workflowIdsOf(policy).includes(workflowId))
    .sort(byName)
}

export function setById(service: IdentityService, id: string | undefined): ServiceSet | undefined {
  return id === undefined ? undefined : service.sets.find((item) => item.object.id === id)
}

export function workflowById(service: IdentityService, id: string): WorkflowDefinition | undefined {
  return service.workflows.find((item) => item.object.id === id)
}

/** Workflows a policy starts that are in the input. */
export function workflowsOf(service: IdentityService, policy: ManagementPolicyRule): readonly WorkflowDefinition[] {
  return workflowIdsOf(policy).flatMap((id) => workflowById(service, id) ?? [])
}

export function activitiesOf(workflow: WorkflowDefinition, ...names: readonly string[]): readonly WorkflowActivity[] {
  return workflow.activities.filter((item) => names.length === 0 || names.includes(item.activity))
}

/** Text of one property of an activity, '' when it has none. */
export function propertyOf(activity: WorkflowActivity, name: string): string {
  return activity.properties.find((item) => item.name === name)?.value ?? ''
}

/** Resources of one type, in order of name. */
export function objectsOf(service: IdentityService, type: string): readonly ServiceObject[] {
  return service.objects
    .filter((object) => object.type.toLowerCase() === type.toLowerCase())
    .sort((a, b) => compareText(a.displayName, b.displayName) || compareText(a.id, b.id))
}

export function customObjectsOf(service: IdentityService, type: string): readonly ServiceObject[] {
  return objectsOf(service, type).filter(isCustomers)
}

export function textOf(object: ServiceObject, attribute: string): string {
  return valuesOf(object, attribute)[0] ?? ''
}

export function valuesOf(object: ServiceObject, attribute: string): readonly string[] {
  const name = Object.keys(object.attributes).find((key) => key.toLowerCase() === attribute.toLowerCase())
  return name === undefined ? [] : (object.attributes[name] ?? [])
}

/** Groups that are not the product's own. */
export function groupsOf(service: IdentityService): readonly ServiceGroup[] {
  return service.groups.filter((group) => group.object.origin !== 'shipped').sort(byName)
}

export function servicesOf(estate: Estate): readonly IdentityService[] {
  return [...estate.services].sort((a, b) => compareText(a.id, b.id))
}

export function byName(a: { readonly object: ServiceObject }, b: { readonly object: ServiceObject }): number {
  return compareText(a.object.displayName, b.object.displayName) || compareText(a.object.id, b.object.id)
}

/** Names for a sentence of any language: the first few, then how many more there are. */
export function nameList(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most).join(', ')
  return names.length > most ? `${shown} … (+${names.length - most})` : shown
}
