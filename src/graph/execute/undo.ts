import { isObject } from '../client/client.js'
import { GraphFailure } from '../client/failure.js'
import { message } from '../messages.js'
import type { Ensure, Json, JsonObject, Step, StepRequest, UndoWay } from '../step.js'
import { addEach, inBatches, removeMembers, type Target } from './apply-members.js'
import { putSettings } from './apply-secrets.js'
import { differences, isSame } from './compare.js'
import type { Done, ExecutionContext, Undone, Values } from './context.js'
import { wrapped } from './difference.js'
import { callOf, fillPath, MissingPlaces } from './fill.js'
import { presentMembers } from './members.js'
import { pollUntil } from './poll.js'
import { readStep } from './read.js'
import { growingWaits } from './requests.js'
import { filledSettings, type Setting, storedSettings } from './secrets.js'
import { StepStop } from './stop.js'
import { intentOf, wasDone, write } from './write.js'

/**
 * Takes back what the journal says the step has done, and nothing else. What somebody has changed since is left.
 *
 * @throws StepStop when it does not come about
 * @throws GraphFailure when the service refuses, or does not answer
 */
export async function undoStep(step: Step, context: ExecutionContext): Promise<Undone> {
  const done = context.history.filter((one) => one.intent.kind !== 'undo' && wasDone(one) !== 'no')
  if (done.length === 0) return { effect: 'nothing' }
  const created = done.some(({ intent }) => intent.kind === 'create')
  const way = created ? step.undo.created : step.undo.changed
  const reading = await readStep(step, context)
  const { present } = reading
  if (created && present.state === 'absent') return { effect: 'nothing' }
  try {
    const item = present.state === 'found' ? present.item : undefined
    const undone = await take(way, step, done, item, { ...context, values: reading.values })
    if (created && undone.effect === 'undone') await untilGone(step, context)
    return undone
  } catch (problem) {
    if (!(problem instanceof MissingPlaces)) throw problem
    return { effect: 'impossible', reason: message('graph.undo.unknown', { what: problem.places.join(', ') }) }
  }
}

/** Some services answer first and remove later; what hangs on it cannot go before. */
async function untilGone(step: Step, context: ExecutionContext): Promise<void> {
  for (const wait of [0, ...growingWaits(longestRemoval)]) {
    if (wait > 0) await context.client.clock.sleep(wait)
    const { present } = await readStep(step, context)
    if (present.state !== 'found') return
  }
  throw new StepStop(message('graph.stop.too-late', { seconds: String(longestRemoval / 1000), what: step.title.text }))
}

const longestRemoval = 600_000

/** What cannot be taken back of what a step has done, before anything is tried. */
export function undoLimit(step: Step, history: readonly Done[]): UndoWay {
  const done = history.filter((one) => one.intent.kind !== 'undo' && wasDone(one) !== 'no')
  if (done.length === 0) return { kind: 'nothing' }
  return done.some(({ intent }) => intent.kind === 'create') ? step.undo.created : step.undo.changed
}

async function take(
  way: UndoWay,
  step: Step,
  done: readonly Done[],
  item: JsonObject | undefined,
  context: ExecutionContext,
): Promise<Undone> {
  switch (way.kind) {
    case 'nothing':
      return { effect: 'nothing' }
    case 'impossible':
      return { effect: 'impossible', reason: way.why }
    case 'members':
      return takeMembers(step, done, context)
    case 'requests': {
      for (const request of way.requests) await sendBack(step, request, context)
      if (way.wait !== undefined) await pollUntil(step, way.wait, context.values, context)
      return { effect: 'undone' }
    }
    case 'restore': {
      const undone = await restore(step, done, item, context)
      if (undone.effect !== 'drifted' && way.wait !== undefined)
        await pollUntil(step, way.wait, context.values, context)
      return undone
    }
  }
}

/** What is gone already is as good as taken back; what was stopped already, too. */
async function sendBack(step: Step, request: StepRequest, context: ExecutionContext): Promise<void> {
  const call = { ...callOf(request, context.values, step), repeats: true }
  const intent = intentOf(request, call, { kind: 'undo', ...(call.body === undefined ? {} : { body: call.body }) })
  try {
    await write(call, intent, context)
  } catch (problem) {
    if (!(problem instanceof GraphFailure)) throw problem
    const harmless = problem.kind === 'not-found' || (request.method === 'POST' && problem.status === 409)
    if (!harmless) throw problem
  }
}

async function restore(
  step: Step,
  done: readonly Done[],
  item: JsonObject | undefined,
  context: ExecutionContext,
): Promise<Undone> {
  const { change } = step
  if (change.kind === 'secrets') return restoreSecrets(step, done, item, context)
  const updates = done.filter(({ intent }) => intent.kind === 'update')
  const first = updates[0]?.intent.before
  const last = updates.at(-1)?.intent.desired
  if (change.kind !== 'ensure' || change.update === undefined || !isObject(first)) return { effect: 'nothing' }
  if (item === undefined) return { effect: 'drifted', reason: message('graph.stop.absent', { what: step.title.text }) }
  if (differences(first, item).length === 0) return { effect: 'nothing' }
  if (isDrifted(change, last ?? {}, item))
    return { effect: 'drifted', reason: message('graph.undo.drifted', { what: step.title.text }) }
  const { request } = change.update
  const body = change.update.body === 'schema' ? withoutContext(first) : wrapped(change, first, item)
  // Former values hold no places, even where they look so.
  const call = { ...callOf({ ...request, body: null }, context.values, step), body }
  await write(call, intentOf(request, call, { kind: 'undo', body }), context)
  return { effect: 'undone' }
}

/** Somebody has changed what the step had written. */
function isDrifted(change: Ensure, written: JsonObject, item: JsonObject): boolean {
  return change.update?.body !== 'schema' && differences(written, item, change.lists).length > 0
}

function withoutContext({ '@odata.context': _, ...schema }: JsonObject): JsonObject {
  return schema
}

/** Values of secrets that were there before are known only where the step itself sets the same key. */
async function restoreSecrets(
  step: Step,
  done: readonly Done[],
  item: JsonObject | undefined,
  context: ExecutionContext,
): Promise<Undone> {
  const { change } = step
  const first = done.find(({ intent }) => intent.kind === 'secrets')?.intent.before
  if (change.kind !== 'secrets' || !isObject(first)) return { effect: 'nothing' }
  const before = storedSettings(first)
  if (isSame(first as Json, { value: storedSettings(item).map((setting) => ({ ...setting })) }))
    return { effect: 'nothing' }
  const own = new Map(filledSettings(change, context.values).map(({ key, value }) => [key, value]))
  const lost = before.filter(({ key, value }) => value === '' && !own.has(key))
  if (lost.length > 0) return { effect: 'impossible', reason: message('graph.undo.secrets-unknown') }
  const settings = before.map(
    ({ key, value }): Setting => ({ key, value: value === '' ? (own.get(key) ?? '') : value }),
  )
  await putSettings(step, change, settings, context, { kind: 'undo', body: first as Json })
  return { effect: 'undone' }
}

async function takeMembers(step: Step, done: readonly Done[], context: ExecutionContext): Promise<Undone> {
  const { change } = step
  if (change.kind !== 'members') return { effect: 'nothing' }
  const values: Values = context.values
  const ids = (kind: 'add' | 'remove') =>
    new Set(done.filter(({ intent }) => intent.kind === kind).flatMap(({ intent }) => intent.ids ?? []))
  const present = new Set(await presentMembers(step, change, values, context))
  const target: Target = { step, change, owner: fillPath(change.owner, values), values, context: asUndo(context) }
  const out = [...ids('add')].filter((id) => present.has(id))
  const back = [...ids('remove')].filter((id) => !present.has(id))
  await removeMembers(target, out)
  for (const batch of inBatches(back)) await addEach(target, batch)
  return { effect: out.length + back.length > 0 ? 'undone' : 'nothing' }
}

/** The journal tells what is taken back from what was done. */
function asUndo(context: ExecutionContext): ExecutionContext {
  const { witness } = context
  return {
    ...context,
    witness: {
      before: (intent) => witness.before({ ...intent, kind: 'undo' }),
      after: (intent, answer) => witness.after({ ...intent, kind: 'undo' }, answer),
    },
  }
}
