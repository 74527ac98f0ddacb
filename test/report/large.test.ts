import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { analyzers } from '../../analyzers/index.js'
import { writeLargeEstate } from '../../bench/large-estate.js'
import { buildReport } from '../../reports/build.js'
import { renderHtml } from '../../reports/html/render.js'
import { english, loadHtmlTemplates } from '../../src/cli/resources.js'
import { assess } from '../../src/plan/assess.js'
import { openEstate } from '../../src/readers/open.js'
import { keptScratch } from '../support/cli.js'

const folder = keptScratch()
afterAll(() => folder.remove())

it('says of two thousand rules and three hundred groups what fits a page, and states what it leaves out', async () => {
  writeLargeEstate('demo/estate', join(folder.path, 'estate'), {
    rules: 2000,
    connectors: 4,
    groups: 300,
    serviceObjects: 2000,
  })
  const estate = await openEstate([join(folder.path, 'estate')])
  const words = await english()
  const report = buildReport(assess(estate, { asOf: '2026-11-21', analyzers }), { name: 'x', version: '1' }, words)
  const html = renderHtml(report, await loadHtmlTemplates(), words)
  const rowsOf = (id: string) => {
    const table = new RegExp(`<details id="${id}" class="facts-table"[\\s\\S]*?</details>`).exec(html)?.[0] ?? ''
    return table.split('<tr data-row').length - 1
  }
  const flows = report.tables.find((table) => table.id === 'flows')?.rows.length ?? 0

  expect(Buffer.byteLength(html)).toBeLessThan(10_000_000)
  expect(rowsOf('sync-rules')).toBe(2000)
  expect(rowsOf('groups')).toBe(300)
  expect(flows).toBeGreaterThan(1000)
  expect(rowsOf('flows')).toBe(1000)
  expect(html).toContain(
    `The first 1,000 of ${words.number(flows)} rows are shown; all rows are in the workbook, sheet &quot;Attribute flows&quot;.`,
  )
}, 120_000)
