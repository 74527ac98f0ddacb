import { badRequest, GraphError, notFound } from '../http/error.js'
import { type Answer, type Call, type Needs, type Route, route } from '../http/router.js'
import { idIn, isObject, type JsonObject, objectsOf, textOf } from '../json.js'
import { expansions, listBody } from '../odata/query.js'
import { created, noContent, ok, properties, require, storedOr404 } from '../service/answers.js'
import type { Entity } from '../service/collection.js'
import type { Tenant } from '../service/tenant.js'
import { assignAutomatically } from './entitlement-assignments.js'
import { anyOf } from './needs.js'
import { plainRoutes } from './plain.js'

const licence = ['P2', 'Governance'] as const
const read: Needs = { ...anyOf('EntitlementManagement.Read.All', 'EntitlementManagement.ReadWrite.All'), licence }
const write: Needs = { ...anyOf('EntitlementManagement.ReadWrite.All'), licence }
const at = '/identityGovernance/entitlementManagement'

/** Catalogs, what they hold, access packages and their policies. */
export const entitlementRoutes: readonly Route[] = [
  ...plainRoutes({
    path: `${at}/catalogs`,
    collection: 'catalogs',
    resource: 'accessPackageCatalog',
    read,
    write,
    required: ['displayName'],
    update: 'PATCH',
    deletes: 'away',
    defaults: { catalogType: 'userManaged', state: 'published', isExternallyVisible: false, description: null },
    checkDelete: (call, catalog) => {
      refuseWhile(call.tenant, 'accessPackages', (entry) => idIn(entry.catalog) === catalog.id, 'access packages')
      refuseWhile(call.tenant, 'catalogResources', (entry) => entry.catalogId === catalog.id, 'resources')
    },
  }),
  route('GET', `${at}/catalogs/{id}/resources`, read, (call) => {
    const catalog = storedOr404(call.tenant.collection('catalogs'), call.at.id ?? '')
    const own = [...call.tenant.collection('catalogResources').all()].filter((entry) => entry.catalogId === catalog.id)
    return ok(listBody(call, own, {}, (resource) => shownResource(call, resource)))
  }),
  route('GET', `${at}/resourceRequests`, read, (call) =>
    ok(listBody(call, call.tenant.collection('resourceRequests').all())),
  ),
  route('GET', `${at}/resourceRequests/{id}`, read, (call) =>
    ok(storedOr404(call.tenant.collection('resourceRequests'), call.at.id ?? '')),
  ),
  route('POST', `${at}/resourceRequests`, write, requestResource),
  ...plainRoutes({
    path: `${at}/accessPackages`,
    collection: 'accessPackages',
    resource: 'accessPackage',
    read,
    write,
    required: ['displayName', 'catalog'],
    update: 'PATCH',
    deletes: 'away',
    defaults: { description: null, isHidden: false },
    check: (call, next) => {
      const id = idIn(next.catalog)
      if (id === undefined || call.tenant.collection('catalogs').get(id) === undefined) throw notFound(id ?? 'catalog')
    },
    checkDelete: (call, accessPackage) => {
      const inside = (entry: Entity): boolean => idIn(entry.accessPackage) === accessPackage.id
      refuseWhile(call.tenant, 'assignments', (entry) => inside(entry) && entry.state !== 'expired', 'assignments')
      refuseWhile(call.tenant, 'assignmentPolicies', inside, 'policies')
      for (const scope of [...call.tenant.collection('resourceRoleScopes').all()])
        if (scope.accessPackageId === accessPackage.id) call.tenant.collection('resourceRoleScopes').delete(scope.id)
    },
    shown: shownPackage,
  }),
  route('POST', `${at}/accessPackages/{id}/resourceRoleScopes`, write, addRoleScope),
  route('DELETE', `${at}/accessPackages/{id}/resourceRoleScopes/{scope}`, write, (call) => {
    const id = call.at.scope ?? ''
    if (!call.tenant.collection('resourceRoleScopes').delete(id)) throw notFound(id)
    return noContent
  }),
  ...plainRoutes({
    path: `${at}/assignmentPolicies`,
    collection: 'assignmentPolicies',
    resource: 'accessPackageAssignmentPolicy',
    read,
    write,
    required: ['displayName', 'accessPackage', 'allowedTargetScope'],
    update: 'PUT',
    deletes: 'away',
    defaults: { description: null, specificAllowedTargets: [], automaticRequestSettings: null, reviewSettings: null },
    check: checkPolicy,
    made: (call, policy) => assignAutomatically(call.tenant, policy),
    changed: (call, policy) => assignAutomatically(call.tenant, policy),
    checkDelete: (call, policy) =>
      refuseWhile(
        call.tenant,
        'assignments',
        (entry) => idIn(entry.assignmentPolicy) === policy.id && entry.state !== 'expired',
        'assignments',
      ),
  }),
]

function refuseWhile(tenant: Tenant, collection: string, held: (entry: Entity) => boolean, what: string): void {
  for (const entry of tenant.collection(collection).all())
    if (held(entry)) throw badRequest(`It cannot be deleted while it has ${what}.`, 'DeleteNotAllowed')
}

function shownResource(call: Call, resource: JsonObject): JsonObject {
  const { catalogId: _, ...plain } = resource
  const wanted = expansions(call.query)
  const { originId, originSystem } = resource
  const role = (name: string): JsonObject => ({
    id: `${name}-${String(resource.id)}`,
    displayName: name,
    originSystem: originSystem ?? null,
    originId: originSystem === 'AadGroup' ? `${name}_${String(originId)}` : (originId ?? null),
  })
  return {
    ...plain,
    ...(wanted.has('roles') ? { roles: [role('Member'), role('Owner')] } : {}),
    ...(wanted.has('scopes')
      ? {
          scopes: [
            {
              id: `root-${String(resource.id)}`,
              displayName: 'Root',
              isRootScope: true,
              originId: originId ?? null,
              originSystem: originSystem ?? null,
            },
          ],
        }
      : {}),
  }
}

/** Delivered after a while; a resource can stand in a catalog once. */
function requestResource(call: Call): Answer {
  const { tenant } = call
  require(call.body, ['requestType', 'resource', 'catalog'], 'accessPackageResourceRequest')
  const catalogId = idIn(call.body.catalog)
  if (catalogId === undefined || tenant.collection('catalogs').get(catalogId) === undefined)
    throw notFound(catalogId ?? 'catalog')
  const wanted = isObject(call.body.resource) ? call.body.resource : {}
  const existing = [...tenant.collection('catalogResources').all()].find(
    (entry) => entry.catalogId === catalogId && (entry.id === wanted.id || entry.originId === wanted.originId),
  )
  const request = tenant.collection('resourceRequests').add({
    ...properties(call.body),
    id: tenant.newId(),
    state: 'submitted',
    createdDateTime: tenant.now(),
  })
  const settle = (state: string): void => tenant.collection('resourceRequests').change(request.id, { state })
  if (call.body.requestType === 'adminRemove') {
    if (existing === undefined) throw notFound(String(wanted.id ?? wanted.originId))
    refuseWhile(tenant, 'resourceRoleScopes', (entry) => entry.resourceId === existing.id, 'access packages')
    tenant.later(tenant.delays.resourceRequest, () => {
      tenant.collection('catalogResources').delete(existing.id)
      settle('delivered')
    })
    return created(request)
  }
  if (call.body.requestType !== 'adminAdd') throw badRequest(`Invalid requestType '${String(call.body.requestType)}'.`)
  if (existing !== undefined) throw badRequest('The resource is in the catalog already.', 'ResourceAlreadyOnboarded')
  const object =
    wanted.originSystem === 'SharePointOnline' ? undefined : tenant.seenDirectoryObject(String(wanted.originId))
  if (object === undefined && wanted.originSystem !== 'SharePointOnline') throw notFound(String(wanted.originId))
  tenant.later(tenant.delays.resourceRequest, () => {
    tenant.collection('catalogResources').put({
      id: tenant.newId(),
      catalogId,
      originId: wanted.originId ?? null,
      originSystem: wanted.originSystem ?? null,
      displayName: object?.entity.displayName ?? wanted.originId ?? null,
    })
    settle('delivered')
  })
  return created(request)
}

/** What a package is about is told only where it is asked for. */
function shownPackage(call: Call, accessPackage: JsonObject): JsonObject {
  const { catalog, ...plain } = accessPackage
  const wanted = expansions(call.query)
  const own = (collection: string, held: (entry: Entity) => boolean): JsonObject[] =>
    [...call.tenant.collection(collection).all()].filter(held)
  const shown: JsonObject = { ...plain }
  if (wanted.has('catalog')) shown.catalog = call.tenant.collection('catalogs').get(idIn(catalog) ?? '') ?? null
  if (wanted.has('resourceRoleScopes'))
    shown.resourceRoleScopes = own('resourceRoleScopes', (entry) => entry.accessPackageId === accessPackage.id).map(
      ({ accessPackageId: _package, resourceId: _resource, ...scope }) => scope,
    )
  if (wanted.has('assignmentPolicies'))
    shown.assignmentPolicies = own('assignmentPolicies', (entry) => idIn(entry.accessPackage) === accessPackage.id)
  return shown
}

function addRoleScope(call: Call): Answer {
  const { tenant } = call
  const accessPackage = storedOr404(tenant.collection('accessPackages'), call.at.id ?? '')
  require(call.body, ['role', 'scope'], 'accessPackageResourceRoleScope')
  const role = isObject(call.body.role) ? call.body.role : {}
  const resource = tenant.collection('catalogResources').get(idIn(role.resource) ?? '')
  if (resource === undefined || resource.catalogId !== idIn(accessPackage.catalog))
    throw badRequest('The resource is not in the catalog of the access package.', 'ResourceNotFoundInCatalog')
  const groupRole = [`Member_${String(resource.originId)}`, `Owner_${String(resource.originId)}`]
  if (resource.originSystem === 'AadGroup' && !groupRole.includes(String(role.originId)))
    throw badRequest(`The role '${String(role.originId)}' is not one of the group.`, 'RoleNotFound')
  for (const other of tenant.collection('resourceRoleScopes').all())
    if (other.accessPackageId === accessPackage.id && isObject(other.role) && other.role.originId === role.originId)
      throw badRequest('The role is in the access package already.', 'ResourceRoleScopeAlreadyExists')
  const scope = tenant.collection('resourceRoleScopes').add({
    ...properties(call.body),
    id: tenant.newId(),
    accessPackageId: accessPackage.id,
    resourceId: resource.id,
  })
  const { accessPackageId: _package, resourceId: _resource, ...shown } = scope
  return created(shown)
}

const targetScopes = new Set([
  'notSpecified',
  'specificDirectoryUsers',
  'specificConnectedOrganizationUsers',
  'specificDirectoryServicePrincipals',
  'allMemberUsers',
  'allDirectoryUsers',
  'allDirectoryServicePrincipals',
  'allConfiguredConnectedOrganizationUsers',
  'allExternalUsers',
])

function checkPolicy(call: Call, next: JsonObject, before: Entity | undefined): void {
  const { tenant } = call
  const packageId = idIn(next.accessPackage)
  if (packageId === undefined || tenant.collection('accessPackages').get(packageId) === undefined)
    throw notFound(packageId ?? 'accessPackage')
  if (!targetScopes.has(String(next.allowedTargetScope)))
    throw badRequest(`Invalid allowedTargetScope '${String(next.allowedTargetScope)}'.`)
  const approval = isObject(next.requestApprovalSettings) ? next.requestApprovalSettings : {}
  const review = isObject(next.reviewSettings) ? next.reviewSettings : {}
  const people = [
    ...objectsOf(next.specificAllowedTargets),
    ...objectsOf(approval.stages).flatMap((stage) =>
      ['primaryApprovers', 'fallbackPrimaryApprovers', 'escalationApprovers', 'fallbackEscalationApprovers'].flatMap(
        (name) => objectsOf(stage[name]),
      ),
    ),
    ...objectsOf(review.primaryReviewers),
    ...objectsOf(review.fallbackReviewers),
  ]
  for (const one of people) checkSubject(tenant, one)
  if (
    !objectsOf(next.specificAllowedTargets).some((one) => String(one['@odata.type']).endsWith('attributeRuleMembers'))
  )
    return
  if (!tenant.licences.has('Governance'))
    throw new GraphError(403, 'LicenseRequired', 'Automatic assignment needs Microsoft Entra ID Governance.')
  for (const other of tenant.collection('assignmentPolicies').all())
    if (other.id !== before?.id && idIn(other.accessPackage) === packageId && isObject(other.automaticRequestSettings))
      throw badRequest('An access package can have one automatic policy.', 'AutomaticPolicyExists')
}

function checkSubject(tenant: Tenant, subject: JsonObject): void {
  const type = textOf(subject['@odata.type'])
  if (type === undefined) throw badRequest('Every approver, reviewer and target needs its @odata.type.', 'InvalidModel')
  const id = textOf(subject.userId) ?? textOf(subject.groupId)
  if (id !== undefined && tenant.seenDirectoryObject(id) === undefined) throw notFound(id)
}
