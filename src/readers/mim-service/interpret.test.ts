import { expect, test } from 'vitest'
import type { ServiceObject } from '../../model/index.js'
import { openBaseline } from './baseline/baseline.js'
import { buildBaseline } from './baseline/build-baseline.js'
import { interpretService, type ServicePart } from './interpret.js'
import { objectOf } from './testing.js'

const empty = openBaseline({ product: '', build: '1', types: {} })

function partOf(objects: readonly ServiceObject[], rest: Partial<ServicePart> = {}): ServicePart {
  return {
    kind: 'service-objects',
    part: 'policy',
    source: '',
    objects,
    at: { file: 'policy.xml', path: '/Results' },
    ...rest,
  }
}

const ids = (count: number) =>
  Array.from({ length: count }, (_, index) => `0000000a-0000-4000-8000-${String(index).padStart(12, '0')}`)

test('puts policy and schema together, full objects before placeholders', () => {
  const [id = ''] = ids(1)
  const placeholder = objectOf('AttributeTypeDescription', { Name: 'old' }, { id, isPlaceholder: true })
  const full = objectOf(
    'AttributeTypeDescription',
    { Name: 'kbBadge', DataType: 'String', Multivalued: 'False' },
    { id },
  )
  const set = objectOf('Set', { DisplayName: 'All' })

  const { service, notices } = interpretService(
    [partOf([placeholder, set]), partOf([full], { part: 'schema', source: 'http://MIM:5725/Service' })],
    empty,
  )

  expect(notices).toEqual([])
  expect(service).toMatchObject({
    id: 'mim-service:http://mim:5725/service',
    source: 'http://MIM:5725/Service',
    parts: { policy: true, schema: true },
    attributeTypes: [{ name: 'kbBadge', dataType: 'String', multivalued: false, object: { origin: 'custom' } }],
  })
  expect(service.objects.map((object) => object.type)).toEqual(['AttributeTypeDescription', 'Set'])
})

test('says when an object stands there twice and differs', () => {
  const at = { file: 'schema.xml', path: '/Results/ExportObject[9]' }

  const { service, notices } = interpretService(
    [partOf([objectOf('Set', { DisplayName: 'A' })]), partOf([objectOf('Set', { DisplayName: 'B' }, { at })])],
    empty,
  )

  expect(service.sets).toMatchObject([{ object: { displayName: 'A' } }])
  expect(notices).toMatchObject([{ id: 'M2E-READ-032', at }])
})

test('objects without an id are kept apart', () => {
  expect(
    interpretService([partOf([objectOf('Set', {}, { id: '' }), objectOf('Set', {}, { id: '' })])], empty).service.sets,
  ).toHaveLength(2)
})

test('reads sets, groups and policy rules', () => {
  const [a = '', b = '', c = ''] = ids(3)
  const set = objectOf(
    'Set',
    {
      Filter: '/Person',
      ExplicitMember: [`urn:uuid:${a.toUpperCase()}`],
      ComputedMember: ['x', 'y'],
      Temporal: 'True',
    },
    { id: b },
  )
  const group = objectOf(
    'Group',
    {
      Type: 'Security',
      Scope: 'Global',
      MembershipLocked: 'False',
      MembershipAddWorkflow: 'Owner Approval',
      Owner: [a],
    },
    { id: c },
  )
  const policy = objectOf('ManagementPolicyRule', {
    ManagementPolicyRuleType: 'SetTransition',
    ActionType: ['TransitionIn'],
    ActionParameter: ['*'],
    GrantRight: 'False',
    Disabled: 'true',
    ResourceFinalSet: `urn:uuid:${b}`,
    PrincipalRelativeToResource: 'Owner',
    ActionWorkflowDefinition: [`urn:uuid:${a}`],
  })

  const { service, notices } = interpretService([partOf([set, group, policy])], empty)

  expect(service.sets).toMatchObject([
    { filter: { xpath: '/Person' }, explicitMembers: [a], computedMemberCount: 2, temporal: true },
  ])
  expect(service.groups).toMatchObject([
    {
      type: 'Security',
      scope: 'Global',
      membershipLocked: false,
      membershipAddWorkflow: 'Owner Approval',
      owners: [a],
    },
  ])
  expect(service.groups[0]).not.toHaveProperty('filter')
  expect(service.policies).toMatchObject([
    { kind: 'set-transition', disabled: true, grantsRight: false, targetAfterSetId: b, requestorRelation: 'Owner' },
  ])
  expect(service.policies[0]).not.toHaveProperty('requestorSetId')
  expect(notices).toMatchObject([
    {
      id: 'M2E-READ-027',
      message: expect.stringContaining(`the workflow {${a}}`),
      at: { path: '/Results/ExportObject[1]/ActionWorkflowDefinition' },
    },
  ])
})

test('a workflow that cannot be read stays, with its text', () => {
  const workflow = objectOf('WorkflowDefinition', { DisplayName: 'Joiner', RequestPhase: 'Action', XOML: '<a' })

  const { service, notices } = interpretService([partOf([workflow])], empty)

  expect(service.workflows).toMatchObject([
    { phase: 'action', readable: false, activities: [], object: { attributes: { XOML: ['<a'] } } },
  ])
  expect(notices).toMatchObject([{ id: 'M2E-READ-026', message: expect.stringContaining('"Joiner"') }])
})

test('kinds and phases nobody knows are said; placeholders need none', () => {
  const [a = '', b = ''] = ids(2)

  const { service, notices } = interpretService(
    [
      partOf([
        objectOf('ManagementPolicyRule', { ManagementPolicyRuleType: 'Weather' }),
        objectOf('WorkflowDefinition', {}, { id: a, isPlaceholder: true }),
        objectOf('ManagementPolicyRule', {}, { id: b, isPlaceholder: true }),
      ]),
    ],
    empty,
  )

  expect(service.policies.map((policy) => policy.kind)).toEqual(['unknown', 'unknown'])
  expect(notices).toMatchObject([{ id: 'M2E-READ-022', message: expect.stringContaining('"Weather"') }])
})

test('reads templates, object types and bindings', () => {
  const [a = '', b = '', c = ''] = ids(3)

  const { service } = interpretService(
    [
      partOf([
        objectOf('EmailTemplate', { EmailSubject: ' Hello ' }, { id: a }),
        objectOf('ObjectTypeDescription', { Name: 'Contract' }, { id: b }),
        objectOf(
          'BindingDescription',
          { BoundObjectType: `urn:uuid:${b}`, BoundAttributeType: a, Required: 'True' },
          { id: c },
        ),
      ]),
    ],
    empty,
  )

  expect(service.emailTemplates).toMatchObject([{ templateType: '', subject: ' Hello ' }])
  expect(service.objectTypes).toMatchObject([{ name: 'Contract' }])
  expect(service.bindings).toMatchObject([{ objectTypeId: b, attributeId: a, required: true }])
})

test('names the management agents the service keeps a copy of', () => {
  const agent = objectOf('ma-data', {
    DisplayName: 'AD',
    'SyncConfig-id': '{26D29FA4-70CD-43CF-95D0-A203ABF87E15}',
    'SyncConfig-category': '<category>AD</category>',
    'SyncConfig-sub-type': '',
  })

  const { service } = interpretService([partOf([agent, objectOf('mv-data', {}, { id: '' })])], empty)

  expect(service.connectors).toMatchObject([
    { connectorId: '26d29fa4-70cd-43cf-95d0-a203abf87e15', name: 'AD', category: 'AD', subtype: '' },
  ])
  expect(interpretService([partOf([])], empty).service).not.toHaveProperty('connectors')
})

test('says how many shipped objects are missing, but not of a selection', () => {
  const shipped = ids(4).map((id) => objectOf('Set', { Filter: '/Person' }, { id }))
  const baseline = openBaseline(buildBaseline(shipped, { product: 'MIM', build: '4.4' }))

  expect(interpretService([partOf(shipped.slice(1))], baseline).notices).toMatchObject([
    { id: 'M2E-READ-040', message: expect.stringContaining('1 of the 4 objects of type Set') },
  ])
  expect(interpretService([partOf(shipped.slice(3))], baseline).notices).toEqual([])
})

test('says what was taken for shipped without being known', () => {
  const [a = '', b = ''] = ids(2)
  const baseline = openBaseline(buildBaseline([objectOf('Set', {}, { id: a })], { product: 'MIM', build: '4.4' }))
  const other = objectOf('Set', { DisplayName: 'New in 4.6', CreatedTime: 'then' }, { id: b })

  expect(interpretService([partOf([other])], baseline)).toMatchObject({
    service: { objects: [{ origin: 'shipped' }] },
    notices: [{ id: 'M2E-READ-041' }],
  })
})

test('nothing at all is a service without content', () => {
  expect(interpretService([], empty)).toMatchObject({
    service: { id: 'mim-service:', objects: [], parts: { policy: false, schema: false } },
    notices: [],
  })
})

test('says which templates and rules a workflow names in vain', () => {
  const [known = '', gone = ''] = ids(2)
  const activity = (properties: string) => `<n:EmailNotificationActivity ${properties}/>`
  const workflow = objectOf('WorkflowDefinition', {
    RequestPhase: 'Action',
    XOML: `<n:SequentialWorkflow xmlns:n="clr-namespace:M">${[
      activity(`EmailTemplate="${known}" AttributeId="${gone}"`),
      activity(`ApprovalEmailTemplate="${gone.toUpperCase()}"`),
      activity('EmailTemplate="00000000-0000-0000-0000-000000000000"'),
      activity('EmailTemplate="[//WorkflowData/Template]"'),
    ].join('')}</n:SequentialWorkflow>`,
  })

  const { notices } = interpretService([partOf([workflow, objectOf('EmailTemplate', {}, { id: known })])], empty)

  expect(notices).toMatchObject([
    {
      id: 'M2E-READ-027',
      message: expect.stringContaining(`the e-mail template {${gone}}`),
      at: { path: '/Results/ExportObject[1]/XOML/SequentialWorkflow/EmailNotificationActivity[2]' },
    },
  ])
})
