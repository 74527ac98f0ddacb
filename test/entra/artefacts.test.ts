import { describe, expect, it } from 'vitest'
import * as artefacts from '../../src/entra/artefacts/index.js'
import { hasGraphMetadata, readGraphMetadata } from '../support/csdl.js'

const madeFrom = [{ file: 'policy.xml', path: '/Results' }]
const people = { kind: 'group', groupId: '11111111-1111-1111-1111-111111111111', description: 'Owners' } as const
const group = { madeFrom, name: 'Sales', description: 'All of sales', mailNickname: 'sales', uniqueName: 'mim-4711' }
const tenants = { sourceTenantId: 'source', targetTenantId: 'target' }

const workflow = {
  kind: 'lifecycle-workflow',
  madeFrom,
  category: 'leaver',
  name: 'Leaver',
  description: 'Set transition',
  scope: "(department eq 'Sales')",
  tasks: [
    { kind: 'disable-account', name: 'Disable', continueOnError: false, arguments: [] },
    {
      kind: 'remove-from-groups',
      name: 'Remove',
      continueOnError: true,
      arguments: [{ name: 'groupID', value: 'a,b' }],
    },
  ],
} as const

const approval = {
  approvers: [{ kind: 'manager', level: 1 }],
  fallback: [{ kind: 'user', userId: '22222222-2222-2222-2222-222222222222' }],
  escalation: [people],
  daysUntilDenial: 14,
  daysUntilEscalation: 7,
  needsJustification: true,
} as const

const crossTenant = artefacts.crossTenantCalls({
  kind: 'cross-tenant-sync',
  madeFrom,
  name: 'Fabrikam',
  includesGroups: true,
  ...tenants,
})

const schedule = {
  madeFrom,
  principalId: 'p',
  justification: 'shadow group',
  startsAt: '2026-12-01T00:00:00Z',
  days: 180,
}

const calls: readonly artefacts.GraphCall[] = [
  artefacts.dynamicGroupCall({
    kind: 'dynamic-group',
    type: 'security',
    membershipRule: '(user.department -eq "Sales")',
    ...group,
  }),
  artefacts.dynamicGroupCall({
    kind: 'dynamic-group',
    type: 'microsoft365',
    membershipRule: '(user.department -eq "Sales")',
    ...group,
  }),
  artefacts.assignedGroupCall({ kind: 'assigned-group', type: 'security', isAssignableToRole: true, ...group }),
  ...artefacts.accessPackageCalls({
    kind: 'access-package',
    madeFrom,
    name: 'Expense approvers',
    description: 'Requested in the portal',
    catalog: 'MIM',
    groupIds: ['{groupId}'],
    policies: [
      { kind: 'request', name: 'Two approvals', mayAsk: [people], stages: [approval, approval], expiresAfterDays: 365 },
      { kind: 'request', name: 'Everybody', mayAsk: [], stages: [], expiresAfterDays: undefined },
      {
        kind: 'automatic',
        name: 'Sales',
        rule: { kind: 'rule', membershipRule: '(user.city -eq "Leipzig")', description: 'Sales' },
        graceDays: 7,
      },
    ],
  }),
  artefacts.lifecycleWorkflowCall({
    ...workflow,
    trigger: { kind: 'time', attribute: 'employeeLeaveDateTime', offsetInDays: 0 },
  }),
  artefacts.lifecycleWorkflowCall({
    ...workflow,
    category: 'mover',
    trigger: { kind: 'attribute-change', attributes: ['department'] },
    tasks: [],
  }),
  artefacts.lifecycleWorkflowCall({
    ...workflow,
    trigger: { kind: 'membership-change', change: 'remove', groupIds: ['g'] },
  }),
  artefacts.lifecycleWorkflowCall({ ...workflow, trigger: { kind: 'on-demand' } }),
  artefacts.accessReviewCall({
    kind: 'access-review',
    madeFrom,
    name: 'Quarterly',
    groupId: 'g',
    reviewers: 'owners',
    everyMonths: 3,
    durationDays: 14,
    startDate: '2026-12-01',
    appliesDecisions: false,
  }),
  ...crossTenant.source,
  ...crossTenant.target,
  ...(
    [
      'fido2',
      'temporaryAccessPass',
      'sms',
      'microsoftAuthenticator',
      'email',
      'softwareOath',
      'voice',
      'x509Certificate',
    ] as const
  ).map((method) =>
    artefacts.authenticationMethodCall({
      kind: 'authentication-method-policy',
      madeFrom,
      method,
      targetId: 'all_users',
    }),
  ),
  artefacts.pimRoleCall({ kind: 'pim-role-schedule', roleDefinitionId: 'r', scope: '/', ...schedule }, true),
  artefacts.pimGroupCall({ kind: 'pim-group-schedule', groupId: 'g', access: 'member', ...schedule }),
  artefacts.directoryExtensionCall({
    kind: 'directory-extension',
    madeFrom,
    name: 'mim_costCentre',
    dataType: 'String',
    isMultiValued: false,
    targets: ['User'],
  }),
  artefacts.administrativeUnitCall({
    kind: 'administrative-unit',
    madeFrom,
    name: 'Leipzig',
    description: 'Site',
    membershipRule: '(user.city -eq "Leipzig")',
  }),
  ...artefacts.groupPeopleCalls({
    kind: 'assigned-group',
    type: 'security',
    isAssignableToRole: false,
    ...group,
    owners: ['o'],
    members: Array.from({ length: 21 }, (_, index) => `m${index}`),
  }),
  artefacts.customTaskExtensionCall({
    kind: 'custom-task-extension',
    madeFrom,
    name: 'Home folder',
    description: 'RunPowerShellScript',
    subscriptionId: '{ask:subscriptionId}',
    resourceGroup: '{ask:resourceGroupName}',
    logicApp: 'home-folder',
    waitsMinutes: 60,
  }),
  artefacts.roleAssignmentCall({
    kind: 'role-assignment',
    madeFrom,
    name: 'Help desk',
    role: 'Helpdesk Administrator',
    principalId: 'g',
    scope: '/administrativeUnits/u',
  }),
  ...artefacts.pimGroupSettingsCalls({
    kind: 'pim-group-settings',
    madeFrom,
    name: 'Server admins',
    groupId: 'g',
    access: 'member',
    activationMinutes: 60,
    needsMfa: true,
    approvers: [people],
  }),
  artefacts.groupCreationCall({
    kind: 'group-creation-policy',
    madeFrom,
    name: 'Who makes groups',
    everybodyMayCreate: false,
  }),
  artefacts.sourceOfAuthorityCall({ kind: 'source-of-authority-switch', madeFrom, object: 'group', objectId: 'g' }),
]

describe('artefacts', () => {
  it('are created switched off or paused', () => {
    const bodies = JSON.stringify(calls.map((call) => call.body))

    expect(bodies).toContain('"membershipRuleProcessingState":"Paused"')
    expect(bodies).not.toContain('"membershipRuleProcessingState":"On"')
    expect(bodies).toContain('"isSchedulingEnabled":false')
    expect(bodies).not.toContain('"isSchedulingEnabled":true')
  })

  it('mark what only beta knows', () => {
    const beta = calls.filter((call) => call.api === 'beta')

    expect(beta.map((call) => call.body)).toEqual([{ groupSyncInbound: { isSyncAllowed: true } }])
  })

  it('take twenty members a request', () => {
    const sizes = calls
      .map((call) => call.body as { readonly 'members@odata.bind'?: readonly string[] })
      .flatMap((body) => body['members@odata.bind']?.length ?? [])

    expect(sizes).toEqual([20, 1])
  })

  it('number the tasks of a workflow and name them by the ids of the service', () => {
    const call = artefacts.lifecycleWorkflowCall({ ...workflow, trigger: { kind: 'on-demand' } })

    expect(call.body.tasks?.map((task) => [task.executionSequence, task.taskDefinitionId])).toEqual([
      [1, '1dfdfcc7-52fa-4c2e-bf3a-e3919cc12950'],
      [2, '1953a66c-751c-45e5-8bfe-01462c70da3c'],
    ])
  })

  it.skipIf(!hasGraphMetadata)('are well-formed for the published metadata', () => {
    const metadata = readGraphMetadata()

    for (const call of calls) {
      if (call.api === 'beta' || call.type === '') continue
      expect(metadata.problemsOf(call.type, call.body), `${call.method} ${call.path}`).toEqual([])
    }
  })

  it.skipIf(!hasGraphMetadata)('would not pass with a wrong name, type or word', () => {
    const { problemsOf } = readGraphMetadata()

    expect(problemsOf('microsoft.graph.group', { displayNam: 'x' })).toHaveLength(1)
    expect(problemsOf('microsoft.graph.group', { securityEnabled: 'true' })).toHaveLength(1)
    expect(problemsOf('microsoft.graph.attributeMapping', { flowType: 'Sometimes' })).toHaveLength(1)
    expect(problemsOf('microsoft.graph.subjectSet', { '@odata.type': '#microsoft.graph.group' })).toHaveLength(1)
  })
})
