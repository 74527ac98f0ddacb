import type {
  Estate,
  IdentityService,
  ManagementPolicyRule,
  ServiceGroup,
  ServiceObject,
} from '../../src/model/index.js'
import { isGroupSet } from '../facts/groups.js'
import {
  customObjectsOf,
  customPolicies,
  groupsOf,
  isCustomers,
  servicesOf,
  setById,
  textOf,
} from '../facts/service.js'

/** Rules that ship disabled; their ids are the same on every installation. */
const shippedIds = new Set([
  '21609c27-abd1-4aa0-8945-65bb6f0a3c10',
  '313aaf1c-fdf3-41ee-a3b5-a2ae89ee0aed',
  'd41d41a1-1f3c-4b36-bcbb-5fc3cb25e2b2',
  'fc53fd3c-92fa-4235-bbb7-2b21df6b98a0',
  '927face0-fdbc-4be8-a3ca-bad21364d5f6',
  '6878df1d-302e-4609-9759-23a9b1739d9f',
  '799ce357-d430-471e-9f12-99a2312e85d3',
  '49e337c8-e748-4b56-9124-edfe3fce75ba',
  'e7ada012-6a12-4a1a-b7de-1c99bbdaf0fc',
  'ca3be6ac-511c-402b-8774-f0366de3b2d2',
  'fddd8a95-242d-4e3e-b4cb-d53b806fd772',
  'b3547a27-10ed-4cb3-91f2-58380b710cd6',
])

/** Accounts of the product: synchronization, service, installer, anonymous. */
const productAccounts = new Set([
  'fb89aefa-5ea1-47f1-8890-abe7797d6497',
  'e05d1f1b-3d5e-4014-baa6-94dee7d68c89',
  '7fb2b853-24f0-4498-9534-4e10589723c4',
  'b0b36673-d43b-4cfa-a7a2-aff14fd90522',
])

export function isShippedGroupRule(object: ServiceObject): boolean {
  return (
    shippedIds.has(object.id) ||
    (object.origin !== 'custom' &&
      /^(security group management|security groups|distribution list management):/i.test(object.displayName))
  )
}

export interface GroupRules {
  /** Shipped ones, switched on. */
  readonly enabled: readonly ManagementPolicyRule[]
  /** The customer's own that let people at large, or owners, change groups. */
  readonly own: readonly ManagementPolicyRule[]
  /** Shipped ones in the input that are still off. */
  readonly off: readonly ManagementPolicyRule[]
}

export function groupRules(estate: Estate): GroupRules {
  const services = servicesOf(estate)
  const shipped = services.flatMap((service) => service.policies.filter((policy) => isShippedGroupRule(policy.object)))
  return {
    enabled: shipped.filter((policy) => !policy.disabled && isCustomers(policy.object) && changesSomething(policy)),
    off: shipped.filter((policy) => policy.disabled),
    own: services.flatMap((service) =>
      customPolicies(service).filter(
        (policy) => !isShippedGroupRule(policy.object) && letsPeopleAtGroups(service, policy),
      ),
    ),
  }
}

/** People at large are a set with a filter; a set of named members is a team of administrators. */
function letsPeopleAtGroups(service: IdentityService, policy: ManagementPolicyRule): boolean {
  if (policy.kind !== 'request' || !policy.grantsRight) return false
  const isAboutGroups = isGroupSet(service, policy.targetAfterSetId) || isGroupSet(service, policy.targetBeforeSetId)
  const isOwner = /owner/i.test(policy.requestorRelation ?? '')
  const requestors = setById(service, policy.requestorSetId)
  const isForMany = requestors?.filter !== undefined && requestors.explicitMembers.length === 0
  return changesSomething(policy) && isAboutGroups && (isOwner || isForMany)
}

export function ownerApproved(estate: Estate): readonly ServiceGroup[] {
  return allGroups(estate).filter((group) => !group.membershipLocked && /owner/i.test(group.membershipAddWorkflow))
}

export function allGroups(estate: Estate): readonly ServiceGroup[] {
  return servicesOf(estate).flatMap(groupsOf)
}

export function madeByPeople(estate: Estate): readonly ServiceGroup[] {
  return allGroups(estate).filter((group) => {
    const creator = textOf(group.object, 'Creator').toLowerCase().replace('urn:uuid:', '')
    return creator !== '' && !productAccounts.has(creator)
  })
}

/** Portal forms about groups that the customer changed or made. */
export function groupForms(estate: Estate): readonly ServiceObject[] {
  return servicesOf(estate)
    .flatMap((service) => customObjectsOf(service, 'ObjectVisualizationConfiguration'))
    .filter((object) => /group|distribution/i.test(textOf(object, 'TargetObjectType')))
}

/** Rules that let people read groups alone do not let them manage any. */
function changesSomething(policy: ManagementPolicyRule): boolean {
  return policy.actions.some((action) => /create|modify|add|remove|delete/i.test(action))
}
