import { message } from '../messages.js'
import type { Check, Json, Message, Step } from '../step.js'
import { allHold, conditionText, holds, valueAt } from './conditions.js'
import type { ExecutionContext, StepReading, Values, Verified } from './context.js'
import { diffStep } from './difference.js'
import { callOf, fillConditions } from './fill.js'
import { readStep } from './read.js'
import { growingWaits, itemsOf, objectOrNothing } from './requests.js'

/**
 * Reads again whether the tenant is as the step wants it. Changes nothing; needs read scopes.
 *
 * @param patience milliseconds to wait for replicas; 0 for a look at how it stands
 */
export async function verifyStep(step: Step, context: ExecutionContext, patience = 0): Promise<Verified> {
  let problems = await problemsOf(step, context)
  for (const wait of growingWaits(patience)) {
    if (problems.length === 0) break
    await context.client.clock.sleep(wait)
    problems = await problemsOf(step, context)
  }
  return { holds: problems.length === 0, problems }
}

async function problemsOf(step: Step, context: ExecutionContext): Promise<readonly Message[]> {
  const { change } = step
  if (change.kind === 'hand') {
    const confirmed = context.history.some(({ intent }) => intent.kind === 'hand')
    return confirmed ? [] : [message('graph.check.not-confirmed', { check: change.check })]
  }
  const reading = await readStep(step, context)
  const isState = change.kind === 'ensure' || change.kind === 'members' || change.kind === 'secrets'
  const state = isState ? stateProblems(step, reading, context) : []
  if (state.length > 0) return state
  const checks = await Promise.all(step.verify.map((check) => checkProblems(step, check, reading.values, context)))
  return [...checks.flat(), ...(await actionProblems(step, reading.values, context))]
}

function stateProblems(step: Step, reading: StepReading, context: ExecutionContext): readonly Message[] {
  const { action, lines, reason } = diffStep(step, reading, context)
  if (action === 'none') return []
  if (reading.members !== undefined) return memberProblems(reading)
  if (action === 'create') return [message('graph.check.absent', { what: step.title.text })]
  if (reason !== undefined) return [reason]
  return lines.map(({ path, from, to }) => message('graph.check.differs', { path, is: shown(from), wanted: shown(to) }))
}

function memberProblems({ members }: StepReading): readonly Message[] {
  const { add = [], remove = [], present = [] } = members ?? {}
  return [
    ...(add.length === 0
      ? []
      : [
          message('graph.check.missing-members', {
            count: String(add.length),
            wanted: String(present.length - remove.length + add.length),
          }),
        ]),
    ...(remove.length === 0 ? [] : [message('graph.check.extra-members', { count: String(remove.length) })]),
  ]
}

async function checkProblems(
  step: Step,
  check: Check,
  values: Values,
  context: ExecutionContext,
): Promise<readonly Message[]> {
  const call = callOf(check.request, values, step)
  const where = fillConditions(check.where, values)
  const item =
    check.answer === 'list'
      ? (await itemsOf(call, undefined, context)).find((one) => allHold(where, one))
      : await objectOrNothing(call, context)
  if (item === undefined) return [message('graph.check.absent', { what: check.what.text })]
  return fillConditions(check.expect, values)
    .filter((condition) => !holds(condition, item))
    .map((condition) =>
      message('graph.check.differs', {
        path: condition.path,
        is: shown(valueAt(item, condition.path)),
        wanted: conditionText(condition),
      }),
    )
}

/** An action that only reads is a check itself. */
async function actionProblems(step: Step, values: Values, context: ExecutionContext): Promise<readonly Message[]> {
  const { change } = step
  if (change.kind !== 'action' || change.request.method !== 'GET' || step.verify.length > 0) return []
  return checkProblems(
    step,
    { what: step.title, request: change.request, answer: 'object', where: [], expect: change.expect },
    values,
    context,
  )
}

function shown(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null)
}
