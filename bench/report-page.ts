import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Time until the first view stands, until the page takes a click, and until a filter shows its rows. */
export async function measurePage(file: string): Promise<void> {
  const executablePath = process.env.MIM2ENTRA_BROWSER ?? candidates.find((path) => existsSync(path))
  if (executablePath === undefined) {
    console.log('The page was not measured: no browser on this machine (set MIM2ENTRA_BROWSER).')
    return
  }
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
  const start = performance.now()
  await page.goto(pathToFileURL(file).href, { waitUntil: 'load' })
  const loaded = performance.now() - start
  const paint = await page.evaluate(
    () =>
      performance.getEntriesByType('paint').find((entry) => entry.name === 'first-contentful-paint')?.startTime ?? 0,
  )
  const filter = await page.evaluate(async () => {
    const details = document.querySelector<HTMLDetailsElement>('details#sync-rules')
    if (details === null) return undefined
    details.open = true
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const input = details.querySelector<HTMLInputElement>('input[type=search]')
    if (input === null) return undefined
    const from = performance.now()
    input.value = 'user'
    input.dispatchEvent(new Event('input'))
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    return performance.now() - from
  })
  console.log(
    `first view ${paint.toFixed(0)} ms, loaded ${loaded.toFixed(0)} ms, filter ${filter?.toFixed(0) ?? '–'} ms`,
  )
  await browser.close()
}
