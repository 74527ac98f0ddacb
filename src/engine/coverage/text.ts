/** Rule coverage as a table for a person. */

import type { CoverageReport, CoverageRow } from './report.js'

/** Rules that were exercised are counted by kind; those that were not are listed with the reason. */
export function coverageText(report: CoverageReport): string {
  const able = report.total - report.notKnown - report.cannot - report.off
  const lines = [
    `Rules: ${report.total}. Exercised ${report.exercised} of the ${able} that can do their part (${share(report.exercised, able)} %).`,
    `  Reached, code not at hand ${report.notKnown} · kept from it by the configuration itself ${report.cannot} · off ${report.off}`,
    ...kindLines(report.rows),
  ]
  const rest = report.rows.filter((row) => row.status !== 'exercised')
  if (rest.length > 0) lines.push('', 'Not exercised:', ...rest.map(restLine))
  return lines.join('\n')
}

/** Rounded down: 100 % is all of them. */
function share(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.floor((1000 * part) / whole) / 10
}

function kindLines(rows: readonly CoverageRow[]): readonly string[] {
  const kinds = [...new Set(rows.map((row) => row.kind))]
  return kinds.map((kind) => {
    const ofKind = rows.filter((row) => row.kind === kind)
    const exercised = ofKind.filter((row) => row.status === 'exercised').length
    const fired = ofKind.reduce((sum, row) => sum + row.fired, 0)
    return `  ${kind.padEnd(22)} ${`${exercised} of ${ofKind.length}`.padStart(14)}   fired ${fired} times`
  })
}

function restLine(row: CoverageRow): string {
  return `  ${row.kind}  ${row.ma === '' ? '' : `${row.ma}  `}${row.rule}: ${row.reason}`
}

/** One line a rule: what it is, how often it was asked, did its part, counted. */
export function coverageTable(report: CoverageReport): string {
  const head = ['kind', 'connector', 'rule', 'asked', 'fired', 'won', 'status', 'reason']
  const rows = report.rows.map((row) => [
    row.kind,
    row.ma,
    row.rule,
    String(row.asked),
    String(row.fired),
    String(row.won),
    row.status,
    row.reason,
  ])
  return [head, ...rows].map((cells) => cells.join('\t')).join('\n')
}
