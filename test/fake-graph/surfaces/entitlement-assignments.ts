import { badRequest, notFound } from '../http/error.js'
import { type Answer, type Call, type Needs, type Route, route } from '../http/router.js'
import { idIn, isObject, type JsonObject, objectsOf, textOf } from '../json.js'
import { listBody } from '../odata/query.js'
import { created, ok, properties, require, storedOr404 } from '../service/answers.js'
import type { Entity } from '../service/collection.js'
import type { Tenant } from '../service/tenant.js'
import { matching } from './dynamic-membership.js'
import { anyOf } from './needs.js'

const licence = ['P2', 'Governance'] as const
const read: Needs = { ...anyOf('EntitlementManagement.Read.All', 'EntitlementManagement.ReadWrite.All'), licence }
const write: Needs = { ...anyOf('EntitlementManagement.ReadWrite.All'), licence }
const at = '/identityGovernance/entitlementManagement'

/** Who has which access package: asked for, delivered a while later, with what it brings. */
export const assignmentRoutes: readonly Route[] = [
  route('GET', `${at}/assignments`, read, (call) => ok(listBody(call, call.tenant.collection('assignments').all()))),
  route('GET', `${at}/assignmentRequests`, read, (call) =>
    ok(listBody(call, call.tenant.collection('assignmentRequests').all())),
  ),
  route('GET', `${at}/assignmentRequests/{id}`, read, (call) =>
    ok(storedOr404(call.tenant.collection('assignmentRequests'), call.at.id ?? '')),
  ),
  route('POST', `${at}/assignmentRequests`, write, (call) => {
    require(call.body, ['requestType', 'assignment'], 'accessPackageAssignmentRequest')
    if (call.body.requestType === 'adminAdd') return add(call)
    if (call.body.requestType === 'adminRemove') return remove(call)
    throw badRequest(`Invalid requestType '${String(call.body.requestType)}'.`)
  }),
]

function add(call: Call): Answer {
  const { tenant } = call
  const wanted = isObject(call.body.assignment) ? call.body.assignment : {}
  const target = isObject(wanted.target) ? textOf(wanted.target.objectId) : undefined
  const packageId = idIn(wanted.accessPackage)
  const policy = tenant.collection('assignmentPolicies').get(idIn(wanted.assignmentPolicy) ?? '')
  if (target === undefined) throw badRequest('assignment.target.objectId is needed.', 'InvalidModel')
  if (tenant.seenDirectoryObject(target) === undefined) throw notFound(target)
  if (policy === undefined || idIn(policy.accessPackage) !== packageId) throw notFound('assignmentPolicy')
  if (current(tenant, target, packageId) !== undefined)
    throw badRequest('The target has an assignment of the access package already.', 'ExistingOpenRequest')
  const request = asked(call)
  assign(tenant, policy, target, () =>
    tenant.collection('assignmentRequests').change(request.id, { state: 'delivered' }),
  )
  return created(request)
}

function remove(call: Call): Answer {
  const { tenant } = call
  const assignment = storedOr404(tenant.collection('assignments'), idIn(call.body.assignment) ?? '')
  const request = asked(call)
  tenant.later(tenant.delays.assignment, () => {
    const target = isObject(assignment.target) ? String(assignment.target.objectId) : ''
    for (const group of groupsOf(tenant, idIn(assignment.accessPackage)))
      tenant.related(group, 'members').delete(target)
    tenant.collection('assignments').change(assignment.id, { state: 'expired' })
    tenant.collection('assignmentRequests').change(request.id, { state: 'delivered' })
  })
  return created(request)
}

function asked(call: Call): Entity {
  return call.tenant.collection('assignmentRequests').add({
    ...properties(call.body),
    id: call.tenant.newId(),
    state: 'submitted',
    createdDateTime: call.tenant.now(),
  })
}

function assign(tenant: Tenant, policy: Entity, target: string, done: () => void): void {
  const assignment = tenant.collection('assignments').add({
    id: tenant.newId(),
    state: 'delivering',
    status: 'Delivering',
    target: { objectId: target },
    accessPackage: { id: idIn(policy.accessPackage) ?? '' },
    assignmentPolicy: { id: policy.id },
  })
  tenant.later(tenant.delays.assignment, () => {
    // Who is a member already stays one: members are adopted, not doubled.
    for (const group of groupsOf(tenant, idIn(policy.accessPackage))) tenant.related(group, 'members').add(target)
    tenant.collection('assignments').change(assignment.id, { state: 'delivered', status: 'Delivered' })
    done()
  })
}

/** Everybody a rule admits has the package without asking. */
export function assignAutomatically(tenant: Tenant, policy: Entity): void {
  if (!isObject(policy.automaticRequestSettings)) return
  for (const target of objectsOf(policy.specificAllowedTargets)) {
    const rule = textOf(target.membershipRule)
    if (rule === undefined) continue
    for (const user of matching(tenant, rule))
      if (current(tenant, user, idIn(policy.accessPackage)) === undefined) assign(tenant, policy, user, () => undefined)
  }
}

function current(tenant: Tenant, target: string, packageId: string | undefined): Entity | undefined {
  for (const entry of tenant.collection('assignments').all()) {
    const own: JsonObject = isObject(entry.target) ? entry.target : {}
    if (own.objectId === target && idIn(entry.accessPackage) === packageId && entry.state !== 'expired') return entry
  }
  return undefined
}

function groupsOf(tenant: Tenant, packageId: string | undefined): string[] {
  const groups: string[] = []
  for (const entry of tenant.collection('resourceRoleScopes').all()) {
    const role = isObject(entry.role) ? String(entry.role.originId) : ''
    if (entry.accessPackageId === packageId && role.startsWith('Member_')) groups.push(role.slice('Member_'.length))
  }
  return groups
}
