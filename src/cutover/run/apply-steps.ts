import type { Message, Step } from '../../graph/index.js'
import { applyStep, diffStep, GraphFailure, readStep, StepStop } from '../../graph/index.js'
import type { AnswerValue } from '../answers.js'
import { CutoverFailure } from '../failure.js'
import type { StepSkipped } from '../journal/entries.js'
import { keyOf } from '../journal/history.js'
import { cutoverMessage } from '../messages.js'
import { inOrder } from './in-order.js'
import type { Recorder } from './recorder.js'
import type { contextsFor, Surroundings } from './surroundings.js'
import { namesOf, type Survey, type Surveyed } from './survey.js'

export type Outcome =
  | { readonly step: Step; readonly effect: 'none' | 'created' | 'changed' | 'done' }
  | {
      readonly step: Step
      readonly effect: 'skipped'
      readonly because: StepSkipped['because']
      readonly reason: Message
    }

/**
 * Carries out what was surveyed. What one step cannot do is said and its dependents are left; the others go on. A sign-in
 * that has expired, a service that is away or a journal that cannot be written ends the run; `resume` goes on from there.
 *
 * @param confirmed names of what hurts, as a person has typed them
 * @param done keys of steps done by earlier runs
 */
export async function applySteps(
  scenario: string,
  surveyed: Survey,
  values: ReadonlyMap<string, AnswerValue>,
  contextOf: ReturnType<typeof contextsFor>,
  recorder: Recorder,
  surroundings: Surroundings,
  confirmed: ReadonlySet<string>,
  done: ReadonlySet<string>,
): Promise<readonly Outcome[]> {
  const known = new Map(values)
  const here = new Set(surveyed.items.map(({ step }) => step.id))
  const outcomes = new Map<string, Outcome>()
  const skip = ({ id: step }: Step, because: StepSkipped['because'], reason: Message, item: Surveyed) => {
    recorder.write({ type: 'skipped', scenario, step, because, reason })
    outcomes.set(step, { step: item.step, effect: 'skipped', because, reason })
  }
  await inOrder(
    surveyed.items,
    surroundings.width,
    ({ step }) => step.id,
    ({ step }) => step.after,
    async (item) => {
      const { step } = item
      surroundings.progress(outcomes.size, surveyed.items.length, step)
      const left = step.after.find((id) =>
        here.has(id) ? outcomes.get(id)?.effect === 'skipped' : !done.has(keyOf({ scenario, step: id })),
      )
      if (left !== undefined) return skip(step, 'after', cutoverMessage('cutover.skip.after', { step: left }), item)
      const { signedInAs } = surroundings
      if (signedInAs !== undefined && step.signIn !== 'either' && step.signIn !== signedInAs)
        return skip(step, 'sign-in', cutoverMessage(`cutover.skip.sign-in-${step.signIn}`), item)
      if (item.drift !== undefined) return skip(step, 'drifted', item.drift, item)
      if (step.destructive !== undefined && item.difference.action !== 'none' && !confirmed.has(step.destructive.name))
        return skip(step, 'declined', cutoverMessage('cutover.skip.declined', { name: step.destructive.name }), item)
      try {
        const context = contextOf(step, known)
        if (item.difference.action === 'update') {
          const now = diffStep(step, await readStep(step, context), context)
          if (!isSameDifference(now, item.difference) && now.action !== 'none')
            return skip(step, 'drifted', cutoverMessage('cutover.skip.moved', { what: namesOf(now.lines) }), item)
        }
        const { effect, gives } = await applyStep(step, context)
        for (const [place, value] of Object.entries(gives)) known.set(place, value)
        recorder.write({ type: 'done', scenario, step: step.id, effect, gives })
        outcomes.set(step.id, { step, effect })
      } catch (problem) {
        if (problem instanceof StepStop)
          return skip(step, step.change.kind === 'hand' ? 'by-hand' : 'stopped', problem.reason, item)
        if (!(problem instanceof GraphFailure)) throw problem
        if (endsRun.has(problem.kind)) throw new CutoverFailure(problem.message, problem.remedy, { cause: problem })
        const what = `${problem.message} ${problem.remedy}`
        skip(step, 'failed', cutoverMessage('cutover.skip.failed', { what }), item)
      }
    },
  )
  return surveyed.items.flatMap(({ step }) => outcomes.get(step.id) ?? [])
}

/** What will not be better with the next step. */
const endsRun: ReadonlySet<GraphFailure['kind']> = new Set(['sign-in', 'wrong-tenant', 'unavailable', 'throttled'])

function isSameDifference(a: Surveyed['difference'], b: Surveyed['difference']): boolean {
  return a.action === b.action && JSON.stringify(a.lines) === JSON.stringify(b.lines)
}
