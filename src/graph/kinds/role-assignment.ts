import { directoryRoles, roleAssignmentCall } from '../../entra/index.js'
import {
  equal,
  get,
  made,
  madeKey,
  odataText,
  remove,
  removedBy,
  requestOf,
  type StepsOfKind,
  titled,
} from '../draft.js'
import { scopes } from './scopes.js'

const assignments = 'roleManagement/directory/roleAssignments'

/** An assignment has no properties to change: it is there or not. */
export const roleAssignmentSteps: StepsOfKind<'role-assignment'> = (assignment, { key }) => {
  const role = directoryRoles[assignment.role]
  return [
    {
      part: '',
      stage: 'cutover',
      title: titled('graph.title.role-assignment', { role: assignment.role }),
      scopes: scopes.role,
      licence: assignment.scope === '/' ? 'free' : 'P1',
      find: {
        ways: [
          {
            by: 'key',
            request: get(
              `${assignments}?$filter=principalId eq ${odataText(assignment.principalId)} and roleDefinitionId eq ${odataText(role)}`,
            ),
            answer: 'list',
            where: [
              equal('principalId', assignment.principalId),
              equal('roleDefinitionId', role),
              equal('directoryScopeId', assignment.scope),
            ],
          },
        ],
      },
      change: { kind: 'ensure', create: requestOf(roleAssignmentCall(assignment)), desired: {} },
      gives: { [madeKey(key)]: 'id' },
      undo: removedBy(remove(`${assignments}/${made(key)}`)),
      counts: { adds: 1 },
    },
  ]
}
