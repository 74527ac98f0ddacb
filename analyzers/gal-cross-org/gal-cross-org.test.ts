import { describe, expect, it } from 'vitest'
import type { Connector } from '../../src/model/index.js'
import { asksFor, decision } from '../testing/design-reading.js'
import {
  connector,
  estate,
  expectClean,
  expectDetection,
  exportFlowSet,
  place,
  projection,
  runProfile,
  server,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

function agent(name: string): Connector {
  return connector({
    name,
    kind: 'active-directory-gal',
    projections: [projection('contact', 'contact'), projection('user', 'person')],
    extension: { assembly: 'GALSync.dll', separateProcess: false, at: place() },
    runProfiles: [runProfile('delta-import', 'export')],
  })
}

describe('gal-cross-org', () => {
  it('finds two address list agents', () => {
    const given = estate({ servers: [server({ connectors: [agent('Fabrikam'), agent('Contoso')] })] })

    const found = expectDetection(analyzer, given, { subject: '', level: 'certain', confidence: 100 })
    const design = analyzer.map(found, given)

    expect(design.parts.map((item) => [item.part, item.verdict])).toEqual([
      ['people', 'assisted'],
      ['contacts', 'keep'],
    ])
    expect(design.effort.size).toBe('M')
  })

  it('lets the agents go where Connect brings all forests into one tenant', () => {
    const forests = ['a', 'b'].map((name) => connector({ name, kind: 'active-directory' }))
    const given = estate({
      servers: [
        server({ connectors: [agent('Fabrikam'), agent('Contoso')] }),
        server({ id: 'connect', product: 'connect-sync', connectors: forests }),
      ],
    })

    const found = expectDetection(analyzer, given, { evidence: ['M2E-GAL-006'] })

    expect(analyzer.map(found, given)).toMatchObject({ verdict: 'assisted', target: { id: 'M2E-GAL-102' } })
  })

  it('finds nothing without address list agents', () => {
    expectClean(analyzer, estate())
    expectClean(analyzer, estate({ servers: [server({ connectors: [connector({ kind: 'active-directory' })] })] }))
  })

  it('thinks contacts with a target address possible, and people with mail nothing', () => {
    const writer = (type: string) =>
      connector({
        name: 'GAL',
        kind: 'active-directory',
        exportFlows: [exportFlowSet(type, type, ['mail', 'targetAddress'])],
        runProfiles: [runProfile('export')],
      })

    expectDetection(analyzer, estate({ servers: [server({ connectors: [writer('contact')] })] }), { level: 'possible' })
    expectClean(analyzer, estate({ servers: [server({ connectors: [writer('user')] })] }))
  })

  it('asks for settings and job of each direction, or by decision for contacts', () => {
    const given = estate({ servers: [server({ connectors: [agent('Fabrikam'), agent('Contoso')] })] })
    const found = expectDetection(analyzer, given)

    expect(asksFor(analyzer.map(found, given))).toMatchInlineSnapshot(`
      [
        "hand-step/agreement-between-contoso-and-fabrikam",
        "cross-tenant-sync/contoso-fabrikam-cross-tenant-synchronization",
        "assigned-group/pilot-of-contoso-fabrikam-cross-tenant-synchronization",
        "provisioning-job/contoso-fabrikam-cross-tenant-synchronization",
        "hand-step/agreement-between-fabrikam-and-contoso",
        "cross-tenant-sync/fabrikam-contoso-cross-tenant-synchronization",
        "assigned-group/pilot-of-fabrikam-contoso-cross-tenant-synchronization",
        "provisioning-job/fabrikam-contoso-cross-tenant-synchronization",
        "hand-step/end-of-contoso-fabrikam",
      ]
    `)
    expect(asksFor(analyzer.map(found, given, decision('gal-cross-org.way', 'contacts')))).toMatchInlineSnapshot(`
      [
        "hand-step/mail-contacts-in-place-of-contoso-fabrikam",
        "hand-step/end-of-contoso-fabrikam",
      ]
    `)
  })
})
