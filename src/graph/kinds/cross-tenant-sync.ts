import type { GraphCall } from '../../entra/index.js'
import { crossTenantCalls } from '../../entra/index.js'
import {
  byKey,
  type Draft,
  madeKey,
  remove,
  removedBy,
  requestOf,
  restored,
  type StepsOfKind,
  titled,
} from '../draft.js'
import type { GraphMessageId } from '../messages.js'
import type { JsonObject, StepRequest, TenantRole } from '../step.js'
import { scopes } from './scopes.js'

const partners = 'policies/crossTenantAccessPolicy/partners'

/** Each tenant is told by its own administrator; the job itself is a provisioning job of the source tenant. */
export const crossTenantSyncSteps: StepsOfKind<'cross-tenant-sync'> = (sync, { key }) => {
  const { source, target } = crossTenantCalls(sync)
  const { sourceTenantId, targetTenantId } = sync
  return [
    ...target.map((call) => stepOf(key, 'target', sourceTenantId, call)),
    ...source.map((call) => stepOf(key, 'source', targetTenantId, call)),
  ]
}

function stepOf(key: string, tenant: TenantRole, partner: string, call: GraphCall): Draft {
  const request = requestOf(call)
  const { body, ...bare } = request
  const desired = body as JsonObject
  const common = { tenant, stage: 'prepare', scopes: scopes.crossTenant, counts: { updates: 1 } } as const
  if (call.method === 'POST')
    return {
      ...common,
      part: `${tenant}-partner`,
      title: titled(tenant === 'target' ? 'graph.title.partner-target' : 'graph.title.partner-source'),
      find: byKey(`${partners}/${partner}`),
      change: { kind: 'ensure', create: request, desired: {} },
      gives: { [madeKey(key, `${tenant}-partner`)]: 'tenantId' },
      undo: removedBy(remove(`${partners}/${partner}`)),
    }
  if (call.method === 'PUT')
    return {
      ...common,
      part: 'inbound-sync',
      title: titled('graph.title.inbound-sync'),
      find: byKey(bare.path),
      licence: 'P1',
      // The same request makes it and changes it.
      change: { kind: 'ensure', create: request, desired, update: { request: bare, body: 'desired' } },
      undo: removedBy(remove(bare.path)),
    }
  return patchStep(common, call, bare, desired)
}

function patchStep(
  common: Pick<Draft, 'stage' | 'scopes'> & { readonly tenant: TenantRole },
  call: GraphCall,
  request: StepRequest,
  desired: JsonObject,
): Draft {
  const [part, title]: readonly [string, GraphMessageId] =
    call.api === 'beta'
      ? ['inbound-groups', 'graph.title.inbound-groups']
      : common.tenant === 'target'
        ? ['inbound-consent', 'graph.title.inbound-consent']
        : ['outbound-consent', 'graph.title.outbound-consent']
  return {
    ...common,
    part,
    title: titled(title),
    ...(call.api === 'beta' ? { basis: 'beta' as const, licence: 'governance' as const } : {}),
    find: byKey(request.path, { api: call.api }),
    change: { kind: 'ensure', desired, update: { request, body: 'difference' } },
    undo: restored,
  }
}
