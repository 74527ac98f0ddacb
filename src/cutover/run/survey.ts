import type { Difference, Message, Step, StepReading } from '../../graph/index.js'
import { diffStep, readStep } from '../../graph/index.js'
import type { AnswerValue } from '../answers.js'
import type { Entry } from '../journal/entries.js'
import { doneSteps, keyOf } from '../journal/history.js'
import { cutoverMessage } from '../messages.js'
import { type Counts, sumOf } from '../thresholds.js'
import { inOrder } from './in-order.js'
import type { contextsFor } from './surroundings.js'

/** How a step stands against the tenant. */
export interface Surveyed {
  readonly step: Step
  readonly reading: StepReading
  readonly difference: Difference
  /** It was done before and somebody has changed it since. */
  readonly drift?: Message
}

export interface Survey {
  readonly items: readonly Surveyed[]
  readonly counts: Counts
  /** Things the stage is about, in the tenant and to come: what percentages are of. */
  readonly population: number
}

/** Reads what the steps touch. Changes nothing. */
export async function survey(
  scenario: string,
  steps: readonly Step[],
  entries: readonly Entry[],
  values: ReadonlyMap<string, AnswerValue>,
  contextOf: ReturnType<typeof contextsFor>,
  options: {
    readonly width: number
    readonly overwrite: boolean
    readonly onStep?: (done: number, step: Step) => void
  },
): Promise<Survey> {
  const known = new Map(values)
  const done = doneSteps(entries)
  const found = new Map<string, Surveyed>()
  await inOrder(
    steps,
    options.width,
    (step) => step.id,
    (step) => step.after,
    async (step) => {
      const context = contextOf(step, known)
      const reading = await readStep(step, context)
      for (const [place, value] of reading.values) known.set(place, value)
      const difference = diffStep(step, reading, context)
      const drift =
        done.has(keyOf({ scenario, step: step.id })) && !options.overwrite ? driftOf(step, difference) : undefined
      found.set(step.id, { step, reading, difference, ...(drift === undefined ? {} : { drift }) })
      options.onStep?.(found.size, step)
    },
  )
  const items = steps.flatMap((step) => found.get(step.id) ?? [])
  const moving = items.filter((item) => item.drift === undefined)
  return {
    items,
    counts: sumOf(moving.map(({ difference }) => difference.counts)),
    population: items.reduce((sum, item) => sum + sizeOf(item), 0),
  }
}

/** What was done once and is not so any more was changed by somebody, or by a later stage; what only acts cannot drift. */
function driftOf({ change }: Step, { action, lines }: Difference): Message | undefined {
  if (action === 'create') return cutoverMessage('cutover.skip.gone')
  if (action !== 'update' && !(action === 'do' && change.kind === 'secrets')) return undefined
  return cutoverMessage('cutover.skip.drifted', { what: namesOf(lines) })
}

export function namesOf(lines: Difference['lines']): string {
  const names = [...new Set(lines.map(({ path }) => path))]
  return `${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}`
}

function sizeOf({ step, reading, difference }: Surveyed): number {
  if (reading.members !== undefined) return reading.members.present.length + reading.members.add.length
  return Math.max(1, difference.counts.adds ?? 0, step.counts.adds ?? 0, step.counts.updates ?? 0)
}
