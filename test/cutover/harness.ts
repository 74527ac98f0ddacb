import { writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Answers,
  answersTo,
  applyStage,
  type Begin,
  type Conversation,
  type Disk,
  type OpenPlan,
  openPlan,
  previewRollback,
  rollBack,
  type StageResult,
  type StageTask,
  type Surroundings,
  scenarioOf,
  stageOf,
  stepsOf,
  type TakenBack,
  withSession,
} from '../../src/cutover/index.js'
import { clouds, graphClient } from '../../src/graph/index.js'
import { createFakeGraph, type FakeGraph, type FakeGraphOptions } from '../fake-graph/index.js'
import { cli } from '../support/cli.js'

export const tenantId = '11111111-2222-4333-8444-555555555555'

/** Plans the demo company into a folder. */
export function planDemo(folder: string, decisions = ''): Promise<string> {
  const file = join(folder, 'decisions.yaml')
  if (decisions !== '') writeFileSync(file, decisions)
  return planOf(folder, ['demo/estate', ...(decisions === '' ? [] : ['--decisions', file])])
}

/** Plans what some inputs hold into a folder; they may be incomplete. */
export async function planOf(folder: string, inputs: readonly string[]): Promise<string> {
  const assessment = join(folder, 'assessment')
  const plan = join(folder, 'plan')
  const assessed = await cli(['assess', ...inputs, '--out', assessment])
  const planned = await cli(['plan', assessment, '--out', plan, '--tenant', tenantId])
  if (![0, 3].includes(assessed.code) || planned.code !== 0) throw new Error(`${assessed.err}${planned.err}`)
  return plan
}

/** What people answer in tests; secrets are told apart by the steps. */
export function answersFor(steps: StageTask['steps'], folder: string): Promise<Answers> {
  const upload = join(folder, 'upload.jsonl')
  writeFileSync(
    upload,
    Array.from({ length: 120 }, (_, index) =>
      JSON.stringify({
        method: 'POST',
        bulkId: `row-${index}`,
        path: '/Users',
        data: {
          schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
          externalId: `E${index}`,
          userName: `e${index}@contoso.com`,
          displayName: `Employee ${index}`,
          active: true,
        },
      }),
    ).join('\n'),
  )
  return answersTo(
    steps.flatMap((step) => step.asks),
    {
      earlier: {},
      file: {},
      environment: {},
      vault: () => Promise.reject(new Error('no vault')),
      prompt: (question, secret) => Promise.resolve(answerOf(question.trim(), secret, upload)),
    },
  )
}

export const secretToken = 's3cret-token-of-the-host'

function answerOf(question: string, secret: boolean, upload: string): string {
  if (secret) return secretToken
  if (/upload/i.test(question)) return upload
  if (/mail/i.test(question)) return 'iam@contoso.com'
  if (/pilotObjects/.test(question)) return `${userId(1)}, ${userId(2)}`
  if (/group/i.test(question)) return groupId(1)
  if (/gallery/i.test(question)) return 'SAP Cloud Identity Services'
  if (/toSwitch/i.test(question)) return userId(4)
  return userId(3)
}

export function userId(number: number): string {
  return `aaaaaaaa-0000-4000-8000-${String(number).padStart(12, '0')}`
}

export function groupId(number: number): string {
  return `bbbbbbbb-0000-4000-8000-${String(number).padStart(12, '0')}`
}

/** A tenant with the people and groups that the demo plan refers to. */
export function demoTenant(plan: OpenPlan, options: FakeGraphOptions = {}): FakeGraph {
  const wanted = foundPlaces(plan)
  return createFakeGraph({
    tenantId,
    ...options,
    content: {
      users: [
        ...Array.from({ length: 5 }, (_, index) => ({
          id: userId(index + 1),
          userPrincipalName: `user${index + 1}@contoso.com`,
          displayName: `User ${index + 1}`,
          mail: `user${index + 1}@contoso.com`,
          ...(index === 3 ? { onPremisesSyncEnabled: true } : {}),
        })),
        ...wanted
          .filter(({ what }) => what === 'user')
          .map(({ attribute, value }, index) => ({
            id: userId(100 + index),
            userPrincipalName: `found${index}@contoso.com`,
            displayName: value,
            [attribute]: value,
          })),
      ],
      groups: [
        { id: groupId(1), displayName: 'Pilot', mailNickname: 'pilot', members: [userId(1), userId(2)] },
        ...wanted
          .filter(({ what }) => what === 'group')
          .map(({ attribute, value }, index) => ({
            id: groupId(100 + index),
            displayName: value,
            mailNickname: `found${index}`,
            onPremisesSyncEnabled: true,
            [attribute]: value,
          })),
      ],
      ...options.content,
    },
  })
}

/** Everything the steps of a plan look up in the tenant. */
function foundPlaces(plan: OpenPlan) {
  const texts = plan.plan.scenarios.map((scenario) => JSON.stringify(stepsOf(plan, scenario))).join()
  const found = new Map(
    [...texts.matchAll(/\{find:([a-z-]+)\?(\w+)=([^{}]*)\}/g)].map(([whole, what, attribute, value]) => [
      whole,
      { what: what ?? '', attribute: attribute ?? '', value: decodeURIComponent(value ?? '') },
    ]),
  )
  return [...found.values()]
}

export interface RunSettings {
  readonly signedInAs?: 'delegated' | 'application'
  readonly width?: number
  readonly disk?: Disk
  readonly overwrite?: boolean
  readonly folder: string
  readonly resumes?: Begin
}

export function taskOf(open: OpenPlan, scenarioId: string, stageName: string): StageTask {
  const scenario = scenarioOf(open, scenarioId)
  const stage = stageOf(scenario, stageName)
  const steps = stepsOf(open, scenario).filter((step) => step.stage === stage.name)
  return { open, scenario, stage, steps, limits: stage.limits }
}

export function surroundingsOf(
  graph: FakeGraph,
  settings: Pick<RunSettings, 'width' | 'signedInAs'> = {},
): Surroundings {
  const client = graphClient({
    cloud: clouds.global,
    credential: graph.credential(),
    fetch: graph.fetch as typeof fetch,
    clock: { now: () => graph.clock.now(), sleep: (time) => graph.clock.sleep(time), random: () => 0.5 },
  })
  return {
    now: () => new Date(graph.clock.now()).toISOString(),
    client: () => client,
    readLines: readLinesOf,
    isDoneByHand: () => Promise.resolve(true),
    progress: () => undefined,
    patience: 120_000,
    width: settings.width ?? 1,
    ...(settings.signedInAs === undefined ? {} : { signedInAs: settings.signedInAs }),
  }
}

async function* readLinesOf(file: string): AsyncIterable<string> {
  const { readFile } = await import('node:fs/promises')
  for (const line of (await readFile(file, 'utf8')).split('\n')) yield line
}

export const yes: Conversation = {
  showSurvey: (_survey, breaches) => {
    if (breaches.length > 0) throw new Error(`The plan does more than it says: ${JSON.stringify(breaches)}`)
  },
  mayApply: () => Promise.resolve(true),
  confirm: (names) => Promise.resolve(new Set(names.map(({ name }) => name))),
}

/** Applies one stage with every answer yes. */
export async function applied(
  open: OpenPlan,
  graph: FakeGraph,
  scenarioId: string,
  stageName: string,
  settings: RunSettings,
): Promise<StageResult> {
  const task = taskOf(open, scenarioId, stageName)
  const surroundings = surroundingsOf(graph, settings)
  const answers = await answersFor(task.steps, settings.folder)
  return withSession(
    open,
    `apply ${scenarioId} ${stageName}`,
    () => surroundings.now(),
    (session) =>
      applyStage(task, session, answers, surroundings, yes, {
        overwrite: settings.overwrite ?? false,
        ...(settings.resumes === undefined ? {} : { resumes: settings.resumes }),
      }),
    settings.disk,
  )
}

/** Takes one stage back. */
export async function takenBack(
  open: OpenPlan,
  graph: FakeGraph,
  scenarioId: string,
  stageName: string,
  settings: RunSettings,
): Promise<readonly TakenBack[]> {
  const { scenario, stage } = taskOf(open, scenarioId, stageName)
  const task = { open, scenario, stages: [stage], steps: stepsOf(open, scenario) }
  const surroundings = surroundingsOf(graph, settings)
  const answers = await answersFor(task.steps, settings.folder)
  return withSession(
    open,
    `rollback ${scenarioId} ${stageName}`,
    () => surroundings.now(),
    (session) => {
      const preview = previewRollback(task, session.journal.entries, (id) => stepsOf(open, scenarioOf(open, id)))
      return rollBack(task, preview, session, answers, surroundings)
    },
    settings.disk,
  )
}

/** Stages of the plan with steps, in the order in which they are carried out. */
export function stagesOf(open: OpenPlan): readonly { readonly scenario: string; readonly stage: string }[] {
  return open.plan.scenarios.flatMap((scenario) =>
    scenario.stages
      .filter((stage) => stage.steps.length > 0)
      .map((stage) => ({ scenario: scenario.id, stage: stage.name })),
  )
}

export { openPlan }

/** Writes, and does not wait for the disk: nothing but time is lost by it in a test without power cuts. */
export const quickDisk: Disk = { write: (file, bytes) => writeSync(file, bytes), sync: () => undefined }

/** State of a tenant for comparing with another: no ids of the service, no times, no order in which things were made. */
export function endOf(graph: FakeGraph): Readonly<Record<string, readonly string[]>> {
  const dump = graph.dump({ normalise: true })
  return Object.fromEntries(
    Object.entries(dump).map(([collection, objects]) => [
      collection,
      Object.values(objects)
        .map((object) =>
          JSON.stringify(object)
            .replace(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"<time>"')
            .replace(/unnamed#\d+/g, 'unnamed')
            .replace(/[0-9a-f]{8}-?[0-9a-f]{4}-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?000000000001/g, '<id>'),
        )
        .sort(),
    ]),
  )
}

/** What one end has and the other has not. */
export function differencesBetween(a: ReturnType<typeof endOf>, b: ReturnType<typeof endOf>): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((collection) => {
    const [left, right] = [a[collection] ?? [], b[collection] ?? []]
    return [
      ...lacking(left, right).map((object) => `${collection} - ${object}`),
      ...lacking(right, left).map((object) => `${collection} + ${object}`),
    ]
  })
}

function lacking(all: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others]
  return all.filter((object) => {
    const at = left.indexOf(object)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
