import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startFakeGraph } from '../fake-graph/index.js'
import { root } from '../meta/repository.js'
import { scratch } from '../support/cli.js'
import { applied, demoTenant, differencesBetween, endOf, openPlan, planDemo, quickDisk, tenantId } from './harness.js'

it('a process that is killed for good goes on, and makes nothing twice', async () => {
  const folder = scratch()
  const open = openPlan(await planDemo(folder))
  const calm = openPlan(await planDemo(scratch()))
  const tenant = demoTenant(calm)
  await applied(calm, tenant, 'dynamic-groups', 'prepare', { folder, disk: quickDisk })
  const graph = await startFakeGraph({ tenantId, content: {}, latencyMs: 5 })
  const authority = join(folder, 'ca.pem')
  writeFileSync(authority, graph.certificate)
  // Inside node_modules, so that the packages are found from there.
  const compiled = mkdtempSync(join(root, 'node_modules', '.m2e-cutover-'))
  let kills = 0
  try {
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    spawnSync(process.execPath, [
      compiler,
      '-p',
      join(root, 'tsconfig.build.json'),
      '--outDir',
      compiled,
      '--noEmitOnError',
      'false',
    ])
    copyFileSync(join(root, 'package.json'), join(compiled, 'package.json'))
    const run = () =>
      spawn(
        process.execPath,
        [
          join(import.meta.dirname, 'apply-child.mjs'),
          open.folder,
          graph.url,
          graph.token({ livesMs: 1e12 }),
          compiled,
        ],
        { env: { ...process.env, NODE_EXTRA_CA_CERTS: authority }, stdio: ['ignore', 'ignore', 'pipe'] },
      )
    for (const more of [300, 1_500, 2_500, 4_000]) {
      const child = run()
      const closed = new Promise((resolve) => child.once('close', resolve))
      const from = sizeOf(open.journal)
      while (child.exitCode === null && sizeOf(open.journal) - from < more)
        await new Promise((resolve) => setTimeout(resolve, 1))
      if (child.kill('SIGKILL')) kills += 1
      await closed
    }
    const last = run()
    let said = ''
    last.stderr.on('data', (text) => {
      said += String(text)
    })
    const code = await new Promise((resolve) => last.once('close', resolve))

    expect({ code, said }).toEqual({ code: 0, said: '' })
    expect(kills).toBeGreaterThan(2)
    const made = (all: ReturnType<typeof endOf>) => ({ groups: all.groups ?? [], applications: all.applications ?? [] })
    const own = (all: readonly string[]) => all.filter((object) => object.includes('[mim2entra:'))
    const [mine, reference] = [made(endOf(graph)), made(endOf(tenant))]
    expect(
      differencesBetween(
        { groups: own(mine.groups).map(withoutPlan), applications: own(mine.applications).map(withoutPlan) },
        { groups: own(reference.groups).map(withoutPlan), applications: own(reference.applications).map(withoutPlan) },
      ),
    ).toEqual([])
    expect(readFileSync(open.journal, 'utf8')).toContain('"type":"end"')
  } finally {
    await graph.stop()
    rmSync(compiled, { recursive: true, force: true })
  }
}, 120_000)

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0
}

function withoutPlan(object: string): string {
  return object.replace(/\[mim2entra:[0-9a-f]+/g, '[mim2entra:')
}
