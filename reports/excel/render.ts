import { PassThrough } from 'node:stream'
import ExcelJS from 'exceljs'
import type { Provenance } from '../../src/model/index.js'
import type { Cell, Column, Report, ReportTable } from '../model.js'
import { reconcile } from '../reconcile.js'
import { whereText } from '../table.js'
import { scenarioTables } from '../tables/scenarios.js'
import { withFixedDates } from './zip-dates.js'

/** Most text a cell of the format can hold. */
const CELL_LIMIT = 32_767
/** Rows after which the writer gives the event loop a turn, so that a live progress line can be drawn. */
const ROWS_BEFORE_YIELD = 500

/**
 * `assessment.xlsx`, written row by row: one sheet a table, headers frozen and filterable, no macros, no formulas.
 * Everything from an export is written as a text cell, so a name that begins with `=` stays a name.
 */
export async function renderExcel(report: Report): Promise<Buffer> {
  const day = new Date(`${report.asOf}T00:00:00Z`)
  const sink = new PassThrough()
  const chunks: Buffer[] = []
  sink.on('data', (chunk: Buffer) => chunks.push(chunk))
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: sink, useStyles: true, useSharedStrings: false })
  workbook.creator = report.product.name
  workbook.lastModifiedBy = report.product.name
  workbook.created = day
  workbook.modified = day
  writeSummary(workbook, report)
  for (const table of [...scenarioTables(report), ...report.tables]) await writeTable(workbook, table)
  await workbook.commit()
  return withFixedDates(Buffer.concat(chunks))
}

function writeSummary(workbook: ExcelJS.stream.xlsx.WorkbookWriter, report: Report): void {
  const { headline, completeness } = report
  const sheet = workbook.addWorksheet('Summary', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = [{ width: 38 }, { width: 90 }]
  const lines: readonly (readonly [string, string | number])[] = [
    [report.title, ''],
    ['As of', report.asOf],
    ['Servers', headline.servers],
    ['Connectors', headline.connectors],
    ['Synchronization rules', headline.rules],
    ['MIM Services', headline.services],
    ['Service objects', headline.serviceObjects.all],
    ["Service objects that are the customer's", headline.serviceObjects.signal],
    ['Scenarios certain', headline.scenarios.certain],
    ['Scenarios likely', headline.scenarios.likely],
    ['Scenarios possible', headline.scenarios.possible],
    ['Scenarios not found', headline.scenarios['not-found']],
    ['Scenarios that cannot be seen in this input', headline.scenarios['cannot-be-seen']],
    ['Person-days, low', headline.effort.lowDays],
    ['Person-days, high', headline.effort.highDays],
    ['Deadlines passed', headline.deadlinesStopped],
    ['Deadlines within twelve months', headline.deadlinesSoon],
    ['Deadlines that could not be checked', headline.deadlinesUnknown],
    ['Files read', completeness.filesRead],
    ['Files that could not be read', completeness.filesFailed],
    ['Elements and attributes modelled', completeness.elements.modelled],
    ['… documented', completeness.elements.documented],
    ['… ignored for a stated reason', completeness.elements.ignored],
    ['… unknown', completeness.elements.unknown],
  ]
  for (const [index, [name, value]] of lines.entries()) {
    const row = sheet.addRow([plain(name), typeof value === 'number' ? value : plain(value)])
    if (index === 0) row.font = { bold: true, size: 14 }
    row.getCell(2).alignment = { horizontal: 'left', wrapText: true }
    row.commit()
  }
  sheet.commit()
}

async function writeTable(workbook: ExcelJS.stream.xlsx.WorkbookWriter, table: ReportTable): Promise<void> {
  const sheet = workbook.addWorksheet(sheetName(table.sheet ?? table.title), {
    views: [{ state: 'frozen', ySplit: 1 }],
  })
  const titles = [...table.columns.map((column) => column.title), 'Where']
  sheet.columns = [...table.columns.map((column, index) => ({ width: widthOf(table, column, index) })), { width: 50 }]
  const header = sheet.addRow(titles.map(plain))
  header.font = { bold: true, color: { argb: 'FFFFFFFF' } }
  header.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF1F3A5F' } }
  header.alignment = { vertical: 'middle', wrapText: true }
  header.commit()
  let last = header.number
  for (const [index, row] of table.rows.entries()) {
    const line = sheet.addRow([...row.cells.map(cellValue), plain(where(row.at))])
    line.alignment = { vertical: 'top', wrapText: true }
    last = line.number
    line.commit()
    if (index % ROWS_BEFORE_YIELD === ROWS_BEFORE_YIELD - 1) await new Promise((resolve) => setImmediate(resolve))
  }
  if (table.rows.length === 0) sheet.addRow([plain(table.whenEmpty)]).commit()
  reconcile('Excel', table.title, table.rows.length, last - header.number)
  sheet.autoFilter = {
    from: { row: 1, column: 1 },
    to: { row: Math.max(1, table.rows.length + 1), column: titles.length },
  }
  sheet.commit()
}

function cellValue(cell: Cell): string | number {
  if (typeof cell === 'number') return cell
  return plain(typeof cell === 'string' ? cell : cell.text)
}

/** Text as the format allows it: without control characters, cut at the format's limit and saying so. */
function plain(text: string): string {
  const clean = [...text].map((character) => (isAllowed(character) ? character : ' ')).join('')
  if (clean.length <= CELL_LIMIT) return clean
  const note = ` … (cut, ${clean.length} characters; whole in assessment.json)`
  return clean.slice(0, CELL_LIMIT - note.length) + note
}

/** XML 1.0 allows no other control characters, and lone surrogates are not text. */
function isAllowed(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff
}

function where(at: readonly Provenance[]): string {
  const shown = at.slice(0, 5).map(whereText)
  return at.length > 5 ? `${shown.join('\n')}\n… and ${at.length - 5} more` : shown.join('\n')
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
