import type { Call } from '../client/client.js'
import { GraphFailure } from '../client/failure.js'
import type { Members, Step } from '../step.js'
import type { Changed } from './apply.js'
import type { ExecutionContext, Intent, StepReading, Values } from './context.js'
import { fillPath } from './fill.js'
import { presentMembers } from './members.js'
import { write, writeTogether } from './write.js'

/** References the service takes in one request. */
const mostAtOnce = 20

export async function applyMembers(
  step: Step,
  change: Members,
  { members, values }: StepReading,
  context: ExecutionContext,
): Promise<Changed> {
  if (members === undefined) return { effect: 'none', values }
  const target: Target = { step, change, owner: fillPath(change.owner, values), values, context }
  for (const batch of inBatches(members.add))
    await (change.manyAtOnce ? addMany(target, batch) : addEach(target, batch))
  await removeMembers(target, members.remove)
  return { effect: 'changed', values }
}

export interface Target {
  readonly step: Step
  readonly change: Members
  /** `groups/<id>` */
  readonly owner: string
  readonly values: Values
  readonly context: ExecutionContext
}

/** All or nothing: one who is in already fails the whole request. Then who is in is read again, and the rest is halved. */
async function addMany(target: Target, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { step, change, owner, context } = target
  const call: Call = {
    ...callTo(step, 'PATCH', owner),
    body: { [`${change.collection}@odata.bind`]: ids.map((id) => context.client.address(`directoryObjects/${id}`)) },
  }
  try {
    await write(call, intentTo('add', call, ids), context)
  } catch (problem) {
    if (!(problem instanceof GraphFailure) || problem.status !== 400) throw problem
    const present = new Set(await presentMembers(step, change, target.values, context))
    const left = ids.filter((id) => !present.has(id))
    if (left.length < ids.length) return addMany(target, left)
    const [only, further] = left
    if (only === undefined) return
    if (further === undefined) return addEach(target, left)
    const half = Math.ceil(left.length / 2)
    await addMany(target, left.slice(0, half))
    await addMany(target, left.slice(half))
  }
}

/** One request each; who is in already is no failure. */
export async function addEach({ step, change, owner, context }: Target, ids: readonly string[]): Promise<void> {
  const writes = ids.map((id) => {
    const call: Call = {
      ...callTo(step, 'POST', `${owner}/${change.collection}/$ref`),
      body: { '@odata.id': context.client.address(`directoryObjects/${id}`) },
      // A second time is refused, and that is as good.
      repeats: true,
    }
    return { call, intent: intentTo('add', call, [id]) }
  })
  for (const answer of await writeTogether(writes, context))
    if (answer instanceof GraphFailure && !isInAlready(answer)) throw answer
}

export async function removeMembers({ step, change, owner, context }: Target, ids: readonly string[]): Promise<void> {
  const writes = ids.map((id) => {
    const call = callTo(step, 'DELETE', `${owner}/${change.collection}/${id}/$ref`)
    return { call, intent: intentTo('remove', call, [id]) }
  })
  for (const batch of inBatches(writes))
    for (const answer of await writeTogether(batch, context))
      if (answer instanceof GraphFailure && answer.kind !== 'not-found') throw answer
}

function callTo(step: Step, method: Call['method'], path: string): Call {
  return { api: 'v1.0', method, path, scopes: step.scopes.write, licence: step.licence }
}

function intentTo(kind: Intent['kind'], { api, method, path, body }: Call, ids: readonly string[]): Intent {
  return { kind, api, method, path, ...(body === undefined ? {} : { body }), ids }
}

function isInAlready({ status, code, message }: GraphFailure): boolean {
  return status === 409 || (status === 400 && /already exist/i.test(`${code} ${message}`))
}

export function inBatches<T>(items: readonly T[], size = mostAtOnce): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, part) =>
    items.slice(part * size, (part + 1) * size),
  )
}
