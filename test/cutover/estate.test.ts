import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenPlan } from '../../src/cutover/index.js'
import { keptScratch } from '../support/cli.js'
import {
  applied,
  demoTenant,
  differencesBetween,
  endOf,
  openPlan,
  planDemo,
  quickDisk,
  secretToken,
  stagesOf,
  takenBack,
} from './harness.js'

const folder = keptScratch()
let open: OpenPlan

beforeAll(async () => {
  open = openPlan(await planDemo(folder.path))
})

afterAll(() => folder.remove())

describe('every stage of the demo company', () => {
  it('is applied, taken back to the very state before, and applied again to the same end', async () => {
    const settings = { folder: folder.path, disk: quickDisk }
    const graph = demoTenant(open)
    const before = graph.dump()

    for (const { scenario, stage } of stagesOf(open)) {
      const { outcomes } = await applied(open, graph, scenario, stage, settings)
      expect(outcomes.filter(({ effect }) => effect === 'skipped').map(({ step }) => `${scenario} ${step.id}`)).toEqual(
        [],
      )
    }
    const first = endOf(graph)
    const made = graph.requests().length

    for (const { scenario, stage } of stagesOf(open)) await applied(open, graph, scenario, stage, settings)
    expect(differencesBetween(endOf(graph), first)).toEqual([])
    expect(creations(graph.requests().slice(made))).toEqual([])

    for (const { scenario, stage } of [...stagesOf(open)].reverse()) {
      const taken = await takenBack(open, graph, scenario, stage, settings)
      expect(taken.filter(({ effect }) => effect === 'failed' || effect === 'drifted')).toEqual([])
    }
    expect(graph.dump()).toEqual(before)

    for (const { scenario, stage } of stagesOf(open)) await applied(open, graph, scenario, stage, settings)
    expect(differencesBetween(endOf(graph), first)).toEqual([])
  })

  it('leaves no secret in any file of the plan', () => {
    const files = filesUnder(open.folder)

    expect(files.some((file) => file.endsWith('journal.jsonl'))).toBe(true)
    expect(files.filter((file) => readFileSync(file, 'utf8').includes(secretToken))).toEqual([])
  })
})

/** Requests that make an object, as far as their address tells. */
function creations(requests: readonly { readonly method: string; readonly path: string; readonly status: number }[]) {
  return requests.filter(({ method, status }) => method === 'POST' && status === 201).map(({ path }) => path)
}

function filesUnder(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path).flatMap((name) => filesUnder(join(path, name)))
}
