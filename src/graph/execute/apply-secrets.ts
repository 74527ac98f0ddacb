import type { Json, Secrets, Step } from '../step.js'
import type { Changed } from './apply.js'
import type { ExecutionContext, StepReading } from './context.js'
import { callOf } from './fill.js'
import { filledSettings, maskedSettings, type Setting, storedSettings } from './secrets.js'
import { intentOf, write } from './write.js'

/** All keys at once. Nobody is told the secret ones: not the journal, not a message. */
export async function applySecrets(
  step: Step,
  change: Secrets,
  { present, values }: StepReading,
  context: ExecutionContext,
): Promise<Changed> {
  const stored = storedSettings(present.state === 'found' ? present.item : undefined)
  await putSettings(step, change, filledSettings(change, values), context, {
    kind: 'secrets',
    body: listed(maskedSettings(step, change, values)),
    before: listed(stored),
  })
  return { effect: 'changed', values }
}

export async function putSettings(
  step: Step,
  change: Secrets,
  settings: readonly Setting[],
  context: ExecutionContext,
  shown: { readonly kind: 'secrets' | 'undo'; readonly body: Json; readonly before?: Json },
): Promise<void> {
  const call = callOf({ ...change.request, body: listed(settings) }, context.values, step)
  await write(call, intentOf(change.request, call, shown), context)
}

export function listed(settings: readonly Setting[]): Json {
  return { value: settings.map(({ key, value }) => ({ key, value })) }
}
