import { badRequest } from '../http/error.js'
import { type Answer, type Call, type Route, route } from '../http/router.js'
import { noContent, one, seenOr404 } from '../service/answers.js'
import { anyOf } from './needs.js'

/**
 * Who masters a synchronised object. Converted: `isCloudManaged` true and no longer synchronised; taken back: false, and
 * synchronised again only when the client has run.
 */
export const sourceOfAuthorityRoutes: readonly Route[] = (
  [
    ['groups', 'Group-OnPremisesSyncBehavior.ReadWrite.All'],
    ['users', 'User-OnPremisesSyncBehavior.ReadWrite.All'],
  ] as const
).flatMap(([collection, permission]) => [
  route('GET', `/${collection}/{id}/onPremisesSyncBehavior`, anyOf(permission), (call) => {
    const { id } = seenOr404(call.tenant.collection(collection), call.at.id ?? '')
    return one(call, { id, isCloudManaged: isCloudManaged(call, id) })
  }),
  route('PATCH', `/${collection}/{id}/onPremisesSyncBehavior`, anyOf(permission), (call) => change(call, collection)),
])

function isCloudManaged(call: Call, id: string): boolean {
  return call.tenant.collection('onPremisesSyncBehaviors').get(id) !== undefined
}

function change(call: Call, collection: 'groups' | 'users'): Answer {
  const { tenant } = call
  const entity = seenOr404(tenant.collection(collection), call.at.id ?? '')
  const wanted = call.body.isCloudManaged
  if (typeof wanted !== 'boolean') throw badRequest('isCloudManaged must be true or false.')
  if (wanted === isCloudManaged(call, entity.id)) return noContent
  const behaviors = tenant.collection('onPremisesSyncBehaviors')
  if (wanted) {
    if (entity.onPremisesSyncEnabled !== true) throw badRequest('The object is not synchronised from on-premises.')
    const domain = String(entity.userPrincipalName ?? '').split('@')[1]
    const federated =
      domain !== undefined && tenant.collection('domains').get(domain)?.authenticationType === 'Federated'
    if (federated) throw badRequest('Users of a federated domain cannot be converted.')
    behaviors.put({ id: entity.id, collection, isCloudManaged: true })
    tenant.collection(collection).change(entity.id, { onPremisesSyncEnabled: null })
    return noContent
  }
  behaviors.delete(entity.id)
  tenant.later(tenant.delays.syncCycle, () => {
    if (behaviors.get(entity.id) === undefined)
      tenant.collection(collection).change(entity.id, { onPremisesSyncEnabled: true })
  })
  return noContent
}
