import { describe, expect, it } from 'vitest'
import { artefactKey } from '../../src/entra/index.js'
import type { Estate } from '../../src/model/index.js'
import type { Decided } from '../analyzer.js'
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
  syncRule,
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

  it('switches groups that Connect has brought to the tenant, and makes the others anew', () => {
    const inner = group('Inner', { explicitMembers: ['x'] })
    const outer = group('Outer', { scope: 'Global', explicitMembers: [inner.object.id] })
    const services = [service({ groups: [outer, inner, group('News', { type: 'Distribution' })] })]
    const tenant = connector({ name: 'tenant', kind: 'entra-id' })
    const connect = server({
      id: 'connect',
      product: 'connect-sync',
      connectors: [tenant],
      syncRules: [
        syncRule('Out', {
          product: 'connect-sync',
          connectorId: tenant.id,
          connectorObjectType: 'group',
          linkType: 'provision',
        }),
      ],
    })
    const keysIn = (given: Estate, decided?: Decided) =>
      analyzer.map(expectDetection(analyzer, given), given, decided).artefacts.map(artefactKey)
    const alone = estate({ servers: [sync], services })
    const synced = estate({ servers: [sync, connect], services })

    expect(keysIn(alone).slice(0, 3)).toEqual([
      'hand-step/universal-scope-in-ad',
      'assigned-group/inner',
      'assigned-group/outer',
    ])
    expect(keysIn(synced).slice(0, 4)).toEqual([
      'hand-step/universal-scope-in-ad',
      'source-of-authority-switch/group-find-group-displayname-inner',
      'source-of-authority-switch/group-find-group-displayname-outer',
      'hand-step/mail-group-news',
    ])
    expect(keysIn(synced, (choice) => (choice === 'ad-groups.authority' ? 'write-back' : undefined))).toEqual(
      keysIn(alone),
    )
  })
})
