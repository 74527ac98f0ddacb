import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserPath, launchBrowser } from '../support/browser.js'
import { cli, keptScratch, scratch } from '../support/cli.js'

const HOSTILE = '</td><script>alert(1)</script>{{lookup}}"onload="x'
const columns = 'EMP_NO,LAST_NAME,FIRST_NAME,EMP_TYPE,EMP_STATUS,REC_TYPE,IS_TEST,PHONE,JOB_TITLE,DEPARTMENT'
const people = [
  `10001,"${HOSTILE.replaceAll('"', '""')}",Anna,E,A,person,0,+49 341 1,Leiterin,Vertrieb`,
  '10002,Schulz,Bert,E,A,person,0,+49 341 2,Admin,IT',
  '10003,Test,Tom,E,A,person,1,+49 341 2,Admin,IT',
]
const estate = join(process.cwd(), 'demo', 'estate')

function hrFile(): string {
  const file = join(scratch(), 'people.csv')
  writeFileSync(file, [columns, ...people, ''].join('\r\n'))
  return file
}

async function page(...options: readonly string[]): Promise<{ html: string; out: string; code: number }> {
  const file = join(scratch(), 'preview.html')
  const { out, code } = await cli(['simulate', estate, '--objects', hrFile(), '--html', file, ...options])
  return { html: readFileSync(file, 'utf8'), out, code }
}

describe('the preview as a page', () => {
  it('shows candidates, winner and every rule, and lets nothing of the data be more than text', async () => {
    const { html, code } = await page('--preview', 'HR:10001')

    expect(code).toBe(0)
    expect(html).toContain('HR:10001')
    expect(html).toContain('&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).not.toContain('<script')
    expect(html).not.toMatch(/<[^>]*\son\w+=/)
    expect(html).toMatch(/default-src &#x27;none&#x27;; style-src &#x27;sha256-/)
    for (const heading of ['Metaverse attributes', 'Connector filter', 'Import flows'])
      expect(html).toContain(`<h3>${heading}</h3>`)
  })

  it('says which filter keeps an object out', async () => {
    const { html } = await page('--preview', 'HR:10003')

    expect(html).toMatch(/data-mark="good"><td>connector filter of person: [^<]*IS_TEST[^<]*<\/td><td>met<\/td>/)
  })

  it('takes many objects, in German too, with a line for each', async () => {
    const { html, out } = await page('--preview', 'all', '--language', 'de')

    expect(out).toBe(`3 objects previewed in ${/in (.*)\n/.exec(out)?.[1]}\n`)
    expect(html).toContain('<html lang="de">')
    expect(html.match(/<section id="object-/g)).toHaveLength(3)
    expect(html).toContain('href="#object-3"')
  })

  it('gives the same bytes twice', async () => {
    expect((await page('--preview', 'all')).html).toBe((await page('--preview', 'all')).html)
  })

  it('names the kinds of synchronization', async () => {
    const { code, err } = await cli([
      'simulate',
      estate,
      '--objects',
      hrFile(),
      '--preview',
      'HR:10001',
      '--mode',
      'half',
    ])

    expect(code).toBe(2)
    expect(err).toContain('--mode full or --mode delta')
  })
})

const named = browserPath === undefined ? 'skipped: no browser on this machine' : 'in a browser'

describe.skipIf(browserPath === undefined)(`the preview page, ${named}`, () => {
  const folder = keptScratch()
  const file = join(folder.path, 'preview.html')
  let browser: Browser

  beforeAll(async () => {
    await cli(['simulate', estate, '--objects', hrFile(), '--preview', 'all', '--html', file])
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    folder.remove()
  })

  it.each([
    ['light', 1366],
    ['dark', 390],
  ] as const)('opens %s without an error, a request, or a page that scrolls sideways', async (colorScheme, width) => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, javaScriptEnabled: true })
    const shown = await context.newPage()
    const problems: string[] = []
    shown.on('console', (message) => problems.push(message.text()))
    shown.on('request', (request) => {
      if (!request.url().startsWith('file:')) problems.push(request.url())
    })
    await shown.goto(pathToFileURL(file).href)

    const overflow = await shown.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(problems).toEqual([])
    expect(overflow).toBeLessThanOrEqual(0)
    await context.close()
  })
})
