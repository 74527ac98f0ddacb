import { expect, it } from 'vitest'
import { estate, place } from '../../analyzers/testing/estate-builder.js'
import { loadWords } from '../../src/cli/resources.js'
import type { RunSummary } from '../../src/model/index.js'
import { wordsOf } from '../words.js'
import { runRhythmTable } from './run-rhythm.js'

const words = wordsOf(await loadWords('en'))

function run(hour: number, minutes: number, result: string): RunSummary {
  const clock = (total: number) =>
    `2026-09-01 ${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}:00.000`
  const step = { number: 1, type: 'export', partition: '', result, counters: [] }
  const errors = result === 'success' ? [] : [{ name: 'export-error: permission-issue', count: 3 }]
  return {
    connectorId: 'a',
    connectorName: 'Corp AD',
    profile: 'Export',
    number: hour,
    account: '',
    steps: [{ ...step, startedAt: clock(hour * 60), endedAt: clock(hour * 60 + minutes), errors }],
    at: place(),
  }
}

it('adds the history up: how often, how long, what fails', () => {
  const runs = [run(2, 5, 'success'), run(5, 150, 'completed-export-errors'), run(8, 7, 'success')]

  const { columns, rows } = runRhythmTable(estate({ runs }), words)

  const line = Object.fromEntries(columns.map(({ key }, index) => [key, rows[0]?.cells[index]]))
  expect(rows).toHaveLength(1)
  expect(line).toMatchObject({
    connector: 'Corp AD',
    profile: 'Export',
    runs: 3,
    every: '3.0 h',
    typical: '7.0 min',
    longest: '2.5 h',
    troubled: 1,
    results: 'completed-export-errors: 1',
    errors: 'export-error: permission-issue: 3',
    success: '2026-09-01 08:00:00.000',
  })
})
