import type { AuthorizationPolicy } from '@microsoft/microsoft-graph-types'
import type { GraphCall, Made } from './artefact.js'
import { graphCall } from './artefact.js'

/** Whether everybody may make security groups: what became of a policy rule that lets people make groups. One a tenant. */
export interface GroupCreationPolicy extends Made {
  readonly kind: 'group-creation-policy'
  readonly name: string
  readonly everybodyMayCreate: boolean
}

export function groupCreationCall(policy: GroupCreationPolicy): GraphCall<AuthorizationPolicy> {
  return graphCall('PATCH', 'policies/authorizationPolicy', 'microsoft.graph.authorizationPolicy', {
    defaultUserRolePermissions: { allowedToCreateSecurityGroups: policy.everybodyMayCreate },
  })
}
