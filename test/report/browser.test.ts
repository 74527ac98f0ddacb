import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserPath, launchBrowser } from '../support/browser.js'
import { cli, keptScratch } from '../support/cli.js'

const named = browserPath === undefined ? 'skipped: no browser on this machine (set MIM2ENTRA_BROWSER)' : 'in a browser'

describe.skipIf(browserPath === undefined)(`the HTML report, ${named}`, () => {
  const folder = keptScratch()
  const out = join(folder.path, 'report')
  let browser: Browser

  beforeAll(async () => {
    await cli(['demo', '--out', out])
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    folder.remove()
  })

  async function open(options: { width: number; height: number; scripts?: boolean }) {
    const context = await browser.newContext({
      viewport: { width: options.width, height: options.height },
      javaScriptEnabled: options.scripts !== false,
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
    await page.goto(pathToFileURL(join(out, 'index.html')).href)
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

  it('says the same with scripts off', async () => {
    const withScripts = await open({ width: 1366, height: 768 })
    const without = await open({ width: 1366, height: 768, scripts: false })
    const rows = (page: Page) => page.locator('tr[data-row]').count()

    expect(await rows(without.page)).toBe(await rows(withScripts.page))
    expect(await without.page.locator('#summary').innerText()).toContain('What becomes of it?')
    await withScripts.close()
    await without.close()
  })

  it('leads every inner link to something that is there', async () => {
    const { page, close } = await open({ width: 1366, height: 768 })
    const dead = await page.evaluate(() =>
      [...document.querySelectorAll('a[href^="#"]')]
        .map((link) => link.getAttribute('href') ?? '')
        .filter((href) => document.getElementById(href.slice(1)) === null),
    )

    expect(dead).toEqual([])
    await close()
  })

  it('has no id twice', async () => {
    const { page, close } = await open({ width: 1366, height: 768 })
    const twice = await page.evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map((element) => element.id)
      return ids.filter((id, index) => ids.indexOf(id) !== index)
    })

    expect(twice).toEqual([])
    await close()
  })

  it('filters and sorts a table', async () => {
    const { page, close } = await open({ width: 1366, height: 768 })
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

  it('opens the closed table that a deep link leads into', async () => {
    const id = /<tr data-row id="(mapping-[^"]+)"/.exec(readFileSync(join(out, 'index.html'), 'utf8'))?.[1] ?? ''
    const { page, close } = await open({ width: 1366, height: 768 })
    await page.goto(`${pathToFileURL(join(out, 'index.html')).href}#${id}`)

    await page.locator(`[id="${id}"]`).waitFor({ state: 'visible', timeout: 5000 })
    await close()
  })
})
