import { expect, test } from 'vitest'
import { createNoticeBook } from '../sync-config/notice-book.js'
import { readSyncRule } from './sync-rules.js'
import { type Attributes, objectOf } from './testing.js'

const AGENT = '26d29fa4-70cd-43cf-95d0-a203abf87e15'
const COPY = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'

function read(attributes: Attributes) {
  const book = createNoticeBook()
  const object = objectOf('SynchronizationRule', { DisplayName: 'AD accounts', FlowType: '1', ...attributes })
  const rule = readSyncRule(object, new Map([[COPY, AGENT]]), book)
  return { rule, notices: book.notices() }
}

test('reads a rule with everything', () => {
  const { rule, notices } = read({
    Description: 'd',
    ConnectedSystem: `{${AGENT.toUpperCase()}}`,
    ConnectedObjectType: 'user',
    ILMObjectType: 'person',
    CreateConnectedSystemObject: 'True',
    CreateILMObject: 'False',
    DisconnectConnectedSystemObject: 'true',
    Precedence: '3',
    Dependency: `urn:uuid:${COPY}`,
    MVObjectID: '{E014C537-0904-E211-AD77-00155DDCA743}',
    msidmOutboundIsFilterBased: 'True',
    msidmOutboundScopingFilters:
      '<scoping><scope><csAttribute>department</csAttribute><csOperator>EQUAL</csOperator><csValue> IT</csValue></scope></scoping>',
    RelationshipCriteria:
      '<conditions><condition><ilmAttribute>accountName</ilmAttribute><csAttribute>sAMAccountName</csAttribute></condition></conditions>',
    SynchronizationRuleParameters: ['<sync-parameter><name>zone</name><type>String</type></sync-parameter>'],
  })

  expect(notices).toEqual([])
  expect(rule).toEqual({
    id: '11111111-2222-4333-8444-555555555555',
    product: 'mim-service',
    name: 'AD accounts',
    description: 'd',
    direction: 'outbound',
    disabled: false,
    standard: false,
    immutableTag: '',
    connectorId: AGENT,
    connectorObjectType: 'user',
    metaverseObjectType: 'person',
    linkType: 'provision',
    precedence: 3,
    dependsOn: COPY,
    scope: [[{ attribute: 'department', operator: 'EQUAL', value: ' IT', at: expect.anything() }]],
    joins: [
      [
        {
          connectorAttribute: 'sAMAccountName',
          metaverseAttribute: 'accountName',
          caseSensitive: false,
          at: expect.anything(),
        },
      ],
    ],
    mappings: [],
    passwordSync: false,
    softDeleteExpiry: '',
    creates: { connectorObject: true, metaverseObject: false, disconnects: true },
    parameters: [{ name: 'zone', type: 'String' }],
    outboundIsFilterBased: true,
    metaverseObjectId: 'e014c537-0904-e211-ad77-00155ddca743',
    at: { file: 'policy.xml', path: '/Results/ExportObject[1]', line: 3 },
  })
})

test('reads flows of every kind in both directions', () => {
  const { rule, notices } = read({
    FlowType: '2',
    PersistentFlow: [
      '<import-flow><src><attr>mail</attr></src><dest>email</dest><scoping/></import-flow>',
      '<export-flow allows-null="true"><dest>dn</dest><src><attr>accountName</attr></src><fn id="+" isCustomExpression="true"><arg>"CN="</arg><arg><fn id="Trim"><arg>accountName</arg></fn></arg></fn></export-flow>',
      '<export-flow src="title"><dest>title</dest></export-flow>',
    ],
    InitialFlow: ['<export-flow allows-null="false"><src>512</src><dest>userAccountControl</dest></export-flow>'],
    ExistenceTest: ['<export-flow><src><attr>accountName</attr></src><dest>sAMAccountName</dest></export-flow>'],
  })

  expect(notices).toEqual([])
  expect(rule.mappings).toMatchObject([
    { direction: 'inbound', target: 'email', kind: 'direct', sources: ['mail'], initialOnly: false },
    {
      direction: 'outbound',
      kind: 'expression',
      allowsNull: true,
      sources: ['accountName'],
      expression: {
        language: 'mim',
        root: {
          id: '+',
          isCustomExpression: true,
          args: [
            { kind: 'text', text: '"CN="' },
            { kind: 'function', call: { id: 'Trim', args: [{ kind: 'text', text: 'accountName' }] } },
          ],
        },
      },
    },
    { kind: 'direct', sources: ['title'] },
    { kind: 'constant', constant: { value: '512', redacted: false }, initialOnly: true, allowsNull: false },
    { existenceTest: true, at: { path: '/Results/ExportObject[1]/ExistenceTest[1]' } },
  ])
})

test('a constant password is gone', () => {
  const { rule } = read({ InitialFlow: ['<export-flow><src>•••</src><dest>unicodePwd</dest></export-flow>'] })

  expect(rule.mappings).toMatchObject([{ kind: 'constant', constant: { value: undefined, redacted: true } }])
})

test('rules of both directions keep both scopes', () => {
  const scope = (attribute: string) =>
    `<scoping><scope><csAttribute>${attribute}</csAttribute><csOperator>ISNOTNULL</csOperator><csValue/></scope></scoping>`

  const { rule } = read({ FlowType: '2', ConnectedSystemScope: scope('cs'), msidmOutboundScopingFilters: scope('mv') })

  expect(rule.scope).toMatchObject([[{ attribute: 'cs' }]])
  expect(rule.outboundScope).toMatchObject([[{ attribute: 'mv' }]])
})

test('the copy of the agent helps where the rule names none', () => {
  expect(read({ ManagementAgentID: `urn:uuid:${COPY}` }).rule.connectorId).toBe(AGENT)
})

test('what is missing is empty, what is unknown is said', () => {
  const { rule, notices } = read({
    FlowType: '7',
    PersistentFlow: ['<export-flow><src', '<other-flow/>', ' '],
    RelationshipCriteria: 'none',
    ConnectedSystemScope:
      '<scoping><scope><csAttribute>a</csAttribute><csOperator>SOUNDSLIKE</csOperator><csValue>b</csValue></scope></scoping>',
  })

  expect(rule).toMatchObject({ direction: 'unknown', connectorId: '', precedence: undefined, joins: [], mappings: [] })
  expect(rule.scope).toMatchObject([[{ operator: 'SOUNDSLIKE' }]])
  expect(notices.map(({ id }) => id).sort()).toEqual([
    'M2E-READ-022',
    'M2E-READ-023',
    'M2E-READ-026',
    'M2E-READ-026',
    'M2E-READ-026',
  ])
  expect(notices.every(({ at }) => at.line === 3)).toBe(true)
})
