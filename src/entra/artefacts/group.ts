import type { Group } from '@microsoft/microsoft-graph-types'
import type { GraphCall, Made } from './artefact.js'
import { graphCall } from './artefact.js'

interface AnyGroup extends Made {
  readonly name: string
  readonly description: string
  readonly mailNickname: string
  /** Alternate key: makes creation repeatable. */
  readonly uniqueName: string
  /** Who answers for it: places of users. */
  readonly owners?: readonly string[]
}

/** Members by rule. Created paused, so that the rule can be compared before it acts. */
export interface DynamicGroup extends AnyGroup {
  readonly kind: 'dynamic-group'
  /**
   * May hold places: `user.{made:directory-extension/…}` stands for the full name of the extension
   * (`extension_<application>_<name>`), an object id in quotes for somebody found by an attribute.
   */
  readonly membershipRule: string
  readonly type: 'security' | 'microsoft365'
}

export interface AssignedGroup extends AnyGroup {
  readonly kind: 'assigned-group'
  readonly type: 'security' | 'microsoft365'
  /** Only at creation; such a group can never be dynamic. */
  readonly isAssignableToRole: boolean
  /** Today's members as far as a key of theirs is known: places of users and groups. */
  readonly members?: readonly string[]
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

/** Members the service takes in one request. */
const mostMembersAtOnce = 20

const objects = 'https://graph.microsoft.com/v1.0/directoryObjects'

/** Adds members (20 a request) and owners (one a request) to a group that exists; `{groupId}` is its id. */
export function groupPeopleCalls(group: AssignedGroup | DynamicGroup): readonly GraphCall[] {
  const members = group.kind === 'assigned-group' ? (group.members ?? []) : []
  const batches = Array.from({ length: Math.ceil(members.length / mostMembersAtOnce) }, (_, index) =>
    members.slice(index * mostMembersAtOnce, (index + 1) * mostMembersAtOnce),
  )
  return [
    ...batches.map((batch) =>
      graphCall('PATCH', 'groups/{groupId}', 'microsoft.graph.group', {
        'members@odata.bind': batch.map((id) => `${objects}/${id}`),
      }),
    ),
    ...(group.owners ?? []).map((id) =>
      graphCall('POST', 'groups/{groupId}/owners/$ref', '', { '@odata.id': `${objects}/${id}` }),
    ),
  ]
}

function shared({ name, description, mailNickname, uniqueName }: AnyGroup): Group {
  return {
    displayName: name,
    ...(description === '' ? {} : { description }),
    mailNickname,
    uniqueName,
  }
}
