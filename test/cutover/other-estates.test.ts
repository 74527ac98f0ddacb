import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { keptScratch } from '../support/cli.js'
import {
  applied,
  demoTenant,
  differencesBetween,
  endOf,
  openPlan,
  planDemo,
  planOf,
  quickDisk,
  stagesOf,
  takenBack,
} from './harness.js'

const corpus = process.env.MIM2ENTRA_CORPUS ?? ''
let folder = keptScratch()

afterEach(() => {
  folder.remove()
  folder = keptScratch()
})

/** Every stage is applied whole, taken back to the very state before, and applied again to the same end. */
async function lives(plan: string): Promise<number> {
  const open = openPlan(plan)
  const graph = demoTenant(open)
  const before = graph.dump()
  const settings = { folder: folder.path, disk: quickDisk }
  const stages = stagesOf(open)
  const carryOut = async () => {
    for (const { scenario, stage } of stages) {
      const { state, outcomes } = await applied(open, graph, scenario, stage, settings)
      const left = outcomes.flatMap((one) => (one.effect === 'skipped' ? [`${one.step.id}: ${one.reason.text}`] : []))
      expect({ scenario, stage, state, left }).toEqual({ scenario, stage, state: 'done', left: [] })
    }
  }
  await carryOut()
  const end = endOf(graph)
  for (const { scenario, stage } of [...stages].reverse()) {
    const taken = await takenBack(open, graph, scenario, stage, settings)
    expect(taken.filter(({ effect }) => effect === 'failed' || effect === 'drifted')).toEqual([])
  }
  expect(graph.dump()).toEqual(before)
  await carryOut()
  expect(differencesBetween(endOf(graph), end)).toEqual([])
  return stages.length
}

function decisions(...answers: readonly (readonly [choice: string, take: string, subject?: string])[]): string {
  const lines = answers.map(
    ([choice, take, subject]) =>
      `  - {choice: ${choice}, take: ${take}, why: agreed, by: Kern${subject === undefined ? '' : `, subject: ${subject}`}}`,
  )
  return `decisions:\n${lines.join('\n')}\n`
}

describe('the demo company with the other answers', () => {
  it('is carried out, taken back and carried out again', async () => {
    const other = decisions(
      ['hr-onprem.target', 'entra-id'],
      ['app-onprem.way', 'scim', 'Badge system'],
      ['app-onprem.way', 'gallery', 'Intranet LDAP'],
      ['ad-groups.authority', 'write-back'],
      ['dynamic-groups.mail', 'microsoft-365'],
      ['self-service-groups.joining', 'my-groups'],
      ['sspr.methods', 'as-today'],
      ['ad-to-ad-sync.way', 'groups-to-ad'],
      ['connect-to-cloud-sync.way', 'cloud-sync'],
      ['soa-users.authority', 'stay'],
    )

    expect(await lives(await planDemo(folder.path, other))).toBeGreaterThan(30)
  }, 60_000)

  it('makes a group of packages in place of a rule once, whoever names it', async () => {
    const open = openPlan(await planDemo(folder.path, decisions(['dynamic-groups.membership', 'access-package'])))
    const graph = demoTenant(open)

    for (const { scenario, stage } of stagesOf(open)) {
      const { state } = await applied(open, graph, scenario, stage, { folder: folder.path, disk: quickDisk })
      expect({ scenario, stage, state }).toEqual({ scenario, stage, state: 'done' })
    }

    const names = graph
      .state('groups')
      .flatMap(({ uniqueName }) => (typeof uniqueName === 'string' ? [uniqueName] : []))
    expect(new Set(names).size).toBe(names.length)
  }, 60_000)
})

describe.skipIf(corpus === '')(
  `public sample exports${corpus === '' ? ' (skipped: MIM2ENTRA_CORPUS is not set)' : ''}`,
  () => {
    const servers = join(corpus, 'mim-sync-server-export')
    const connect = join(corpus, 'aadc-server-config/1-contoso-production')
    it.each([
      ['a synchronization server', [join(servers, '1-contoso-pilot')], 10],
      ['a server whose code is missing', [join(servers, '2-mimdsc-litware')], 5],
      ['Entra Connect', [connect], 3],
      ['both', [join(servers, '1-contoso-pilot'), connect], 10],
    ])('%s is carried out, taken back and carried out again', async (_, inputs, atLeast) => {
      expect(await lives(await planOf(folder.path, inputs))).toBeGreaterThan(atLeast)
    })
  },
)
