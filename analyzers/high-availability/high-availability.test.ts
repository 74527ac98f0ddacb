import { describe, expect, it } from 'vitest'
import { asksFor } from '../testing/design-reading.js'
import { connector, estate, expectClean, expectDetection, metaverse, place, server } from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const parameters = (value: string) => [
  { name: 'Microsoft.Synchronize.StagingMode', value: { value, redacted: false }, at: place('StagingMode', 'MV.xml') },
]
const connect = (value: string) =>
  server({ product: 'connect-sync', name: 'AADC02', metaverse: metaverse({ parameters: parameters(value) }) })
const hr = connector({ name: 'HR' })

describe('high-availability', () => {
  it('finds a Connect server in staging mode', () => {
    const given = estate({ servers: [connect('True')] })

    const found = expectDetection(analyzer, given, { subject: 'AADC02', confidence: 60, level: 'likely' })

    expect(analyzer.map(found, given)).toMatchObject({ verdict: 'redesign', effort: { size: 'S' } })
  })

  it('finds two servers with the same connectors and says that it may be a copy', () => {
    const given = estate({
      servers: [
        server({ id: 'a', name: 'SYNC01', connectors: [hr] }),
        server({ id: 'b', name: 'SYNC02', connectors: [hr] }),
      ],
    })

    expectDetection(analyzer, given, { subject: 'SYNC01', level: 'possible', evidence: ['M2E-HAVL-002'] })
  })

  it('leaves a single server in the appendix', () => {
    expectClean(analyzer, estate())
    expectDetection(analyzer, estate({ servers: [server({ connectors: [hr] })] }), { level: 'trace' })
  })

  it('does not take an active Connect server, or two unlike servers, for a standby', () => {
    const other = connector({ name: 'Other' })

    expectClean(analyzer, estate({ servers: [connect('False')] }))
    expectClean(
      analyzer,
      estate({ servers: [server({ id: 'a', connectors: [hr] }), server({ id: 'b', connectors: [other] })] }),
    )
  })

  it('asks for agents in two sites, and lets the standby go last', () => {
    const given = estate({ servers: [connect('True')] })

    expect(asksFor(analyzer.map(expectDetection(analyzer, given), given))).toMatchInlineSnapshot(`
      [
        "hand-step/agents-in-two-sites",
        "hand-step/end-of-the-standby-of-aadc02",
      ]
    `)
  })
})
