import type { UnifiedRoleAssignment } from '@microsoft/microsoft-graph-types'
import type { GraphCall, Made } from './artefact.js'
import { graphCall } from './artefact.js'

/**
 * Built-in roles that take the place of rights in the portal; their ids are the same in every tenant.
 * https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
 */
export const directoryRoles = {
  'Helpdesk Administrator': '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  'Authentication Administrator': 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  'User Administrator': 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'Groups Administrator': 'fdd7a751-b60b-444a-984c-02652fe8fa1c',
} as const

export type DirectoryRole = keyof typeof directoryRoles

/**
 * A role for a group of people over some or all of the directory: what became of a policy rule that grants rights. The
 * group has to be assignable to roles; `principalId` and the unit in `scope` are places.
 */
export interface RoleAssignment extends Made {
  readonly kind: 'role-assignment'
  readonly name: string
  readonly role: DirectoryRole
  readonly principalId: string
  /** `/` or `/administrativeUnits/{…}`. */
  readonly scope: string
}

export function roleAssignmentCall(assignment: RoleAssignment): GraphCall<UnifiedRoleAssignment> {
  return graphCall('POST', 'roleManagement/directory/roleAssignments', 'microsoft.graph.unifiedRoleAssignment', {
    principalId: assignment.principalId,
    roleDefinitionId: directoryRoles[assignment.role],
    directoryScopeId: assignment.scope,
  })
}
