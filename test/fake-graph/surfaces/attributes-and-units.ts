import { badRequest, GraphError, notFound } from '../http/error.js'
import { type Call, type Route, route } from '../http/router.js'
import type { JsonObject } from '../json.js'
import { listBody } from '../odata/query.js'
import { created, noContent, ok, properties, require, seenOr404 } from '../service/answers.js'
import { referencedId } from '../service/references.js'
import { refreshLater } from './dynamic-membership.js'
import { anyOf } from './needs.js'
import { typeOf } from './organization.js'
import { plainRoutes } from './plain.js'

const definitions = anyOf('CustomSecAttributeDefinition.ReadWrite.All')
const units = anyOf('AdministrativeUnit.ReadWrite.All', 'Directory.ReadWrite.All')
const scoped = anyOf('RoleManagement.ReadWrite.Directory')
const at = '/directory/administrativeUnits'

/** Custom security attributes, which nobody can delete, and administrative units. */
export const attributeAndUnitRoutes: readonly Route[] = [
  ...plainRoutes({
    path: '/directory/attributeSets',
    collection: 'attributeSets',
    resource: 'attributeSet',
    read: definitions,
    write: definitions,
    required: ['id'],
    update: 'PATCH',
    deletes: 'never',
    idOf: (body) => String(body.id),
    check: (call, next, before) => {
      if (before === undefined) refuseDouble(call, 'attributeSets', String(next.id))
    },
  }),
  ...plainRoutes({
    path: '/directory/customSecurityAttributeDefinitions',
    collection: 'customSecurityAttributeDefinitions',
    resource: 'customSecurityAttributeDefinition',
    read: definitions,
    write: definitions,
    required: ['attributeSet', 'name', 'type', 'status', 'isCollection', 'isSearchable', 'usePreDefinedValuesOnly'],
    update: 'PATCH',
    deletes: 'never',
    idOf: (body) => `${String(body.attributeSet)}_${String(body.name)}`,
    check: (call, next, before) => {
      if (call.tenant.collection('attributeSets').get(String(next.attributeSet)) === undefined)
        throw notFound(String(next.attributeSet))
      if (before === undefined)
        refuseDouble(call, 'customSecurityAttributeDefinitions', `${String(next.attributeSet)}_${String(next.name)}`)
      for (const name of ['attributeSet', 'name', 'type', 'isCollection'])
        if (before !== undefined && next[name] !== before[name]) throw badRequest(`Property ${name} is read-only.`)
    },
  }),
  ...plainRoutes({
    path: at,
    collection: 'administrativeUnits',
    resource: 'AdministrativeUnit',
    read: anyOf('AdministrativeUnit.Read.All', 'AdministrativeUnit.ReadWrite.All', 'Directory.Read.All'),
    write: units,
    required: ['displayName'],
    update: 'PATCH',
    deletes: 'to the bin',
    list: { directory: true },
    defaults: {
      description: null,
      visibility: null,
      membershipType: null,
      membershipRule: null,
      membershipRuleProcessingState: null,
      isMemberManagementRestricted: false,
    },
    check: ({ tenant }, next, before) => {
      if (
        (next.membershipType === 'Dynamic' || next.isMemberManagementRestricted === true) &&
        !tenant.licences.has('P1') &&
        !tenant.licences.has('P2')
      )
        throw new GraphError(403, 'Authorization_RequestDenied', 'Tenant does not have proper license.')
      if (before !== undefined && next.isMemberManagementRestricted !== before.isMemberManagementRestricted)
        throw badRequest('Property isMemberManagementRestricted is read-only.')
    },
    made: ({ tenant }, unit) => refreshLater(tenant, 'administrativeUnits', unit.id),
    changed: ({ tenant }, unit) => refreshLater(tenant, 'administrativeUnits', unit.id),
  }),
  route('GET', `${at}/{id}/members`, units, (call) => {
    const members = [...call.tenant.related(unitOf(call).id, 'members')].flatMap((id): JsonObject[] => {
      const found = call.tenant.directoryObject(id)
      return found === undefined
        ? []
        : [{ '@odata.type': `#microsoft.graph.${typeOf(found.collection)}`, ...found.entity }]
    })
    return ok(listBody(call, members))
  }),
  route('POST', `${at}/{id}/members/$ref`, units, (call) => {
    const unit = unitOf(call)
    if (unit.membershipType === 'Dynamic') throw badRequest('Members of a dynamic unit cannot be changed.')
    const id = referencedId(call, call.body['@odata.id'])
    const members = call.tenant.related(unit.id, 'members')
    if (members.has(id))
      throw badRequest(
        "One or more added object references already exist for the following modified properties: 'members'.",
      )
    members.add(id)
    return noContent
  }),
  route('DELETE', `${at}/{id}/members/{member}/$ref`, units, (call) => {
    if (!call.tenant.related(unitOf(call).id, 'members').delete(call.at.member ?? ''))
      throw notFound(call.at.member ?? '')
    return noContent
  }),
  route('GET', `${at}/{id}/scopedRoleMembers`, scoped, (call) => {
    const { id } = unitOf(call)
    const own = [...call.tenant.collection('scopedRoleMembers').all()].filter(
      (entry) => entry.administrativeUnitId === id,
    )
    return ok(listBody(call, own))
  }),
  route('POST', `${at}/{id}/scopedRoleMembers`, scoped, (call) => {
    require(call.body, ['roleId', 'roleMemberInfo'], 'scopedRoleMembership')
    const administrativeUnitId = unitOf(call).id
    return created(
      call.tenant
        .collection('scopedRoleMembers')
        .add({ ...properties(call.body), id: call.tenant.newId(), administrativeUnitId }),
    )
  }),
  route('DELETE', `${at}/{id}/scopedRoleMembers/{member}`, scoped, (call) => {
    if (!call.tenant.collection('scopedRoleMembers').delete(call.at.member ?? '')) throw notFound(call.at.member ?? '')
    return noContent
  }),
]

function unitOf(call: Call): { readonly id: string } & JsonObject {
  return seenOr404(call.tenant.collection('administrativeUnits'), call.at.id ?? '')
}

function refuseDouble(call: Call, collection: string, id: string): void {
  if (call.tenant.collection(collection).get(id) !== undefined)
    throw new GraphError(409, 'Request_MultipleObjectsWithSameKeyValue', `'${id}' exists already.`)
}
