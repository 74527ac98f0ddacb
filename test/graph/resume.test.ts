import { describe, expect, it } from 'vitest'
import { stepsFor } from '../../src/graph/index.js'
import type { FakeGraph } from '../fake-graph/index.js'
import type { Run } from './run.js'
import { samples } from './samples.js'
import { world } from './world.js'

/** What is made below what is made, an action, secrets, members. */
const artefacts = [
  ...samples['directory-extension'].slice(0, 1),
  ...samples['assigned-group'].slice(0, 1),
  ...samples['dynamic-group'].slice(0, 1),
  ...samples['access-package'].slice(0, 1),
  ...samples['lifecycle-workflow'].filter(({ category }) => category === 'mover'),
  ...samples['pim-role-schedule'],
  ...samples['provisioning-job'].filter(({ name }) => name === 'HR database'),
]
const { steps } = stepsFor(artefacts, { planId: 'plan-7' })

class Killed extends Error {}

/** Counts the moments before and after each request that writes, and dies at one of them. */
function dieAt(run: Run, position: number): () => number {
  let moments = 0
  const moment = () => {
    if (moments++ === position) throw new Killed()
  }
  run.beforeSend = moment
  run.afterSend = moment
  return () => moments
}

async function applyAll(run: Run): Promise<void> {
  for (const step of steps) await run.apply(step)
}

/** Ids are given in the order of the requests, which differs. */
function stateOf(fake: FakeGraph): string {
  const ids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}/g
  return JSON.stringify(fake.dump({ normalise: true }), undefined, 1).replace(ids, 'id')
}

const calm = world()
const counted = dieAt(calm.run, -1)

describe('a run that dies', async () => {
  await applyAll(calm.run)
  const moments = counted()

  it('has moments to die at', () => {
    expect(moments).toBeGreaterThan(40)
  })

  // Every fifth of them, before and after requests in turn: each is a run of the whole plan.
  it.each(Array.from({ length: Math.ceil(moments / 5) }, (_, index) => index * 5))(
    'at moment %i comes to the same end',
    async (position) => {
      const { fake, run } = world({ lagMs: 5_000 })
      dieAt(run, position)
      await expect(applyAll(run)).rejects.toThrow(Killed)

      dieAt(run, -1)
      await applyAll(run)

      expect(stateOf(fake)).toEqual(stateOf(calm.fake))
    },
  )
})
