/**
 * 5,000 groups and one with 10,000 members through the fake service at its documented throttle. Waits pass on a virtual
 * clock; the time said is the service's. `npm run bench -- cutover [groups] [members]`
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  applyStage,
  type OpenPlan,
  type PlannedScenario,
  type StageTask,
  type Surroundings,
  withSession,
} from '../src/cutover/index.js'
import type { AssignedGroup } from '../src/entra/index.js'
import { clouds, graphClient, stepsFor } from '../src/graph/index.js'
import { createFakeGraph } from '../test/fake-graph/index.js'

const [groupCount = 5_000, memberCount = 10_000] = process.argv.slice(2).map(Number)
const people = Array.from({ length: memberCount }, (_, index) => ({
  id: `aaaaaaaa-0000-4000-8000-${String(index).padStart(12, '0')}`,
  userPrincipalName: `user${index}@contoso.com`,
  displayName: `User ${index}`,
}))
const graph = createFakeGraph({ content: { users: people }, keepBodies: false })
const client = graphClient({
  cloud: clouds.global,
  credential: graph.credential({ livesMs: 30 * 86_400_000 }),
  fetch: graph.fetch as typeof fetch,
  clock: { now: () => graph.clock.now(), sleep: (time) => graph.clock.sleep(time), random: () => 0.5 },
  tenantSize: 'large',
})
const groups = Array.from(
  { length: groupCount },
  (_, index): AssignedGroup => ({
    kind: 'assigned-group',
    name: `Group ${index}`,
    description: '',
    mailNickname: `group-${index}`,
    uniqueName: `mim-${index}`,
    type: 'security',
    isAssignableToRole: false,
    members: index === 0 ? people.map(({ id }) => id) : [],
    madeFrom: [],
  }),
)
const { steps } = stepsFor(groups, { planId: 'bench' })
const folder = mkdtempSync(join(tmpdir(), 'mim2entra-bench-'))
const many = { atMost: 1_000_000, percent: undefined }
const limits = { adds: many, updates: many, deletes: many, renames: many, disables: many, membershipRemovals: many }
const stage = {
  name: 'prepare',
  steps: steps.map(({ id }) => id),
  handSteps: 0,
  limits,
  minutes: { atLeast: 0, atMost: 0 },
  service: { atLeast: 0, atMost: 0 },
  population: [],
} as const
const scenario: PlannedScenario = {
  id: 'bench',
  title: 'bench',
  folder: '01-bench',
  wave: 1,
  verdict: 'automated',
  subjects: [],
  after: [],
  stages: [stage],
  shared: [],
  files: {},
}
const open: OpenPlan = {
  folder,
  hash: 'bench',
  journal: join(folder, 'journal.jsonl'),
  lock: join(folder, 'journal.lock'),
  plan: {
    id: 'bench',
    assessment: '',
    decisions: '',
    asOf: '2026-11-21',
    tenants: { home: graph.tenantId },
    waves: [],
    scenarios: [scenario],
  },
}
const task: StageTask = { open, scenario, stage, steps, limits }
let peak = 0
const surroundings: Surroundings = {
  now: () => new Date(graph.clock.now()).toISOString(),
  client: () => client,
  readLines: async function* () {},
  isDoneByHand: () => Promise.resolve(true),
  progress: () => {
    peak = Math.max(peak, process.memoryUsage().rss)
  },
  patience: 120_000,
  width: 4,
}
const began = graph.clock.now()
const wall = performance.now()
try {
  const result = await withSession(
    open,
    'bench',
    () => surroundings.now(),
    (session) =>
      applyStage(
        task,
        session,
        { values: new Map(), open: {}, secrets: [] },
        surroundings,
        {
          showSurvey: () => undefined,
          mayApply: () => Promise.resolve(true),
          confirm: () => Promise.resolve(new Set()),
        },
        { overwrite: false },
      ),
  )
  const seconds = (graph.clock.now() - began) / 1_000
  const writes = graph.requests().filter(({ method, path }) => method !== 'GET' && !path.endsWith('$batch')).length
  // Writes of an application in a tenant: 3,000 in 150 seconds, and the first 3,000 at once.
  const least = Math.max(0, writes - 3_000) / (3_000 / 150)
  const rows: readonly (readonly [string, string | number])[] = [
    ['end', result.state],
    ['groups', graph.state('groups').length],
    [
      'members of the first',
      graph.related(String(graph.state('groups').find(({ uniqueName }) => uniqueName === 'mim-0')?.id), 'members')
        .length,
    ],
    ['requests', client.counts.requests],
    ['of these writes', writes],
    ['retries', client.counts.retries],
    ['throttled', client.counts.throttled],
    ['seconds of the service', seconds.toFixed(0)],
    ['least the throttle allows', least.toFixed(0)],
    ['ratio', least === 0 ? '-' : (seconds / least).toFixed(2)],
    ['peak memory, MB', (peak / 1e6).toFixed(0)],
    ['seconds of this machine', ((performance.now() - wall) / 1_000).toFixed(0)],
  ]
  for (const [name, value] of rows) process.stdout.write(`${name.padEnd(28)} ${value}\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
