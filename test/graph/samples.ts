import {
  type Artefact,
  type ArtefactKind,
  askedFor,
  crossTenantJob,
  foundIn,
  madeBy,
  pilotGroupOf,
  templateJob,
} from '../../src/entra/index.js'

const madeFrom = [{ file: 'policy.xml', path: '/Results' }]
export const ids = {
  user: '11111111-1111-4111-8111-111111111111',
  manager: '22222222-2222-4222-8222-222222222222',
  synced: '55555555-5555-4555-8555-555555555555',
  group: '33333333-3333-4333-8333-333333333333',
  roleDefinition: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  otherTenant: '99999999-9999-4999-8999-999999999999',
} as const

const group = { madeFrom, description: "All of O'Brien's sales", type: 'security' } as const
const people = { kind: 'group', groupId: madeBy('assigned-group/approvers'), description: 'Approvers' } as const
const schedule = {
  madeFrom,
  principalId: ids.user,
  justification: 'shadow group',
  startsAt: '2026-12-01T00:00:00Z',
  days: 180,
}
const leaver = {
  kind: 'lifecycle-workflow',
  madeFrom,
  category: 'leaver',
  description: 'Set transition',
  tasks: [
    { kind: 'disable-account', name: 'Disable', continueOnError: false, arguments: [] },
    {
      kind: 'custom-extension',
      name: 'Hand over',
      continueOnError: true,
      arguments: [{ name: 'customTaskExtensionID', value: madeBy('custom-task-extension/hand-over') }],
    },
  ],
} as const
const scheduled: Artefact = {
  ...leaver,
  name: 'Leaver',
  scope: "(department eq 'Sales')",
  trigger: { kind: 'time', attribute: 'employeeLeaveDateTime', offsetInDays: 0 },
}
const job = { madeFrom, sourceName: 'Source', targetName: 'Target', leaver: 'disable', deletionThreshold: 50 } as const
const crossTenant = crossTenantJob({ name: 'To Fabrikam', madeFrom, showInAddressList: true, deletionThreshold: 40 })

/** Each kind, in each of its forms. */
export const samples: { readonly [K in ArtefactKind]: readonly Extract<Artefact, { readonly kind: K }>[] } = {
  'assigned-group': [
    {
      ...group,
      kind: 'assigned-group',
      name: 'Approvers',
      mailNickname: 'approvers',
      uniqueName: 'mim-approvers',
      isAssignableToRole: false,
      members: [ids.user, foundIn('user', 'userPrincipalName', 'mary@contoso.com')],
      owners: [ids.manager],
    },
    {
      ...group,
      kind: 'assigned-group',
      type: 'microsoft365',
      name: 'News',
      mailNickname: 'news',
      uniqueName: 'mim-news',
      isAssignableToRole: false,
    },
    {
      ...group,
      kind: 'assigned-group',
      name: 'Role holders',
      mailNickname: 'role-holders',
      uniqueName: 'mim-roles',
      isAssignableToRole: true,
    },
    pilotGroupOf('To Fabrikam', madeFrom),
  ],
  'dynamic-group': [
    {
      ...group,
      kind: 'dynamic-group',
      name: "O'Brien's sales",
      mailNickname: 'sales',
      uniqueName: "mim-o'brien",
      membershipRule: `(user.${madeBy('directory-extension/costcentre')} -eq "4711")`,
      owners: [ids.manager],
    },
    {
      ...group,
      kind: 'dynamic-group',
      type: 'microsoft365',
      name: 'All hands',
      mailNickname: 'all-hands',
      uniqueName: 'mim-all',
      membershipRule: '(user.accountEnabled -eq true)',
    },
  ],
  'group-owners': [{ kind: 'group-owners', madeFrom, name: 'Old group', groupId: ids.group, owners: [ids.user] }],
  'group-creation-policy': [
    { kind: 'group-creation-policy', madeFrom, name: 'Who makes groups', everybodyMayCreate: false },
  ],
  'directory-extension': [
    {
      kind: 'directory-extension',
      madeFrom,
      name: 'costCentre',
      dataType: 'String',
      isMultiValued: false,
      targets: ['User'],
    },
    {
      kind: 'directory-extension',
      madeFrom,
      name: 'badges',
      dataType: 'Integer',
      isMultiValued: true,
      targets: ['User', 'Group'],
    },
  ],
  'administrative-unit': [
    {
      kind: 'administrative-unit',
      madeFrom,
      name: 'Hamburg',
      description: '',
      membershipRule: '(user.city -eq "Hamburg")',
    },
    { kind: 'administrative-unit', madeFrom, name: 'By hand', description: 'One by one', membershipRule: '' },
  ],
  'role-assignment': [
    {
      kind: 'role-assignment',
      madeFrom,
      name: 'Help in Hamburg',
      role: 'Helpdesk Administrator',
      principalId: madeBy('assigned-group/role-holders'),
      scope: `/administrativeUnits/${madeBy('administrative-unit/hamburg')}`,
    },
    {
      kind: 'role-assignment',
      madeFrom,
      name: 'Help',
      role: 'Groups Administrator',
      principalId: ids.user,
      scope: '/',
    },
  ],
  'access-package': [
    {
      kind: 'access-package',
      madeFrom,
      name: 'Expenses',
      description: 'Set of approvers',
      catalog: 'MIM migration',
      groupIds: [madeBy('assigned-group/approvers'), ids.group],
      policies: [
        {
          kind: 'request',
          name: 'Employees',
          mayAsk: [people],
          stages: [
            {
              approvers: [{ kind: 'manager', level: 1 }],
              fallback: [{ kind: 'user', userId: ids.manager }],
              escalation: [people],
              daysUntilDenial: 14,
              daysUntilEscalation: 7,
              needsJustification: true,
            },
            {
              approvers: [people],
              fallback: [],
              escalation: [],
              daysUntilDenial: 7,
              daysUntilEscalation: 3,
              needsJustification: false,
            },
          ],
          expiresAfterDays: 365,
        },
        {
          kind: 'automatic',
          name: 'Sales',
          rule: { kind: 'rule', membershipRule: '(user.department -eq "Sales")', description: 'Sales' },
          graceDays: 7,
        },
      ],
    },
    {
      kind: 'access-package',
      madeFrom,
      name: 'Guests',
      description: '',
      catalog: 'MIM migration',
      groupIds: [ids.group],
      policies: [{ kind: 'request', name: 'All', mayAsk: [], stages: [], expiresAfterDays: undefined }],
    },
  ],
  'access-review': [
    {
      kind: 'access-review',
      madeFrom,
      name: 'Quarterly',
      groupId: madeBy('assigned-group/approvers'),
      reviewers: 'owners',
      everyMonths: 3,
      durationDays: 14,
      startDate: '2026-12-01',
      appliesDecisions: true,
    },
    {
      kind: 'access-review',
      madeFrom,
      name: 'Self',
      groupId: ids.group,
      reviewers: 'self',
      everyMonths: 6,
      durationDays: 14,
      startDate: '2026-12-01',
      appliesDecisions: false,
    },
  ],
  'custom-task-extension': [
    {
      kind: 'custom-task-extension',
      madeFrom,
      name: 'Hand over',
      description: 'Contoso.Activities.HandOver',
      subscriptionId: askedFor('subscriptionId'),
      resourceGroup: askedFor('resourceGroupName'),
      logicApp: 'la-handover',
      waitsMinutes: 60,
    },
    {
      kind: 'custom-task-extension',
      madeFrom,
      name: 'Fire and forget',
      description: '',
      subscriptionId: askedFor('subscriptionId'),
      resourceGroup: askedFor('resourceGroupName'),
      logicApp: 'la-fire',
      waitsMinutes: undefined,
    },
  ],
  'lifecycle-workflow': [
    scheduled,
    {
      ...leaver,
      name: 'Group left',
      scope: '',
      trigger: { kind: 'membership-change', change: 'remove', groupIds: [madeBy('assigned-group/approvers')] },
    },
    {
      ...leaver,
      category: 'mover',
      name: 'Moved',
      scope: '(accountEnabled eq true)',
      trigger: { kind: 'attribute-change', attributes: ['department'] },
      tasks: [{ kind: 'mail-manager-of-move', name: 'Tell', continueOnError: true, arguments: [] }],
    },
    { ...leaver, name: 'On demand', scope: '', trigger: { kind: 'on-demand' } },
  ],
  'pim-role-schedule': [{ ...schedule, kind: 'pim-role-schedule', roleDefinitionId: ids.roleDefinition, scope: '/' }],
  'pim-group-schedule': [
    { ...schedule, kind: 'pim-group-schedule', groupId: madeBy('assigned-group/approvers'), access: 'member' },
  ],
  'pim-group-settings': [
    {
      kind: 'pim-group-settings',
      madeFrom,
      name: 'Shadow admins',
      groupId: ids.group,
      access: 'member',
      activationMinutes: 240,
      needsMfa: true,
      approvers: [{ kind: 'user', userId: ids.manager }],
    },
  ],
  'authentication-method-policy': [
    { kind: 'authentication-method-policy', madeFrom, method: 'fido2', targetId: madeBy('assigned-group/approvers') },
    ...(
      [
        'temporaryAccessPass',
        'microsoftAuthenticator',
        'sms',
        'email',
        'softwareOath',
        'voice',
        'x509Certificate',
      ] as const
    ).map((method) => ({ kind: 'authentication-method-policy', madeFrom, method, targetId: 'all_users' }) as const),
  ],
  'cross-tenant-sync': [
    {
      kind: 'cross-tenant-sync',
      madeFrom,
      name: 'Fabrikam',
      sourceTenantId: ids.otherTenant,
      targetTenantId: ids.otherTenant,
      includesGroups: true,
    },
  ],
  'source-of-authority-switch': [
    {
      kind: 'source-of-authority-switch',
      madeFrom,
      object: 'group',
      objectId: ids.group,
    },
    { kind: 'source-of-authority-switch', madeFrom, object: 'user', objectId: ids.synced },
  ],
  'synchronization-features': [
    {
      kind: 'synchronization-features',
      madeFrom,
      name: 'Joining',
      features: { blockSoftMatchEnabled: false },
      deletionThreshold: 100,
    },
  ],
  'ecma-host-configuration': [
    {
      kind: 'ecma-host-configuration',
      madeFrom,
      name: 'HR',
      importable: 'in-part',
      objectType: 'person',
      anchor: ['id'],
      queryAttribute: 'id',
      attributes: ['id', 'name'],
      leftOut: [{ attribute: 'photo', why: 'binary' }],
      deprovisioning: 'disable',
      autosyncMinutes: 30,
      checks: [],
    },
  ],
  'hand-step': [
    {
      kind: 'hand-step',
      madeFrom,
      name: 'Switch on self-service reset',
      where: 'Entra admin center',
      instructions: ['Open Protection.'],
      check: 'Is it on?',
      source: 'https://learn.microsoft.com/entra',
    },
  ],
  'provisioning-job': [
    {
      ...crossTenant,
      application: crossTenant.name,
      settings: [
        ...crossTenant.settings.filter(({ key }) => key !== 'CompanyId'),
        { key: 'CompanyId', value: ids.otherTenant },
      ],
    },
    templateJob({
      ...job,
      kind: 'cloud-sync',
      name: 'contoso.com',
      application: 'contoso.com',
      pilot: { kind: 'unit', unit: askedFor('pilotUnit') },
      settings: [
        { key: 'Domain', value: '{"domain":"contoso.com"}' },
        { key: 'AppKey', value: '{"appKeyScenario":"AD2AADProvisioning"}' },
      ],
      containers: ['OU=People,DC=contoso,DC=com'],
    }),
    templateJob({
      ...job,
      kind: 'password-hash',
      name: 'contoso.com: password hashes',
      application: 'contoso.com',
      pilot: { kind: 'unit', unit: askedFor('pilotUnit') },
      settings: [
        { key: 'Domain', value: '{"domain":"contoso.com"}' },
        { key: 'AppKey', value: '{"appKeyScenario":"AD2AADPasswordHash"}' },
      ],
      containers: ['OU=People,DC=contoso,DC=com'],
      leaver: 'leave',
    }),
    templateJob({
      ...job,
      kind: 'groups-to-ad',
      name: 'Groups to AD',
      application: 'Groups to AD',
      pilot: { kind: 'unit', unit: askedFor('pilotGroups') },
      settings: [{ key: 'Domain', value: `{"domain":"${askedFor('domainName')}"}` }],
    }),
    templateJob({
      ...job,
      kind: 'api-to-entra',
      name: 'HR inbound',
      application: 'HR inbound',
      pilot: { kind: 'upload' },
    }),
    templateJob({
      ...job,
      kind: 'ecma-host',
      name: 'HR database',
      application: 'HR database',
      pilot: { kind: 'on-demand' },
      settings: [
        { key: 'BaseAddress', value: 'https://localhost:8585/ecma2host_HR/scim' },
        { key: 'SecretToken', value: askedFor('ecmaHostToken') },
      ],
    }),
  ],
}

export const allSamples: readonly Artefact[] = Object.values(samples).flat()

/** What people answer in these plans. */
export const answers: ReadonlyMap<string, string | readonly string[]> = new Map<string, string | readonly string[]>([
  ['ask:subscriptionId', '44444444-4444-4444-8444-444444444444'],
  ['ask:resourceGroupName', 'rg-iam'],
  ['ask:notificationMail', 'iam@contoso.com'],
  ['ask:pilotPeople', [ids.user, ids.manager]],
  ['ask:pilotObjects', [ids.user]],
  ['ask:pilotUnit', ['OU=Pilot,DC=contoso,DC=com']],
  ['ask:pilotGroups', [ids.group]],
  ['ask:domainName', 'contoso.com'],
  ['ask:ecmaHostToken', 'never-written-down'],
  ['ask:pilotUpload', 'pilot.jsonl'],
  ['ask:fullUpload', 'full.jsonl'],
])
