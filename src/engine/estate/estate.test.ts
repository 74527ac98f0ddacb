import { expect, test } from 'vitest'
import type {
  AttributeType,
  Connector,
  DirectorySchema,
  Estate,
  FlowMapping,
  ImportFlowGroup,
  Metaverse,
  Provenance,
  SyncRule,
  SyncServer,
} from '../../model/index.js'
import { createEngine } from '../engine.js'
import type { Rules } from '../rules/model.js'
import { MemorySystem } from '../system/memory-system.js'
import { compileEstate } from './compile-estate.js'

const at: Provenance = { file: 'test.xml', path: '' }

function schema(types: Readonly<Record<string, Readonly<Record<string, AttributeType>>>>): DirectorySchema {
  const attributes = new Map(Object.values(types).flatMap((one) => Object.entries(one)))
  return {
    at,
    attributes: [...attributes].map(([name, type]) => ({
      name,
      type,
      multivalued: name === 'member',
      syntax: '',
      indexed: false,
      immutable: false,
      encrypted: false,
      exportOnly: false,
      readOnly: false,
      at,
    })),
    objectTypes: Object.entries(types).map(([name, one]) => ({
      name,
      kind: 'structural',
      attributes: Object.keys(one).map((attribute) => ({ name: attribute, required: false })),
      auxiliaries: [],
      at,
    })),
  }
}

function connector(id: string, parts: Partial<Connector>): Connector {
  return {
    id,
    name: id,
    description: '',
    kind: 'delimited-file',
    category: '',
    subtype: '',
    company: '',
    listName: '',
    version: '',
    createdAt: '',
    modifiedAt: '',
    schema: schema({}),
    selectedAttributes: [],
    filters: [],
    joins: [],
    projections: [],
    exportFlows: [],
    partitions: [],
    runProfiles: [],
    connection: { kind: 'none', target: '', account: '', anchor: [], settings: [], at },
    capabilities: { mask: '', exportType: '', deltaImport: undefined, fullImport: undefined, export: undefined },
    passwordSync: { allowed: false, sourcePartitions: [], extensionEnabled: false, at },
    dnConstruction: [],
    componentMappings: [],
    hosting: { protection: '', architecture: '' },
    at,
    ...parts,
  }
}

function estateOf(server: Omit<SyncServer, 'id' | 'name' | 'exportedAt' | 'at'>): Estate {
  return {
    servers: [{ id: 'server', name: '', exportedAt: '', at, ...server }],
    services: [],
    notices: [],
    ledger: { files: [] },
  }
}

function metaverse(parts: Partial<Metaverse>): Metaverse {
  return {
    schema: schema({ person: { id: 'string', name: 'string', active: 'boolean' } }),
    importFlows: [],
    deletionRules: [],
    provisioning: 'none',
    recall: [],
    passwordSyncEnabled: false,
    parameters: [],
    version: '',
    at,
    ...parts,
  }
}

function flow(attribute: string, mapping: FlowMapping): ImportFlowGroup {
  return {
    objectType: 'person',
    attribute,
    precedence: 'ranked',
    flows: [{ id: attribute, connectorId: 'HR', sourceObjectType: 'person', mapping, at }],
    at,
  }
}

const MIM = estateOf({
  product: 'mim-sync',
  syncRules: [],
  metaverse: metaverse({
    importFlows: [
      flow('id', { kind: 'direct', source: { name: 'empId', intrinsic: false } }),
      flow('active', { kind: 'constant', constant: { value: 'true', redacted: false } }),
      flow('name', { kind: 'scripted', ruleName: 'MakeName', sources: [{ name: 'first', intrinsic: false }] }),
    ],
    deletionRules: [{ id: '1', objectType: 'person', kind: 'declared-any', connectorIds: ['HR'], at }],
  }),
  connectors: [
    connector('HR', {
      schema: schema({ person: { empId: 'string', first: 'string', state: 'string' } }),
      filters: [
        {
          objectType: 'person',
          kind: 'declared',
          alternatives: [
            {
              conditions: [{ attribute: 'state', intrinsic: false, operator: 'equality', value: 'GONE', at }],
              at,
            },
          ],
          at,
        },
      ],
      projections: [{ id: 'p', kind: 'declared', objectType: 'person', metaverseObjectType: 'person', scope: [], at }],
      runProfiles: [
        {
          id: 'r',
          name: 'Full',
          version: '1',
          steps: [
            { kind: 'full-import', raw: '', partitionId: '', dropFile: { mode: 'none', name: '' }, at },
            { kind: 'full-synchronization', raw: '', partitionId: '', dropFile: { mode: 'none', name: '' }, at },
          ],
          at,
        },
      ],
    }),
  ],
})

function run(rules: Rules, records: Readonly<Record<string, readonly Parameters<MemorySystem['add']>[0][]>>) {
  const systems = new Map([...rules.mas.keys()].map((name) => [name, new MemorySystem()]))
  for (const [ma, list] of Object.entries(records)) for (const record of list) systems.get(ma)?.add(record)
  return createEngine(rules, { systems, now: 0 })
}

const HR = [
  { anchor: '1', type: 'person', dn: '1', attributes: { empId: '1', first: 'Ann', state: 'here' } },
  { anchor: '2', type: 'person', dn: '2', attributes: { empId: '2', first: 'Bob', state: 'gone' } },
]

test('a MIM export runs by its own run profiles; a script without code is unknown', () => {
  const engine = run(compileEstate(MIM), { HR })

  const results = engine.runProfile('HR', 'Full')

  expect(results.map((result) => [result.step, result.status])).toEqual([
    ['FI', 'success'],
    ['FS', 'success'],
  ])
  expect(results[1]?.counters).toEqual({ 'disconnector-filtered': 1, 'disconnector-projected-flow': 1 })
  expect(results[1]?.notModelled).toEqual({ 'the code of MakeName is not at hand': 1 })
  expect(engine.why('HR', '1', 'name')?.unknown).toBe(true)
  expect(engine.why('HR', '1', 'active')?.values).toEqual(['True'])
})

test('with its hook the script runs', () => {
  const rules = compileEstate(MIM, {
    agents: {
      HR: { mapAttributesForImport: (_rule, cs, mv) => mv.attr('name').set(`Dr ${String(cs.attr('first').value)}`) },
    },
  })
  const engine = run(rules, { HR })

  engine.runProfile('HR', 'Full')

  expect(engine.why('HR', '1', 'name')).toMatchObject({
    values: ['Dr Ann'],
    from: 'HR',
    source: 'HR:1',
    unknown: false,
  })
})

function rule(name: string, parts: Partial<SyncRule>): SyncRule {
  return {
    id: name,
    product: 'connect-sync',
    name,
    description: '',
    direction: 'inbound',
    disabled: false,
    standard: false,
    immutableTag: '',
    connectorId: 'AD',
    connectorObjectType: 'user',
    metaverseObjectType: 'person',
    linkType: 'provision',
    precedence: 100,
    scope: [],
    joins: [],
    mappings: [],
    passwordSync: false,
    softDeleteExpiry: '',
    creates: { connectorObject: false, metaverseObject: false, disconnects: false },
    parameters: [],
    outboundIsFilterBased: false,
    metaverseObjectId: '',
    at,
    ...parts,
  }
}

function mapping(target: string, source: string, direction: 'inbound' | 'outbound' = 'inbound') {
  const isExpression = source.includes('(') || source.includes('"')
  return {
    direction,
    target,
    kind: isExpression ? ('expression' as const) : ('direct' as const),
    sources: isExpression ? [] : [source],
    ...(isExpression ? { expression: { language: 'connect' as const, text: source } } : {}),
    initialOnly: false,
    existenceTest: false,
    mergeType: 'update' as const,
    at,
  }
}

test('an Entra Connect export runs its rules, expressions and outbound provisioning', () => {
  const estate = estateOf({
    product: 'connect-sync',
    metaverse: metaverse({}),
    connectors: [
      connector('AD', { kind: 'active-directory', schema: schema({ user: { sam: 'string', dept: 'string' } }) }),
      connector('Cloud', { kind: 'entra-id', schema: schema({ user: { id: 'string' } }) }),
    ],
    syncRules: [
      rule('In', {
        mappings: [mapping('id', 'sam'), mapping('name', 'IIF(IsPresent([dept]), UCase([dept]), "none")')],
      }),
      rule('Out', {
        direction: 'outbound',
        connectorId: 'Cloud',
        precedence: 200,
        scope: [[{ attribute: 'id', operator: 'ISNOTNULL', value: '', at }]],
        mappings: [mapping('dn', '"CN=" & [id]', 'outbound'), mapping('id', 'id', 'outbound')],
      }),
    ],
  })
  const engine = run(compileEstate(estate), {
    AD: [{ anchor: 'g', type: 'user', dn: 'CN=Ann,DC=x', attributes: { sam: 'ann', dept: 'it' } }],
  })

  engine.runStep('AD', 'FI')
  engine.runStep('AD', 'FS')

  expect(engine.why('AD', 'g', 'name')).toMatchObject({
    values: ['IT'],
    from: 'In',
    candidates: [{ rank: 100, winner: true }],
  })
  expect(engine.pendingExports()).toMatchObject([
    { ma: 'Cloud', key: 'dn:CN=ann', operation: 'add', attribute: 'id', newValues: ['ann'], rule: 'Out' },
  ])
})

test('a rule of a connector that is not in the input is left out and remarked', () => {
  const estate = estateOf({
    product: 'connect-sync',
    metaverse: metaverse({}),
    connectors: [connector('AD', {})],
    syncRules: [rule('Lost', { connectorId: 'gone' })],
  })

  expect(compileEstate(estate).blueprint.remarks).toEqual([
    'The rule Lost belongs to a connector that is not in the input and is left out.',
  ])
})

/** The same agent over two partitions, with a profile a partition and a step of a kind nobody knows. */
function partitioned(): Estate {
  const [server] = MIM.servers
  const [hr] = server?.connectors ?? []
  if (server === undefined || hr === undefined) throw new Error('The estate of this test has an agent.')
  const partition = (id: string) => ({
    id,
    name: id,
    displayName: id,
    selected: true,
    objectTypes: ['person'],
    inclusions: [`DC=${id}`],
    exclusions: [`OU=old,DC=${id}`],
    dn: `DC=${id}`,
    isDomain: undefined,
    preferredControllers: [],
    at,
  })
  const step = (kind: 'full-import' | 'unknown', partitionId: string, raw = '') => ({
    kind,
    raw,
    partitionId,
    dropFile: { mode: 'none' as const, name: '' },
    at,
  })
  const profile = (name: string, steps: ReturnType<typeof step>[]) => ({ id: name, name, version: '1', steps, at })
  const agent = {
    ...hr,
    filters: [],
    partitions: [partition('a'), partition('b')],
    runProfiles: [
      profile('A', [step('full-import', 'a')]),
      profile('B', [step('full-import', 'b')]),
      profile('Odd', [step('unknown', 'a', 'quantum-import'), step('full-import', 'a')]),
    ],
  }
  return { ...MIM, servers: [{ ...server, connectors: [agent] }] }
}

const below = (anchor: string, dn: string) => ({ anchor, type: 'person', dn, attributes: { empId: anchor } })

test('a step reads its own partition, and obsoletes nothing of another (SE-RUN-2, SE-OBS-1)', () => {
  const records = [below('1', 'CN=1,DC=a'), below('2', 'CN=2,DC=b'), below('3', 'CN=3,OU=old,DC=a')]
  const systems = new Map([['HR', new MemorySystem()]])
  for (const one of records) systems.get('HR')?.add(one)
  const engine = createEngine(compileEstate(partitioned()), { systems, now: 0 })

  expect(engine.runProfile('HR', 'A')[0]?.counters).toEqual({ 'filtered-objects': 1, 'stage-add': 1 })
  expect(engine.runProfile('HR', 'B')[0]?.counters).toEqual({ 'stage-add': 1 })
  systems.get('HR')?.delete('1')
  systems.get('HR')?.delete('2')
  systems.get('HR')?.add(below('4', 'CN=4,DC=a'))

  expect(engine.runProfile('HR', 'A')[0]?.counters).toEqual({
    'filtered-objects': 1,
    'stage-add': 1,
    'stage-delete': 1,
  })
  expect(engine.find('HR', '2')).toBeDefined()
})

test('a step of a kind that is not known is left out, and said', () => {
  const rules = compileEstate(partitioned())
  const engine = createEngine(rules, { systems: new Map([['HR', new MemorySystem()]]), now: 0 })

  expect(engine.runProfile('HR', 'Odd').map((result) => result.step)).toEqual(['FI'])
  expect(rules.blueprint.remarks).toContain(
    'HR: step 1 of the run profile Odd is of a kind that is not known (quantum-import); it is left out.',
  )
})

test('every extension is loaded before a synchronization and unloaded after it, with a context (SE-HOOK-8)', () => {
  const calls: string[] = []
  const rules = compileEstate(MIM, {
    agents: {
      HR: {
        initialize: ({ now, findMVEntries }) => calls.push(`HR ${now} ${findMVEntries('employeeID', '1').length}`),
        terminate: () => calls.push('HR ends'),
        mapAttributesForImport: (_rule, cs, mv) => mv.attr('name').set(String(cs.attr('first').value)),
      },
    },
    metaverse: { initialize: () => calls.push('MV'), terminate: () => calls.push('MV ends') },
  })
  const engine = run(rules, { HR })

  engine.runStep('HR', 'FI')
  expect(calls).toEqual([])
  engine.runStep('HR', 'FS')

  expect(calls).toEqual(['HR 0 0', 'MV', 'HR ends', 'MV ends'])
})

test('an extension that cannot be loaded fails its own rules, object by object, and not the run', () => {
  const rules = compileEstate(MIM, {
    agents: {
      HR: {
        initialize: () => {
          throw new Error('no such server')
        },
        mapAttributesForImport: (_rule, cs, mv) => mv.attr('name').set(String(cs.attr('first').value)),
      },
    },
  })
  const engine = run(rules, { HR })
  engine.runStep('HR', 'FI')

  const result = engine.runStep('HR', 'FS')

  expect(result.status).toBe('completed-sync-errors')
  expect(result.errors[0]).toMatchObject({
    ma: 'HR',
    object: undefined,
    code: 'extension-dll-exception',
    message: 'no such server',
  })
  expect(result.errors.slice(1).every((error) => error.message.startsWith('initialize failed: no such server'))).toBe(
    true,
  )
  expect(result.counters['flow-failure']).toBe(result.errors.length - 1)
  expect(result.errors.length).toBeGreaterThan(1)
})
