import { type Estate, type RunProfileStatistics, runProfileStatistics } from '../../src/model/index.js'
import type { ReportTable } from '../model.js'
import { count, table, text } from '../table.js'
import type { Words } from '../words.js'

/** What the run history adds up to: which profiles run, how often, how long, and what fails. */
export function runRhythmTable(estate: Estate, words: Words): ReportTable {
  return table(
    words,
    { id: 'run-rhythm', chapter: 'operations' },
    runProfileStatistics(estate.runs ?? []),
    [
      text('connector', (line) => line.connector),
      text('profile', (line) => line.profile),
      count('runs', (line) => line.runs),
      text('every', (line) => durationText(line.everyHours === undefined ? undefined : line.everyHours * 60, words)),
      text('typical', (line) => durationText(line.medianMinutes, words)),
      text('longest', (line) => durationText(line.longestMinutes, words)),
      count('troubled', (line) => line.troubled),
      text('results', (line) => named(line.results, words)),
      text('errors', (line) => named(line.errors, words)),
      text('first', (line) => line.first),
      text('last', (line) => line.last),
      text('success', (line) => line.lastSuccess),
    ],
    (line) => line.at,
  )
}

function named(counts: RunProfileStatistics['results'], words: Words): string {
  return counts.map((item) => `${item.name}: ${words.number(item.count)}`).join('\n')
}

/** Minutes below two hours, hours below two days, then days. */
function durationText(minutes: number | undefined, words: Words): string {
  if (minutes === undefined) return ''
  if (minutes < 120) return words('cells.minutes', { value: words.decimal(minutes, minutes < 10 ? 1 : 0) })
  if (minutes < 2_880) return words('cells.hours', { value: words.decimal(minutes / 60, 1) })
  return words('cells.days', { value: words.decimal(minutes / 1_440, 1) })
}
