import { pimRoleCall } from '../../entra/index.js'
import type { Draft } from '../draft.js'
import { equal, get, nothingToUndo, odataText, requestOf, type StepsOfKind, titled } from '../draft.js'
import { eligibility } from './eligibility.js'
import { scopes } from './scopes.js'

const schedules = 'roleManagement/directory/roleEligibilitySchedules'

/** The service checks first, with the same request, without doing anything. */
export const pimRoleSteps: StepsOfKind<'pim-role-schedule'> = (schedule, { key, stamp }) => {
  const { principalId, roleDefinitionId, scope } = schedule
  const present = get(
    `${schedules}?$filter=principalId eq ${odataText(principalId)} and roleDefinitionId eq ${odataText(roleDefinitionId)}`,
  )
  const where = [
    equal('principalId', principalId),
    equal('roleDefinitionId', roleDefinitionId),
    equal('directoryScopeId', scope),
  ]
  const dryRun: Draft = {
    find: { ways: [{ by: 'key', request: present, answer: 'list', where }] },
    part: 'check',
    stage: 'prepare',
    title: titled('graph.title.pim-check', { principal: principalId }),
    scopes: scopes.pimRole,
    licence: 'P2',
    change: {
      kind: 'action',
      request: requestOf(pimRoleCall(schedule, true)),
      repeatable: true,
      checksOnly: true,
      expect: [],
    },
    undo: nothingToUndo,
  }
  return [
    dryRun,
    eligibility({
      title: titled('graph.title.pim-role', { principal: principalId, role: roleDefinitionId }),
      scopes: scopes.pimRole,
      request: requestOf(
        pimRoleCall(schedule, false),
        {},
        { justification: `${schedule.justification} ${stamp(key)}`.trim() },
      ),
      present,
      where,
      same: ['principalId', 'roleDefinitionId', 'directoryScopeId'],
    }),
  ]
}
