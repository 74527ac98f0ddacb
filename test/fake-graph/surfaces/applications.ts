import { badRequest, notFound } from '../http/error.js'
import { type Answer, type Call, type Route, route } from '../http/router.js'
import type { JsonObject } from '../json.js'
import { objectsOf, textsOf } from '../json.js'
import { listBody } from '../odata/query.js'
import { checkMatch, created, noContent, ok, one, properties, require, storedOr404 } from '../service/answers.js'
import type { Entity } from '../service/collection.js'
import type { Tenant } from '../service/tenant.js'
import { anyOf, readApplications, writeApplications } from './needs.js'
import { removeJob } from './synchronization-cycle.js'

const assign = anyOf('AppRoleAssignment.ReadWrite.All')
const noRole = '00000000-0000-0000-0000-000000000000'

export const applicationRoutes: readonly Route[] = [
  route('GET', '/applicationTemplates', {}, (call) =>
    ok(listBody(call, call.tenant.collection('applicationTemplates').all())),
  ),
  route('GET', '/applicationTemplates/{id}', {}, (call) =>
    one(call, storedOr404(call.tenant.collection('applicationTemplates'), call.at.id ?? '')),
  ),
  route('POST', '/applicationTemplates/{id}/instantiate', writeApplications, instantiate),
  ...(['applications', 'servicePrincipals'] as const).flatMap((collection) => [
    route('GET', `/${collection}`, readApplications, (call) =>
      ok(listBody(call, call.tenant.collection(collection), { directory: true })),
    ),
    route('GET', `/${collection}/{id}`, readApplications, (call) => one(call, seen(call, collection))),
    route('GET', `/${collection}/(appId)`, readApplications, (call) => one(call, byAppId(call, collection))),
    route('PATCH', `/${collection}/{id}`, writeApplications, (call) => {
      const entity = seen(call, collection)
      checkMatch(call, call.tenant.collection(collection), entity.id)
      call.tenant.collection(collection).change(entity.id, properties(call.body))
      return noContent
    }),
  ]),
  route('POST', '/applications', writeApplications, (call) => {
    require(call.body, ['displayName'], 'Application')
    return created(addApplication(call.tenant, properties(call.body)))
  }),
  route('POST', '/servicePrincipals', writeApplications, (call) => {
    require(call.body, ['appId'], 'ServicePrincipal')
    return created(addServicePrincipal(call.tenant, properties(call.body)))
  }),
  ...(['{id}', '(appId)'] as const).map((key) =>
    route('DELETE', `/applications/${key}`, writeApplications, (call) => {
      const application = key === '{id}' ? seen(call, 'applications') : byAppId(call, 'applications')
      for (const principal of [...call.tenant.collection('servicePrincipals').all()])
        if (principal.appId === application.appId) removeServicePrincipal(call.tenant, principal.id)
      call.tenant.remove('applications', application.id, true)
      return noContent
    }),
  ),
  route('DELETE', '/servicePrincipals/{id}', writeApplications, (call) => {
    removeServicePrincipal(call.tenant, seen(call, 'servicePrincipals').id)
    return noContent
  }),
  route('GET', '/servicePrincipals/{id}/appRoleAssignedTo', readApplications, (call) => {
    const id = seen(call, 'servicePrincipals').id
    return ok(listBody(call, assignmentsOf(call.tenant, 'resourceId', id)))
  }),
  route('GET', '/servicePrincipals/{id}/appRoleAssignments', readApplications, (call) => {
    const id = seen(call, 'servicePrincipals').id
    return ok(listBody(call, assignmentsOf(call.tenant, 'principalId', id)))
  }),
  route('POST', '/servicePrincipals/{id}/appRoleAssignedTo', assign, (call) => assignRole(call, 'resourceId')),
  route('POST', '/servicePrincipals/{id}/appRoleAssignments', assign, (call) => assignRole(call, 'principalId')),
  ...(['appRoleAssignedTo', 'appRoleAssignments'] as const).map((name) =>
    route('DELETE', `/servicePrincipals/{id}/${name}/{assignment}`, assign, (call) => {
      const id = call.at.assignment ?? ''
      if (!call.tenant.collection('appRoleAssignments').delete(id)) throw notFound(id)
      return noContent
    }),
  ),
  route('GET', '/applications/{id}/extensionProperties', readApplications, (call) => {
    const id = seen(call, 'applications').id
    const all = [...call.tenant.collection('extensionProperties').all()].filter((entry) => entry.applicationId === id)
    return ok(listBody(call, all))
  }),
  route('POST', '/applications/{id}/extensionProperties', writeApplications, addExtension),
  route('DELETE', '/applications/{id}/extensionProperties/{extension}', writeApplications, (call) => {
    const id = call.at.extension ?? ''
    if (!call.tenant.collection('extensionProperties').delete(id)) throw notFound(id)
    return noContent
  }),
]

function seen(call: Call, collection: string): Entity {
  const id = call.at.id ?? ''
  const entity = call.tenant.collection(collection).seen(id)
  if (entity === undefined) throw notFound(id)
  return entity
}

function byAppId(call: Call, collection: string): Entity {
  const appId = call.at.appId ?? ''
  for (const entity of call.tenant.collection(collection).listed()) if (entity.appId === appId) return entity
  throw notFound(appId)
}

/** The name is not unique: who asks twice has two. */
function instantiate(call: Call): Answer {
  const template = storedOr404(call.tenant.collection('applicationTemplates'), call.at.id ?? '')
  require(call.body, ['displayName'], 'ApplicationTemplate')
  const displayName = call.body.displayName ?? null
  const role: JsonObject = {
    id: call.tenant.newId(),
    displayName: 'User',
    value: null,
    isEnabled: true,
    allowedMemberTypes: ['User'],
    description: 'User',
  }
  const shared = { displayName, applicationTemplateId: template.id, appRoles: [role] }
  const application = addApplication(call.tenant, {
    ...shared,
    serviceManagementReference: call.body.serviceManagementReference ?? null,
  })
  const servicePrincipal = addServicePrincipal(call.tenant, {
    ...shared,
    appId: application.appId ?? null,
    tags: ['WindowsAzureActiveDirectoryIntegratedApp'],
  })
  return created({ application, servicePrincipal })
}

function addApplication(tenant: Tenant, body: JsonObject): Entity {
  const application = {
    identifierUris: [],
    appRoles: [],
    tags: [],
    notes: null,
    ...body,
    id: tenant.newId(),
    appId: tenant.newId(),
  }
  return tenant.collection('applications').add({ ...application, createdDateTime: tenant.now() })
}

function addServicePrincipal(tenant: Tenant, body: JsonObject): Entity {
  return tenant.collection('servicePrincipals').add({
    accountEnabled: true,
    appRoles: [],
    tags: [],
    notes: null,
    notificationEmailAddresses: [],
    servicePrincipalType: 'Application',
    applicationTemplateId: null,
    ...body,
    id: tenant.newId(),
  })
}

function removeServicePrincipal(tenant: Tenant, id: string): void {
  for (const job of [...tenant.collection('synchronizationJobs').all()])
    if (job.servicePrincipalId === id) removeJob(tenant, job.id)
  tenant.collection('synchronizationSecrets').delete(id)
  for (const assignment of [...tenant.collection('appRoleAssignments').all()])
    if (assignment.resourceId === id || assignment.principalId === id)
      tenant.collection('appRoleAssignments').delete(assignment.id)
  tenant.remove('servicePrincipals', id, true)
}

function assignmentsOf(tenant: Tenant, side: 'resourceId' | 'principalId', id: string): Entity[] {
  return [...tenant.collection('appRoleAssignments').all()].filter((assignment) => assignment[side] === id)
}

function assignRole(call: Call, side: 'resourceId' | 'principalId'): Answer {
  const { tenant } = call
  const own = seen(call, 'servicePrincipals')
  require(call.body, ['principalId', 'resourceId', 'appRoleId'], 'AppRoleAssignment')
  const { principalId, resourceId, appRoleId } = call.body
  if (call.body[side] !== own.id) throw badRequest(`Property ${side} must be the id of the address.`)
  const resource = tenant.collection('servicePrincipals').seen(String(resourceId))
  const principal = tenant.seenDirectoryObject(String(principalId))
  if (resource === undefined) throw notFound(String(resourceId))
  if (principal === undefined) throw notFound(String(principalId))
  const roles = objectsOf(resource.appRoles)
  const known = roles.some((role) => role.id === appRoleId) || (appRoleId === noRole && roles.length === 0)
  if (!known) throw badRequest('Permission being assigned was not found on application.')
  if (principal.collection === 'groups' && !tenant.licences.has('P1') && !tenant.licences.has('P2'))
    throw badRequest('Groups can be assigned to applications with Microsoft Entra ID P1 only.')
  for (const existing of tenant.collection('appRoleAssignments').all())
    if (existing.principalId === principalId && existing.resourceId === resourceId && existing.appRoleId === appRoleId)
      throw badRequest('Permission being assigned already exists on the object.', 'Request_BadRequest')
  return created(
    tenant.collection('appRoleAssignments').add({
      id: tenant.newId(),
      principalId: principalId ?? null,
      resourceId: resourceId ?? null,
      appRoleId: appRoleId ?? null,
      principalDisplayName: principal.entity.displayName ?? null,
      principalType:
        principal.collection === 'groups' ? 'Group' : principal.collection === 'users' ? 'User' : 'ServicePrincipal',
      resourceDisplayName: resource.displayName ?? null,
      createdDateTime: tenant.now(),
    }),
  )
}

const extensionTypes = new Set(['Binary', 'Boolean', 'DateTime', 'Integer', 'LargeInteger', 'String'])

function addExtension(call: Call): Answer {
  const application = seen(call, 'applications')
  require(call.body, ['name', 'dataType', 'targetObjects'], 'ExtensionProperty')
  if (!extensionTypes.has(String(call.body.dataType)))
    throw badRequest(`Invalid dataType '${String(call.body.dataType)}'.`)
  if (textsOf(call.body.targetObjects).length === 0) throw badRequest('targetObjects must not be empty.')
  const name = `extension_${String(application.appId).replaceAll('-', '')}_${String(call.body.name)}`
  for (const entry of call.tenant.collection('extensionProperties').all())
    if (entry.name === name)
      throw badRequest(
        'An extension property exists with the name specified.',
        'Request_MultipleObjectsWithSameKeyValue',
      )
  return created(
    call.tenant.collection('extensionProperties').add({
      isMultiValued: false,
      isSyncedFromOnPremises: false,
      ...properties(call.body),
      id: call.tenant.newId(),
      name,
      appDisplayName: application.displayName ?? null,
      applicationId: application.id,
    }),
  )
}
