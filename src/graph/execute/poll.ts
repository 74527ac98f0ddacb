import { message } from '../messages.js'
import type { Json, Poll, Step } from '../step.js'
import { allHold, conditionText, holds } from './conditions.js'
import type { ExecutionContext, Values } from './context.js'
import { callOf, fillConditions } from './fill.js'
import { objectOrNothing } from './requests.js'
import { StepStop } from './stop.js'

/** @throws StepStop when it has failed, or does not come about in time */
export async function pollUntil(step: Step, poll: Poll, values: Values, context: ExecutionContext): Promise<void> {
  const until = fillConditions(poll.until, values)
  const failed = fillConditions(poll.failed, values)
  const call = callOf(poll.request, values, step)
  for (let waited = 0; ; waited += poll.everySeconds) {
    const state: Json = (await objectOrNothing(call, context)) ?? null
    if (allHold(until, state)) return
    const problem = failed.find((condition) => holds(condition, state))
    const wanted = until.map((condition) => `${condition.path} ${conditionText(condition)}`).join(', ')
    if (problem !== undefined)
      throw new StepStop(message('graph.stop.failed', { what: `${problem.path} ${conditionText(problem)}` }))
    if (waited >= poll.limitSeconds)
      throw new StepStop(message('graph.stop.too-late', { seconds: String(poll.limitSeconds), what: wanted }))
    await context.client.clock.sleep(poll.everySeconds * 1_000)
  }
}
