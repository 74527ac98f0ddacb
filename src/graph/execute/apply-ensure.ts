import { isObject } from '../client/client.js'
import { GraphFailure } from '../client/failure.js'
import { idsMadeBy } from '../client/fresh.js'
import { message } from '../messages.js'
import type { Ensure, Json, JsonObject, Step, StepRequest } from '../step.js'
import type { Changed } from './apply.js'
import { valueAt } from './conditions.js'
import type { Difference, ExecutionContext, Present, StepReading } from './context.js'
import { diffStep, imageOf, updateBody } from './difference.js'
import { callOf, fillJson } from './fill.js'
import { readStep, withGiven } from './read.js'
import { growingWaits } from './requests.js'
import { StepStop } from './stop.js'
import { intentOf, wasDone, write } from './write.js'

/** How often something whose answer was lost is asked for again. */
const mostRounds = 8

export async function applyEnsure(
  step: Step,
  change: Ensure,
  reading: StepReading,
  difference: Difference,
  context: ExecutionContext,
): Promise<Changed> {
  if (difference.action === 'create' && change.create !== undefined)
    return create(step, change, change.create, reading, context)
  return update(step, change, reading, difference, context)
}

/** A request that makes something is never repeated before a look at whether it has made it already. */
async function create(
  step: Step,
  change: Ensure,
  request: StepRequest,
  reading: StepReading,
  context: ExecutionContext,
): Promise<Changed> {
  const attempts = context.history.filter(({ intent }) => intent.kind === 'create')
  if (attempts.some((done) => wasDone(done) !== 'no')) {
    const made = await look(step, context, patienceFor(step, context))
    if (made !== undefined) return { effect: 'created', values: withGiven(step, made, reading.values) }
  }
  const call = callOf(request, reading.values, step)
  const intent = intentOf(request, call, {
    kind: 'create',
    ...(call.body === undefined ? {} : { body: call.body }),
    desired: fillJson(change.desired, reading.values),
  })
  for (let round = 1; ; round++) {
    try {
      const { body } = await write(call, intent, context)
      const made = madeBy(change, body) ?? (await look(step, context, longestLag))
      if (made === undefined) throw new StepStop(message('graph.stop.absent', { what: step.title.text }))
      return { effect: 'created', values: withGiven(step, made, reading.values) }
    } catch (problem) {
      if (!(problem instanceof GraphFailure) || !(problem.unsure || isThere(problem))) throw problem
      const made = await look(step, context, isThere(problem) ? longestLag : patienceFor(step, context))
      if (made !== undefined) return { effect: 'created', values: withGiven(step, made, reading.values) }
      if (round >= mostRounds || !problem.unsure) throw problem
    }
  }
}

/** The object a request has made, where its answer holds it. */
function madeBy({ answer }: Ensure, body: Json): Present | undefined {
  if (answer?.kind === 'request') return undefined
  const item = answer?.kind === 'inside' ? valueAt(body, answer.path) : body
  return isObject(item) ? { state: 'found', by: 'key', item } : undefined
}

/** The service says that there is one already. */
function isThere({ status, code, message: text }: GraphFailure): boolean {
  return (
    status === 409 ||
    (status === 400 &&
      /already exist|MultipleObjectsWithSameKeyValue|ObjectConflict|RoleAssignmentExists/i.test(`${code} ${text}`))
  )
}

/** Replicas may not know for minutes what certainly exists. */
const longestLag = 600_000

/** Where the service refuses a second one with the same key, asking again is as safe as looking. */
function patienceFor({ find }: Step, { patience }: ExecutionContext): number {
  return find?.ways[0]?.answer === 'object' ? 0 : patience
}

async function look(step: Step, context: ExecutionContext, patience: number): Promise<Present | undefined> {
  for (const wait of [0, ...growingWaits(patience)]) {
    if (wait > 0) await context.client.clock.sleep(wait)
    const { present } = await readStep(step, context)
    if (present.state === 'found') {
      for (const id of idsMadeBy(present.item)) context.client.remember(id)
      return present
    }
    if (present.state === 'ambiguous' || present.state === 'stopped') {
      const { reason } = diffStep(step, { present, values: context.values }, context)
      throw new StepStop(reason ?? message('graph.stop.absent', { what: step.title.text }))
    }
  }
  return undefined
}

async function update(
  step: Step,
  change: Ensure,
  first: StepReading,
  firstDifference: Difference,
  context: ExecutionContext,
): Promise<Changed> {
  let reading = first
  let difference = firstDifference
  for (let round = 1; ; round++) {
    const { present, values } = reading
    if (present.state !== 'found' || change.update === undefined) return { effect: 'none', values }
    if (difference.action === 'none') return { effect: 'changed', values }
    if (difference.action !== 'update')
      throw new StepStop(difference.reason ?? message('graph.stop.absent', { what: step.title.text }))
    const desired = fillJson(change.desired, values)
    const request = requestWith(change, change.update.request, desired, present.item, difference)
    const call = callOf(request, values, step)
    const intent = intentOf(request, call, {
      kind: 'update',
      ...(call.body === undefined ? {} : { body: call.body }),
      before: imageOf(change, desired, present.item),
      desired,
    })
    try {
      await write(call, intent, context)
      return { effect: 'changed', values }
    } catch (problem) {
      if (!(problem instanceof GraphFailure) || !problem.unsure || round >= mostRounds) throw problem
      reading = await readStep(step, context, true)
      difference = diffStep(step, reading, context)
    }
  }
}

function requestWith(
  change: Ensure,
  request: StepRequest,
  desired: JsonObject,
  present: JsonObject,
  { lines }: Difference,
): StepRequest {
  return change.update?.body === 'fixed' ? request : { ...request, body: updateBody(change, desired, present, lines) }
}
