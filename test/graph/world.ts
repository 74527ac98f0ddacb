import { clouds, graphClient, stepsFor } from '../../src/graph/index.js'
import { createFakeGraph, type FakeGraphOptions } from '../fake-graph/index.js'
import { randomFrom } from '../fake-graph/random.js'
import { Run } from './run.js'
import { allSamples, answers, ids } from './samples.js'

/** Every form of every kind in one plan. */
export const plannedSamples = stepsFor(allSamples, { planId: 'plan-7' })

const content = {
  users: [
    { id: ids.user, userPrincipalName: 'user@contoso.com', displayName: 'User', accountEnabled: true },
    { id: ids.manager, userPrincipalName: 'manager@contoso.com', displayName: 'Manager', accountEnabled: true },
    { id: ids.synced, userPrincipalName: 'synced@contoso.com', displayName: 'Synced', onPremisesSyncEnabled: true },
    { userPrincipalName: 'mary@contoso.com', displayName: 'Mary', accountEnabled: true },
  ],
  groups: [
    {
      id: ids.group,
      displayName: 'Old group',
      mailNickname: 'old-group',
      mailEnabled: false,
      securityEnabled: true,
      onPremisesSyncEnabled: true,
    },
  ],
}

/** A tenant, and a run of plans against it. */
export function world(options: Partial<FakeGraphOptions> = {}) {
  const fake = createFakeGraph({ content, ...options })
  const random = randomFrom(7)
  const clientOf = (delegated: boolean) =>
    graphClient({
      cloud: clouds.global,
      credential: fake.credential({ delegated }),
      clock: { now: () => fake.clock.now(), sleep: (ms) => fake.clock.sleep(ms), random },
      fetch: fake.fetch,
    })
  const row = (id: string) => JSON.stringify({ method: 'POST', bulkId: id, path: '/Users', data: { externalId: id } })
  const run = new Run({ application: clientOf(false), delegated: clientOf(true) }, answers, {
    'pilot.jsonl': ['1', '2'].map(row),
    'full.jsonl': Array.from({ length: 101 }, (_, index) => row(String(index))),
  })
  return { fake, run }
}
