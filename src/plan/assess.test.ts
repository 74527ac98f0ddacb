import { describe, expect, it } from 'vitest'
import { analyzers } from '../../analyzers/index.js'
import { connector, estate, metaverse, server } from '../../analyzers/testing/estate-builder.js'
import type { Estate } from '../model/index.js'
import { assess } from './assess.js'

const run = (given: Estate) => assess(given, { asOf: '2026-11-21', analyzers })
const statusOf = (given: Estate, id: string) => run(given).scenarios.find((result) => result.meta.id === id)?.status

describe('assess', () => {
  it('gives a result for each of the 31 scenarios, in their order', () => {
    expect(run(estate()).scenarios.map((result) => result.meta.number)).toEqual(
      Array.from({ length: 31 }, (_, index) => index + 1),
    )
  })

  it('never calls "not found" what the input could not have shown', () => {
    expect(statusOf(estate(), 'hr-onprem')).toBe('cannot-be-seen')
    expect(statusOf(estate({ servers: [server({ connectors: [connector()], metaverse: metaverse() })] }), 'sspr')).toBe(
      'cannot-be-seen',
    )
  })

  it('asks once for a kind of thing, and for the source of an extension by name', () => {
    const scripted = connector({
      name: 'AD',
      extension: { assembly: 'ADExtension.dll', separateProcess: false, at: { file: 'MA.xml', path: '' } },
      projections: [{ id: 'p', kind: 'scripted', objectType: 'user', scope: [], at: { file: 'MA.xml', path: '' } }],
    })
    const { asks } = run(estate({ servers: [server({ connectors: [scripted], metaverse: metaverse() })] }))

    expect(new Set(asks.map((ask) => ask.kind)).size).toBe(asks.length)
    expect(asks.find((ask) => ask.kind === 'extension-source')?.what).toContain('ADExtension.dll')
  })

  it('is the same for the same Estate', () => {
    const given = estate({ servers: [server({ connectors: [connector()], metaverse: metaverse() })] })

    expect(JSON.stringify(run(given))).toBe(JSON.stringify(run(given)))
  })
})
