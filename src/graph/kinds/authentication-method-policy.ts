import { authenticationMethodCall } from '../../entra/index.js'
import { byKey, pick, requestOf, restored, type StepsOfKind, titled } from '../draft.js'
import { scopes } from './scopes.js'

/** Who may use the method already keeps it: the list of targets is sent as a whole, so the new one joins those that are there. */
export const authenticationMethodSteps: StepsOfKind<'authentication-method-policy'> = (policy) => {
  const { body, ...request } = requestOf(authenticationMethodCall(policy))
  return [
    {
      part: '',
      stage: policy.targetId === 'all_users' ? 'cutover' : 'pilot',
      title: titled('graph.title.authentication-method', { name: policy.method, target: policy.targetId }),
      scopes: scopes.methods,
      find: byKey(request.path),
      change: {
        kind: 'ensure',
        desired: pick(body, 'state', 'includeTargets'),
        lists: { includeTargets: { kind: 'merged', by: 'id' } },
        update: { request, body: 'difference', along: pick(body, '@odata.type') },
      },
      undo: restored,
      counts: { updates: 1 },
    },
  ]
}
