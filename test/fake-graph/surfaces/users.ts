import { badRequest, notFound } from '../http/error.js'
import { type Call, type Route, route } from '../http/router.js'
import type { JsonObject } from '../json.js'
import { listBody } from '../odata/query.js'
import { checkMatch, created, noContent, ok, one, properties, refuseEmptyTexts, require } from '../service/answers.js'
import type { Entity } from '../service/collection.js'
import type { Tenant } from '../service/tenant.js'
import { refreshDynamicGroups } from './dynamic-membership.js'
import { anyOf, readUsers, writeUsers } from './needs.js'
import { typeOf } from './organization.js'

const list = { directory: true, notFilterable: ['onPremisesDistinguishedName'] }

/** People: read, made, changed, deleted to the bin; their managers, groups and temporary access passes. */
export const userRoutes: readonly Route[] = [
  route('GET', '/users', readUsers, (call) => ok(listBody(call, call.tenant.collection('users'), list))),
  route('GET', '/users/$count', readUsers, (call) => {
    if (call.headers.consistencylevel !== 'eventual')
      throw badRequest('$count needs ConsistencyLevel: eventual.', 'Request_BadRequest')
    return ok(call.tenant.collection('users').size)
  }),
  route('GET', '/users/{id}', readUsers, (call) => one(call, userOf(call))),
  route('POST', '/users', writeUsers, (call) => {
    require(call.body, [
      'accountEnabled',
      'displayName',
      'mailNickname',
      'userPrincipalName',
      'passwordProfile',
    ], 'User')
    refuseEmptyTexts(call.body, 'User')
    const name = String(call.body.userPrincipalName)
    if (findUser(call.tenant, name, true) !== undefined)
      throw badRequest(
        'Another object with the same value for property userPrincipalName already exists.',
        'Request_BadRequest',
      )
    const { passwordProfile: _, ...rest } = properties(call.body)
    const user = call.tenant.collection('users').add({
      userType: 'Member',
      proxyAddresses: [],
      ...rest,
      id: call.tenant.newId(),
      createdDateTime: call.tenant.now(),
    })
    refreshDynamicGroups(call.tenant)
    return created(user)
  }),
  route('PATCH', '/users/{id}', writeUsers, (call) => {
    const user = userOf(call)
    refuseEmptyTexts(call.body, 'User')
    checkMatch(call, call.tenant.collection('users'), user.id)
    const { passwordProfile: _, ...change } = properties(call.body)
    const mastered = Object.keys(change).find(
      (name) => user.onPremisesSyncEnabled === true && onPremisesMastered.has(name),
    )
    if (mastered !== undefined)
      throw badRequest(
        `Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration. Property '${mastered}'.`,
      )
    call.tenant.collection('users').change(user.id, change)
    refreshDynamicGroups(call.tenant)
    return noContent
  }),
  route('DELETE', '/users/{id}', writeUsers, (call) => {
    const user = userOf(call)
    checkMatch(call, call.tenant.collection('users'), user.id)
    call.tenant.remove('users', user.id, true)
    refreshDynamicGroups(call.tenant)
    return noContent
  }),
  route('GET', '/users/{id}/manager', readUsers, (call) => {
    const manager = [...call.tenant.related(userOf(call).id, 'manager')][0]
    const entity = manager === undefined ? undefined : call.tenant.collection('users').get(manager)
    if (entity === undefined) throw notFound('manager')
    return one(call, entity)
  }),
  route('GET', '/users/{id}/memberOf', readUsers, (call) => {
    const holders = call.tenant.holdersOf(userOf(call).id, 'members').flatMap((id): JsonObject[] => {
      const found = call.tenant.directoryObject(id)
      return found === undefined
        ? []
        : [{ '@odata.type': `#microsoft.graph.${typeOf(found.collection)}`, ...found.entity }]
    })
    return ok(listBody(call, holders))
  }),
  route(
    'POST',
    '/users/{id}/authentication/temporaryAccessPassMethods',
    anyOf('UserAuthMethod-TAP.ReadWrite.All', 'UserAuthenticationMethod.ReadWrite.All'),
    (call) => {
      const user = userOf(call)
      const passes = call.tenant.collection('temporaryAccessPasses')
      if (passes.get(user.id) !== undefined)
        throw badRequest('The user has a temporary access pass already.', 'badRequest')
      const id = call.tenant.newId()
      passes.add({ id: user.id, methodId: id, ...properties(call.body) })
      // The value is told once and never again.
      return created({ id, isUsable: true, temporaryAccessPass: 'TAP-told-once', ...properties(call.body) })
    },
  ),
]

/** What the source on premises says and nobody else may. */
const onPremisesMastered = new Set([
  'displayName',
  'givenName',
  'surname',
  'mail',
  'mailNickname',
  'userPrincipalName',
  'jobTitle',
  'department',
  'companyName',
  'employeeId',
  'employeeType',
  'officeLocation',
  'city',
  'country',
  'proxyAddresses',
  'accountEnabled',
])

/** By id or by userPrincipalName, as a replica knows it. */
function userOf(call: Call): Entity {
  const key = call.at.id ?? ''
  const user = findUser(call.tenant, key, false)
  if (user === undefined) throw notFound(key)
  return user
}

function findUser(tenant: Tenant, key: string, stored: boolean): Entity | undefined {
  const users = tenant.collection('users')
  const direct = stored ? users.get(key) : users.seen(key)
  if (direct !== undefined || !key.includes('@')) return direct
  for (const user of users.all())
    if (String(user.userPrincipalName).toLowerCase() === key.toLowerCase()) return stored ? user : users.seen(user.id)
  return undefined
}
