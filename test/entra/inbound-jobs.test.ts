import { describe, expect, it } from 'vitest'
import {
  connector,
  estate,
  exportFlowSet,
  importFlows,
  metaverse,
  place,
  projection,
  schemaAttribute,
  server,
  service,
  syncRule,
} from '../../analyzers/testing/estate-builder.js'
import { inboundTables, jobForTable, jobsForTables, mappingTable } from '../../src/entra/index.js'
import { printScoping } from '../../src/expression/filter/index.js'
import type { Connector, SyncRule } from '../../src/model/index.js'

const hr: Connector = {
  ...connector({ name: 'HR' }),
  projections: [{ ...projection('row', 'person'), kind: 'sync-rule' }],
  schema: {
    objectTypes: [],
    at: place(),
    attributes: ['EMP_NO', 'LAST', 'FIRST', 'STATUS', 'COST'].map((name) => schemaAttribute(name)),
  },
  connection: { ...connector({}).connection, anchor: ['EMP_NO'] },
}
const ad: Connector = {
  ...connector({ name: 'Corp', kind: 'active-directory' }),
  exportFlows: [exportFlowSet('user', 'person', ['sn', 'givenName', 'employeeID'])],
}
const flows = [
  importFlows('person', 'sn', hr),
  importFlows('person', 'givenName', hr),
  importFlows('person', 'employeeID', hr),
]

function inbound(scope: SyncRule['scope']): SyncRule {
  return syncRule('People in', {
    connectorId: hr.id,
    direction: 'inbound',
    connectorObjectType: 'row',
    metaverseObjectType: 'person',
    scope,
    creates: { connectorObject: false, metaverseObject: true, disconnects: false },
  })
}

function given(...rules: readonly SyncRule[]) {
  return estate({
    servers: [server({ connectors: [hr, ad], metaverse: metaverse({ importFlows: flows }) })],
    services: [service({ syncRules: rules })],
  })
}

function scopeOf(found: ReturnType<typeof given>): string {
  const [table] = inboundTables(found, hr.id, 'api', 'active-directory')
  const scope = table === undefined ? undefined : jobForTable(found, table)?.objectMappings[0]?.scope
  return scope === undefined ? 'everything' : printScoping(scope)
}

describe('the scope of an inbound job', () => {
  const condition = (attribute: string, operator: string, value: string) => ({
    attribute,
    operator,
    value,
    at: place(),
  })

  it('comes from the rule that makes people, and from each where there are several', () => {
    const active = inbound([[condition('STATUS', 'EQUAL', 'A')]])
    const paid = { ...inbound([[condition('COST', 'EQUAL', '1')]]), id: 'second', name: 'Paid in' }

    expect(scopeOf(given(active))).toMatch(/STATUS.* EQUALS A/)
    expect(scopeOf(given(active, paid))).toMatch(/STATUS.* EQUALS A.*OR.*COST.* EQUALS 1/)
  })

  it('is open as soon as one rule takes everybody, or is off', () => {
    expect(scopeOf(given(inbound([]), inbound([[condition('STATUS', 'EQUAL', 'A')]])))).toBe('everything')
    expect(scopeOf(given({ ...inbound([[condition('STATUS', 'EQUAL', 'A')]]), disabled: true }))).toBe('everything')
  })
})

describe('a source of people', () => {
  const found = given(inbound([]))

  it('is read under the names its system has', () => {
    const names = (system: 'api' | 'workday' | 'successfactors') =>
      inboundTables(found, hr.id, system, 'active-directory').map((table) => [
        table.scenario,
        ...table.lines.map((line) => `${line.mapping?.text} → ${line.mapping?.target}`),
      ])

    expect(names('api')).toEqual([
      ['hr-onprem', '[externalId] → employeeID', '[name.givenName] → givenName', '[name.familyName] → sn'],
    ])
    expect(names('workday')).toEqual([
      ['hr-cloud', '[WorkerID] → employeeID', '[FirstName] → givenName', '[LastName] → sn'],
    ])
    expect(names('successfactors')).toEqual([
      ['hr-sap', '[personIdExternal] → employeeID', '[firstName] → givenName', '[lastName] → sn'],
    ])
  })

  it('goes to the tenant without AD under the names of the tenant, and is found there by its number', () => {
    const tables = inboundTables(found, hr.id, 'workday', 'entra')
    const [job] = jobsForTables(found, tables)

    expect(job?.template.application).toBe('Workday to Microsoft Entra User Provisioning')
    expect(
      job?.objectMappings[0]?.attributeMappings.map((mapping) => [mapping.target, mapping.matchingPriority]),
    ).toEqual([
      ['employeeId', 1],
      ['givenName', 0],
      ['surname', 0],
    ])
    expect(job?.prerequisites.map((note) => note.id)).toContain('no-logon-name')
    expect(tables.map((table) => mappingTable(found, table.id)?.title)).toEqual(['HR → Entra ID (Workday)'])
  })
})
