import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DiffReport } from '../../reports/diff/model.js'
import { root } from '../meta/repository.js'
import { browserPath, launchBrowser } from '../support/browser.js'
import { cli, keptScratch } from '../support/cli.js'
import { apply } from './edits.js'

const names = [
  '</script><script>window.hacked=1</script>',
  "=cmd|' /C calc'!A0",
  '../../etc/passwd',
  '__proto__',
  "$& $' {{product.name}} {{{this}}}",
  'a|b](http://evil.example)[c `x`',
  '\u202Egnp.exe',
  '<img src=x onerror="window.hacked=1">',
]
const connectors = [
  'Asset DB',
  'Badge system',
  'FIM Service',
  'HR',
  'Intranet LDAP',
  'KBCORP AD',
  'KBDEST AD',
  'Phonebook',
]

const folder = keptScratch()
const development = join(root, 'demo', 'estate')
const test = join(folder.path, 'test')
const production = join(folder.path, 'production')
const out = join(folder.path, 'report')

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

beforeAll(async () => {
  cpSync(development, test, { recursive: true })
  cpSync(development, production, { recursive: true })
  apply(test, { file: 'MA-{40070B45', from: '<delete>250</delete>', to: '<delete>500</delete>' })
  apply(production, { file: 'MA-{40070B45', from: '<delete>250</delete>', to: '<delete>750</delete>' })
  apply(production, { file: 'MA-{26D29FA4', from: '<inclusion>OU=Extern,DC=kbcorp,DC=de</inclusion>', to: '' })
  const hostile = join(folder.path, 'hostile')
  cpSync(development, hostile, { recursive: true })
  for (const [index, name] of connectors.entries())
    apply(hostile, {
      file: 'mim-sync/MA-',
      from: `<name>${name}</name>`,
      to: `<name>${Buffer.from(xml(names[index] ?? '')).toString('latin1')}</name>`.replaceAll('$', '$$$$'),
    })
  const { code } = await cli(['diff', development, hostile, '--out', out])
  expect(code).toBe(0)
})

afterAll(() => folder.remove())

function reportIn(path: string): DiffReport {
  return JSON.parse(readFileSync(join(path, 'diff.json'), 'utf8')) as DiffReport
}

describe('mim2entra diff', () => {
  it('says so where nothing differs', async () => {
    const { code, out: text } = await cli(['diff', development, development, '--exit-code'])

    expect([code, text]).toEqual([0, 'No difference.\n'])
  })

  it('tells a pipeline by its exit code', async () => {
    const { code, out: text } = await cli(['diff', development, test, '--exit-code'])

    expect(code).toBe(4)
    expect(text).toContain('deletion limit 250 → 500')
    expect((await cli(['diff', development, test])).code).toBe(0)
  })

  it('holds what could not be read above what differs', async () => {
    const broken = join(folder.path, 'broken')
    cpSync(test, broken, { recursive: true })
    const metaverse = join(broken, 'mim-sync', 'MV.XML')
    const whole = readFileSync(metaverse)
    writeFileSync(metaverse, whole.subarray(0, whole.length / 2))
    const { code, out: text } = await cli(['diff', development, broken, '--exit-code'])

    expect(code).toBe(3)
    expect(text).toContain('1 file could not be read and is not compared')
    expect(text).toContain('- KBMIMSYNC01 › metaverse file')
    expect(text).not.toContain('import flow')
  })

  it('refuses names that are not one for each export', async () => {
    const { code, err } = await cli(['diff', development, test, '--label', 'a', 'b', 'c'])

    expect(code).toBe(2)
    expect(err).toContain('3 names were given for 2 exports')
  })

  it('puts development, test and production side by side, one row a difference', async () => {
    const place = join(folder.path, 'three')
    const labels = ['development', 'test', 'production']
    const { code } = await cli(['diff', development, test, production, '--out', place, '--label', ...labels])
    const report = reportIn(place)
    const rows = report.areas.flatMap((area) => area.rows)

    expect(code).toBe(0)
    expect(report.exports.map(({ label }) => label)).toEqual(labels)
    expect(rows.map(({ values }) => values.map(({ text, isSame }) => `${text}${isSame ? '' : ' *'}`))).toEqual([
      ['there', 'there', 'not there *'],
      ['250', '500 *', '750 *'],
    ])
    expect(readFileSync(join(place, 'index.html'), 'utf8')).toContain('<th scope="col">production</th>')
  })

  it('keeps two differences of one name apart', async () => {
    const twice = join(folder.path, 'twice')
    cpSync(development, twice, { recursive: true })
    const file = join(twice, 'mim-service', 'policy.xml')
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('OU=Mitarbeiter,OU=KB', 'OU=Staff,OU=KB'))
    const { out: text } = await cli(['diff', development, twice, '--json'])
    const rows = (JSON.parse(text) as DiffReport).areas.flatMap((area) => area.rows)

    expect(rows.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['attribute flow dn', 'attribute flow dn'])
    for (const { values } of rows) expect(values[1]?.text).toBe(values[0]?.text.replaceAll('Mitarbeiter', 'Staff'))
  })

  it('speaks German', async () => {
    const { out: text } = await cli(['diff', development, test, '--language', 'de'])

    expect(text).toContain('1 Unterschied, vom Kunden gemacht.')
    expect(text).toContain('Ausführungsschritt')
  })

  it('writes the same bytes for the same input', async () => {
    const [one, other] = [join(folder.path, 'one'), join(folder.path, 'other')]
    for (const place of [one, other]) await cli(['diff', development, test, '--out', place])

    for (const file of ['index.html', 'diff.xlsx', 'diff.md', 'diff.json'])
      expect(readFileSync(join(one, file)).equals(readFileSync(join(other, file))), file).toBe(true)
  })
})

describe('names that are made to harm', () => {
  it('are renames and nothing else', () => {
    const report = reportIn(out)
    const rows = report.areas.flatMap((area) => area.rows)

    expect(rows.map(({ changeText }) => changeText)).toEqual(connectors.map(() => 'renamed'))
    expect(rows.map(({ values }) => values[1]?.text).sort()).toEqual(
      names.map((name) => name.replace('\u202E', '')).sort(),
    )
    expect(report.counts.consequences).toBe(0)
  })

  it('stay text in Markdown', () => {
    const text = readFileSync(join(out, 'diff.md'), 'utf8')
    const outsideCode = text.replaceAll(/(`+) ?[^\n]*?\1(?!`)/g, '')

    expect(text.match(/\n\| \*\*/g)).toHaveLength(names.length)
    expect(text).not.toContain('\u202E')
    expect(outsideCode).not.toMatch(/(?<!\\)<(?:script|img)/)
    for (const line of text.split('\n').filter((row) => row.startsWith('| ')))
      expect(line.match(/(?<!\\)\|/g), line).toHaveLength(7)
  })

  it('stay text in the workbook', async () => {
    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile(join(out, 'diff.xlsx'))
    const cells: ExcelJS.Cell[] = []
    book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => cells.push(cell))))

    expect(cells.filter((cell) => cell.type === ExcelJS.ValueType.Formula)).toEqual([])
    expect(cells.map((cell) => cell.value)).toContain("=cmd|' /C calc'!A0")
  })

  it.skipIf(browserPath === undefined)(
    'stay text in a browser, without a word on the console and without the network',
    async () => {
      const browser = await launchBrowser()
      try {
        const page = await browser.newPage()
        const said: string[] = []
        page.on('console', (message) => said.push(message.text()))
        page.on('pageerror', (error) => said.push(error.message))
        page.on('request', (request) => {
          if (!request.url().startsWith('file:')) said.push(request.url())
        })
        await page.goto(pathToFileURL(join(out, 'index.html')).href)

        expect(await page.evaluate('window.hacked')).toBeUndefined()
        expect(await page.locator('tr[data-row]').count()).toBe(names.length)
        expect(await page.locator('script, img').count()).toBe(0)
        expect(await page.locator('body').innerText()).toContain("$& $' {{product.name}} {{{this}}}")
        expect(said).toEqual([])
      } finally {
        await browser.close()
      }
    },
  )
})
