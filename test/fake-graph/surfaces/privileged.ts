import { badRequest, notFound } from '../http/error.js'
import { type Answer, type Call, type Needs, type Route, route } from '../http/router.js'
import { isObject, type JsonObject, textOf, textsOf } from '../json.js'
import { listBody } from '../odata/query.js'
import { created, ok, one, properties, require, storedOr404 } from '../service/answers.js'
import type { Entity } from '../service/collection.js'
import type { Tenant } from '../service/tenant.js'
import { anyOf } from './needs.js'
import { plainRoutes } from './plain.js'
import { rulesOf } from './role-policies.js'

const licence = ['P2', 'Governance'] as const
const readRoles = anyOf('RoleManagement.Read.Directory', 'RoleManagement.ReadWrite.Directory', 'Directory.Read.All')

/** One kind of schedule: who may become, or is, what, for how long. */
interface ScheduleSurface {
  readonly path: string
  /** `roleEligibility`, `groupAssignment` … */
  readonly name: string
  readonly collection: string
  readonly needs: Needs
  readonly required: readonly string[]
  /** Properties that make two schedules the same. */
  readonly key: readonly string[]
  readonly check: (call: Call) => void
  /** Lists are refused without a filter on one of these. */
  readonly filterNeeds?: readonly string[]
  readonly policyScope: (body: JsonObject) => string
}

const roleKey = ['principalId', 'roleDefinitionId', 'directoryScopeId'] as const
const groupKey = ['principalId', 'groupId', 'accessId'] as const

const surfaces: readonly ScheduleSurface[] = (['eligibility', 'assignment'] as const).flatMap((kind) => {
  const Kind = kind === 'eligibility' ? 'Eligibility' : 'Assignment'
  return [
    {
      path: '/roleManagement/directory',
      name: `role${Kind}Schedule`,
      collection: `role${Kind}Schedules`,
      needs: { ...anyOf(`Role${Kind}Schedule.ReadWrite.Directory`, 'RoleManagement.ReadWrite.Directory'), licence },
      required: ['action', 'principalId', 'roleDefinitionId', 'directoryScopeId'],
      key: roleKey,
      check: checkRole,
      policyScope: (body: JsonObject) => `DirectoryRole_${String(body.roleDefinitionId)}`,
    },
    {
      path: '/identityGovernance/privilegedAccess/group',
      name: `${kind}Schedule`,
      collection: `group${Kind}Schedules`,
      needs: { ...anyOf(`Privileged${Kind}Schedule.ReadWrite.AzureADGroup`), licence },
      required: ['action', 'principalId', 'groupId', 'accessId'],
      key: groupKey,
      check: checkGroup,
      filterNeeds: ['groupId', 'principalId'],
      policyScope: (body: JsonObject) => `Group_${String(body.groupId)}_${String(body.accessId)}`,
    },
  ]
})

/** Schedules of roles and of groups: asked for by requests, read as schedules and instances. */
export const privilegedRoutes: readonly Route[] = [
  route('GET', '/roleManagement/directory/roleDefinitions', readRoles, (call) =>
    ok(listBody(call, call.tenant.collection('roleDefinitions').all())),
  ),
  route('GET', '/roleManagement/directory/roleDefinitions/{id}', readRoles, (call) =>
    one(call, storedOr404(call.tenant.collection('roleDefinitions'), call.at.id ?? '')),
  ),
  ...plainRoutes({
    path: '/roleManagement/directory/roleAssignments',
    collection: 'roleAssignments',
    resource: 'unifiedRoleAssignment',
    read: readRoles,
    write: anyOf('RoleManagement.ReadWrite.Directory'),
    required: ['principalId', 'roleDefinitionId', 'directoryScopeId'],
    update: 'none',
    deletes: 'away',
    check: (call, next) => {
      checkRole(call)
      refuseUnfit(call)
      for (const other of call.tenant.collection('roleAssignments').all())
        if (roleKey.every((name) => other[name] === next[name]))
          throw badRequest(
            'A conflicting object with one or more of the specified property values is present in the directory.',
          )
    },
  }),
  ...surfaces.flatMap((surface) => [
    route('POST', `${surface.path}/${surface.name}Requests`, surface.needs, (call) => ask(surface, call)),
    route('GET', `${surface.path}/${surface.name}Requests`, surface.needs, (call) => {
      const own = [...call.tenant.collection('scheduleRequests').all()].filter(
        (entry) => entry.surface === surface.collection,
      )
      return ok(listBody(call, own.map(shownRequest)))
    }),
    route('GET', `${surface.path}/${surface.name}Requests/{id}`, surface.needs, (call) =>
      one(call, shownRequest(storedOr404(call.tenant.collection('scheduleRequests'), call.at.id ?? ''))),
    ),
    ...['s', 'Instances'].map((ending) =>
      route('GET', `${surface.path}/${surface.name}${ending}`, surface.needs, (call) => {
        const filter = call.query.get('$filter') ?? ''
        if (surface.filterNeeds?.some((name) => filter.includes(name)) === false)
          throw badRequest('The request needs a filter on groupId or principalId.', 'InvalidFilter')
        return ok(listBody(call, call.tenant.collection(surface.collection).all()))
      }),
    ),
    route('GET', `${surface.path}/${surface.name}s/{id}`, surface.needs, (call) =>
      one(call, storedOr404(call.tenant.collection(surface.collection), call.at.id ?? '')),
    ),
  ]),
]

function shownRequest(request: JsonObject): JsonObject {
  const { surface: _, ...shown } = request
  return shown
}

function ask(surface: ScheduleSurface, call: Call): Answer {
  const { tenant, body } = call
  require(body, surface.required, surface.name)
  if (surface.key === roleKey) refuseUnfit(call)
  else if (tenant.seenDirectoryObject(String(body.principalId)) === undefined) throw notFound(String(body.principalId))
  surface.check(call)
  const schedules = tenant.collection(surface.collection)
  const existing = [...schedules.all()].find((entry) => surface.key.every((name) => entry[name] === body[name]))
  const validationOnly = body.isValidationOnly === true
  const request: Entity = { ...properties(body), id: tenant.newId(), status: 'Granted', createdDateTime: tenant.now() }
  if (body.action === 'adminRemove') {
    if (existing === undefined) throw badRequest('The Role assignment does not exist.', 'RoleAssignmentDoesNotExist')
    if (validationOnly) return created(request)
    settle(surface, tenant, request, () => schedules.delete(existing.id))
    return created(request)
  }
  if (!['adminAssign', 'adminUpdate', 'adminExtend'].includes(String(body.action)))
    throw badRequest(`Invalid action '${String(body.action)}'.`)
  if (existing !== undefined && body.action === 'adminAssign')
    throw badRequest('The Role assignment already exists.', 'RoleAssignmentExists')
  checkExpiration(surface, call)
  if (validationOnly) return created(request)
  settle(surface, tenant, request, () => {
    const schedule: JsonObject = {
      status: 'Provisioned',
      memberType: 'Direct',
      scheduleInfo: body.scheduleInfo ?? null,
    }
    for (const name of surface.key) schedule[name] = body[name]
    schedules.put({ ...schedule, id: existing?.id ?? tenant.newId() })
  })
  return created(request)
}

function settle(surface: ScheduleSurface, tenant: Tenant, request: Entity, run: () => void): void {
  const requests = tenant.collection('scheduleRequests')
  requests.add({ ...request, surface: surface.collection })
  tenant.later(tenant.delays.elevation, () => {
    run()
    requests.change(request.id, { status: request.action === 'adminRemove' ? 'Revoked' : 'Provisioned' })
  })
}

function checkRole({ tenant, body }: Call): void {
  if (tenant.collection('roleDefinitions').get(String(body.roleDefinitionId)) === undefined)
    throw notFound(String(body.roleDefinitionId))
  const unit = /^\/administrativeUnits\/(.+)$/.exec(String(body.directoryScopeId))?.[1]
  if (
    body.directoryScopeId !== '/' &&
    (unit === undefined || tenant.collection('administrativeUnits').seen(unit) === undefined)
  )
    throw notFound(String(body.directoryScopeId))
}

function checkGroup({ tenant, body }: Call): void {
  const group = tenant.collection('groups').seen(String(body.groupId))
  if (group === undefined) throw notFound(String(body.groupId))
  if (group.onPremisesSyncEnabled === true || textsOf(group.groupTypes).includes('DynamicMembership'))
    throw badRequest('Synchronised and dynamic groups cannot be managed.', 'InvalidResourceType')
  if (body.accessId !== 'member' && body.accessId !== 'owner')
    throw badRequest(`Invalid accessId '${String(body.accessId)}'.`)
}

/** Without end only where the policy lets it. */
function checkExpiration(surface: ScheduleSurface, { tenant, body }: Call): void {
  const info = isObject(body.scheduleInfo) ? body.scheduleInfo : undefined
  if (info === undefined) throw badRequest('scheduleInfo is needed.', 'InvalidScheduleInfo')
  const expiration = isObject(info.expiration) ? textOf(info.expiration.type) : undefined
  const rule = rulesOf(tenant, surface.policyScope(body)).find(
    (entry) => entry.id === `Expiration_Admin_${/assignment/i.test(surface.name) ? 'Assignment' : 'Eligibility'}`,
  )
  if ((expiration === undefined || expiration === 'noExpiration') && rule?.isExpirationRequired === true)
    throw badRequest(
      'The following policy rules failed: ["ExpirationRule"]',
      'RoleAssignmentRequestPolicyValidationFailed',
    )
}

/** A group can hold a role only where it was made for that. */
function refuseUnfit({ tenant, body }: Call): void {
  const principal = tenant.seenDirectoryObject(String(body.principalId))
  if (principal === undefined) throw notFound(String(body.principalId))
  if (principal.collection === 'groups' && principal.entity.isAssignableToRole !== true)
    throw badRequest('The group is not assignable to roles.', 'InvalidPrincipal')
}
