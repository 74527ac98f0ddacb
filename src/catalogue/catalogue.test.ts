import { describe, expect, it } from 'vitest'
import { capabilities, capabilityKeys } from './capabilities.js'
import { connectorTargets } from './connectors.js'
import type { Dated } from './fact.js'
import { licences } from './licences.js'
import { timeline } from './timeline.js'

const entries: readonly (readonly [name: string, fact: Dated])[] = [
  ...Object.entries(capabilities),
  ...Object.entries(connectorTargets),
  ...Object.entries(licences),
  ...timeline.map((record) => [record.id, record] as const),
]

describe('every entry of the catalogue', () => {
  it.each(entries)('%s is dated and has an https source', (_, fact) => {
    expect(fact.source).toMatch(/^https:\/\/(learn\.microsoft\.com|github\.com)\/\S+$/)
    expect(fact.verifiedOn).toMatch(/^\d{4}-\d\d-\d\d$/)
  })
})

describe('capabilities', () => {
  it('plans on exactly one of two readings', () => {
    const contradictory = capabilityKeys.map((key) => capabilities[key]).filter((item) => item.readings.length > 0)

    expect(contradictory.length).toBeGreaterThan(0)
    for (const { readings } of contradictory) {
      expect(readings).toHaveLength(2)
      expect(readings.filter((reading) => reading.plannedOn)).toHaveLength(1)
    }
  })

  it('uses the stricter number where two are documented', () => {
    expect(capabilities['lcw.limits'].limits.workflows).toBe(50)
    expect(capabilities['cloudsync.scope-items'].limits.warnAtItems).toBe(50)
  })
})

describe('timeline', () => {
  it('names every record once', () => {
    const ids = timeline.map((record) => record.id)

    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  })

  it('writes dates as far as they are known', () => {
    for (const { date } of timeline) if (date !== undefined) expect(date).toMatch(/^\d{4}(-\d\d(-\d\d)?)?$/)
  })

  it('covers the Connect builds without a gap or an overlap', () => {
    const ranges = timeline
      .flatMap(({ detects }) => (detects.kind === 'connect-version-range' ? [detects] : []))
      .sort((a, b) => a.from.localeCompare(b.from, 'en', { numeric: true }))

    for (const [index, range] of ranges.entries()) {
      const next = ranges[index + 1]
      if (next !== undefined) expect(range.below).toBe(next.from)
    }
  })

  it('looks for the dead connector on MIM servers only', () => {
    const hits = timeline.flatMap(({ detects }) => (detects.kind === 'connector-kind' ? [detects] : []))

    for (const hit of hits.filter((item) => item.connectorKind === 'entra-id')) expect(hit.product).toBe('mim-sync')
  })
})
