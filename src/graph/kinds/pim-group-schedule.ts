import { pimGroupCall } from '../../entra/index.js'
import { equal, get, odataText, requestOf, type StepsOfKind, titled } from '../draft.js'
import { eligibility } from './eligibility.js'
import { scopes } from './scopes.js'

const group = 'identityGovernance/privilegedAccess/group'

/** The first request for a group brings it under the management of PIM. */
export const pimGroupSteps: StepsOfKind<'pim-group-schedule'> = (schedule, { key, stamp }) => {
  const { groupId, principalId, access } = schedule
  return [
    eligibility({
      title: titled('graph.title.pim-group', { principal: principalId, access, group: groupId }),
      scopes: scopes.pimGroup,
      request: requestOf(
        pimGroupCall(schedule),
        {},
        { justification: `${schedule.justification} ${stamp(key)}`.trim() },
      ),
      present: get(`${group}/eligibilitySchedules?$filter=groupId eq ${odataText(groupId)}`),
      where: [equal('groupId', groupId), equal('principalId', principalId), equal('accessId', access)],
      same: ['groupId', 'principalId', 'accessId'],
    }),
  ]
}
