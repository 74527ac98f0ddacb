import { appendFileSync, copyFileSync, mkdirSync, readdirSync, symlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Disk, entriesOf, type OpenPlan, openRun } from '../../src/cutover/index.js'
import type { FakeGraph } from '../fake-graph/index.js'
import { keptScratch } from '../support/cli.js'
import {
  applied,
  demoTenant,
  differencesBetween,
  endOf,
  openPlan,
  planDemo,
  quickDisk,
  stagesOf,
  takenBack,
} from './harness.js'

const folder = keptScratch()
let planFolder = ''
let copies = 0

beforeAll(async () => {
  planFolder = await planDemo(folder.path)
})

afterAll(() => folder.remove())

/** A plan of its own, not begun. */
function freshPlan(): OpenPlan {
  const path = join(folder.path, `plan-${++copies}`)
  mkdirSync(path)
  for (const name of readdirSync(planFolder))
    if (name === 'plan.json') copyFileSync(join(planFolder, name), join(path, name))
    else symlinkSync(join(planFolder, name), join(path, name))
  return openPlan(path)
}

/** The wave that brings the people: applications, jobs, schemas, secrets, uploads, hand steps. */
function waveOf(open: OpenPlan) {
  const wave = open.plan.scenarios.filter(({ wave: number }) => number === 2)
  return stagesOf(open).filter(({ scenario }) => wave.some(({ id }) => id === scenario))
}

/** Dies at the n-th line it is to write: nothing of it, half of it, or all of it is on disk. */
function dyingDisk(line: number, part: 0 | 0.5 | 1): Disk & { readonly torn: () => string } {
  let written = 0
  let torn = ''
  return {
    torn: () => torn,
    write(file, bytes) {
      written++
      if (written < line) return writeSync(file, bytes)
      torn = Buffer.from(bytes.subarray(0, Math.floor(bytes.byteLength * part))).toString('latin1')
      throw new Error('killed')
    },
    sync: () => undefined,
  }
}

async function carriedOut(open: OpenPlan, graph: FakeGraph): Promise<void> {
  for (const { scenario, stage } of waveOf(open))
    await applied(open, graph, scenario, stage, { folder: folder.path, disk: quickDisk })
}

/** Goes on where a run was killed, by the journal alone, then does the rest of the wave. */
async function goneOn(open: OpenPlan, graph: FakeGraph): Promise<void> {
  const interrupted = openRun(entriesOf(open))
  if (interrupted !== undefined)
    await applied(open, graph, interrupted.scenario, interrupted.stage, {
      folder: folder.path,
      disk: quickDisk,
      resumes: interrupted,
    })
  await carriedOut(open, graph)
}

function creations(graph: FakeGraph): number {
  return graph.requests().filter(({ method, status, performed }) => method === 'POST' && performed && status === 201)
    .length
}

describe('a run that is killed', () => {
  it('goes on to the same end from every line of the journal, and makes nothing twice', async () => {
    const reference = freshPlan()
    const tenant = demoTenant(reference)
    await carriedOut(reference, tenant)
    const end = endOf(tenant)
    const made = creations(tenant)
    const lines = entriesOf(reference).length
    expect(lines).toBeGreaterThan(80)

    for (let line = 1; line <= lines; line++) {
      const open = freshPlan()
      const graph = demoTenant(open)
      const disk = dyingDisk(line, ([0, 0.5, 1] as const)[line % 3] ?? 0)
      await dies(open, graph, disk)
      appendFileSync(open.journal, disk.torn(), 'latin1')

      await goneOn(open, graph)

      expect({ line, made: creations(graph) }).toEqual({ line, made })
      expect(differencesBetween(endOf(graph), end)).toEqual([])
    }
  }, 240_000)

  it('is taken back to the state before, wherever it was killed', async () => {
    const before = demoTenant(freshPlan()).dump()
    for (const line of [5, 12, 13, 14, 21, 30, 41]) {
      const open = freshPlan()
      const graph = demoTenant(open)
      const disk = dyingDisk(line, 0)
      await dies(open, graph, disk)

      for (const { scenario, stage } of [...waveOf(open)].reverse())
        await takenBack(open, graph, scenario, stage, { folder: folder.path, disk: quickDisk })

      expect(graph.dump()).toEqual(before)
    }
  })
})

/** Carries out the wave until the disk dies. */
async function dies(open: OpenPlan, graph: FakeGraph, disk: Disk): Promise<void> {
  for (const { scenario, stage } of waveOf(open))
    try {
      await applied(open, graph, scenario, stage, { folder: folder.path, disk })
    } catch {
      return
    }
}
