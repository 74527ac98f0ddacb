import { PassThrough } from 'node:stream'
import ExcelJS from 'exceljs'
import type { Provenance } from '../../src/model/index.js'
import type { Cell, Column, Report, ReportTable } from '../model.js'
import { reconcile } from '../reconcile.js'
import { whereText } from '../table.js'
import { scenarioTables } from '../tables/scenarios.js'
import type { Words } from '../words.js'
import { xmlText } from '../xml-text.js'
import { workingSheets } from './working.js'
import { writeWhatIf, writeWorkingSheet } from './write-working.js'
import { withFixedDates } from './zip-dates.js'

/** Most text a cell of the format can hold. */
const CELL_LIMIT = 32_767
/** Rows after which the writer gives the event loop a turn, so that a live progress line can be drawn. */
const ROWS_BEFORE_YIELD = 500

/**
 * `assessment.xlsx`, written row by row: sheets to work in, then one sheet a table, headers frozen and filterable, no
 * macros. Everything from an export is written as a text cell, so a name that begins with `=` stays a name; the formulas of
 * the what-if sheet name cells only.
 */
export async function renderExcel(report: Report, words: Words): Promise<Buffer> {
  const day = new Date(`${report.asOf}T00:00:00Z`)
  const sink = new PassThrough()
  const chunks: Buffer[] = []
  sink.on('data', (chunk: Buffer) => chunks.push(chunk))
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: sink, useStyles: true, useSharedStrings: false })
  workbook.creator = report.product.name
  workbook.lastModifiedBy = report.product.name
  workbook.created = day
  workbook.modified = day
  writeSummary(workbook, report, words)
  for (const sheet of workingSheets(report, words)) writeWorkingSheet(workbook, sheet, (text) => plain(text, words))
  writeWhatIf(workbook, report, words, (text) => plain(text, words))
  for (const table of [...scenarioTables(report, words), ...report.tables]) await writeTable(workbook, table, words)
  await workbook.commit()
  return withFixedDates(Buffer.concat(chunks))
}

function writeSummary(workbook: ExcelJS.stream.xlsx.WorkbookWriter, report: Report, words: Words): void {
  const { headline, completeness } = report
  const sheet = workbook.addWorksheet(sheetName(words('workbook.summary')), { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = [{ width: 38 }, { width: 90 }]
  const lines: readonly (readonly [string, string | number])[] = [
    [report.title, ''],
    [words('workbook.as-of'), words.date(report.asOf)],
    [words('workbook.servers'), headline.servers],
    [words('workbook.connectors'), headline.connectors],
    [words('workbook.synchronization-rules'), headline.rules],
    [words('workbook.mim-services'), headline.services],
    [words('workbook.service-objects'), headline.serviceObjects.all],
    [words('workbook.service-objects-that-are-the-customers'), headline.serviceObjects.signal],
    [words('workbook.scenarios-certain'), headline.scenarios.certain],
    [words('workbook.scenarios-likely'), headline.scenarios.likely],
    [words('workbook.scenarios-possible'), headline.scenarios.possible],
    [words('workbook.scenarios-not-found'), headline.scenarios['not-found']],
    [words('workbook.scenarios-that-cannot-be-seen-in-this-input'), headline.scenarios['cannot-be-seen']],
    [words('workbook.person-days-low'), headline.effort.lowDays],
    [words('workbook.person-days-high'), headline.effort.highDays],
    [words('workbook.deadlines-passed'), headline.deadlinesStopped],
    [words('workbook.deadlines-within-twelve-months'), headline.deadlinesSoon],
    [words('workbook.deadlines-that-could-not-be-checked'), headline.deadlinesUnknown],
    [words('workbook.files-read'), completeness.filesRead],
    [words('workbook.files-that-could-not-be-read'), completeness.filesFailed],
    [words('workbook.elements-and-attributes-modelled'), completeness.elements.modelled],
    [words('workbook.elements-documented'), completeness.elements.documented],
    [words('workbook.elements-ignored-for-a-stated-reason'), completeness.elements.ignored],
    [words('workbook.elements-unknown'), completeness.elements.unknown],
  ]
  for (const [index, [name, value]] of lines.entries()) {
    const row = sheet.addRow([plain(name, words), typeof value === 'number' ? value : plain(value, words)])
    if (index === 0) row.font = { bold: true, size: 14 }
    row.getCell(2).alignment = { horizontal: 'left', wrapText: true }
    row.commit()
  }
  sheet.commit()
}

async function writeTable(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  table: ReportTable,
  words: Words,
): Promise<void> {
  const sheet = workbook.addWorksheet(sheetName(table.sheet), {
    views: [{ state: 'frozen', ySplit: 1 }],
  })
  const titles = [...table.columns.map((column) => column.title), words('html.where')]
  sheet.columns = [...table.columns.map((column, index) => ({ width: widthOf(table, column, index) })), { width: 50 }]
  const header = sheet.addRow(titles.map((title) => plain(title, words)))
  header.font = { bold: true, color: { argb: 'FFFFFFFF' } }
  header.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF1F3A5F' } }
  header.alignment = { vertical: 'middle', wrapText: true }
  header.commit()
  let last = header.number
  for (const [index, row] of table.rows.entries()) {
    const line = sheet.addRow([...row.cells.map((cell) => cellValue(cell, words)), plain(where(row.at, words), words)])
    line.alignment = { vertical: 'top', wrapText: true }
    last = line.number
    line.commit()
    if (index % ROWS_BEFORE_YIELD === ROWS_BEFORE_YIELD - 1) await new Promise((resolve) => setImmediate(resolve))
  }
  if (table.rows.length === 0) sheet.addRow([plain(table.whenEmpty, words)]).commit()
  reconcile('Excel', table.title, table.rows.length, last - header.number)
  sheet.autoFilter = {
    from: { row: 1, column: 1 },
    to: { row: Math.max(1, table.rows.length + 1), column: titles.length },
  }
  sheet.commit()
}

function cellValue(cell: Cell, words: Words): string | number {
  if (typeof cell === 'number') return cell
  return plain(typeof cell === 'string' ? cell : cell.text, words)
}

/** Text as the format allows it: without control characters, cut at the format's limit and saying so. */
function plain(text: string, words: Words): string {
  const clean = xmlText(text)
  if (clean.length <= CELL_LIMIT) return clean
  const note = words('workbook.cut', { length: clean.length })
  return clean.slice(0, CELL_LIMIT - note.length) + note
}

function where(at: readonly Provenance[], words: Words): string {
  const shown = at.slice(0, 5).map(whereText)
  return at.length > 5 ? `${shown.join('\n')}\n… ${words('html.more', { count: at.length - 5 })}` : shown.join('\n')
}

/** A sheet's name has at most 31 characters and none of `\ / ? * [ ] :`. */
function sheetName(title: string): string {
  const name = title.replace(/[\\/?*[\]:]/g, ' ')
  return name.length <= 31 ? name : `${name.slice(0, 30).trimEnd()}…`
}

function widthOf(table: ReportTable, column: Column, index: number): number {
  let widest = column.title.length
  for (const row of table.rows.slice(0, 200)) {
    const cell = row.cells[index] ?? ''
    const text = typeof cell === 'object' ? cell.text : String(cell)
    for (const line of text.split('\n')) widest = Math.max(widest, line.length)
  }
  return Math.min(60, Math.max(10, widest + 2))
}
