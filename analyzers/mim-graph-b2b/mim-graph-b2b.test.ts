import { describe, expect, it } from 'vitest'
import { asksFor, decision } from '../testing/design-reading.js'
import {
  connector,
  estate,
  expectClean,
  expectDetection,
  exportFlowSet,
  feeds,
  metaverse,
  projection,
  server,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const cloud = connector({ name: 'Cloud', kind: 'microsoft-graph', projections: [projection('user', 'guest')] })
const ad = connector({
  name: 'Resource AD',
  kind: 'active-directory',
  exportFlows: [exportFlowSet('user', 'guest', ['dn', 'displayName'])],
})
const importFlows = feeds(cloud, 'guest', 'displayName', 'userType')

describe('mim-graph-b2b', () => {
  it('finds guests from the cloud that get accounts in AD', () => {
    const given = estate({ servers: [server({ connectors: [cloud, ad], metaverse: metaverse({ importFlows }) })] })

    const found = expectDetection(analyzer, given, { subject: 'Cloud', confidence: 100, level: 'certain' })

    expect(analyzer.map(found, given)).toMatchObject({ verdict: 'keep', effort: { size: 'L' } })
  })

  it('is likely where the connector only writes, and assisted then', () => {
    const writes = { ...cloud, projections: [], exportFlows: [exportFlowSet('user', 'person', ['displayName'])] }
    const given = estate({ servers: [server({ connectors: [writes] })] })

    const design = analyzer.map(expectDetection(analyzer, given, { level: 'likely' }), given)

    expect(design.verdict).toBe('assisted')
    expect(design.target.id).toBe('M2E-GUES-102')
  })

  it('finds nothing without the connector', () => {
    expectClean(analyzer, estate())
    expectClean(analyzer, estate({ servers: [server({ connectors: [ad] })] }))
  })

  it('does not take an empty connector, or one on a Connect server, for it', () => {
    const empty = { ...cloud, projections: [] }

    expectClean(analyzer, estate({ servers: [server({ connectors: [empty] })] }))
    expectClean(analyzer, estate({ servers: [server({ product: 'connect-sync', connectors: [cloud, ad] })] }))
  })

  it('leaves the connector as long as its successor is a preview, and follows a decision for it', () => {
    const given = estate({ servers: [server({ connectors: [cloud, ad], metaverse: metaverse({ importFlows }) })] })
    const found = expectDetection(analyzer, given)
    const decided = analyzer.map(found, given, decision('mim-graph-b2b.way', 'users-to-ad'))

    expect(asksFor(analyzer.map(found, given))).toMatchInlineSnapshot(`
      [
        "hand-step/cloud-stays-on-mim",
      ]
    `)
    expect(asksFor(decided)).toMatchInlineSnapshot(`
      [
        "hand-step/provisioning-agents-for-resource-ad",
        "hand-step/cloud-kerberos-trust-for-resource-ad",
        "provisioning-job/entra-id-resource-ad-guests-to-active-directory",
        "hand-step/end-of-the-import-of-cloud",
      ]
    `)
    expect(decided.parts[0]?.verdict).toBe('assisted')
  })
})
