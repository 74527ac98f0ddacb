import { pimGroupSettingsCalls } from '../../entra/index.js'
import { byKey, get, made, madeKey, odataText, pick, requestOf, restored, type StepsOfKind, titled } from '../draft.js'
import type { JsonObject, Reading } from '../step.js'
import { scopes } from './scopes.js'

/** Each rule is a request of its own; the policy they belong to is found by the group. */
export const pimGroupSettingsSteps: StepsOfKind<'pim-group-settings'> = (settings, { key }) => {
  const policy: Reading = {
    request: get(
      `policies/roleManagementPolicyAssignments?$filter=scopeId eq ${odataText(settings.groupId)} and scopeType eq 'Group' and roleDefinitionId eq '${settings.access}'`,
    ),
    answer: 'list',
    where: [],
    gives: { [madeKey(key, 'policy')]: 'policyId' },
  }
  return pimGroupSettingsCalls(settings).map((call) => {
    const { body, ...request } = requestOf(call, { policyId: made(key, 'policy') })
    const { '@odata.type': type, id, ...desired } = body as JsonObject
    return {
      part: String(id).toLowerCase().replaceAll('_', '-'),
      stage: 'prepare',
      title: titled('graph.title.pim-rule', { rule: String(id), name: settings.name }),
      scopes: scopes.pimGroupRule,
      signIn: 'delegated',
      licence: 'P2',
      reads: [policy],
      find: byKey(request.path),
      change: {
        kind: 'ensure',
        desired,
        update: { request, body: 'desired', along: { ...pick(body, 'id'), '@odata.type': type } },
      },
      undo: restored,
      counts: { updates: 1 },
    }
  })
}
