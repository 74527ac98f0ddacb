import { describe, expect, it } from 'vitest'
import { artefactKinds, type Step } from '../../src/graph/index.js'
import type { FakeGraph } from '../fake-graph/index.js'
import { ids } from './samples.js'
import { plannedSamples, world } from './world.js'

const { steps, needs } = plannedSamples

describe('steps of all kinds', () => {
  it('are there for every kind, and need nothing that nobody makes', () => {
    const kinds = new Set<string>(steps.map(({ kind }) => kind))

    expect(artefactKinds.filter((kind) => !kinds.has(kind))).toEqual([])
    expect(needs).toEqual([])
  })

  it('come after what they use, whatever the stage', () => {
    const order = new Map(steps.map(({ id }, index) => [id, index]))

    for (const step of steps) for (const id of step.after) expect(order.get(id)).toBeLessThan(order.get(step.id) ?? 0)
  })

  it('change the tenant, hold, change nothing the second time, are taken back to the former state, and go again', async () => {
    const { fake, run } = world()
    const before = await stateOf(fake)

    for (const step of steps) {
      await doing(step, () => run.apply(step))
      expect(await doing(step, () => run.verify(step)), step.id).toEqual({ holds: true, problems: [] })
    }
    const writes = writesOf(fake)
    for (const step of steps.filter(isState)) await doing(step, () => run.apply(step))
    expect(writesOf(fake)).toBe(writes)

    for (const step of [...steps].reverse()) await doing(step, () => run.undo(step))
    expect(await stateOf(fake)).toEqual(before)

    run.histories.clear()
    for (const step of steps) await doing(step, () => run.apply(step))
    expect(await stateOf(fake)).not.toEqual(before)
  })

  it.each([1, 2, 3])('come to the same end with faults at every third request (%i)', async (seed) => {
    const calm = world()
    const rough = world({ faults: { rate: 0.3, seed }, lagMs: 20_000, seed })

    for (const step of steps) {
      await doing(step, () => calm.run.apply(step))
      await doing(step, () => rough.run.apply(step))
    }

    for (const collection of [
      'groups',
      'applications',
      'servicePrincipals',
      'synchronizationJobs',
      'accessPackages',
      'assignmentPolicies',
      'workflows',
      'accessReviewDefinitions',
      'administrativeUnits',
      'roleAssignments',
    ])
      expect([collection, rough.fake.state(collection).length]).toEqual([
        collection,
        calm.fake.state(collection).length,
      ])
  })
})

/** Doing it twice is doing it once; actions and uploads are held by the journal. */
function isState(step: Step): boolean {
  return step.until === undefined && step.change.kind !== 'action' && step.change.kind !== 'upload'
}

function writesOf(fake: FakeGraph): number {
  return fake.requests().filter(({ method, path }) => method !== 'GET' && path !== '/$batch').length
}

/** Rules of a policy exist as soon as they are changed; what they say is compared, a null being nothing. */
async function stateOf(fake: FakeGraph) {
  const { roleManagementPolicyRules: _, ...rest } = fake.dump() as Readonly<Record<string, unknown>>
  const answer = await fake.fetch(
    `https://graph.microsoft.com/v1.0/policies/roleManagementPolicies/Group_${ids.group}_member/rules`,
    { headers: { Authorization: `Bearer ${fake.token({ delegated: true })}` } },
  )
  return {
    rest,
    rules: JSON.parse(await answer.text(), (_name, value: unknown) => (value === null ? undefined : value)) as unknown,
  }
}

async function doing<T>(step: Step, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (problem) {
    throw new Error(`${step.id}: ${problem instanceof Error ? problem.message : String(problem)}`, { cause: problem })
  }
}
