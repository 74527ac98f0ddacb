import type {
  PrivilegedAccessGroupEligibilityScheduleRequest,
  UnifiedRoleEligibilityScheduleRequest,
} from '@microsoft/microsoft-graph-types'
import type { GraphCall, Made } from './artefact.js'
import { graphCall } from './artefact.js'

interface AnySchedule extends Made {
  readonly principalId: string
  readonly justification: string
  /** ISO, UTC. */
  readonly startsAt: string
  readonly days: number
}

/** Eligibility for a role of the directory. */
export interface PimRoleSchedule extends AnySchedule {
  readonly kind: 'pim-role-schedule'
  readonly roleDefinitionId: string
  /** `/` or `/administrativeUnits/{id}`. */
  readonly scope: string
}

/** Eligibility for a group: what became of a shadow group. Synchronized and dynamic groups are refused. */
export interface PimGroupSchedule extends AnySchedule {
  readonly kind: 'pim-group-schedule'
  readonly groupId: string
  readonly access: 'member' | 'owner'
}

/** @param validateOnly the service checks the request and changes nothing */
export function pimRoleCall(
  schedule: PimRoleSchedule,
  validateOnly: boolean,
): GraphCall<UnifiedRoleEligibilityScheduleRequest> {
  return graphCall(
    'POST',
    'roleManagement/directory/roleEligibilityScheduleRequests',
    'microsoft.graph.unifiedRoleEligibilityScheduleRequest',
    {
      action: 'adminAssign',
      principalId: schedule.principalId,
      roleDefinitionId: schedule.roleDefinitionId,
      directoryScopeId: schedule.scope,
      justification: schedule.justification,
      isValidationOnly: validateOnly,
      scheduleInfo: scheduleOf(schedule),
    },
  )
}

export function pimGroupCall(schedule: PimGroupSchedule): GraphCall<PrivilegedAccessGroupEligibilityScheduleRequest> {
  return graphCall(
    'POST',
    'identityGovernance/privilegedAccess/group/eligibilityScheduleRequests',
    'microsoft.graph.privilegedAccessGroupEligibilityScheduleRequest',
    {
      accessId: schedule.access,
      action: 'adminAssign',
      groupId: schedule.groupId,
      principalId: schedule.principalId,
      justification: schedule.justification,
      scheduleInfo: scheduleOf(schedule),
    },
  )
}

function scheduleOf({ startsAt, days }: AnySchedule) {
  return { startDateTime: startsAt, expiration: { type: 'afterDuration' as const, duration: `P${days}D` } }
}
