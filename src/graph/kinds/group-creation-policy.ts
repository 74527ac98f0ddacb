import { groupCreationCall } from '../../entra/index.js'
import { byKey, pick, requestOf, restored, type StepsOfKind, titled } from '../draft.js'
import { scopes } from './scopes.js'

export const groupCreationSteps: StepsOfKind<'group-creation-policy'> = (policy) => {
  const { body, ...request } = requestOf(groupCreationCall(policy))
  return [
    {
      part: '',
      stage: 'cutover',
      title: titled('graph.title.group-creation'),
      scopes: scopes.authorization,
      find: byKey('policies/authorizationPolicy'),
      change: {
        kind: 'ensure',
        desired: pick(body, 'defaultUserRolePermissions'),
        update: { request, body: 'difference' },
      },
      undo: restored,
      counts: { updates: 1 },
    },
  ]
}
