import type { Cell, Column, Report, ReportTable } from '../model.js'
import { reconcile } from '../reconcile.js'
import { scenarioTables } from '../tables/scenarios.js'
import type { Words } from '../words.js'
import { type Block, type Captions, type CellText, grid, heading, paragraph } from './blocks.js'
import { tones, WIDE_TEXT_WIDTH, type WordLook } from './styles.js'

/** A document is read, a workbook is searched: longer tables go on there, and the document says so. */
const MOST_ROWS = 60
const MOST_COLUMNS = 8

/** Tables of a deliverable, by chapter; every other table is in the workbook. */
const shown: readonly (readonly [chapter: string, tables: readonly string[]])[] = [
  [
    'word.plan',
    [
      'choices',
      'decisions',
      'effort',
      'artefacts',
      'authority-issues',
      'authority',
      'residual-counts',
      'residual',
      'asks',
    ],
  ],
  ['word.mappings', ['entra-mappings']],
  [
    'markdown.runs-there',
    ['servers', 'connectors', 'services', 'policies', 'workflows', 'sets', 'groups', 'run-profiles', 'run-rhythm'],
  ],
  ['html.sure', ['notices', 'files']],
]

/** What follows the scenarios, on wide pages. */
export function tableChapters(report: Report, words: Words, captions: Captions, look: WordLook): readonly Block[] {
  const all = new Map([...scenarioTables(report, words), ...report.tables].map((table) => [table.id, table]))
  return shown.flatMap(([title, ids]) => {
    const tables = ids.flatMap((id) => all.get(id) ?? [])
    return tables.length === 0
      ? []
      : [heading(1, words(title)), ...tables.flatMap((table) => tableBlocks(table, words, captions, look))]
  })
}

function tableBlocks(table: ReportTable, words: Words, captions: Captions, look: WordLook): readonly Block[] {
  if (table.rows.length === 0) return [heading(2, table.title), paragraph(table.whenEmpty)]
  const columns = table.columns.slice(0, MOST_COLUMNS)
  const rows = table.rows.slice(0, MOST_ROWS)
  const left = { rows: table.rows.length - rows.length, columns: table.columns.length - columns.length }
  reconcile('Word', table.title, table.rows.length, rows.length + left.rows)
  return [
    heading(2, table.title),
    paragraph(table.lead),
    captions.of('Table', table.title),
    grid(
      columns.map((column, index) => ({ title: column.title, share: shareOf(column, rows, index) })),
      rows.map((row) => columns.map((column, index) => cellOf(row.cells[index] ?? '', column, words))),
      look,
      WIDE_TEXT_WIDTH,
    ),
    ...(left.rows === 0 && left.columns === 0
      ? []
      : [paragraph(words('word.more-in-workbook', { ...left, sheet: table.sheet }), 'Source')]),
  ]
}

function textOf(cell: Cell): string {
  return typeof cell === 'object' ? cell.text : String(cell)
}

/** Longer texts are read in the workbook; in a cell they would push everything else off the page. */
const LONGEST_TEXT = 800

function cellOf(cell: Cell, column: Column, words: Words): CellText {
  const whole = textOf(cell)
  const text =
    whole.length <= LONGEST_TEXT
      ? whole
      : `${whole.slice(0, LONGEST_TEXT)}${words('word.cut', { length: whole.length })}`
  if (column.kind === 'number' || column.kind === 'code') return { text, kind: column.kind }
  return tones[text] === undefined ? { text } : { text, tone: text }
}

/** Columns share the width by what stands in them, so that a number does not get the room of a sentence. */
function shareOf(column: Column, rows: ReportTable['rows'], index: number): number {
  const longest = rows.slice(0, 40).map((row) => Math.min(60, textOf(row.cells[index] ?? '').length))
  const typical = longest.reduce((sum, length) => sum + length, 0) / Math.max(1, longest.length)
  return Math.max(8, column.title.length, Math.min(40, typical * 1.3))
}
