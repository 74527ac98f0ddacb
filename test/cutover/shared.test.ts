import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entriesOf, type OpenPlan, statusOf, stepsOf } from '../../src/cutover/index.js'
import { keptScratch } from '../support/cli.js'
import { applied, demoTenant, openPlan, planDemo, quickDisk, stagesOf, takenBack } from './harness.js'

const folder = keptScratch()
let planFolder = ''
let copies = 0

beforeAll(async () => {
  planFolder = await planDemo(folder.path)
})

afterAll(() => folder.remove())

function freshPlan(): OpenPlan {
  const path = join(folder.path, `plan-${++copies}`)
  cpSync(planFolder, path, { recursive: true })
  return openPlan(path)
}

describe('what several scenarios want', () => {
  it('is a step of one of them', () => {
    const open = openPlan(planFolder)
    const owners = new Map<string, string[]>()
    for (const scenario of open.plan.scenarios)
      for (const { id } of stepsOf(open, scenario)) {
        const name = id.replace(/^\d+-/, '')
        owners.set(name, [...(owners.get(name) ?? []), scenario.id])
      }

    expect([...owners].filter(([, scenarios]) => scenarios.length > 1)).toEqual([])
  })

  it('is named where it is needed, with who makes it', () => {
    const { plan, folder: path } = openPlan(planFolder)
    const waiting = plan.scenarios.filter(({ shared }) => shared.length > 0)

    expect(waiting.length).toBeGreaterThan(3)
    for (const { id, folder: name, shared, after } of waiting) {
      const page = readFileSync(join(path, name, 'README.md'), 'utf8')
      const requests = JSON.parse(readFileSync(join(path, name, 'requests.json'), 'utf8')) as { shared: unknown }
      const script = readFileSync(join(path, name, 'provision.ps1'), 'utf8')
      expect(requests.shared).toEqual(JSON.parse(JSON.stringify(shared)))
      for (const one of shared) {
        expect({ id, found: page.includes(`made by \`${one.scenario}\``) }).toEqual({ id, found: true })
        expect(script).toContain(`-Id '${one.step}'`)
        expect(after).toContain(one.scenario)
        expect(plan.scenarios.findIndex((other) => other.id === one.scenario)).toBeLessThan(
          plan.scenarios.findIndex((other) => other.id === id),
        )
      }
    }
  })

  it('has to be there before the others go on, and stays until they are taken back', async () => {
    const open = freshPlan()
    const graph = demoTenant(open)
    const settings = { folder: folder.path, disk: quickDisk }
    const about = ['self-service-groups', 'prepare'] as const

    await expect(applied(open, graph, ...about, settings)).rejects.toThrow(
      /prepare of self-service-groups needs what dynamic-groups makes in prepare/,
    )
    expect(graph.requests().filter(({ method }) => method !== 'GET')).toEqual([])

    await applied(open, graph, 'dynamic-groups', 'prepare', settings)
    expect((await applied(open, graph, ...about, settings)).state).toBe('done')
    await expect(takenBack(open, graph, 'dynamic-groups', 'prepare', settings)).rejects.toThrow(
      /self-service-groups prepare stands on it/,
    )
  })

  it('waits in a package until the authority over its groups has moved', () => {
    const open = openPlan(planFolder)
    const scenario = open.plan.scenarios.find(({ id }) => id === 'self-service-groups')
    if (scenario === undefined) throw new Error('no scenario')
    const steps = stepsOf(open, scenario)
    const moved = steps.findIndex(({ kind }) => kind === 'source-of-authority-switch')
    const inCatalog = steps.findIndex(({ title }) => title.id === 'graph.title.catalog-group')

    expect(steps[moved]?.stage).toBe('cutover')
    expect(steps[inCatalog]?.stage).toBe('cutover')
    expect(steps[inCatalog]?.after).toContain(steps[moved]?.id)
  })
})

describe('a step that wants another kind of sign-in', () => {
  it('is left with the reason, stays open, and is done by a second run with that sign-in', async () => {
    const open = freshPlan()
    const graph = demoTenant(open)
    const settings = { folder: folder.path, disk: quickDisk }
    const chosen = stagesOf(open).flatMap(({ scenario, stage }) => {
      const found = open.plan.scenarios.find(({ id }) => id === scenario)
      const steps = found === undefined ? [] : stepsOf(open, found).filter((step) => step.stage === stage)
      return steps.some(({ signIn }) => signIn === 'application') ? [{ scenario, stage }] : []
    })
    const [first] = chosen
    if (first === undefined) throw new Error('no such stage')
    for (const { scenario, stage } of stagesOf(open)) {
      if (scenario === first.scenario && stage === first.stage) break
      await applied(open, graph, scenario, stage, settings)
    }
    const stateOf = () =>
      statusOf(open.plan, entriesOf(open))
        .find(({ scenario }) => scenario === first.scenario)
        ?.stages.find(({ stage }) => stage === first.stage)?.state

    const asPerson = await applied(open, graph, first.scenario, first.stage, { ...settings, signedInAs: 'delegated' })
    expect(asPerson.state).toBe('incomplete')
    expect(asPerson.outcomes.some((one) => one.effect === 'skipped' && one.because === 'sign-in')).toBe(true)
    expect(stateOf()).toBe('incomplete')

    const asApplication = await applied(open, graph, first.scenario, first.stage, {
      ...settings,
      signedInAs: 'application',
    })
    expect(asApplication.state).toBe('done')
    expect(stateOf()).toBe('applied')
  })
})
