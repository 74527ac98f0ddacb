import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserPath, launchBrowser } from '../support/browser.js'
import { cli, keptScratch } from '../support/cli.js'

const names = [
  '</script><script>window.hacked=1</script>',
  '<img src=x onerror="window.hacked=1">',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '@SUM(A1)',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  "$& $' {{product.name}} {{{this}}}",
  'a|b](http://evil.example)[c',
  '\u202Egnp.exe',
  '"quoted" & \'single\' <tag>',
  '😀 Ünïcödé 名前',
]

const xmlText = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
const id = (index: number) => `{1111111${index.toString(16)}-2222-4333-8444-555555555555}`

const folder = keptScratch()
const input = join(folder.path, 'export')
const out = join(folder.path, 'report')

beforeAll(async () => {
  mkdirSync(input, { recursive: true })
  for (const [index, name] of names.entries()) {
    const text = xmlText(name)
    writeFileSync(
      join(input, `MA-${index}.xml`),
      `<saved-ma-configuration server='SYNC01' export-date='2026-01-02 03:04:05.678'><ma-data><id>${id(index)}</id><name>${text}</name><category>AD</category><description>${text}</description><export-attribute-flow><export-flow-set cd-object-type="${text}" mv-object-type="person"><export-flow cd-attribute="${text}" id="${id(index)}"><direct-mapping><src-attribute>${text}</src-attribute></direct-mapping></export-flow></export-flow-set></export-attribute-flow></ma-data></saved-ma-configuration>`,
    )
  }
  const flows = names
    .map(
      (name, index) =>
        `<import-flows mv-attribute="${xmlText(name)}" type="ranked"><import-flow src-ma="${id(index)}" cd-object-type="user" id="${id(index)}"><direct-mapping><src-attribute>${xmlText(name)}</src-attribute></direct-mapping></import-flow></import-flows>`,
    )
    .join('')
  writeFileSync(
    join(input, 'MV.xml'),
    `<saved-mv-configuration server='SYNC01' export-date='2026-01-02 03:04:05.678'><mv-data><version>1</version><import-attribute-flow><import-flow-set mv-object-type="person">${flows}</import-flow-set></import-attribute-flow><provisioning type="none"/></mv-data></saved-mv-configuration>`,
  )
  const result = await cli(['assess', input, '--out', out])
  expect(result.err).not.toContain('--verbose')
})
afterAll(() => folder.remove())

describe('names that are made to harm', () => {
  it('stay names in the HTML: no script but ours, no element of theirs', () => {
    const html = readFileSync(join(out, 'index.html'), 'utf8')
    expect(html).not.toContain('\u202E')

    expect(html.match(/<script/g)).toHaveLength(1)
    expect(html).not.toMatch(/<img/)
    expect(html).toContain('&lt;/script&gt;')
    expect(html).toContain('{{product.name}}')
  })

  it.skipIf(browserPath === undefined)('do nothing in a browser', async () => {
    const browser = await launchBrowser()
    const page = await browser.newPage()
    const problems: string[] = []
    page.on('console', (message) => problems.push(message.text()))
    page.on('dialog', (dialog) => problems.push(dialog.message()))
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) problems.push(request.url())
    })
    await page.goto(pathToFileURL(join(out, 'index.html')).href)

    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    expect(problems).toEqual([])
    await browser.close()
  })

  it('stay text in the workbook, and are all there', async () => {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(join(out, 'assessment.xlsx'))
    const found = new Set<unknown>()
    workbook.getWorksheet('Connectors')?.eachRow((row) => {
      found.add(row.getCell(1).value)
    })
    workbook.eachSheet((sheet) => {
      sheet.eachRow((row) => {
        row.eachCell((cell) => {
          // The what-if sheet computes, by formulas that name cells only.
          if (sheet.name === 'What-if' && cell.type === ExcelJS.ValueType.Formula)
            expect(cell.formula).toMatch(/^[A-Z0-9$:,()+*/"<>=. a-z-]*$/)
          else expect([ExcelJS.ValueType.String, ExcelJS.ValueType.Number]).toContain(cell.type)
        })
      })
    })

    for (const name of names) expect([...found]).toContain(name.replace('\u202E', ''))
  })

  it('make no link and no table cell in the Markdown', () => {
    const text = readFileSync(join(out, 'assessment.md'), 'utf8')

    expect(text).not.toMatch(/[^\\]\]\(http:\/\/evil/)
    expect(text).not.toMatch(/[^\\]<script/)
    expect(text).not.toContain('\u202E')
  })

  it('come through the JSON unchanged', () => {
    const { assessment } = JSON.parse(readFileSync(join(out, 'assessment.json'), 'utf8')) as {
      assessment: { estate: { servers: { connectors: { name: string }[] }[] } }
    }

    expect(assessment.estate.servers[0]?.connectors.map((connector) => connector.name).sort()).toEqual(
      [...names].sort(),
    )
  })
})
