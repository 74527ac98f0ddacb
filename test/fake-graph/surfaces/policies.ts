import { badRequest, GraphError, notFound } from '../http/error.js'
import { type Call, type Route, route } from '../http/router.js'
import { copyOf, isObject, type JsonObject, objectsOf, textOf } from '../json.js'
import { listBody } from '../odata/query.js'
import { created, noContent, ok, one, properties, require, storedOr404 } from '../service/answers.js'
import type { Entity } from '../service/collection.js'
import { referencedId } from '../service/references.js'
import type { Tenant } from '../service/tenant.js'
import { anyOf, delegatedOnly } from './needs.js'

const methods = anyOf('Policy.ReadWrite.AuthenticationMethod')
const crossTenant = anyOf('Policy.ReadWrite.CrossTenantAccess')
const readPolicies = anyOf(
  'Policy.Read.All',
  'Policy.ReadWrite.AuthenticationMethod',
  'Policy.ReadWrite.CrossTenantAccess',
  'Policy.ReadWrite.Authorization',
)
const rollout = delegatedOnly('Directory.ReadWrite.All', 'Policy.ReadWrite.HybridAuthentication')
const partners = '/policies/crossTenantAccessPolicy/partners'
const configurations = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations'

/** Settings of the tenant that are one object each, and partners of cross-tenant access. */
export const policyRoutes: readonly Route[] = [
  ...single('/policies/authenticationMethodsPolicy', 'authenticationMethodsPolicy', methods),
  ...single('/policies/authorizationPolicy', 'authorizationPolicy', anyOf('Policy.ReadWrite.Authorization')),
  route('GET', configurations, readPolicies, (call) =>
    ok(listBody(call, call.tenant.collection('authenticationMethodConfigurations').all())),
  ),
  route('GET', `${configurations}/{id}`, readPolicies, (call) => one(call, configurationOf(call))),
  route('PATCH', `${configurations}/{id}`, methods, (call) => {
    const configuration = configurationOf(call)
    const type = textOf(call.body['@odata.type'])
    if (type === undefined) throw badRequest('The configuration needs its @odata.type.')
    if (type !== configuration['@odata.type']) throw badRequest(`'${type}' is not the type of '${configuration.id}'.`)
    for (const target of objectsOf(call.body.includeTargets))
      if (target.id !== 'all_users' && call.tenant.collection('groups').seen(String(target.id)) === undefined)
        throw notFound(String(target.id))
    // Targets are replaced as a whole.
    call.tenant.collection('authenticationMethodConfigurations').change(configuration.id, properties(call.body))
    return noContent
  }),
  route('GET', partners, readPolicies, (call) =>
    ok(listBody(call, [...call.tenant.collection('crossTenantPartners').all()].map(shownPartner))),
  ),
  route('POST', partners, crossTenant, (call) => {
    require(call.body, ['tenantId'], 'crossTenantAccessPolicyConfigurationPartner')
    const id = String(call.body.tenantId)
    if (call.tenant.collection('crossTenantPartners').get(id) !== undefined)
      throw new GraphError(
        409,
        'Request_MultipleObjectsWithSameKeyValue',
        'Another object with the same value for property tenantId already exists.',
      )
    const partner: Entity = {
      automaticUserConsentSettings: null,
      inboundTrust: null,
      isServiceProvider: null,
      ...properties(call.body),
      id,
    }
    return created(shownPartner(call.tenant.collection('crossTenantPartners').put(partner)))
  }),
  route('GET', `${partners}/{id}`, readPolicies, (call) => one(call, shownPartner(partnerOf(call)))),
  route('PATCH', `${partners}/{id}`, crossTenant, (call) => {
    const partner = partnerOf(call)
    const change = properties(call.body)
    const consent = change.automaticUserConsentSettings
    // The two directions of consent are set apart from each other.
    if (isObject(consent) && isObject(partner.automaticUserConsentSettings))
      change.automaticUserConsentSettings = { ...partner.automaticUserConsentSettings, ...consent }
    call.tenant.collection('crossTenantPartners').change(partner.id, change)
    return noContent
  }),
  route('DELETE', `${partners}/{id}`, crossTenant, (call) => {
    const { id } = partnerOf(call)
    if (call.tenant.collection('crossTenantSyncPolicies').get(id) !== undefined)
      throw badRequest('The partner has a policy of identity synchronization.', 'Request_BadRequest')
    call.tenant.collection('crossTenantPartners').delete(id)
    return noContent
  }),
  route('GET', `${partners}/{id}/identitySynchronization`, readPolicies, (call) =>
    one(call, shownSync(call, syncOf(call))),
  ),
  route('PUT', `${partners}/{id}/identitySynchronization`, crossTenant, (call) => {
    const { id } = partnerOf(call)
    call.tenant.collection('crossTenantSyncPolicies').put({ displayName: null, ...properties(call.body), id })
    return noContent
  }),
  route('PATCH', `${partners}/{id}/identitySynchronization`, crossTenant, (call) => {
    if (call.version === 'v1.0' && call.body.groupSyncInbound !== undefined)
      throw badRequest("Resource property 'groupSyncInbound' is not known.", 'BadRequest')
    call.tenant.collection('crossTenantSyncPolicies').change(syncOf(call).id, properties(call.body))
    return noContent
  }),
  route('DELETE', `${partners}/{id}/identitySynchronization`, crossTenant, (call) => {
    call.tenant.collection('crossTenantSyncPolicies').delete(syncOf(call).id)
    return noContent
  }),
  route('GET', '/policies/featureRolloutPolicies', rollout, (call) =>
    ok(listBody(call, call.tenant.collection('featureRolloutPolicies').all())),
  ),
  route('GET', '/policies/featureRolloutPolicies/{id}', rollout, (call) => one(call, rolloutOf(call))),
  route('POST', '/policies/featureRolloutPolicies', rollout, (call) => {
    require(call.body, ['displayName', 'feature', 'isEnabled'], 'featureRolloutPolicy')
    return created(
      call.tenant
        .collection('featureRolloutPolicies')
        .put({ isAppliedToOrganization: false, ...properties(call.body), id: call.tenant.newId() }),
    )
  }),
  route('PATCH', '/policies/featureRolloutPolicies/{id}', rollout, (call) => {
    call.tenant.collection('featureRolloutPolicies').change(rolloutOf(call).id, properties(call.body))
    return noContent
  }),
  route('DELETE', '/policies/featureRolloutPolicies/{id}', rollout, (call) => {
    call.tenant.remove('featureRolloutPolicies', rolloutOf(call).id, false)
    return noContent
  }),
  route('POST', '/policies/featureRolloutPolicies/{id}/appliesTo/$ref', rollout, (call) => {
    const groups = call.tenant.related(rolloutOf(call).id, 'appliesTo')
    if (groups.size >= 10) throw badRequest('A feature applies to ten groups at most.')
    groups.add(referencedId(call, call.body['@odata.id']))
    return noContent
  }),
  route('DELETE', '/policies/featureRolloutPolicies/{id}/appliesTo/{group}/$ref', rollout, (call) => {
    if (!call.tenant.related(rolloutOf(call).id, 'appliesTo').delete(call.at.group ?? ''))
      throw notFound(call.at.group ?? '')
    return noContent
  }),
  route('GET', '/reports/authenticationMethods/userRegistrationDetails', anyOf('AuditLog.Read.All'), (call) => {
    const people = [...call.tenant.collection('users').all()].map((user) => ({
      id: user.id,
      userPrincipalName: user.userPrincipalName ?? null,
      isSsprEnabled: false,
      isSsprRegistered: false,
      isSsprCapable: false,
      methodsRegistered: [],
    }))
    return ok(listBody(call, people))
  }),
]

function single(path: string, collection: string, write: ReturnType<typeof anyOf>): Route[] {
  const of = (tenant: Tenant): Entity => storedOr404(tenant.collection(collection), collection)
  return [
    route('GET', path, readPolicies, (call) => one(call, copyOf(of(call.tenant)))),
    route('PATCH', path, write, (call) => {
      const before = of(call.tenant)
      const change = properties(call.body)
      // Properties with properties of their own are merged.
      for (const [name, value] of Object.entries(change)) {
        const own = before[name]
        if (isObject(value) && isObject(own)) change[name] = { ...own, ...value }
      }
      call.tenant.collection(collection).change(before.id, change)
      return noContent
    }),
  ]
}

/** Names of methods are written in any case. */
function configurationOf(call: Call): Entity {
  const wanted = (call.at.id ?? '').toLowerCase()
  for (const entry of call.tenant.collection('authenticationMethodConfigurations').all())
    if (entry.id.toLowerCase() === wanted) return entry
  throw notFound(call.at.id ?? '')
}

function partnerOf(call: Call): Entity {
  return storedOr404(call.tenant.collection('crossTenantPartners'), call.at.id ?? '')
}

function shownPartner(partner: Entity): JsonObject {
  const { id, ...shown } = partner
  return { ...shown, tenantId: id }
}

function syncOf(call: Call): Entity {
  return storedOr404(call.tenant.collection('crossTenantSyncPolicies'), partnerOf(call).id)
}

function shownSync(call: Call, sync: Entity): JsonObject {
  const { id, groupSyncInbound, ...shown } = sync
  return {
    ...shown,
    tenantId: id,
    ...(call.version === 'beta' && groupSyncInbound !== undefined ? { groupSyncInbound } : {}),
  }
}

function rolloutOf(call: Call): Entity {
  return storedOr404(call.tenant.collection('featureRolloutPolicies'), call.at.id ?? '')
}
