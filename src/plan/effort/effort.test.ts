import { describe, expect, it } from 'vitest'
import { effort, finding } from '../../../analyzers/finding.js'
import { InputError } from '../../model/index.js'
import type { ScenarioResult } from '../assessment.js'
import { calibratedFigures } from './calibrate.js'
import { effortTotal } from './total.js'

const at = { file: 'effort.json', path: '', line: 5 }

function result(id: string, ...cases: readonly (readonly [subject: string, groups: number, flows?: number])[]) {
  return {
    meta: { id },
    status: 'certain',
    cases: cases.map(([subject, groups, flows = 0]) => ({
      detection: { subject, level: 'certain' },
      design: {
        effort: effort('M', [
          finding('M2E-GRP-401', { count: groups, nested: 0 }),
          finding('M2E-HRON-401', { count: flows }),
        ]),
      },
      stages: [],
    })),
  } as unknown as ScenarioResult
}

const none: ReadonlySet<string> = new Set()

describe('effortTotal', () => {
  it('counts what two scenarios share once, where it weighs most, and says where', () => {
    const total = effortTotal([result('a', ['AD', 100]), result('b', ['AD', 400])], none, [])
    const shared = total.scenarios.flatMap((item) => item.shares).filter((share) => share.counted === 'shared')

    expect(shared).toMatchObject([
      { scenario: 'a', line: { rate: 'group' }, low: 0, high: 0, countedIn: { scenario: 'b', subject: 'AD' } },
    ])
    expect(total).toMatchObject({ lowDays: 10, highDays: 20 })
  })

  it('takes half the base of a further place of the same scenario', () => {
    const total = effortTotal([result('a', ['HR', 0, 20], ['Payroll', 0, 10])], none, [])

    expect(total).toMatchObject({ lowDays: 6, highDays: 12 })
    expect(total.scenarios[0]?.shares.map((share) => share.counted)).toEqual(['first', 'first', 'repeat', 'first'])
  })

  it('leaves out what the plan leaves out, its shared things then counted elsewhere', () => {
    const both = [result('a', ['AD', 100]), result('b', ['AD', 400])]

    expect(effortTotal(both, new Set(['b']), [])).toMatchObject({
      lowDays: 4,
      highDays: 8,
      scenarios: [{ scenario: 'a' }],
    })
    expect(effortTotal([], none, [])).toMatchObject({ lowDays: 0, highDays: 0, scenarios: [] })
  })

  it('is the sum of its shares, and of no more than its scenarios', () => {
    const total = effortTotal([result('a', ['AD', 33], ['KB', 7, 11]), result('b', ['AD', 401, 3])], none, [])
    const sum = (end: 'low' | 'high') =>
      total.scenarios.flatMap((item) => item.shares).reduce((days, share) => days + share[end], 0)

    expect(total.lowDays).toBe(Math.floor(sum('low') * 2 + 1e-9) / 2)
    expect(total.highDays).toBe(Math.ceil(sum('high') * 2 - 1e-9) / 2)
  })
})

describe('calibratedFigures', () => {
  it('changes what is named and nothing else', () => {
    const figures = calibratedFigures({
      bases: [{ name: 'S', low: 0.5, high: 1, cap: undefined, at }],
      rates: [{ name: 'flow', low: 1, high: 2, cap: undefined, at }],
    })

    expect(effort('S', [finding('M2E-HRON-401', { count: 4 })], figures)).toMatchObject({ lowDays: 4.5, highDays: 9 })
    expect(effort('M', [finding('M2E-HRON-402', { count: 4 })], figures)).toEqual(
      effort('M', [finding('M2E-HRON-402', { count: 4 })]),
    )
  })

  it.each([
    ['size', { bases: [{ name: 'XXL', low: 1, high: 2, cap: undefined, at }], rates: [] }],
    ['rate', { bases: [], rates: [{ name: 'coffee', low: 1, high: 2, cap: undefined, at }] }],
  ])('refuses a %s there is none of, with its line', (what, calibration) => {
    expect(() => calibratedFigures(calibration)).toThrow(new RegExp(`^effort.json, line 5: there is no ${what} "`))
    expect(() => calibratedFigures(calibration)).toThrow(InputError)
  })
})
