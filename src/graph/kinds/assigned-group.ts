import { assignedGroupCall } from '../../entra/index.js'
import { made, requestOf, type StepsOfKind, titled } from '../draft.js'
import { described, draftGroup, peopleDraft } from './group.js'
import { scopes } from './scopes.js'

export const assignedGroupSteps: StepsOfKind<'assigned-group'> = (group, drafting) => {
  const { key } = drafting
  const toRole = group.isAssignableToRole
  return [
    draftGroup(group, drafting, {
      title: titled('graph.title.group', { name: group.name }),
      create: requestOf(assignedGroupCall(group), {}, described(group.description, drafting.stamp(key))),
      kept: ['displayName', 'mailNickname'],
      fixed: ['groupTypes', 'mailEnabled', 'securityEnabled', 'isAssignableToRole'],
      scopes: toRole ? scopes.roleGroup : scopes.group,
      ...(toRole ? { licence: 'P1' as const } : {}),
    }),
    ...peopleDraft('owners', made(key), group.owners ?? [], group.name, toRole ? scopes.roleGroup : scopes.owners),
    ...peopleDraft('members', made(key), group.members ?? [], group.name, toRole ? scopes.roleMembers : scopes.members),
  ]
}
