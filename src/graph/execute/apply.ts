import { message } from '../messages.js'
import type { ByHand, Step } from '../step.js'
import { applyAction } from './apply-action.js'
import { applyEnsure } from './apply-ensure.js'
import { applyMembers } from './apply-members.js'
import { applySecrets } from './apply-secrets.js'
import { applyUpload } from './apply-upload.js'
import type { Applied, Difference, ExecutionContext, StepReading, Values } from './context.js'
import { diffStep } from './difference.js'
import { pollUntil } from './poll.js'
import { readStep } from './read.js'
import { StepStop } from './stop.js'

/**
 * Reads what the tenant has now, changes what differs, and waits until it has come about. Doing it again does nothing.
 *
 * @throws StepStop when a person has to do something first
 * @throws GraphFailure when the service refuses, or does not answer; the journal then knows more than this run
 */
export async function applyStep(step: Step, context: ExecutionContext): Promise<Applied> {
  const reading = await readStep(step, context, true)
  const difference = diffStep(step, reading, context)
  if (difference.action === 'stop' || difference.action === 'later')
    throw new StepStop(difference.reason ?? message('graph.stop.missing', { places: '' }))
  const { effect, values } = await change(step, reading, difference, context)
  if (step.wait !== undefined) await pollUntil(step, step.wait, values, context)
  return { effect, gives: givesOf(step, values, context) }
}

export interface Changed {
  readonly effect: Applied['effect']
  readonly values: Values
}

async function change(
  step: Step,
  reading: StepReading,
  difference: Difference,
  context: ExecutionContext,
): Promise<Changed> {
  const { values } = reading
  if (difference.action === 'none') return { effect: 'none', values }
  switch (step.change.kind) {
    case 'ensure':
      return applyEnsure(step, step.change, reading, difference, context)
    case 'members':
      return applyMembers(step, step.change, reading, context)
    case 'secrets':
      return applySecrets(step, step.change, reading, context)
    case 'action':
      return applyAction(step, step.change, values, context)
    case 'upload':
      return applyUpload(step, step.change, values, context)
    case 'hand':
      return confirm(step, step.change, values, context)
  }
}

async function confirm(step: Step, hand: ByHand, values: Values, context: ExecutionContext): Promise<Changed> {
  const intent = { kind: 'hand', method: '', api: 'v1.0', path: '' } as const
  if (!(await context.isDoneByHand(step))) throw new StepStop(message('graph.stop.not-done', { check: hand.check }))
  await context.witness.before(intent)
  await context.witness.after(intent, { status: 200 })
  return { effect: 'done', values }
}

/** What the step has found out or made and others may need. */
function givesOf(step: Step, values: Values, { values: before }: ExecutionContext): Readonly<Record<string, string>> {
  const own = new Set([...Object.keys(step.gives), ...step.reads.flatMap(({ gives }) => Object.keys(gives))])
  return Object.fromEntries(
    [...values].flatMap(([key, value]) =>
      own.has(key) && key.startsWith('made:') && typeof value === 'string' && before.get(key) !== value
        ? [[key, value]]
        : [],
    ),
  )
}
