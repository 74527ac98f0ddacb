import { describe, expect, it } from 'vitest'
import { asksFor } from '../testing/design-reading.js'
import {
  connector,
  estate,
  expectClean,
  expectDetection,
  exportFlowSet,
  flow,
  group,
  importFlows,
  metaverse,
  place,
  runProfile,
  scripted,
  server,
  service,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const portal = connector({ name: 'Portal', kind: 'mim-service' })
const ad = connector({
  name: 'Corp AD',
  kind: 'active-directory',
  exportFlows: [exportFlowSet('group', 'role', ['member'])],
  runProfiles: [runProfile('export')],
})
const decidedBy = (...connectors: readonly (typeof ad)[]) =>
  metaverse({ importFlows: [importFlows('role', 'member', ...connectors)] })

describe('groups-to-ad-apps', () => {
  it('finds members the portal decides and AD receives', () => {
    const given = estate({
      servers: [server({ connectors: [portal, ad], metaverse: decidedBy(portal, ad) })],
      services: [service({ groups: [group('Readers', { scope: 'Global' })] })],
    })

    const found = expectDetection(analyzer, given, { subject: 'Corp AD', confidence: 60, level: 'likely' })
    const design = analyzer.map(found, given)

    expect(design).toMatchObject({ verdict: 'assisted', effort: { size: 'S' } })
    expect(design.blockers.map((item) => item.id)).toContain('M2E-GTOA-201')
  })

  it('finds members computed by code, and group writeback of Connect', () => {
    const code = { ...ad, exportFlows: [exportFlowSet('group', 'role', [flow('member', scripted('members'))])] }
    const parameter = {
      name: 'Microsoft.OptionalFeature.GroupWriteBack',
      value: { value: 'True', redacted: false },
      at: place('GroupWriteBack', 'MV.xml'),
    }
    const connect = server({
      product: 'connect-sync',
      connectors: [connector({ name: 'contoso.com', kind: 'active-directory' })],
      metaverse: metaverse({ parameters: [parameter] }),
    })

    expectDetection(analyzer, estate({ servers: [server({ connectors: [code] })] }), { evidence: ['M2E-GTOA-002'] })
    const found = expectDetection(analyzer, estate({ servers: [connect] }), { level: 'possible' })
    expect(analyzer.map(found, estate({ servers: [connect] })).verdict).toBe('redesign')
  })

  it('finds nothing without members', () => {
    const people = { ...ad, exportFlows: [exportFlowSet('user', 'person', ['sn'])] }

    expectClean(analyzer, estate())
    expectClean(analyzer, estate({ servers: [server({ connectors: [people] })] }))
  })

  it('does not take members that come from AD, or that go to an LDAP directory, for it', () => {
    const source = connector({ name: 'Other AD', kind: 'active-directory' })
    const ldap = { ...ad, kind: 'generic-ldap' as const }

    expectClean(
      analyzer,
      estate({ servers: [server({ connectors: [source, portal, ad], metaverse: decidedBy(source, portal) })] }),
    )
    expectClean(analyzer, estate({ servers: [server({ connectors: [portal, ldap], metaverse: decidedBy(portal) })] }))
  })

  it('asks for the configuration that writes the groups', () => {
    const given = estate({ servers: [server({ connectors: [portal, ad], metaverse: decidedBy(portal, ad) })] })

    expect(
      asksFor(analyzer.map(expectDetection(analyzer, given, { subject: 'Corp AD' }), given)),
    ).toMatchInlineSnapshot(`
      [
        "hand-step/provisioning-agents-for-corp-ad",
        "hand-step/organizational-unit-for-groups-in-corp-ad",
        "provisioning-job/entra-id-corp-ad-groups-to-active-directory",
        "hand-step/end-of-the-export-to-corp-ad",
      ]
    `)
  })
})
