import { describe, expect, it } from 'vitest'
import type { Connector, Metaverse } from '../../src/model/index.js'
import {
  connector,
  database,
  estate,
  expectClean,
  expectDetection,
  exportFlowSet,
  extensible,
  feeds,
  joinProfile,
  metaverse,
  place,
  projection,
  runProfile,
  schemaAttribute,
  server,
  service,
  syncRule,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const app = connector({
  name: 'Phone system',
  exportFlows: [exportFlowSet('row', 'person', ['ID', 'Name'])],
  joins: [joinProfile('row', 'person', 'ID')],
  runProfiles: [runProfile('full-import', 'export')],
  connection: { ...database({ database: 'Phones', table: 'Users' }), anchor: ['ID'] },
})
const creates = { connectorObject: true, metaverseObject: false, disconnects: false }
const rule = syncRule('Phones out', { connectorId: app.id, creates })
const byCode = metaverse({
  provisioning: 'scripted',
  extension: { assembly: 'MVExtension.dll', separateProcess: false, at: place() },
})

function given(agent: Connector, mv: Metaverse = metaverse(), withRule = true) {
  return estate({
    servers: [server({ connectors: [agent], metaverse: mv })],
    services: withRule ? [service({ syncRules: [rule] })] : [],
  })
}

describe('app-onprem', () => {
  it('finds a table that a synchronization rule fills, and all host checks pass', () => {
    const found = expectDetection(analyzer, given(app), { subject: 'Phone system', level: 'certain' })

    const design = analyzer.map(found, given(app))

    expect(design).toMatchObject({ verdict: 'assisted', effort: { size: 'S' } })
    expect(design.parts[0]?.reasons[0]?.params).toMatchObject({ passed: 14, count: 14 })
  })

  it('believes code that fills the anchor, and doubts code that only may', () => {
    const other = {
      ...app,
      projections: [projection('site', 'location')],
      exportFlows: [exportFlowSet('row', 'person', ['Name'])],
    }

    expectDetection(analyzer, given(app, byCode, false), { level: 'certain', evidence: ['M2E-APPON-011'] })
    expectDetection(analyzer, given(other, byCode, false), { level: 'possible', evidence: ['M2E-APPON-002'] })
  })

  it('names every check of the ECMA host that fails', () => {
    const hard: Connector = {
      ...app,
      exportFlows: [
        exportFlowSet('row', 'person', ['Boss', 'Phones', 'Photo', 'cost.centre']),
        exportFlowSet('team', 'group', ['Name']),
      ],
      schema: {
        ...app.schema,
        attributes: [
          schemaAttribute('Boss', { type: 'reference' }),
          schemaAttribute('Phones', { multivalued: true }),
          schemaAttribute('Photo', { type: 'binary' }),
        ],
      },
      connection: { ...app.connection, anchor: ['ID', 'Site'] },
      passwordSync: { ...app.passwordSync, allowed: true },
      deprovisioning: { kind: 'declared', action: 'delete-object', raw: 'delete-object', at: place() },
      runProfiles: [runProfile('delta-import', 'export')],
    }

    const found = expectDetection(analyzer, given(hard), { level: 'certain' })
    const design = analyzer.map(found, given(hard))

    expect(design.parts.map((item) => [item.part, item.verdict])).toEqual([
      ['people', 'assisted'],
      ['other object types', 'keep'],
      ['references', 'keep'],
      ['multi-valued attributes', 'keep'],
      ['binary attributes', 'keep'],
      ['anchor', 'redesign'],
      ['attribute names', 'assisted'],
      ['passwords', 'redesign'],
    ])
    expect(design.blockers.map((item) => item.id)).toEqual(
      expect.arrayContaining(['M2E-APPON-202', 'M2E-APPON-203', 'M2E-APPON-205']),
    )
  })

  it('redesigns a file that is written', () => {
    const file: Connector = { ...app, kind: 'delimited-file', joins: [], connection: { ...app.connection, anchor: [] } }
    const found = expectDetection(analyzer, given(file, byCode, false))

    expect(analyzer.map(found, given(file, byCode, false)).verdict).toBe('redesign')
  })

  it('finds nothing where nothing is written', () => {
    expectClean(analyzer, estate())
    expectClean(analyzer, given({ ...app, exportFlows: [] }))
  })

  it('does not take an import, a writeback, BHOLD or a cloud product for an application', () => {
    const source = { ...app, projections: [projection('row', 'person')] }
    const mv = { ...byCode, importFlows: feeds(source, 'person', 'sn', 'givenName') }
    const cloud: Connector = { ...app, kind: 'powershell', connection: extensible({ Url: 'https://x.salesforce.com' }) }

    expectClean(analyzer, given({ ...app, runProfiles: [runProfile('full-import')] }))
    expectClean(analyzer, given(app, metaverse(), false))
    expectClean(analyzer, given(source, mv, false))
    expectClean(analyzer, given({ ...app, connection: database({ database: 'b1', table: 'FIMEmployee' }) }))
    expectClean(analyzer, given(cloud))
  })
})
