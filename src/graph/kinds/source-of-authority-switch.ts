import { sourceOfAuthorityCall } from '../../entra/index.js'
import { byKey, check, equal, get, notEqual, pick, readable, requestOf, type StepsOfKind, titled } from '../draft.js'
import { message } from '../messages.js'
import { scopes } from './scopes.js'

/**
 * Who masters an object, by two fields:
 *
 *     state                            isCloudManaged   onPremisesSyncEnabled
 *     synchronized from AD             false            true
 *     moved to the cloud               true             null
 *     moved back, not yet synchronized false            null
 *
 * It is moved when the first says so and the second is gone; it is back only when AD synchronizes it again.
 */
export const sourceOfAuthoritySteps: StepsOfKind<'source-of-authority-switch'> = (authority) => {
  const { object, objectId } = authority
  const { body, ...request } = requestOf(sourceOfAuthorityCall(authority))
  const synchronized = get(`${object}s/${objectId}?$select=id,onPremisesSyncEnabled`)
  return [
    {
      part: '',
      stage: 'cutover',
      title: titled('graph.title.authority', { object, name: objectId }),
      scopes: object === 'group' ? scopes.groupAuthority : scopes.userAuthority,
      find: byKey(`${request.path}?$select=id,isCloudManaged`),
      change: {
        kind: 'ensure',
        desired: pick(body, 'isCloudManaged'),
        update: { request, body: 'difference' },
      },
      wait: {
        request: synchronized,
        until: [notEqual('onPremisesSyncEnabled', true)],
        failed: [],
        everySeconds: 5,
        limitSeconds: 600,
      },
      verify: [
        check(message('graph.check.synchronizing'), synchronized.path, [notEqual('onPremisesSyncEnabled', true)]),
      ],
      undo: {
        created: { kind: 'nothing' },
        changed: {
          kind: 'restore',
          // The next cycle of the synchronization client takes the object over; it may be half an hour away.
          wait: {
            request: synchronized,
            until: [equal('onPremisesSyncEnabled', true)],
            failed: [],
            everySeconds: 60,
            limitSeconds: 5_400,
          },
        },
      },
      counts: { updates: 1 },
      destructive: { name: readable(objectId), why: message('graph.destroys.authority') },
    },
  ]
}
