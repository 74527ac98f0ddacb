import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { analyzers } from '../../analyzers/index.js'
import { loadWords } from '../../src/cli/resources.js'
import { assess } from '../../src/plan/assess.js'
import { openEstate } from '../../src/readers/open.js'
import { unzip } from '../../test/support/unzip.js'
import { buildReport } from '../build.js'
import { wordsOf } from '../words.js'
import { renderExcel } from './render.js'

const words = wordsOf(await loadWords('en'))
const assessment = assess(await openEstate([join('demo', 'estate')]), { asOf: '2026-11-21', analyzers })
const report = buildReport(assessment, { name: 'mim2entra', version: '0.0.0' }, words)
const bytes = await renderExcel(report, words)
const workbook = new ExcelJS.Workbook()
await workbook.xlsx.load(bytes as unknown as ArrayBuffer)

function column(sheet: ExcelJS.Worksheet, title: string): readonly ExcelJS.CellValue[] {
  const head = sheet.getRow(1).values as string[]
  return (sheet.getColumn(head.indexOf(title)).values as ExcelJS.CellValue[]).slice(2)
}

describe('the sheets to work in', () => {
  it('plan every place where a scenario runs, with choices for decision, wave and status', async () => {
    const sheet = workbook.getWorksheet('Work plan')
    const places = report.scenarios.flatMap((page) => page.cases.filter(({ level }) => level !== 'trace'))
    const xml = [...(await unzip(bytes))]
      .map(([, data]) => data.toString('utf8'))
      .find((text) => text.includes('needed'))

    expect(sheet?.rowCount).toBe(places.length + 1)
    expect(sheet === undefined ? [] : column(sheet, 'Wave').filter((wave) => typeof wave !== 'number')).toEqual([])
    expect(xml).toContain('open,in progress,waiting,done,not needed')
    expect(xml).toContain('open,accepted,changed,rejected')
  })

  it('list every hand step, prerequisite and question once', () => {
    const sheet = workbook.getWorksheet('Manual tasks')
    const tasks = sheet === undefined ? [] : column(sheet, 'Task')
    const wanted = report.scenarios.flatMap((page) =>
      page.cases
        .filter(({ level }) => level !== 'trace')
        .flatMap((item) => [...item.handSteps, ...item.prerequisites].map(({ text }) => text)),
    )

    expect(wanted.length).toBeGreaterThan(20)
    expect(wanted.filter((text) => !tasks.includes(text))).toEqual([])
    expect(report.asks.filter(({ what }) => !tasks.includes(what))).toEqual([])
  })

  it('compute what-if by formulas that name cells only, each with its value of today', () => {
    const sheet = workbook.getWorksheet('What-if')
    const formulas: ExcelJS.CellFormulaValue[] = []
    sheet?.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.type === ExcelJS.ValueType.Formula) formulas.push(cell.value as ExcelJS.CellFormulaValue)
      }),
    )

    expect(formulas.length).toBeGreaterThan(30)
    for (const { formula, result } of formulas) {
      expect(formula).toMatch(/^(?:SUM|SUMIFS|IF|[A-Z]\d+\*)[A-Z0-9$:,()+*/"<>=. a-z-]*$/)
      expect(typeof (result ?? 0)).toBe('number')
    }
  })

  it('holds formulas nowhere else', () => {
    const sheets = new Set<string>()
    workbook.eachSheet((sheet) =>
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          if (cell.type === ExcelJS.ValueType.Formula) sheets.add(sheet.name)
        }),
      ),
    )

    expect([...sheets]).toEqual(['What-if'])
  })
})
