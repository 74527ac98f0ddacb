import {
  type Artefact,
  type AssignedGroup,
  artefactKey,
  askedFor,
  foundIn,
  type HandStep,
  madeBy,
  type PimGroupSchedule,
  type PimGroupSettings,
  type Subject,
} from '../../src/entra/index.js'
import { type IdentityService, normalizeGuid, type ServiceObject } from '../../src/model/index.js'
import { askName } from '../facts/approvers.js'
import { learn } from '../facts/design.js'
import { isProductAccount, objectsById, userPlace } from '../facts/portal-people.js'
import { nameList, textOf, valuesOf } from '../facts/service.js'
import { sidText } from '../facts/sid.js'

/** What a privileged role becomes, and how many of its candidates nobody can find in Entra. */
export interface RoleDesign {
  readonly artefacts: readonly Artefact[]
  readonly unknown: number
}

/** Longest activation PIM takes, in minutes, and the shortest. */
const mostMinutes = 24 * 60
const fewestMinutes = 30
/** How long an eligibility lasts before somebody has to renew it: a proposal. */
const eligibleDays = 365

export function roleDesign(service: IdentityService, role: ServiceObject): RoleDesign {
  const candidates = [...new Set(valuesOf(role, 'msidmPamCandidates').map(normalizeGuid))]
  const known = candidates.flatMap((id) => candidatePlace(service, id) ?? [])
  const found = [...new Set(known)]
  const own = candidates.filter(isProductAccount).length
  const approvers = approversOf(service, role)
  const group = roleGroup(service, role)
  return {
    artefacts: [
      group,
      settingsOf(role, group, approvers),
      ...found.map((principalId) => eligibility(role, group, principalId)),
      ...window(role),
    ],
    unknown: candidates.length - own - known.length,
  }
}

/**
 * One cloud group a role, since activation is set up a group: PIM takes neither synchronized nor dynamic ones, and the
 * groups of the bastion forest are not in Entra.
 */
function roleGroup(service: IdentityService, role: ServiceObject): AssignedGroup {
  const privileges = valuesOf(role, 'msidmPamPrivileges').flatMap(
    (id) => objectsById(service).get(normalizeGuid(id)) ?? [],
  )
  const rights = privileges.map((group) => textOf(group, 'msidmPamSourceGroupName') || group.displayName)
  const name = `${role.displayName} (privileged)`
  return {
    kind: 'assigned-group',
    madeFrom: [role.at, ...privileges.map((group) => group.at)],
    name,
    description: `Members by activation only; takes the rights of ${nameList(rights, 10) || role.displayName}.`.slice(
      0,
      1024,
    ),
    mailNickname: name
      .normalize('NFKD')
      .replace(/[^A-Za-z0-9_.-]+/g, '-')
      .replace(/-+$/, '')
      .slice(0, 64),
    uniqueName: `mim-pam-${role.id}`.slice(0, 128),
    type: 'security',
    isAssignableToRole: false,
  }
}

/** The person behind an account of the bastion forest: the account itself is not in Entra. */
function candidatePlace(service: IdentityService, id: string): string | undefined {
  const person = objectsById(service).get(id)
  if (person === undefined || isProductAccount(id)) return undefined
  const linked = objectsById(service).get(normalizeGuid(textOf(person, 'msidmPamLinkedUser')))
  const sid = sidText(textOf(person, 'msidmPamSourceSid'))
  if (sid !== undefined) return foundIn('user', 'onPremisesSecurityIdentifier', sid)
  return userPlace(linked ?? person)
}

function approversOf(service: IdentityService, role: ServiceObject): readonly Subject[] {
  if (!/^true$/i.test(textOf(role, 'msidmPamIsRoleApprovalNeeded'))) return []
  const ids = Object.keys(role.attributes)
    .filter((name) => /approver/i.test(name))
    .flatMap((name) => valuesOf(role, name).map(normalizeGuid))
  const places = [...new Set(ids.flatMap((id) => candidatePlace(service, id) ?? []))]
  const found = places.length > 0 ? places : [askedFor(askName('approverOf', role.displayName))]
  return found.map((userId) => ({ kind: 'user', userId }))
}

function settingsOf(role: ServiceObject, group: AssignedGroup, approvers: readonly Subject[]): PimGroupSettings {
  const seconds = Number.parseInt(textOf(role, 'msidmPamRoleTTL'), 10)
  const minutes = Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds / 60) : 60
  const needsMfa = ['msidmPamRoleMfaEnabled', 'msidmPamIsRoleMfaEnabled'].some((name) =>
    /^true$/i.test(textOf(role, name)),
  )
  return {
    kind: 'pim-group-settings',
    madeFrom: [role.at],
    name: group.name,
    groupId: madeBy(artefactKey(group)),
    access: 'member',
    activationMinutes: Math.min(mostMinutes, Math.max(fewestMinutes, minutes)),
    needsMfa,
    approvers,
  }
}

function eligibility(role: ServiceObject, group: AssignedGroup, principalId: string): PimGroupSchedule {
  return {
    kind: 'pim-group-schedule',
    madeFrom: [role.at],
    groupId: madeBy(artefactKey(group)),
    access: 'member',
    principalId,
    justification: `Candidate of ${role.displayName}`,
    startsAt: askedFor('eligibilityStartsAt'),
    days: eligibleDays,
  }
}

/** PIM knows no hours of the day. */
function window(role: ServiceObject): readonly HandStep[] {
  const from = textOf(role, 'msidmPamRoleAvailableFrom')
  const to = textOf(role, 'msidmPamRoleAvailableTo')
  if (from === '' && to === '') return []
  return [
    {
      kind: 'hand-step',
      madeFrom: [role.at],
      name: `Hours of ${role.displayName}`,
      where: 'With the owner of the role',
      instructions: [
        `Today ${role.displayName} can be activated from ${from || '?'} to ${to || '?'} only.`,
        'Agree to activation at any hour, or ask for approval so that a person looks at the hour.',
      ],
      check: `Has the owner of ${role.displayName} agreed to what takes the place of the hours?`,
      source: learn('/entra/id-governance/privileged-identity-management/concept-pim-for-groups'),
    },
  ]
}

/** What no request does: the rights themselves, and the end of the bastion forest. */
export function aroundRoles(roles: readonly ServiceObject[]): readonly HandStep[] {
  const madeFrom = roles.slice(0, 20).map((role) => role.at)
  return [
    {
      kind: 'hand-step',
      madeFrom,
      name: 'Rights of the privileged groups',
      where: 'Entra, Azure, and Active Directory',
      instructions: [
        'Write down for each role what its groups may do: in Entra and Azure, in AD, or over AD itself (tier 0).',
        'Give the new cloud groups the same rights; those that AD needs are provisioned there.',
        'Rights of tier 0 stay with MIM in isolated networks, or go to privileged workstations.',
      ],
      check: 'Does an activation of the pilot give the right, and does its end take it away?',
      source: learn('/entra/identity/role-based-access-control/security-planning'),
    },
    {
      kind: 'hand-step',
      madeFrom,
      name: 'End of the bastion forest',
      stage: 'decommission',
      where: 'Active Directory',
      instructions: [
        'Keep the bastion forest for 30 days after the last role has moved.',
        'Then remove the trust, the shadow principals and the servers.',
      ],
      check: 'Is the trust gone, and does every role still open?',
      source: learn('/entra/id-governance/privileged-identity-management/concept-pim-for-groups'),
    },
  ]
}
