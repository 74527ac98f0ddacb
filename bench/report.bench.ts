/**
 * Assesses a large estate and prints what its report weighs and takes, first view and filter in a browser included:
 * `npm run bench -- report [rules] [connectors] [groups] [service objects]`.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../src/cli/program.js'
import { packageRoot } from '../src/cli/resources.js'
import { writeLargeEstate } from './large-estate.js'
import { measurePage } from './report-page.js'

const [rules = 2000, connectors = 62, groups = 300, serviceObjects = 2000] = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'mim2entra-bench-'))
const out = join(folder, 'report')
mkdirSync(join(folder, 'estate'))
writeLargeEstate(join(packageRoot(), 'demo', 'estate'), join(folder, 'estate'), {
  rules,
  connectors,
  groups,
  serviceObjects,
})
const start = performance.now()
await run(['assess', join(folder, 'estate'), '--out', out], {
  out: () => {},
  err: (text) => {
    process.stderr.write(text)
  },
  cwd: folder,
  interactive: false,
  elapsedMs: () => performance.now(),
  now: () => '2026-11-21T12:00:00.000Z',
})
const seconds = (performance.now() - start) / 1000
console.log(
  `${rules} rules, ${connectors} connectors, ${groups} groups, ${serviceObjects} service objects: ${seconds.toFixed(1)} s, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
)
for (const name of readdirSync(out).sort())
  console.log(`${name.padEnd(18)} ${(statSync(join(out, name)).size / 1e6).toFixed(2)} MB`)
await measurePage(join(out, 'index.html'))
rmSync(folder, { recursive: true, force: true })
