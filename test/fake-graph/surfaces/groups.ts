import { parseRule } from '../../../src/expression/filter/index.js'
import { badRequest, conflict, GraphError, notFound } from '../http/error.js'
import { type Answer, type Call, type Route, route } from '../http/router.js'
import { type Json, type JsonObject, textsOf } from '../json.js'
import { listBody } from '../odata/query.js'
import { checkMatch, created, noContent, ok, one, properties, refuseEmptyTexts, require } from '../service/answers.js'
import type { Entity } from '../service/collection.js'
import { boundIds, referencedId } from '../service/references.js'
import type { Tenant } from '../service/tenant.js'
import { matching, refreshLater } from './dynamic-membership.js'
import { anyOf, createGroups, delegatedOnly, readGroups, readUsers, writeGroups, writeMembers } from './needs.js'
import { typeOf } from './organization.js'

const longestRule = 3_072
const writeEither = anyOf(...(writeGroups.application ?? []), 'Group.Create', 'GroupMember.ReadWrite.All')

export const groupRoutes: readonly Route[] = [
  route('GET', '/groups', readGroups, (call) =>
    ok(listBody(call, call.tenant.collection('groups'), { directory: true }, (group) => shown(call, group))),
  ),
  route('GET', '/groups/{id}', readGroups, (call) => one(call, shown(call, groupOf(call)))),
  route('GET', '/groups/(uniqueName)', readGroups, (call) => one(call, shown(call, namedGroup(call, false)))),
  route('POST', '/groups', createGroups, (call) => created(make(call, {}))),
  route('PATCH', '/groups/(uniqueName)', writeEither, (call) => upsert(call)),
  route('PATCH', '/groups/{id}', writeEither, (call) => update(call, groupOf(call))),
  route('DELETE', '/groups/{id}', writeGroups, (call) => {
    const group = groupOf(call)
    checkMatch(call, call.tenant.collection('groups'), group.id)
    // Only Microsoft 365 groups wait in the bin; security groups are gone.
    call.tenant.remove('groups', group.id, textsOf(group.groupTypes).includes('Unified'))
    return noContent
  }),
  ...(['members', 'owners'] as const).flatMap((relation) => [
    route('GET', `/groups/{id}/${relation}`, readGroups, (call) => related(call, relation)),
    route('POST', `/groups/{id}/${relation}/$ref`, writeMembers, (call) => addReference(call, relation)),
    route('DELETE', `/groups/{id}/${relation}/{member}/$ref`, writeMembers, (call) => removeReference(call, relation)),
    // Without `$ref` the object itself is meant, as the service reads it.
    route(
      'DELETE',
      `/groups/{id}/${relation}/{member}`,
      anyOf('User.ReadWrite.All', 'Directory.ReadWrite.All'),
      (call) => {
        const found = call.tenant.seenDirectoryObject(call.at.member ?? '')
        if (found === undefined) throw notFound(call.at.member ?? '')
        call.tenant.remove(found.collection, found.entity.id, true)
        return noContent
      },
    ),
  ]),
  route('GET', '/groups/{id}/transitiveMembers', readGroups, (call) => {
    const seen = new Set<string>()
    const collect = (id: string): void => {
      for (const member of call.tenant.related(id, 'members'))
        if (!seen.has(member)) {
          seen.add(member)
          collect(member)
        }
    }
    collect(groupOf(call).id)
    return ok(listBody(call, objects(call.tenant, seen)))
  }),
  route(
    'POST',
    '/groups/evaluateDynamicMembership',
    { ...delegatedOnly(...(readUsers.delegated ?? [])), beta: true },
    (call) => {
      const rule = String(call.body.membershipRule)
      const result = matching(call.tenant, rule).includes(String(call.body.memberId))
      return ok({ membershipRule: rule, membershipRuleEvaluationResult: result })
    },
  ),
]

/** The status of the rule is told by beta only. */
function shown(call: Call, group: JsonObject): JsonObject {
  return call.version === 'beta' && typeof group.membershipRule === 'string'
    ? {
        ...group,
        membershipRuleProcessingStatus: {
          status: group.membershipRuleProcessingState === 'On' ? 'Succeeded' : 'Paused',
        },
      }
    : group
}

function groupOf(call: Call): Entity {
  const id = call.at.id ?? ''
  const group = call.tenant.collection('groups').seen(id)
  if (group === undefined) throw notFound(id)
  return group
}

function namedGroup(call: Call, stored: boolean): Entity {
  const name = call.at.uniqueName ?? ''
  const group = byUniqueName(call.tenant, name)
  const seen = group === undefined || stored ? group : call.tenant.collection('groups').seen(group.id)
  if (seen === undefined) throw notFound(name)
  return seen
}

function byUniqueName(tenant: Tenant, name: string): Entity | undefined {
  return tenant.collection('groups').stored('uniqueName', name)
}

/** The alternate key is held by all replicas alike: no lag makes a second group. */
function upsert(call: Call): Answer {
  const uniqueName = call.at.uniqueName ?? ''
  const existing = byUniqueName(call.tenant, uniqueName)
  if (existing !== undefined) return update(call, existing)
  if (!/\bcreate-if-missing\b/.test(call.headers.prefer ?? '')) throw notFound(uniqueName)
  return created(make(call, { uniqueName }))
}

function make(call: Call, key: JsonObject): Entity {
  const { tenant } = call
  const body: JsonObject = { ...properties(call.body), ...key }
  require(body, ['displayName', 'mailEnabled', 'mailNickname', 'securityEnabled'], 'Group')
  refuseEmptyTexts(body, 'Group')
  const types = textsOf(body.groupTypes)
  checkKind(tenant, body, types)
  const uniqueName = body.uniqueName
  if (typeof uniqueName === 'string' && byUniqueName(tenant, uniqueName) !== undefined)
    throw conflict('Another object with the same value for property uniqueName already exists.')
  if (types.includes('Unified')) checkMailNickname(tenant, String(body.mailNickname))
  const owners = boundIds(call, 'owners') ?? []
  const members = boundIds(call, 'members') ?? []
  if (owners.length + members.length > 20)
    throw badRequest('The number of owners and members at creation exceeds the limit of 20.')
  const group = tenant.collection('groups').add({
    description: null,
    groupTypes: [],
    membershipRule: null,
    membershipRuleProcessingState: null,
    isAssignableToRole: null,
    onPremisesSyncEnabled: null,
    proxyAddresses: [],
    visibility: null,
    ...body,
    id: tenant.newId(),
    createdDateTime: tenant.now(),
  })
  for (const id of owners) tenant.related(group.id, 'owners').add(id)
  for (const id of members) tenant.related(group.id, 'members').add(id)
  if (types.includes('DynamicMembership')) refreshLater(tenant, 'groups', group.id)
  return group
}

function checkKind(tenant: Tenant, body: JsonObject, types: readonly string[]): void {
  const dynamic = types.includes('DynamicMembership')
  if (!types.includes('Unified') && body.mailEnabled === true)
    throw badRequest('Mail-enabled security groups and distribution lists cannot be made here.')
  if (types.includes('Unified') && body.mailEnabled !== true)
    throw badRequest("A group of type 'Unified' must have mailEnabled true.")
  if (types.length === 0 && body.securityEnabled !== true)
    throw badRequest('A group without type must be security enabled.')
  if (dynamic) checkRule(tenant, body.membershipRule)
  if (dynamic && body.isAssignableToRole === true)
    throw badRequest('A group assignable to roles cannot have dynamic membership.')
  if (body.isAssignableToRole === true) needP1(tenant)
}

function checkRule(tenant: Tenant, rule: Json | undefined): void {
  needP1(tenant)
  if (typeof rule !== 'string')
    throw badRequest("A value is required for property 'membershipRule' of resource 'Group'.")
  if (rule.length > longestRule) throw badRequest(`membershipRule is longer than ${longestRule} characters.`)
  const parsed = parseRule(rule)
  if (!parsed.ok) throw badRequest(`Dynamic membership rule validation error: ${parsed.error.message}`, 'WrongRule')
}

function needP1(tenant: Tenant): void {
  if (!tenant.licences.has('P1') && !tenant.licences.has('P2'))
    throw new GraphError(403, 'Authorization_RequestDenied', 'Tenant does not have proper license.')
}

function checkMailNickname(tenant: Tenant, name: string): void {
  for (const group of tenant.collection('groups').all())
    if (
      textsOf(group.groupTypes).includes('Unified') &&
      String(group.mailNickname).toLowerCase() === name.toLowerCase()
    )
      throw badRequest('Another object with the same value for property mailNickname already exists.', 'ObjectConflict')
}

function update(call: Call, group: Entity): Answer {
  const { tenant } = call
  checkMatch(call, tenant.collection('groups'), group.id)
  const change = properties(call.body)
  refuseEmptyTexts(change, 'Group')
  if (change.uniqueName !== undefined && change.uniqueName !== group.uniqueName && (group.uniqueName ?? null) !== null)
    throw badRequest('Property uniqueName is read-only once it is set.')
  if (change.isAssignableToRole !== undefined && change.isAssignableToRole !== group.isAssignableToRole)
    throw badRequest('Property isAssignableToRole is read-only.')
  const after: JsonObject = { ...group, ...change }
  if (textsOf(after.groupTypes).includes('DynamicMembership')) checkRule(tenant, after.membershipRule)
  addBound(call, group, 'members')
  addBound(call, group, 'owners')
  tenant.collection('groups').change(group.id, change)
  if (textsOf(after.groupTypes).includes('DynamicMembership')) refreshLater(tenant, 'groups', group.id)
  return noContent
}

/** All or nothing: one who is a member already makes the request fail as a whole. */
function addBound(call: Call, group: Entity, relation: 'members' | 'owners'): void {
  const ids = boundIds(call, relation)
  if (ids === undefined) return
  refuseDynamic(group, relation)
  const present = call.tenant.related(group.id, relation)
  if (ids.some((id) => present.has(id)) || new Set(ids).size < ids.length) throw alreadyThere(relation)
  for (const id of ids) present.add(id)
}

function addReference(call: Call, relation: 'members' | 'owners'): Answer {
  const group = groupOf(call)
  refuseDynamic(group, relation)
  const id = referencedId(call, call.body['@odata.id'])
  const present = call.tenant.related(group.id, relation)
  if (present.has(id)) throw alreadyThere(relation)
  present.add(id)
  return noContent
}

function removeReference(call: Call, relation: 'members' | 'owners'): Answer {
  const group = groupOf(call)
  refuseDynamic(group, relation)
  const id = call.at.member ?? ''
  if (!call.tenant.related(group.id, relation).delete(id)) throw notFound(id)
  return noContent
}

function refuseDynamic(group: Entity, relation: string): void {
  if (relation === 'members' && textsOf(group.groupTypes).includes('DynamicMembership'))
    throw badRequest('Members of a group with dynamic membership cannot be changed.')
  if (group.onPremisesSyncEnabled === true)
    throw badRequest(
      'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
    )
}

function alreadyThere(relation: string): GraphError {
  return badRequest(
    `One or more added object references already exist for the following modified properties: '${relation}'.`,
  )
}

function related(call: Call, relation: 'members' | 'owners'): Answer {
  return ok(listBody(call, objects(call.tenant, call.tenant.related(groupOf(call).id, relation))))
}

function objects(tenant: Tenant, ids: Iterable<string>): JsonObject[] {
  const found: JsonObject[] = []
  for (const id of ids) {
    const object = tenant.directoryObject(id)
    if (object !== undefined)
      found.push({ '@odata.type': `#microsoft.graph.${typeOf(object.collection)}`, ...object.entity })
  }
  return found
}
