import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserPath, launchBrowser } from '../support/browser.js'
import { cli, keptScratch } from '../support/cli.js'

const named = browserPath === undefined ? 'skipped: no browser on this machine (set MIM2ENTRA_BROWSER)' : 'in a browser'
const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

interface View {
  readonly width?: number
  readonly height?: number
  readonly scripts?: boolean
  readonly dark?: boolean
  /** Lets the test put axe-core into the page; the page's own policy forbids it. */
  readonly inspected?: boolean
}

describe.skipIf(browserPath === undefined)(`the HTML report, ${named}`, () => {
  const folder = keptScratch()
  const out = join(folder.path, 'report')
  const address = pathToFileURL(join(out, 'index.html')).href
  let browser: Browser

  beforeAll(async () => {
    await cli(['demo', '--out', out])
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    folder.remove()
  })

  async function open(view: View = {}, anchor = '') {
    const context = await browser.newContext({
      viewport: { width: view.width ?? 1366, height: view.height ?? 768 },
      javaScriptEnabled: view.scripts !== false,
      colorScheme: view.dark === true ? 'dark' : 'light',
      bypassCSP: view.inspected === true,
    })
    const page = await context.newPage()
    const problems: string[] = []
    const requests: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text())
    })
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) requests.push(request.url())
    })
    await page.goto(`${address}${anchor === '' ? '' : `#${anchor}`}`)
    return { page, problems, requests, close: () => context.close() }
  }

  const overflow = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

  it.each([
    ['laptop', 1366, 768],
    ['phone', 390, 844],
    ['wide screen', 2560, 1440],
  ])('opens on a %s without an error, a request or a page that scrolls sideways', async (_, width, height) => {
    const { page, problems, requests, close } = await open({ width, height })

    expect(problems).toEqual([])
    expect(requests).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(await page.locator('svg[role=img]').count()).toBeGreaterThan(0)
    await close()
  })

  it('weighs no more than a mail takes', () => {
    expect(readFileSync(join(out, 'index.html')).byteLength).toBeLessThan(3_000_000)
  })

  it('says the same with scripts off: every row, every attribute, every chapter', async () => {
    const withScripts = await open()
    const without = await open({ scripts: false })
    const count = (page: Page, selector: string) => page.locator(selector).count()

    for (const selector of ['tr[data-row]', 'details.lin', 'section', 'article', '.entra'])
      expect(await count(without.page, selector), selector).toBe(await count(withScripts.page, selector))
    expect(await without.page.locator('#summary').innerText()).toContain('What becomes of it?')
    expect(await without.page.locator('details.lin').first().isVisible()).toBe(true)
    await without.page.locator('details.lin summary').first().click()
    expect(await without.page.locator('details.lin .path').first().isVisible()).toBe(true)
    await withScripts.close()
    await without.close()
  })

  it('follows every inner link to something that can then be seen', async () => {
    const { page, problems, requests, close } = await open()
    const dead = await page.evaluate(async () => {
      const targets = new Set(
        [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href') ?? ''),
      )
      const unseen: string[] = []
      for (const href of targets) {
        const moved = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }))
        if (location.hash !== href) {
          location.hash = href
          await moved
        }
        const target = document.getElementById(href.slice(1))
        if (target === null || !target.checkVisibility()) unseen.push(href)
      }
      return unseen
    })

    expect(dead).toEqual([])
    expect(problems).toEqual([])
    expect(requests).toEqual([])
    await close()
  })

  it('has no id twice', async () => {
    const { page, close } = await open()
    const twice = await page.evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map((element) => element.id)
      return ids.filter((id, index) => ids.indexOf(id) !== index)
    })

    expect(twice).toEqual([])
    await close()
  })

  it.each<[string, View, object]>([
    ['by day', {}, {}],
    ['by night', { dark: true }, { runOnly: ['color-contrast'] }],
    [
      'on a phone',
      { width: 390, height: 844 },
      { runOnly: ['color-contrast', 'scrollable-region-focusable', 'region'] },
    ],
  ])('keeps the rules of accessibility %s', async (_, view, rules) => {
    const { page, close } = await open({ ...view, inspected: true })
    await page.evaluate(() => {
      // Rows and attributes are alike by the hundred; a few of each are judged, opened as a reader opens them.
      for (const alike of document.querySelectorAll('tbody tr:nth-child(n+6), .lineage-group .lin:nth-of-type(n+4)'))
        alike.remove()
      for (const id of ['plan', 'lineage', 'chapter-rules'])
        for (const details of [...(document.getElementById(id)?.querySelectorAll('details') ?? [])].slice(0, 3))
          details.open = true
    })
    await page.addScriptTag({ content: axe })
    const results = (await page.evaluate(
      (options) =>
        (window as unknown as { axe: { run: (context: object, options: object) => Promise<unknown> } }).axe.run(
          document,
          { ...options, resultTypes: ['violations'] },
        ),
      rules,
    )) as AxeResults
    const serious = results.violations
      .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
      .map((violation) => `${violation.id}: ${violation.nodes[0]?.html.slice(0, 200) ?? ''}`)

    expect(serious).toEqual([])
    await close()
  })

  it('shows where the keyboard is', async () => {
    const { page, close } = await open()
    const seen: string[] = []
    for (let step = 0; step < 25; step += 1) {
      await page.keyboard.press('Tab')
      seen.push(
        await page.evaluate(() => {
          const focused = document.activeElement
          if (focused === null || focused === document.body) return 'lost'
          const { outlineStyle, outlineWidth } = getComputedStyle(focused)
          return outlineStyle === 'none' || outlineWidth === '0px' ? focused.outerHTML.slice(0, 80) : 'visible'
        }),
      )
    }

    expect(seen.filter((each) => each !== 'visible')).toEqual([])
    await close()
  })

  it('filters and sorts a table', async () => {
    const { page, close } = await open()
    const table = page.locator('details#connectors')
    await table.locator('input[type=search]').fill('KBCORP')
    const shown = await table.locator('tr[data-row]:visible').allInnerTexts()

    expect(shown.length).toBeGreaterThan(0)
    expect(shown.every((row) => row.toLowerCase().includes('kbcorp'))).toBe(true)
    await table.locator('input[type=search]').fill('')
    await table.locator('thead button').first().click()
    const names = await table.locator('tr[data-row] td:first-child').allInnerTexts()
    expect(names).toEqual([...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)))
    await close()
  })

  it('filters the rules by direction', async () => {
    const { page, close } = await open({}, 'sync-rules')
    const table = page.locator('details#sync-rules')
    await table.locator('label', { hasText: 'Direction' }).locator('select').selectOption('=outbound')
    const shown = await table.locator('tr[data-row]:visible').allInnerTexts()

    expect(shown.length).toBeGreaterThan(0)
    expect(shown.every((row) => row.includes('outbound'))).toBe(true)
    await close()
  })

  it('picks an attribute and shows its whole way, the Entra mapping beside it', async () => {
    const { page, close } = await open({}, 'lineage')
    await page.locator('.pick input').fill('employeeID KBMIMSYNC01 person')
    const attribute = page.locator('details.lin:visible', { hasText: 'employeeID' }).first()
    const id = (await attribute.getAttribute('id')) ?? ''
    await close()

    const linked = await open({}, id)
    const path = linked.page.locator(`[id="${id}"] .path`)
    await path.waitFor({ state: 'visible', timeout: 5000 })
    expect(await path.innerText()).toMatch(/HR[\s\S]*employeeID[\s\S]*Entra:/)
    await linked.close()
  })

  it('opens the closed table that a deep link leads into', async () => {
    const id = /<tr data-row id="(mapping-[^"]+)"/.exec(readFileSync(join(out, 'index.html'), 'utf8'))?.[1] ?? ''
    const { page, close } = await open({}, id)

    await page.locator(`[id="${id}"]`).waitFor({ state: 'visible', timeout: 5000 })
    await close()
  })

  it('prints pages without the bar, the tools and anything cut off', async () => {
    const { page, close } = await open()
    await page.emulateMedia({ media: 'print' })

    expect(await page.locator('header.top').isVisible()).toBe(false)
    expect(await page.locator('.pick').isVisible()).toBe(false)
    const pdf = await page.pdf({ format: 'A4' })
    expect(pdf.byteLength).toBeGreaterThan(100_000)
    await close()
  })

  it('is looked at: pictures where MIM2ENTRA_PICTURES names a folder for them', async () => {
    const pictures = process.env.MIM2ENTRA_PICTURES
    if (pictures === undefined) return
    mkdirSync(pictures, { recursive: true })
    for (const [name, view] of Object.entries({
      light: {},
      dark: { dark: true },
      phone: { width: 390, height: 844 },
    }) as [string, View][]) {
      const { page, close } = await open(view)
      writeFileSync(join(pictures, `${name}.png`), await page.screenshot({ fullPage: false }))
      await close()
    }
  })
})
