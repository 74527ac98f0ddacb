import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { driverRates, effortRates } from '../src/catalogue/effort-rates.js'
import { daysOf, effort, hundredths, proposedFigures } from './effort.js'
import { finding } from './finding.js'
import { analyzers } from './index.js'

describe('effort', () => {
  it('is the base and the units of each driver, up to their cap', () => {
    const found = effort('M', [finding('M2E-HRON-401', { count: 40 }), finding('M2E-HRON-402', { count: 100 })])

    expect(found.formula).toEqual([
      { driver: '', rate: 'base-M', count: 1, counted: 1, cap: 1, unitLow: 3, unitHigh: 6, low: 3, high: 6 },
      {
        driver: 'M2E-HRON-401',
        rate: 'flow',
        count: 40,
        counted: 40,
        cap: 150,
        unitLow: 0.05,
        unitHigh: 0.1,
        low: 2,
        high: 4,
      },
      {
        driver: 'M2E-HRON-402',
        rate: 'flow-in-code',
        count: 100,
        counted: 40,
        cap: 40,
        unitLow: 0.25,
        unitHigh: 0.75,
        low: 10,
        high: 30,
      },
    ])
    expect(found).toMatchObject({ size: 'M', lowDays: 15, highDays: 40 })
  })

  it('counts a driver without number as one, and none of nothing', () => {
    const rates = effort('S', [finding('M2E-CODE-602'), finding('M2E-CODE-601', { count: 0 })]).formula

    expect(rates.map((line) => [line.rate, line.counted])).toEqual([
      ['base-S', 1],
      ['provisioning-in-code', 1],
    ])
  })

  it('adds up to its formula, never shrinks with more units, and stays below its caps', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), fc.constantFrom('S', 'M', 'L', 'XL'), (few, more, size) => {
        const of = (count: number) => effort(size, [finding('M2E-GRP-401', { count, nested: Math.floor(count / 2) })])
        const [small, large] = [of(few), of(few + more)]
        const sum = hundredths(small.formula.reduce((total, line) => total + line.high, 0))

        expect(small.highDays).toBeGreaterThanOrEqual(sum)
        expect(small.highDays - sum).toBeLessThan(0.5)
        expect(daysOf(small.formula)).toEqual({ lowDays: small.lowDays, highDays: small.highDays })
        expect(large.highDays).toBeGreaterThanOrEqual(small.highDays)
        expect(large.highDays).toBeLessThanOrEqual(proposedFigures.bases[size].high + 20 + 10)
      }),
    )
  })
})

describe('the rates', () => {
  const drivers = analyzers.flatMap((analyzer) =>
    Object.entries(analyzer.meta.messages).filter(([, message]) => message.kind === 'driver'),
  )

  it.each(drivers)('price %s by the counts it tells', (id, { text }) => {
    const priced = driverRates[id] ?? []

    expect(priced).not.toHaveLength(0)
    for (const { param } of priced) if (param !== undefined) expect(text).toContain(`{${param}}`)
  })

  it('are ranges with a cap, each of them used', () => {
    const used = new Set(Object.values(driverRates).flatMap((priced) => priced.map((item) => item.rate)))

    for (const [name, rate] of Object.entries(effortRates)) {
      expect(rate.low, name).toBeLessThanOrEqual(rate.high)
      expect(rate.cap, name).toBeGreaterThan(0)
      expect([...used], name).toContain(name)
    }
  })
})
