import type {
  CrossTenantAccessPolicyConfigurationPartner,
  CrossTenantIdentitySyncPolicyPartner,
} from '@microsoft/microsoft-graph-types'
import type { GraphCall, Made } from './artefact.js'
import { graphCall } from './artefact.js'

/** Partner settings on both sides; the job itself is a provisioning job of the source tenant. */
export interface CrossTenantSync extends Made {
  readonly kind: 'cross-tenant-sync'
  readonly name: string
  readonly sourceTenantId: string
  readonly targetTenantId: string
  /** Groups are a preview: their switch exists in beta alone. */
  readonly includesGroups: boolean
}

const partners = 'policies/crossTenantAccessPolicy/partners'
const partnerType = 'microsoft.graph.crossTenantAccessPolicyConfigurationPartner'
const syncType = 'microsoft.graph.crossTenantIdentitySyncPolicyPartner'

/** Calls by tenant: each side runs them with credentials of its own. */
export function crossTenantCalls(sync: CrossTenantSync): {
  readonly target: readonly GraphCall[]
  readonly source: readonly GraphCall[]
} {
  const { sourceTenantId, targetTenantId } = sync
  const allowed: CrossTenantIdentitySyncPolicyPartner = {
    displayName: sync.name,
    userSyncInbound: { isSyncAllowed: true },
  }
  const inbound: CrossTenantAccessPolicyConfigurationPartner = {
    automaticUserConsentSettings: { inboundAllowed: true },
  }
  const outbound: CrossTenantAccessPolicyConfigurationPartner = {
    automaticUserConsentSettings: { outboundAllowed: true },
  }
  const synchronization = `${partners}/${sourceTenantId}/identitySynchronization`
  return {
    target: [
      graphCall('POST', partners, partnerType, { tenantId: sourceTenantId }),
      graphCall('PUT', synchronization, syncType, allowed),
      graphCall('PATCH', `${partners}/${sourceTenantId}`, partnerType, inbound),
      ...(sync.includesGroups
        ? [graphCall('PATCH', synchronization, '', { groupSyncInbound: { isSyncAllowed: true } }, 'beta')]
        : []),
    ],
    source: [
      graphCall('POST', partners, partnerType, { tenantId: targetTenantId }),
      graphCall('PATCH', `${partners}/${targetTenantId}`, partnerType, outbound),
    ],
  }
}
