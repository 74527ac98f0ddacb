import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entriesOf, openRun } from '../../src/cutover/index.js'
import type { FakeGraphOptions } from '../fake-graph/index.js'
import { keptScratch } from '../support/cli.js'
import { applied, demoTenant, differencesBetween, endOf, openPlan, planDemo, quickDisk, stagesOf } from './harness.js'

const folder = keptScratch()
let planFolder = ''

beforeAll(async () => {
  planFolder = await planDemo(folder.path)
})

afterAll(() => folder.remove())

const chosen = ['hr-onprem', 'dynamic-groups', 'self-service-groups', 'access-requests', 'app-onprem']

async function carriedOut(name: string, options: FakeGraphOptions, width: number) {
  const path = join(folder.path, name)
  cpSync(planFolder, path, { recursive: true })
  const open = openPlan(path)
  const graph = demoTenant(open, options)
  const settings = { folder: folder.path, disk: quickDisk, width }
  for (const { scenario, stage } of stagesOf(open).filter((one) => chosen.includes(one.scenario))) {
    // A run that a service away for too long has ended is resumed, as a person would do.
    for (let attempt = 0; attempt < 5; attempt++)
      try {
        const interrupted = openRun(entriesOf(open))
        await applied(open, graph, scenario, stage, {
          ...settings,
          ...(interrupted === undefined ? {} : { resumes: interrupted }),
        })
        break
      } catch (problem) {
        if (attempt === 4) throw problem
      }
  }
  await graph.clock.sleep(86_400_000)
  return { end: endOf(graph), graph }
}

describe('a service that fails three times in ten', () => {
  it('gets to the same end, with nothing made twice: it would be there twice', async () => {
    const calm = await carriedOut('calm', {}, 1)
    for (const seed of [1, 2]) {
      const rough = await carriedOut(`rough-${seed}`, { faults: { rate: 0.3, seed }, lagMs: 20_000 }, 4)

      expect(rough.graph.requests().some(({ fault }) => fault !== undefined)).toBe(true)
      expect(differencesBetween(rough.end, calm.end)).toEqual([])
    }
  })
})
