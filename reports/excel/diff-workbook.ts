import ExcelJS from 'exceljs'
import { exportLine, valueTitles } from '../diff/markdown.js'
import type { DiffReport } from '../diff/model.js'
import { allRows, consequenceLine } from '../diff/table.js'
import { reconcile } from '../reconcile.js'
import { whereText } from '../table.js'
import type { Words } from '../words.js'
import { xmlText } from '../xml-text.js'
import { withFixedDates } from './zip-dates.js'

/** Most text a cell of the format can hold. */
const CELL_LIMIT = 32_767
/** The workbook states a day; it is always this one, so that the same input gives the same bytes. */
const DAY = new Date('2000-01-01T00:00:00Z')

/** `diff.xlsx`: what was compared, one row a difference, one row a consequence with the difference it follows from. */
export async function renderDiffWorkbook(report: DiffReport, words: Words): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  workbook.creator = report.product.name
  workbook.created = DAY
  workbook.modified = DAY
  const moreText = (count: number): string => words('diff.more', { count })
  const rows = allRows(report, words('diff.drift'))

  const overview = workbook.addWorksheet(words('diff.sheet.overview'))
  overview.columns = [{ width: 110 }]
  for (const line of [
    report.title,
    ...report.exports.map((one) => exportLine(one, words)),
    '',
    ...report.summary,
    '',
    ...report.notes,
  ])
    overview.addRow([cell(line)])
  overview.getRow(1).font = { bold: true, size: 14 }
  overview.getColumn(1).alignment = { wrapText: true, vertical: 'top' }

  const differences = sheet(workbook, words('diff.sheet.differences'), [
    [words('diff.column.number'), 8],
    [words('diff.column.area'), 22],
    [words('diff.column.change'), 12],
    [words('diff.column.kind'), 20],
    [words('diff.column.name'), 40],
    [words('diff.column.where'), 40],
    [words('diff.column.about'), 22],
    ...valueTitles(report, words).map((title): [string, number] => [title, 45]),
    [words('diff.column.count'), 10],
    [words('diff.column.place'), 50],
  ])
  for (const [index, { area, row }] of rows.entries())
    differences.addRow([
      index + 1,
      ...[area, row.changeText, row.kind, row.name, row.where.join(' › '), row.about].map(cell),
      ...row.values.map((value) => cell(value.text)),
      row.consequences.length,
      cell(row.at.map(whereText).join('\n')),
    ])
  reconcile('Excel', report.title, rows.length, differences.rowCount - 1)

  const consequences = sheet(workbook, words('diff.sheet.consequences'), [
    [words('diff.column.number'), 8],
    [words('diff.column.cause'), 50],
    [words('diff.column.follows'), 70],
    [words('diff.column.names'), 70],
  ])
  for (const [index, { row }] of rows.entries())
    for (const one of row.consequences)
      consequences.addRow([
        index + 1,
        cell(`${row.changeText}: ${row.kind} ${row.name}`),
        cell(one.text),
        cell(consequenceLine({ ...one, text: '' }, moreText).trim()),
      ])
  for (const one of report.unexplained)
    consequences.addRow([
      '',
      cell(words('diff.unexplained')),
      cell(one.text),
      cell(consequenceLine({ ...one, text: '' }, moreText).trim()),
    ])
  reconcile('Excel', words('diff.sheet.consequences'), report.counts.consequences, consequences.rowCount - 1)
  return withFixedDates(Buffer.from(await workbook.xlsx.writeBuffer()))
}

function sheet(
  workbook: ExcelJS.Workbook,
  name: string,
  columns: readonly (readonly [string, number])[],
): ExcelJS.Worksheet {
  const made = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  made.columns = columns.map(([, width]) => ({ width, style: { alignment: { wrapText: true, vertical: 'top' } } }))
  const head = made.addRow(columns.map(([title]) => cell(title)))
  head.font = { bold: true, color: { argb: 'FFFFFFFF' } }
  head.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF1F3A5F' } }
  made.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } }
  return made
}

/** Always a text cell: a name that begins with `=` stays a name. */
function cell(text: string): string {
  const clean = xmlText(text)
  return clean.length <= CELL_LIMIT ? clean : `${clean.slice(0, CELL_LIMIT - 1)}…`
}
