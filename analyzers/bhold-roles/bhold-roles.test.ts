import { describe, expect, it } from 'vitest'
import {
  columns,
  connector,
  database,
  estate,
  expectClean,
  expectDetection,
  exportFlowSet,
  importFlows,
  metaverse,
  place,
  runProfile,
  server,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const staff = connector({
  name: 'BHOLD people',
  connection: database({ database: 'b1', table: 'FIMEmployee' }),
  runProfiles: [runProfile('export', 'full-import')],
  deprovisioning: { kind: 'declared', action: 'delete-object', raw: '', at: place() },
})
const grants = connector({
  name: 'BHOLD grants',
  connection: database({ database: 'b1', table: 'tblobjects', multivalueTable: 'tblreferences' }),
  runProfiles: [runProfile('full-import')],
})
const ad = connector({
  name: 'AD',
  kind: 'active-directory',
  exportFlows: [exportFlowSet('group', 'group', ['member'])],
})

describe('bhold-roles', () => {
  it('finds BHOLD once, over all its agents', () => {
    const given = estate({
      servers: [
        server({
          connectors: [staff, grants, ad],
          metaverse: metaverse({ importFlows: [importFlows('group', 'member', grants)] }),
        }),
      ],
    })

    const found = expectDetection(analyzer, given, { subject: '', level: 'certain', confidence: 85 })
    const design = analyzer.map(found, given)

    expect(design.verdict).toBe('redesign')
    expect(design.parts.map((item) => item.part)).toEqual(['role model', 'assignments', 'group memberships'])
    expect(design.parts[2]?.reasons[0]?.params).toEqual({ connector: 'BHOLD grants', targets: 'AD' })
    expect(design.blockers.map((item) => item.id)).toContain('M2E-BHOLD-204')
  })

  it('proposes to retire agents that cannot run', () => {
    const given = estate({ servers: [server({ connectors: [{ ...staff, runProfiles: [] }] })] })

    expect(analyzer.map(expectDetection(analyzer, given, { use: 0 }), given).verdict).toBe('retire')
  })

  it('finds nothing in an estate without BHOLD', () => {
    expectClean(analyzer, estate())
    expectClean(analyzer, estate({ servers: [server({ connectors: [ad] })] }))
  })

  it('does not take a database B1, or a table tblobjects, alone for BHOLD', () => {
    const b1 = connector({
      name: 'Bookings',
      connection: database({ database: 'B1', table: 'Guests', columns: columns('ID') }),
    })
    const objects = connector({ name: 'BHOLD?', connection: database({ database: 'cmdb', table: 'tblObjects' }) })

    expectClean(analyzer, estate({ servers: [server({ connectors: [b1, objects] })] }))
  })

  it('says where the roles are and what becomes of them', () => {
    const given = estate({ servers: [server({ connectors: [staff, grants, ad] })] })

    const { artefacts } = analyzer.map(expectDetection(analyzer, given), given)

    expect(artefacts.map((item) => item.kind === 'hand-step' && item.name)).toEqual([
      'Roles out of BHOLD',
      'Catalogs and packages for roles',
    ])
    expect(JSON.stringify(artefacts)).toContain('FIMEmployee')
  })
})
