import { describe, expect, it } from 'vitest'
import { asksFor } from '../testing/design-reading.js'
import { connector, estate, expectClean, expectDetection, metaverse, server } from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const passwords = connector().passwordSync
const source = connector({
  name: 'Corp AD',
  kind: 'active-directory',
  passwordSync: {
    ...passwords,
    sourcePartitions: [{ partition: 'DC=corp', targetConnectorIds: ['connector-payroll'] }],
  },
})
const target = connector({ name: 'Payroll', kind: 'oracle', passwordSync: { ...passwords, allowed: true } })
const on = metaverse({ passwordSyncEnabled: true })

describe('pcns-password-sync', () => {
  it('finds a server that sends captured passwords to a connector', () => {
    const given = estate({ servers: [server({ name: 'SYNC01', connectors: [source, target], metaverse: on })] })

    const found = expectDetection(analyzer, given, { subject: 'SYNC01', confidence: 85, level: 'certain' })
    const design = analyzer.map(found, given)

    expect(design).toMatchObject({ verdict: 'redesign', effort: { size: 'M' } })
    expect(design.parts.map(({ part, verdict }) => [part, verdict])).toEqual([
      ['sending of passwords', 'redesign'],
      ['Payroll', 'keep'],
    ])
  })

  it('asks for PCNS when no source is named, and does not call it unused', () => {
    const given = estate({ servers: [server({ connectors: [target], metaverse: on })] })

    const found = expectDetection(analyzer, given, { level: 'likely', confidence: 60 })
    const design = analyzer.map(found, given)

    expect(found.use).toBeUndefined()
    expect(design.verdict).toBe('redesign')
    expect(design.prerequisites.map((item) => item.id)).toContain('M2E-PCNS-402')
  })

  it('finds nothing where password synchronization is off', () => {
    expectClean(analyzer, estate())
    expectClean(analyzer, estate({ servers: [server({ connectors: [source, target] })] }))
  })

  it('does not take the flag alone, or a password hash sync of Connect, for it', () => {
    const hashSync = connector({
      kind: 'active-directory',
      passwordSync: { ...passwords, hashSync: { enabled: true, targetConnectorId: 'tenant', at: passwords.at } },
    })

    expectClean(analyzer, estate({ servers: [server({ connectors: [connector()], metaverse: on })] }))
    expectClean(
      analyzer,
      estate({ servers: [server({ product: 'connect-sync', connectors: [hashSync], metaverse: on })] }),
    )
  })

  it('asks for another sign-in for each target before PCNS goes', () => {
    const given = estate({ servers: [server({ connectors: [source, target], metaverse: on })] })

    expect(asksFor(analyzer.map(expectDetection(analyzer, given), given))).toMatchInlineSnapshot(`
      [
        "hand-step/sign-in-to-payroll-without-a-password-of-its-own",
        "hand-step/end-of-password-synchronization-to-payroll",
        "hand-step/removal-of-pcns",
      ]
    `)
  })
})
