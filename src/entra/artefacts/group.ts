import type { Group } from '@microsoft/microsoft-graph-types'
import type { GraphCall, Made } from './artefact.js'
import { graphCall } from './artefact.js'

interface AnyGroup extends Made {
  readonly name: string
  readonly description: string
  readonly mailNickname: string
  /** Alternate key: makes creation repeatable. */
  readonly uniqueName: string
}

/** Members by rule. Created paused, so that the rule can be compared before it acts. */
export interface DynamicGroup extends AnyGroup {
  readonly kind: 'dynamic-group'
  readonly membershipRule: string
  readonly type: 'security' | 'microsoft365'
}

export interface AssignedGroup extends AnyGroup {
  readonly kind: 'assigned-group'
  readonly type: 'security' | 'microsoft365'
  /** Only at creation; such a group can never be dynamic. */
  readonly isAssignableToRole: boolean
}

/** Longest rule the service takes: https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership */
export const longestMembershipRule = 3_072

export function dynamicGroupCall(group: DynamicGroup): GraphCall<Group> {
  const unified = group.type === 'microsoft365'
  return graphCall('POST', 'groups', 'microsoft.graph.group', {
    ...shared(group),
    mailEnabled: unified,
    securityEnabled: !unified,
    groupTypes: unified ? ['Unified', 'DynamicMembership'] : ['DynamicMembership'],
    membershipRule: group.membershipRule,
    membershipRuleProcessingState: 'Paused',
  })
}

export function assignedGroupCall(group: AssignedGroup): GraphCall<Group> {
  const unified = group.type === 'microsoft365'
  return graphCall('POST', 'groups', 'microsoft.graph.group', {
    ...shared(group),
    mailEnabled: unified,
    securityEnabled: !unified,
    groupTypes: unified ? ['Unified'] : [],
    ...(group.isAssignableToRole ? { isAssignableToRole: true } : {}),
  })
}

function shared({ name, description, mailNickname, uniqueName }: AnyGroup): Group {
  return {
    displayName: name,
    ...(description === '' ? {} : { description }),
    mailNickname,
    uniqueName,
  }
}
