import type ExcelJS from 'exceljs'
import type { Report } from '../model.js'
import type { Words } from '../words.js'
import { whatIfRows } from './what-if.js'
import type { WorkingCell, WorkingSheet } from './working.js'

type Workbook = ExcelJS.stream.xlsx.WorkbookWriter
type Sheet = ReturnType<Workbook['addWorksheet']>

/** `plain` makes a text fit for a cell. */
type Plain = (text: string) => string

const headFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF1F3A5F' } } as const
const inputFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF7DB' } } as const
const headFont = { bold: true, color: { argb: 'FFFFFFFF' } } as const

/** Rows below the last that keep their choices, for what a team adds. */
const SPARE_ROWS = 50

export function writeWorkingSheet(workbook: Workbook, sheet: WorkingSheet, plain: Plain): void {
  const page = workbook.addWorksheet(plain(sheet.name), { views: [{ state: 'frozen', ySplit: 1 }] })
  page.columns = sheet.columns.map(({ width }) => ({ width }))
  const head = page.addRow(sheet.columns.map(({ title }) => plain(title)))
  head.font = headFont
  head.fill = headFill
  head.alignment = { vertical: 'middle', wrapText: true }
  head.commit()
  for (const cells of sheet.rows) {
    const row = page.addRow(cells.map((cell) => excelValue(cell, plain)))
    row.alignment = { vertical: 'top', wrapText: true }
    for (const [index, column] of sheet.columns.entries()) {
      const cell = row.getCell(index + 1)
      if (column.isInput === true) cell.fill = inputFill
      if (column.format !== undefined) cell.numFmt = column.format
    }
    row.commit()
  }
  const last = sheet.rows.length + 1
  for (const [index, { choices }] of sheet.columns.entries())
    if (choices !== undefined) offer(page, index + 1, 2, last + SPARE_ROWS, choices)
  page.autoFilter = { from: { row: 1, column: 1 }, to: { row: Math.max(last, 2), column: sheet.columns.length } }
  page.commit()
}

export function writeWhatIf(workbook: Workbook, report: Report, words: Words, plain: Plain): void {
  const page = workbook.addWorksheet(words('workbook.what-if.sheet'))
  page.columns = [44, 14, 14, 14, 14, 16, 16].map((width) => ({ width }))
  for (const given of whatIfRows(report, words)) {
    const row = page.addRow(given.cells.map((cell) => excelValue(cell, plain)))
    if (given.isHead === true) row.font = { bold: true }
    for (const [column, format] of Object.entries(given.formats ?? {})) row.getCell(Number(column)).numFmt = format
    for (const { column, choices } of given.inputs ?? []) {
      row.getCell(column).fill = inputFill
      if (choices !== undefined) offer(page, column, row.number, row.number, choices)
    }
    row.commit()
  }
  page.commit()
}

function excelValue(cell: WorkingCell, plain: Plain): ExcelJS.CellValue {
  if (typeof cell === 'object') return { formula: cell.formula, result: cell.result, date1904: false }
  return typeof cell === 'number' ? cell : plain(cell)
}

/** The writer has the list of validations, its types do not. */
interface WithValidations {
  readonly dataValidations: { add(range: string, validation: ExcelJS.DataValidation): void }
}

function offer(page: Sheet, column: number, from: number, to: number, choices: readonly string[]): void {
  const letter = String.fromCharCode(64 + column)
  const validations = (page as unknown as WithValidations).dataValidations
  validations.add(from === to ? `${letter}${from}` : `${letter}${from}:${letter}${to}`, {
    type: 'list',
    allowBlank: true,
    showErrorMessage: true,
    formulae: [`"${choices.join(',')}"`],
  })
}
