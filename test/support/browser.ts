import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Path of a browser on this machine; undefined where there is none, and the tests that need one say so. */
export const browserPath = process.env.MIM2ENTRA_BROWSER ?? candidates.find((path) => existsSync(path))

export async function launchBrowser(): Promise<Browser> {
  if (browserPath === undefined) throw new Error('No browser on this machine.')
  return chromium.launch({
    executablePath: browserPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
