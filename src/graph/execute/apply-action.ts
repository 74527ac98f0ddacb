import { GraphFailure } from '../client/failure.js'
import { message } from '../messages.js'
import type { Action, Json, Step, StepRequest } from '../step.js'
import type { Changed } from './apply.js'
import { conditionText, holds, valueAt } from './conditions.js'
import type { ExecutionContext, Values } from './context.js'
import { callOf, fillConditions } from './fill.js'
import { growingWaits, itemsOf } from './requests.js'
import { maskedValues } from './secrets.js'
import { StepStop } from './stop.js'
import { intentOf, wasDone, write } from './write.js'

/** Done once for everything, or once for each value a person gave; what the journal has as done is not done again. */
export async function applyAction(
  step: Step,
  change: Action,
  values: Values,
  context: ExecutionContext,
): Promise<Changed> {
  for (const [one, filled] of rounds(change, values)) await actOnce(step, change, one, filled, context)
  return { effect: change.checksOnly ? 'none' : 'done', values }
}

function rounds({ oneByOne }: Action, values: Values): readonly (readonly [string | undefined, Values])[] {
  if (oneByOne === undefined) return [[undefined, values]]
  const key = `ask:${oneByOne}`
  const given = values.get(key) ?? []
  const all = typeof given === 'string' ? [given] : given
  return all.map((one) => [one, new Map([...values, [key, one]])])
}

async function actOnce(
  step: Step,
  change: Action,
  one: string | undefined,
  values: Values,
  context: ExecutionContext,
): Promise<void> {
  const call = { ...callOf(change.request, values, step), repeats: change.repeatable }
  if (change.request.method === 'GET') return expect(change, (await context.client.send(call)).body, values)
  const ids = one === undefined ? {} : { ids: [one] }
  const earlier = context.history.filter(
    ({ intent }) => intent.kind === 'act' && (one === undefined || intent.ids?.includes(one) === true),
  )
  if (!change.checksOnly && earlier.some((done) => wasDone(done) === 'yes')) return
  const unanswered = earlier.findLast((done) => wasDone(done) === 'unsure')
  const before = change.trace === undefined ? undefined : await traces(step, change.trace, values, context)
  if (unanswered !== undefined && !change.repeatable && grew(before, unanswered.intent.before)) return
  const shown = callOf(change.request, maskedValues(step, values), step).body
  const intent = intentOf(change.request, call, {
    kind: 'act',
    ...(shown === undefined ? {} : { body: shown }),
    ...(before === undefined ? {} : { before }),
    ...ids,
  })
  for (let round = 1; ; round++) {
    try {
      return expect(change, (await write(call, intent, context)).body, values)
    } catch (problem) {
      if (!(problem instanceof GraphFailure) || !problem.unsure || change.trace === undefined) throw problem
      if (await hasGrown(step, change.trace, before, values, context)) return
      if (round >= mostRounds) throw problem
    }
  }
}

/** How often something whose answer was lost, and which left no trace, is asked for again. */
const mostRounds = 8

async function hasGrown(
  step: Step,
  trace: StepRequest,
  before: number | undefined,
  values: Values,
  context: ExecutionContext,
): Promise<boolean> {
  for (const wait of [0, ...growingWaits(context.patience)]) {
    if (wait > 0) await context.client.clock.sleep(wait)
    if (grew(await traces(step, trace, values, context), before)) return true
  }
  return false
}

async function traces(step: Step, request: StepRequest, values: Values, context: ExecutionContext): Promise<number> {
  return (await itemsOf(callOf(request, values, step), undefined, context)).length
}

function grew(now: number | undefined, before: Json | undefined): boolean {
  return now !== undefined && typeof before === 'number' && now > before
}

/** @throws StepStop when the answer is not what it has to be */
function expect({ expect: conditions }: Action, body: Json, values: Values): void {
  const failed = fillConditions(conditions, values).find((condition) => !holds(condition, body))
  if (failed === undefined) return
  const is = valueAt(body, failed.path) ?? null
  throw new StepStop(
    message('graph.check.differs', {
      path: failed.path.replace('json:', ''),
      is: typeof is === 'string' ? is : JSON.stringify(is),
      wanted: conditionText(failed),
    }),
  )
}
