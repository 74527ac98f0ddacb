import { describe, expect, it } from 'vitest'
import {
  connector,
  estate,
  expectClean,
  expectDetection,
  exportFlowSet,
  group,
  importFlows,
  metaverse,
  projection,
  runProfile,
  server,
  service,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const ad = connector({
  name: 'Corp AD',
  kind: 'active-directory',
  exportFlows: [exportFlowSet('group', 'group', ['member', 'cn'])],
  runProfiles: [runProfile('delta-import', 'export')],
})
const portal = connector({ name: 'Portal', kind: 'mim-service', projections: [projection('Group', 'group')] })
const flows = [importFlows('group', 'member', portal), importFlows('group', 'displayedOwner', portal)]
const sync = server({ connectors: [ad, portal], metaverse: metaverse({ importFlows: flows }) })

describe('ad-groups', () => {
  it('finds members that MIM writes into AD', () => {
    const given = estate({ servers: [sync] })

    const found = expectDetection(analyzer, given, { subject: 'Corp AD', level: 'certain', confidence: 100 })

    expect(analyzer.map(found, given)).toMatchObject({ verdict: 'assisted', effort: { size: 'M' } })
  })

  it('splits the groups of the service by what becomes of them', () => {
    const groups = [
      group('A', { explicitMembers: ['someone'], owners: ['boss'], scope: 'Global' }),
      group('B', { membershipLocked: true }),
      group('C', { type: 'Distribution' }),
      group('D'),
      group('E', { membershipAddWorkflow: 'Owner Approval', explicitMembers: ['group-a'] }),
    ]
    const given = estate({ servers: [sync], services: [service({ groups })] })

    const found = expectDetection(analyzer, given, { use: 60 })
    const design = analyzer.map(found, given)

    expect(design.parts.map((item) => [item.part, item.verdict])).toEqual([
      ['security groups', 'assisted'],
      ['rule-based groups', 'assisted'],
      ['owner-managed groups', 'assisted'],
      ['mail-enabled groups', 'keep'],
      ['groups without members', 'retire'],
    ])
    expect(design.blockers.map((item) => item.id)).toEqual(
      expect.arrayContaining(['M2E-GRP-201', 'M2E-GRP-202', 'M2E-GRP-205']),
    )
  })

  it('proposes to retire flows that no step exports', () => {
    const given = estate({ servers: [{ ...sync, connectors: [{ ...ad, runProfiles: [] }, portal] }] })

    expect(analyzer.map(expectDetection(analyzer, given, { use: 0 }), given).verdict).toBe('retire')
  })

  it('finds nothing without groups', () => {
    expectClean(analyzer, estate())
    expectClean(
      analyzer,
      estate({ servers: [server({ connectors: [portal] })], services: [service({ groups: [group('A')] })] }),
    )
  })

  it('does not take memberships that are only read from AD, or an application’s member column', () => {
    const reading = { ...ad, exportFlows: [exportFlowSet('user', 'person', ['member'])] }
    const table = { ...ad, kind: 'sql-server' as const }

    expectClean(analyzer, estate({ servers: [{ ...sync, connectors: [reading, portal] }] }))
    expectClean(analyzer, estate({ servers: [{ ...sync, connectors: [table, portal] }] }))
  })
})
