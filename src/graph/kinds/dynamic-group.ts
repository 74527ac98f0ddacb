import { dynamicGroupCall } from '../../entra/index.js'
import { byKey, made, requestOf, restored, type StepsOfKind, titled } from '../draft.js'
import { described, draftGroup, groupProperties, patchGroup, peopleDraft } from './group.js'
import { scopes } from './scopes.js'

/** Made with its rule paused, so that the rule can be compared; it acts from the cutover on. */
export const dynamicGroupSteps: StepsOfKind<'dynamic-group'> = (group, drafting) => {
  const { key } = drafting
  const description = described(group.description, drafting.stamp(key))
  return [
    draftGroup(group, drafting, {
      title: titled('graph.title.dynamic-group', { name: group.name }),
      create: requestOf(dynamicGroupCall(group), {}, description),
      kept: ['displayName', 'mailNickname', 'membershipRule'],
      fixed: ['groupTypes', 'mailEnabled', 'securityEnabled'],
      scopes: scopes.group,
      licence: 'P1',
    }),
    ...peopleDraft('owners', made(key), group.owners ?? [], group.name, scopes.owners),
    {
      part: 'on',
      stage: 'cutover',
      title: titled('graph.title.group-on', { name: group.name }),
      scopes: scopes.group,
      licence: 'P1',
      find: byKey(`groups/${made(key)}?$select=${groupProperties}`),
      change: {
        kind: 'ensure',
        desired: { membershipRuleProcessingState: 'On' },
        update: { request: patchGroup(made(key)), body: 'difference' },
      },
      undo: restored,
      counts: { updates: 1 },
    },
  ]
}
