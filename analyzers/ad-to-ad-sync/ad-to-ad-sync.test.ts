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
  runProfile,
  server,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

function forest(name: string, target: string, overrides: Parameters<typeof connector>[0] = {}) {
  const kind = 'active-directory' as const
  return connector({ name, kind, connection: { ...connector().connection, target }, ...overrides })
}

const source = forest('Corp', 'corp.example', { projections: [projection('user', 'person')] })
const target = forest('Lab', 'lab.example', {
  exportFlows: [exportFlowSet('user', 'person', ['dn', 'sn', 'givenName', 'unicodePwd'])],
  runProfiles: [runProfile('export')],
})
const importFlows = feeds(source, 'person', 'dn', 'sn', 'givenName')

describe('ad-to-ad-sync', () => {
  it('finds a forest whose people are written into another one', () => {
    const given = estate({ servers: [server({ connectors: [source, target], metaverse: metaverse({ importFlows }) })] })

    const found = expectDetection(analyzer, given, { subject: 'Corp to Lab', confidence: 85, level: 'certain' })

    expect(analyzer.map(found, given)).toMatchObject({ verdict: 'redesign', effort: { size: 'M' } })
  })

  it('knows copied passwords, and proposes to retire a copy that is never exported', () => {
    const partitions = [{ partition: 'DC=corp', targetConnectorIds: [target.id] }]
    const sends = { ...source, passwordSync: { ...source.passwordSync, sourcePartitions: partitions } }
    const idle = { ...target, runProfiles: [runProfile('full-import')] }
    const given = estate({ servers: [server({ connectors: [sends, idle], metaverse: metaverse({ importFlows }) })] })

    const found = expectDetection(analyzer, given, { confidence: 100, use: 0, evidence: ['M2E-ADAD-003'] })

    expect(analyzer.map(found, given).verdict).toBe('retire')
  })

  it('finds nothing in one forest, however many domains or connectors it has', () => {
    const sameForest = { ...target, connection: source.connection }

    expectClean(analyzer, estate())
    expectClean(
      analyzer,
      estate({ servers: [server({ connectors: [source, sameForest], metaverse: metaverse({ importFlows }) })] }),
    )
  })

  it('does not take two forests fed by HR, or a GAL connector, for a copy', () => {
    const hr = connector({ name: 'People', projections: [projection('row', 'person')] })
    const fromHr = metaverse({ importFlows: feeds(hr, 'person', 'sn', 'givenName') })
    const gal = { ...target, kind: 'active-directory-gal' as const }

    expectClean(analyzer, estate({ servers: [server({ connectors: [hr, source, target], metaverse: fromHr })] }))
    expectClean(
      analyzer,
      estate({ servers: [server({ connectors: [source, gal], metaverse: metaverse({ importFlows }) })] }),
    )
  })

  it('asks for what takes the place of the copies, proposed or decided', () => {
    const given = estate({ servers: [server({ connectors: [source, target], metaverse: metaverse({ importFlows }) })] })
    const found = expectDetection(analyzer, given)
    const decided = analyzer.map(found, given, decision('ad-to-ad-sync.way', 'users-to-ad'))

    expect(asksFor(analyzer.map(found, given))).toMatchInlineSnapshot(`
      [
        "hand-step/provisioning-agents-for-corp",
        "provisioning-job/corp-entra-id-cloud-sync",
        "hand-step/provisioning-agents-for-lab",
        "provisioning-job/lab-entra-id-cloud-sync",
        "hand-step/end-of-the-export-to-lab",
        "hand-step/end-of-the-copied-accounts-in-lab",
      ]
    `)
    expect(asksFor(decided)).toMatchInlineSnapshot(`
      [
        "hand-step/provisioning-agents-for-lab",
        "hand-step/cloud-kerberos-trust-for-lab",
        "provisioning-job/entra-id-lab-users-to-active-directory",
        "hand-step/end-of-the-export-to-lab",
        "hand-step/end-of-the-copied-accounts-in-lab",
      ]
    `)
    expect(decided.parts.at(-1)?.part).toBe('decision')
  })
})
