import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyzers } from '../../../analyzers/index.js'
import type { WaveDecision } from '../../model/index.js'
import { calendarOf } from './calendar.js'
import { jobForecast } from './forecast.js'
import { placeInWaves, predecessorsOf } from './order.js'

const all = analyzers.map((analyzer) => analyzer.meta.id)
const waveOf = (scenarios: readonly string[], placed: readonly WaveDecision[] = []) =>
  Object.fromEntries(placeInWaves(scenarios, placed).map((item) => [item.scenario, item.wave]))

function placed(scenario: string, wave: number): WaveDecision {
  return { kind: 'wave', scenario, wave, why: '', by: '', at: { file: 'd', path: '', line: 3 } }
}

describe('placeInWaves', () => {
  it('knows every scenario, and no circle', () => {
    for (const id of all) expect([...predecessorsOf(id)], id).not.toContain(id)
    for (const id of all) for (const other of predecessorsOf(id)) expect(all, id).toContain(other)
    expect(all.filter((id) => predecessorsOf(id).size === 0)).toEqual(['data-cleanup'])
  })

  it('cleans first, switches groups before users, and ends with what drives the engine', () => {
    const waves = waveOf(all)

    expect(waves['data-cleanup']).toBe(1)
    expect(waves['soa-groups']).toBeLessThan(waves['soa-users'] ?? 0)
    expect(waves['bhold-roles']).toBeLessThan(waves.attestation ?? 0)
    expect(waves['run-scheduling']).toBe(Math.max(...Object.values(waves)))
  })

  it('leaves no empty wave for what is not there, and keeps the order over it', () => {
    expect(waveOf(['soa-users', 'hr-onprem'])).toEqual({ 'hr-onprem': 1, 'soa-users': 2 })
    expect(waveOf(['sspr'])).toEqual({ sspr: 1 })
  })

  it('takes a decision as it is, lets the rest follow, and names what it breaks', () => {
    expect(waveOf(['hr-onprem', 'sspr'], [placed('hr-onprem', 3)])).toEqual({ 'hr-onprem': 3, sspr: 4 })

    const [, early] = placeInWaves(['hr-onprem', 'sspr'], [placed('sspr', 1)])
    expect(early).toMatchObject({
      wave: 1,
      decided: true,
      conflict: { id: 'M2E-WAVE-201', params: { scenario: 'sspr', wave: 1, needs: 'hr-onprem' }, at: [{ line: 3 }] },
    })
  })

  it('puts everything after what it needs, whichever scenarios there are', () => {
    fc.assert(
      fc.property(fc.subarray(all), (scenarios) => {
        const waves = waveOf(scenarios)
        for (const id of scenarios)
          for (const other of scenarios)
            if (predecessorsOf(id).has(other)) expect(waves[id] ?? 0).toBeGreaterThan(waves[other] ?? 0)
        const numbers = new Set(Object.values(waves))
        expect(Math.max(0, ...numbers)).toBe(numbers.size)
      }),
    )
  })
})

describe('calendarOf', () => {
  const wave = { effort: { lowDays: 10, highDays: 40 }, forecast: [] }

  it('pilots a wave when the one before is validated, and prepares it earlier', () => {
    const [first, second] = calendarOf([wave, wave])

    expect(first?.prepare.low).toEqual({ start: 0, end: 3 })
    expect(first?.prepare.high).toEqual({ start: 0, end: 12 })
    expect(second?.prepare.high.start).toBe(first?.pilot.high.start)
    expect(second?.pilot.high.start).toBe(first?.validate.high.end)
  })

  it('lasts as long as the services need', () => {
    const forecast = [
      { artefact: '', text: { id: 'x', params: {}, at: [] }, fact: '', lowMinutes: 10, highMinutes: 9 * 1440 },
    ]
    const [span] = calendarOf([{ ...wave, forecast }])

    expect(span?.cutover.high).toMatchObject({ end: (span?.cutover.high.start ?? 0) + 9 })
    expect(span?.cutover.low.end).toBe((span?.cutover.low.start ?? 0) + 1)
  })
})

describe('jobForecast', () => {
  const job = { name: 'HR', pilot: { kind: 'upload' } } as unknown as Parameters<typeof jobForecast>[1]
  const forecast = (objects: number | undefined) => jobForecast('k', job, { system: 'AD', objectType: 'user', objects })

  it('foretells nothing about objects nobody counted', () => {
    expect(forecast(undefined)).toEqual([])
  })

  it('counts the quota of the upload and the first cycle of the service', () => {
    expect(forecast(12_480)).toMatchObject([
      { fact: 'api.limits', text: { params: { calls: 250, days: 1 } }, lowMinutes: 1, highMinutes: 5 },
      { fact: 'cycle.initial', lowMinutes: 125, highMinutes: 40 + 999 },
    ])
    expect(forecast(250_000)[0]).toMatchObject({ text: { params: { calls: 5000, days: 3 } }, highMinutes: 3 * 1440 })
  })
})
