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

const tenant = connector({
  name: 'Tenant',
  kind: 'entra-id',
  exportFlows: [exportFlowSet('user', 'person', ['sourceAnchor', 'displayName'])],
})
const forest = (name: string) =>
  connector({
    name,
    kind: 'active-directory',
    projections: [projection('user', 'person')],
    connection: { ...connector().connection, target: `${name.toLowerCase()}.example` },
  })
const corp = forest('Corp')
const plant = forest('Plant')

function onServer(...connectors: readonly ReturnType<typeof connector>[]) {
  const sources = connectors.filter((item) => item.kind !== 'entra-id')
  const importFlows = sources.flatMap((item) => feeds(item, 'person', 'displayName'))
  return estate({ servers: [server({ connectors, metaverse: metaverse({ importFlows }) })] })
}

describe('fim-aad-connector', () => {
  it('finds the connector on a MIM server and chooses Cloud Sync for one forest', () => {
    const given = onServer(tenant, corp)

    const found = expectDetection(analyzer, given, { subject: 'Tenant', confidence: 85, level: 'certain', use: 0 })
    const design = analyzer.map(found, given)

    expect(design.target.id).toBe('M2E-FAAD-101')
    expect(design).toMatchObject({ verdict: 'assisted', effort: { size: 'M' } })
    expect(design.parts.map(({ part, verdict }) => [part, verdict])).toEqual([
      ['Tenant', 'retire'],
      ['person', 'assisted'],
    ])
  })

  it('chooses Connect when two forests feed the same people', () => {
    const given = onServer(tenant, corp, plant)

    const design = analyzer.map(expectDetection(analyzer, given), given)

    expect(design.target.id).toBe('M2E-FAAD-102')
    expect(design.blockers.map((item) => item.id)).toContain('M2E-FAAD-203')
  })

  it('chooses an LDAP source or inbound provisioning where AD does not hold the people', () => {
    const ldap = { ...forest('Directory'), kind: 'generic-ldap' as const }
    const table = { ...forest('People'), kind: 'sql-server' as const }

    const withLdap = onServer(tenant, ldap)
    const withTable = onServer(tenant, table)

    expect(analyzer.map(expectDetection(analyzer, withLdap), withLdap).target.id).toBe('M2E-FAAD-103')
    expect(analyzer.map(expectDetection(analyzer, withTable), withTable).target.id).toBe('M2E-FAAD-104')
  })

  it('proposes to retire it alone where Connect already reads the forest', () => {
    const mim = onServer(tenant, corp)
    const connect = server({
      id: 'connect',
      product: 'connect-sync',
      name: 'AADC01',
      connectors: [{ ...corp, id: 'twin' }],
    })
    const given = estate({ servers: [...mim.servers, connect] })

    const design = analyzer.map(expectDetection(analyzer, given), given)

    expect(design).toMatchObject({ verdict: 'retire', effort: { size: 'S' } })
    expect(design.target.id).toBe('M2E-FAAD-105')
  })

  it('finds nothing on a MIM server without it', () => {
    expectClean(analyzer, estate())
    expectClean(analyzer, onServer(corp))
  })

  it('does not take the connector of Entra Connect for it', () => {
    expectClean(analyzer, estate({ servers: [server({ product: 'connect-sync', connectors: [tenant, corp] })] }))
  })

  it('asks for what its way needs, proposed or decided', () => {
    const given = onServer(tenant, corp)
    const found = expectDetection(analyzer, given)
    const connect = analyzer.map(found, given, decision('fim-aad-connector.way', 'connect'))

    expect(asksFor(analyzer.map(found, given))).toMatchInlineSnapshot(`
      [
        "hand-step/anchors-of-the-objects-tenant-made",
        "hand-step/provisioning-agents-for-corp",
        "provisioning-job/corp-entra-id-cloud-sync",
        "hand-step/end-of-tenant",
      ]
    `)
    expect(asksFor(connect)).toMatchInlineSnapshot(`
      [
        "hand-step/anchors-of-the-objects-tenant-made",
        "hand-step/entra-connect-for-corp-corp-example",
        "hand-step/end-of-tenant",
      ]
    `)
    expect(connect.target.id).toBe('M2E-FAAD-102')
  })
})
