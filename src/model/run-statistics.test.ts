import { describe, expect, it } from 'vitest'
import type { RunSummary } from './objects.js'
import { connectorRunStatistics, runHistorySpan, runProfileStatistics } from './run-statistics.js'

const AD = '00000000-0000-0000-0000-000000000001'

function run(start: string, minutes: number, result = 'success', profile = 'Delta', id = AD): RunSummary {
  const end = new Date(Date.parse(`${start}Z`) + minutes * 60_000).toISOString().slice(0, 19)
  return {
    connectorId: id,
    connectorName: id.endsWith('2') ? 'HR' : 'AD',
    profile,
    number: 1,
    account: '',
    steps: [
      {
        number: 1,
        type: 'delta-import',
        partition: '',
        result,
        startedAt: start,
        endedAt: end,
        counters: [],
        errors: result === 'success' ? [] : [{ name: 'export-error: permission-issue', count: 2 }],
      },
    ],
    at: { file: 'runs.xml', path: '' },
  }
}

describe('statistics of the run history', () => {
  const runs = [
    run('2026-09-01T02:00:00', 10),
    run('2026-09-01T03:00:00', 20, 'completed-export-errors'),
    run('2026-09-01T04:00:00', 90),
    run('2026-08-01T04:00:00', 5, 'success', 'Full', `{${AD.toUpperCase()}}`),
    run('2024-08-01T04:00:00', 5, 'stopped-server', 'Full', '00000000-0000-0000-0000-000000000002'),
  ]

  it('tells how often, how long and with what result each profile runs', () => {
    const [delta, full] = runProfileStatistics(runs)

    expect(delta).toMatchObject({
      profile: 'Delta',
      runs: 3,
      everyHours: 1,
      medianMinutes: 20,
      longestMinutes: 90,
      troubled: 1,
      lastSuccess: '2026-09-01T04:00:00',
      results: [{ name: 'completed-export-errors', count: 1 }],
      errors: [{ name: 'export-error: permission-issue', count: 2 }],
    })
    expect(full).toMatchObject({ connectorId: AD, runs: 1, everyHours: undefined })
  })

  it('tells who has been silent, by the clock of the history itself', () => {
    expect(connectorRunStatistics(runs)).toMatchObject([
      { connector: 'AD', runs: 4, daysSilent: 0 },
      { connector: 'HR', runs: 1, daysSilent: 761, lastSuccess: '' },
    ])
    expect(runHistorySpan(runs)).toMatchObject({ first: '2024-08-01T04:00:00', days: 761 })
  })

  it('does not depend on the order of the runs, and takes unreadable dates for unknown', () => {
    expect(runProfileStatistics([...runs].reverse()).map(({ at: _, connectorId: __, ...line }) => line)).toEqual(
      runProfileStatistics(runs).map(({ at: _, connectorId: __, ...line }) => line),
    )
    const [first] = runs
    const broken = first && { ...first, steps: first.steps.map((step) => ({ ...step, startedAt: 'yesterday' })) }
    expect(runProfileStatistics(broken ? [broken] : [])).toMatchObject([{ last: '', medianMinutes: undefined }])
  })
})
