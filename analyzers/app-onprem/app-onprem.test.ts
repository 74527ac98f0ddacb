import { describe, expect, it } from 'vitest'
import type { Connector, Metaverse } from '../../src/model/index.js'
import { asksFor, decision } from '../testing/design-reading.js'
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

  it('writes only what the host takes, looks for people by what the job matches on, and says so', () => {
    const own = connector({
      ...app,
      name: 'Badges',
      exportFlows: [exportFlowSet('row', 'person', ['ID', 'employeeID', 'Zones'])],
      joins: [joinProfile('row', 'person', 'employeeID')],
      schema: {
        ...app.schema,
        attributes: [
          schemaAttribute('ID'),
          schemaAttribute('employeeID'),
          schemaAttribute('Zones', { multivalued: true }),
        ],
      },
    })
    const design = analyzer.map(expectDetection(analyzer, given(own, byCode, false)), given(own, byCode, false))
    const job = design.artefacts.find((item) => item.kind === 'provisioning-job')
    const host = design.artefacts.find((item) => item.kind === 'ecma-host-configuration')
    const written = job?.objectMappings.flatMap((item) => item.attributeMappings.map((mapping) => mapping.target))

    expect(host).toMatchObject({ queryAttribute: 'employeeID', leftOut: [{ attribute: 'Zones', why: 'multi-valued' }] })
    expect(written).not.toContain('Zones')
  })

  it('keeps a connector that cannot import everything, and says why', () => {
    const blind: Connector = { ...app, capabilities: { ...app.capabilities, fullImport: false } }
    const design = analyzer.map(expectDetection(analyzer, given(blind)), given(blind))

    expect(design.target.id).toBe('M2E-APPON-106')
    expect(design.parts[0]).toMatchObject({ part: 'people', verdict: 'keep' })
    expect(design.parts[0]?.reasons[0]?.params).toMatchObject({ checks: 'full-import' })
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

  it('asks for host, pilot and job; by decision for a SCIM endpoint, or for nothing to change', () => {
    const found = expectDetection(analyzer, given(app))
    const scim = analyzer.map(found, given(app), decision('app-onprem.way', 'scim'))
    const keep = analyzer.map(found, given(app), decision('app-onprem.way', 'keep'))

    expect(asksFor(analyzer.map(found, given(app)))).toMatchInlineSnapshot(`
      [
        "hand-step/provisioning-agent-and-ecma-host-beside-phone-system",
        "ecma-host-configuration/phone-system",
        "hand-step/wizard-of-the-ecma-host-for-phone-system",
        "assigned-group/pilot-of-entra-id-phone-system-ecma-connector-host",
        "provisioning-job/entra-id-phone-system-ecma-connector-host",
        "hand-step/assignment-of-the-agent-to-the-application-of-phone-system",
        "hand-step/end-of-the-export-to-phone-system",
      ]
    `)
    expect(asksFor(scim)).toMatchInlineSnapshot(`
      [
        "hand-step/scim-endpoint-in-place-of-phone-system",
        "assigned-group/pilot-of-entra-id-phone-system-scim",
        "provisioning-job/entra-id-phone-system-scim",
        "hand-step/end-of-the-export-to-phone-system",
      ]
    `)
    expect(asksFor(keep)).toMatchInlineSnapshot(`
      [
        "hand-step/phone-system-stays-on-mim",
      ]
    `)
    expect([scim.verdict, keep.verdict]).toEqual(['redesign', 'keep'])
    expect(scim.blockers.map((item) => item.id)).not.toContain('M2E-APPON-205')
  })

  it('says check by check what the host takes', () => {
    const mixed: Connector = {
      ...app,
      exportFlows: [exportFlowSet('row', 'person', ['ID', 'Boss']), exportFlowSet('team', 'group', ['Name'])],
      schema: { ...app.schema, attributes: [schemaAttribute('Boss', { type: 'reference' })] },
    }
    const verdictOf = (agent: Connector) => {
      const host = analyzer
        .map(expectDetection(analyzer, given(agent)), given(agent))
        .artefacts.find((item) => item.kind === 'ecma-host-configuration')
      return [host?.importable, host?.leftOut, host?.checks.filter((item) => !item.passed).map((item) => item.id)]
    }

    expect(verdictOf(app)).toEqual(['as-it-is', [], []])
    expect(verdictOf(mixed)).toEqual([
      'in-part',
      [{ attribute: 'Boss', why: 'references' }],
      ['object-types', 'references'],
    ])
    expect(verdictOf({ ...app, connection: { ...app.connection, anchor: ['ID', 'Site'] } })).toEqual([
      'no',
      [],
      ['anchor'],
    ])
  })
})
