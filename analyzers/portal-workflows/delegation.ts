import {
  type AdministrativeUnit,
  type Artefact,
  artefactKey,
  type DirectoryRole,
  type HandStep,
  madeBy,
  type RoleAssignment,
} from '../../src/entra/index.js'
import type { Estate, IdentityService, ManagementPolicyRule, ServiceSet } from '../../src/model/index.js'
import { learn } from '../facts/design.js'
import { isEverybody } from '../facts/guarded-groups.js'
import { assignedGroupOf, collectionName } from '../facts/portal-groups.js'
import { membershipRuleOf } from '../facts/portal-rules.js'
import { nameList, setById } from '../facts/service.js'
import { filterTypes } from '../facts/xpath.js'

const source = learn('/entra/identity/role-based-access-control/administrative-units')

/** A rule that grants a set of people rights over others, as a role over a unit; steps by hand where no role is as narrow. */
export function delegationArtefacts(
  estate: Estate,
  service: IdentityService,
  policy: ManagementPolicyRule,
): readonly Artefact[] {
  const requestors = setById(service, policy.requestorSetId)
  const target = setById(service, policy.targetBeforeSetId ?? policy.targetAfterSetId)
  const types = filterTypes(target?.filter?.xpath ?? '')
  if (requestors === undefined || isEverybody(requestors)) return [ownData(policy)]
  if (requestors.filter !== undefined && !reads(policy)) return [atLarge(policy, requestors, types)]
  const role = roleOf(policy, types)
  if (role === undefined) return [without(policy, types)]
  const { group, artefacts, place } = assignedGroupOf(estate, service, requestors, { isAssignableToRole: true })
  const unit = unitOf(estate, service, target)
  const scope = unit === undefined ? '/' : `/administrativeUnits/${madeBy(artefactKey(unit.unit))}`
  const assignment: RoleAssignment = {
    kind: 'role-assignment',
    madeFrom: [policy.object.at],
    name: `${role} for ${group.name}${unit === undefined ? '' : ` over ${unit.unit.name}`}`,
    role,
    principalId: place,
    scope,
  }
  return [
    ...artefacts,
    ...(unit?.before ?? []),
    ...(unit === undefined ? [] : [unit.unit]),
    assignment,
    wider(policy, role),
  ]
}

function reads(policy: ManagementPolicyRule): boolean {
  return policy.actions.every((action) => /^read$/i.test(action))
}

/** The narrowest built-in role that covers the rights; undefined: no role is about such objects, or none is needed. */
function roleOf(policy: ManagementPolicyRule, types: readonly string[]): DirectoryRole | undefined {
  if (reads(policy)) return undefined
  if (types.includes('group')) return 'Groups Administrator'
  if (types.length > 0 && !types.includes('person')) return undefined
  const named = policy.attributes.filter((name) => name !== '*')
  const isAbout = (pattern: RegExp): boolean => named.length > 0 && named.every((name) => pattern.test(name))
  if (isAbout(/^AuthN/i)) return 'Authentication Administrator'
  return isAbout(/password/i) ? 'Helpdesk Administrator' : 'User Administrator'
}

/** undefined: the whole directory. */
function unitOf(
  estate: Estate,
  service: IdentityService,
  set: ServiceSet | undefined,
): { readonly unit: AdministrativeUnit; readonly before: readonly Artefact[] } | undefined {
  if (set === undefined || isEverybody(set)) return undefined
  const xpath = set.filter?.xpath
  const rule = xpath === undefined ? undefined : membershipRuleOf(estate, service, xpath, set.object.at)
  return {
    unit: {
      kind: 'administrative-unit',
      madeFrom: [set.object.at],
      name: collectionName(estate, set.object),
      description: `Set ${set.object.displayName} of the portal`,
      membershipRule: rule?.rule ?? '',
    },
    before: rule?.extensions ?? [],
  }
}

function wider(policy: ManagementPolicyRule, role: DirectoryRole): HandStep {
  const name = policy.object.displayName
  return {
    kind: 'hand-step',
    madeFrom: [policy.object.at],
    name: `Rights of ${name}`,
    where: 'Entra admin center: Roles and administrators',
    instructions: [
      `${name} grants ${policy.actions.join(', ')} on ${nameList(policy.attributes, 6)}; ${role} gives more than that.`,
      'Agree to the wider role, or make a custom role with the permissions that exist; rights on single attributes do not.',
      'Add members to units that have no rule.',
    ],
    check: `Has the owner of ${name} agreed to what ${role} may do?`,
    source,
  }
}

/** A set by filter is people at large, whom nobody makes administrators. */
function atLarge(policy: ManagementPolicyRule, requestors: ServiceSet, types: readonly string[]): HandStep {
  const name = policy.object.displayName
  return {
    kind: 'hand-step',
    madeFrom: [policy.object.at],
    name: `Rights of ${name}`,
    where: types.includes('group') ? 'My Groups and My Access' : 'The system that owns the data',
    instructions: [
      `${name} lets everybody in ${requestors.object.displayName} ${policy.actions.join(', ').toLowerCase()} ${nameList(policy.attributes, 6)}; roles are for named people.`,
      types.includes('group')
        ? 'Joining, owning and making groups is designed in the scenario self-service-groups.'
        : 'Name the few who administer others and give them a role over a unit; the rest change nothing in Entra but some of their own contact data.',
    ],
    check: `Is it decided who may do what ${name} allows today?`,
    source,
  }
}

/** Rights over oneself, or of everybody. */
function ownData(policy: ManagementPolicyRule): HandStep {
  const name = policy.object.displayName
  const whose =
    policy.requestorRelation === undefined ? 'everybody' : `who is ${policy.requestorRelation} of the object`
  return {
    kind: 'hand-step',
    madeFrom: [policy.object.at],
    name: `Rights of ${name}`,
    where: 'The system that owns the data',
    instructions: [
      reads(policy)
        ? `${name} lets ${whose} read ${nameList(policy.attributes, 6)}: members of a tenant read users and groups by default.`
        : `${name} lets ${whose} change ${nameList(policy.attributes, 6)}: Entra lets people change some of their own contact data, in My Account, and no more.`,
      'Give what is left to the system of record, or to an application of the customer that writes through Graph.',
    ],
    check: `Is it decided where ${nameList(policy.attributes, 6)} is ${reads(policy) ? 'read' : 'changed'} from now on?`,
    source: learn('/entra/fundamentals/users-default-permissions'),
  }
}

function without(policy: ManagementPolicyRule, types: readonly string[]): HandStep {
  const name = policy.object.displayName
  return {
    kind: 'hand-step',
    madeFrom: [policy.object.at],
    name: `Rights of ${name}`,
    where: reads(policy)
      ? 'Nowhere, or Entra admin center: Roles and administrators'
      : 'The system that owns the objects',
    instructions: reads(policy)
      ? [
          `${name} lets people read: members of a tenant read users and groups by default.`,
          'Where default permissions are restricted, assign the role Directory Readers.',
        ]
      : [
          `${name} is about ${types.join(', ') || 'objects that are not told'}: no role of Entra is.`,
          'Give the rights where the objects live once MIM is gone.',
        ],
    check: `Can those who need it still ${policy.actions.join(', ').toLowerCase()} what ${name} is about?`,
    source,
  }
}
