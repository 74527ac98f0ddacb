import { join } from 'node:path'
import { XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { analyzers } from '../../analyzers/index.js'
import { loadWords } from '../../src/cli/resources.js'
import { assess } from '../../src/plan/assess.js'
import { openEstate } from '../../src/readers/open.js'
import { unzip } from '../../test/support/unzip.js'
import { buildReport } from '../build.js'
import type { Report } from '../model.js'
import { wordsOf } from '../words.js'
import { renderWord } from './render.js'
import { standardLook } from './styles.js'

const english = wordsOf(await loadWords('en'))
const german = wordsOf(await loadWords('de'))
const assessment = assess(await openEstate([join('demo', 'estate')]), { asOf: '2026-11-21', analyzers })
const product = { name: 'mim2entra', version: '0.0.0' }

/** A few scenarios and tables are enough to show every kind of block. */
function smallReport(words = english, ...ids: readonly string[]): Report {
  const report = buildReport(assessment, product, words)
  return {
    ...report,
    scenarios: report.scenarios.filter(({ id }) => (ids.length === 0 ? ['hr-onprem', 'sspr'] : ids).includes(id)),
    tables: report.tables.slice(1, 3).map((table) => ({ ...table, rows: table.rows.slice(0, 10) })),
  }
}

async function documentOf(report: Report, words = english): Promise<ReadonlyMap<string, string>> {
  const files = await unzip(await renderWord(report, words))
  return new Map([...files].map(([name, bytes]) => [name, bytes.toString('utf8')]))
}

/** Everything a reader sees, in order. */
function textOf(xml: string): string {
  return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((match) => match[1] ?? '').join('\n')
}

describe('the Word document', () => {
  it('holds a contents field, styled headings, numbered captions, figures and tables', async () => {
    const xml = (await documentOf(smallReport())).get('word/document.xml') ?? ''

    expect(xml).toMatch(/TOC [^<]*\\h/)
    expect(xml).toMatch(/<w:pStyle w:val="Heading1"\/>/)
    expect(xml).toMatch(/SEQ Table/)
    expect(xml).toMatch(/SEQ Figure/)
    expect(xml).toMatch(/<wpg:wgp>/)
    expect(xml).toMatch(/<c:chart /)
    expect(xml.match(/<w:tblHeader\/>/g)?.length).toBeGreaterThan(5)
  })

  it('says everything a scenario page says', async () => {
    const report = smallReport()
    const xml = (await documentOf(report)).get('word/document.xml') ?? ''
    const text = textOf(xml)
      .replace(/&apos;/g, "'")
      .replace(/&quot;/g, '"')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&')
    const firm = report.scenarios.flatMap((page) => page.cases.filter(({ level }) => level !== 'trace'))

    expect(firm.length).toBeGreaterThan(1)
    for (const item of firm)
      for (const statement of [item.target, ...item.blockers, ...item.losses, ...item.prerequisites, ...item.handSteps])
        expect(text).toContain(statement.text)
  })

  it('is the same to the byte, and knows no clock', async () => {
    const report = smallReport(english, 'sspr')

    expect((await renderWord(report, english)).equals(await renderWord(report, english))).toBe(true)
  })

  it('speaks German', async () => {
    const files = await documentOf(smallReport(german, 'sspr'), german)
    const text = textOf(files.get('word/document.xml') ?? '')

    expect(text).toContain('Zusammenfassung für die Leitung')
    expect(text).not.toContain('Management summary')
    expect(files.get('word/styles.xml')).toContain('w:val="de"')
  })

  it('wears the name, the logo and the last line of a brand', async () => {
    const logo = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"/>')
    const look = {
      ...standardLook,
      name: 'Berater <GmbH>',
      footer: 'Vertraulich',
      logo: { mediaType: 'image/svg+xml', bytes: logo, size: { width: 40, height: 20 } },
    } as const
    const files = await unzip(await renderWord(smallReport(), english, look))
    const text = (name: string): string => files.get(name)?.toString('utf8') ?? ''

    expect(text('word/document.xml')).toContain('Berater &lt;GmbH&gt;')
    expect(text('word/footer1.xml')).toContain('Vertraulich')
    expect([...files.values()].some((bytes) => bytes.equals(logo))).toBe(true)
  })

  it('breaks no word of a verdict or a stage in a narrow column', async () => {
    const xml = (await documentOf(smallReport())).get('word/document.xml') ?? ''
    const widths = [...xml.matchAll(/<w:gridCol w:w="(\d+)"/g)].map((match) => Number(match[1]))

    expect(widths.length).toBeGreaterThan(20)
    expect(Math.min(...widths)).toBeGreaterThan(400)
    const stageCells = [...xml.matchAll(/<w:tcW w:type="dxa" w:w="(\d+)"\/>(?:(?!<w:tcW).)*?>decommission</g)]
    expect(stageCells.length).toBeGreaterThan(0)
    for (const [, width] of stageCells) expect(Number(width)).toBeGreaterThan('decommission'.length * 105)
  })

  it('stays well-formed whatever the names are', async () => {
    const evil = '</w:t><w:p/>\u0000\u000b\ud800 $& ]]> ../ =cmd|x \u202egnp'
    const poisoned = JSON.parse(
      JSON.stringify(smallReport(english, 'sspr'), (_, value: unknown) =>
        typeof value === 'string' && /^[A-Z]/.test(value) ? `${value}${evil}` : value,
      ),
    ) as Report

    const files = await documentOf(poisoned)

    for (const [name, xml] of files)
      if (/\.(?:xml|rels)$/.test(name)) expect(XMLValidator.validate(xml), name).toBe(true)
    expect(files.get('word/document.xml')).toContain('&lt;/w:t&gt;')
    expect(files.get('word/document.xml')).not.toContain('\u202e')
  })
})
