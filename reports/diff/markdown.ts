import { occurrences, reconcile } from '../reconcile.js'
import { whereText } from '../table.js'
import type { Words } from '../words.js'
import type { DiffReport, DiffRow } from './model.js'
import { allRows, consequenceLine } from './table.js'

/** `diff.md`: for a mail or a pull request. */
export function renderDiffMarkdown(report: DiffReport, words: Words): string {
  const moreText = (count: number): string => words('diff.more', { count })
  const section = (title: string, rows: readonly DiffRow[]): string[] =>
    rows.length === 0 ? [] : [`## ${inline(title)}`, table(report, rows, words, moreText)]
  const blocks = [
    `# ${inline(report.title)}`,
    list(report.exports.map((one) => exportLine(one, words))),
    report.summary.map(inline).join('\n'),
    ...report.areas.flatMap((area) => section(area.title, area.rows)),
    ...section(words('diff.drift'), report.drift),
    ...(report.unexplained.length === 0
      ? []
      : [`## ${words('diff.unexplained')}`, list(report.unexplained.map((one) => consequenceLine(one, moreText)))]),
    ...(report.notes.length === 0 ? [] : [`## ${words('diff.notes')}`, list(report.notes)]),
  ]
  const text = `${blocks.join('\n\n')}\n`
  reconcile('Markdown', report.title, allRows(report, '').length, occurrences(text, '\n| **'))
  return text
}

export function exportLine(one: DiffReport['exports'][number], words: Words): string {
  const build = one.build === '' ? '' : words('diff.build', { build: one.build })
  return [words('diff.export', { label: one.label, holds: one.holds, count: one.files }), build]
    .filter((part) => part !== '')
    .join(' ')
}

function table(
  report: DiffReport,
  rows: readonly DiffRow[],
  words: Words,
  moreText: (count: number) => string,
): string {
  const head = [
    words('diff.column.what'),
    words('diff.column.where'),
    ...valueTitles(report, words),
    words('diff.column.follows'),
    words('diff.column.place'),
  ]
  const lines = rows.map((row) => [
    `**${inline(row.changeText)}** ${inline(row.kind)} ${inline(row.name)}${row.about === '' ? '' : ` — ${inline(row.about)}`}`,
    inline(row.where.join(' › ')),
    ...row.values.map((value) => code(value.text)),
    row.consequences.map((one) => inline(consequenceLine(one, moreText))).join('<br>'),
    row.at
      .slice(-1)
      .map((at) => inline(whereText(at)))
      .join(''),
  ])
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

export function valueTitles(report: DiffReport, words: Words): string[] {
  return report.exports.length === 2
    ? [words('diff.column.before'), words('diff.column.after')]
    : report.exports.map((one) => one.label)
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${inline(item)}`).join('\n')
}

/** Nothing of a name is markup. */
function inline(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ').replace(/[\\`*_[\]<>|#~&!]/g, (sign) => `\\${sign}`)
}

/** Between as many backticks as the text needs. */
function code(text: string): string {
  const plain = text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
  if (plain === '') return ''
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map((match) => match[0].length))
  const fence = '`'.repeat(longest + 1)
  const pad = plain.startsWith('`') || plain.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${plain.replaceAll('|', '\\|')}${pad}${fence}`
}
