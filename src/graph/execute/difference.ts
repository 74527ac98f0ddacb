import { message } from '../messages.js'
import type { Counter, Ensure, Json, JsonObject, Secrets, Step } from '../step.js'
import { beforeImage, differences, isSame, mergedList } from './compare.js'
import type { Difference, DifferenceLine, ExecutionContext, MemberChange, StepReading, Values } from './context.js'
import { fillJson, MissingPlaces, missingIn } from './fill.js'
import { overlaidSchema, schemaLists } from './schema.js'
import { isSecret, maskedSettings, storedSettings } from './secrets.js'
import { StepStop } from './stop.js'

type Given = Pick<ExecutionContext, 'history' | 'adopts'>

/** What a step would do. Reads nothing, writes nothing. */
export function diffStep(step: Step, reading: StepReading, given: Given): Difference {
  const { present, values } = reading
  if (present.state === 'stopped') return stopped(present.reason)
  if (present.state === 'unknown') return later(step, present.missing)
  if (present.state === 'ambiguous')
    return stopped(
      message('graph.stop.ambiguous', {
        count: String(present.ids.length),
        what: step.title.text,
        ids: present.ids.join(', '),
      }),
    )
  try {
    return differenceOf(step, reading, given)
  } catch (problem) {
    if (problem instanceof MissingPlaces) return later(step, problem.places)
    if (problem instanceof StepStop) return stopped(problem.reason)
    throw problem
  }

  function differenceOf(one: Step, { members }: StepReading, { history, adopts }: Given): Difference {
    const { change } = one
    switch (change.kind) {
      case 'ensure':
        return ensureDifference(one, change, reading, adopts || history.some(({ intent }) => intent.kind === 'create'))
      case 'members':
        return memberDifference(one, members ?? { present: [], add: [], remove: [] })
      case 'secrets':
        return secretsDifference(one, change, reading, given)
      case 'hand':
        return history.some(({ intent, answer }) => intent.kind === 'hand' && answer !== undefined)
          ? nothing
          : { action: 'ask', lines: [], counts: {} }
      case 'action':
      case 'upload': {
        // What the service would be asked to check stands already.
        if (present.state === 'found' && change.kind === 'action' && change.checksOnly) return nothing
        const missing = missingIn(change.request as unknown as Json, values)
        return missing.length > 0 ? later(one, missing) : { action: 'do', lines: [], counts: one.counts }
      }
    }
  }
}

const nothing: Difference = { action: 'none', lines: [], counts: {} }

function stopped(reason: Difference['reason']): Difference {
  return { action: 'stop', lines: [], counts: {}, ...(reason === undefined ? {} : { reason }) }
}

/** What it depends on does not exist yet: everything it would do is new. */
function later(step: Step, places: readonly string[]): Difference {
  const { change } = step
  const wanted = change.kind === 'ensure' ? change.desired : {}
  return {
    action: 'later',
    lines: Object.entries(wanted).flatMap(([path, to]) => (to === undefined ? [] : [{ sign: '+', path, to } as const])),
    counts: step.counts,
    reason: message('graph.stop.missing', { places: places.join(', ') }),
  }
}

function ensureDifference(step: Step, change: Ensure, { present, values }: StepReading, ours: boolean): Difference {
  const desired = fillJson(change.desired, values)
  if (present.state !== 'found') {
    if (change.create === undefined) return stopped(message('graph.stop.absent', { what: step.title.text }))
    const missing = missingIn(change.create as unknown as Json, values)
    if (missing.length > 0) return later(step, missing)
    const made = Object.keys(desired).length > 0 ? desired : bodyOf(change, values)
    return { action: 'create', lines: differences(made, {}), counts: { ...step.counts, adds: 1 } }
  }
  if (present.by === 'name' && !ours)
    return stopped(message('graph.stop.foreign', { what: step.title.text, id: String(present.item.id ?? '') }))
  const lines =
    change.update?.body === 'schema'
      ? differences(overlaidSchema(desired, present.item), present.item, schemaLists)
      : differences(desired, present.item, change.lists)
  if (lines.length === 0) return nothing
  const fixed = change.update === undefined ? Object.keys(desired) : (change.update.fixed ?? [])
  const stuck = fixed.filter((name) => lines.some(({ path }) => path === name || path.startsWith(`${name}.`)))
  if (stuck.length > 0)
    return stopped(message('graph.stop.fixed', { what: step.title.text, properties: stuck.join(', ') }))
  return { action: 'update', lines, counts: updateCounts(lines) }
}

function bodyOf(change: Ensure, values: Values): JsonObject {
  const body = fillJson(change.create?.body ?? {}, values)
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as JsonObject) : {}
}

function updateCounts(lines: readonly DifferenceLine[]): Partial<Record<Counter, number>> {
  const renames = lines.some(({ path, sign }) => path === 'displayName' && sign === '~')
  const disables = lines.some(({ path, to }) => path === 'accountEnabled' && to === false)
  return { updates: 1, ...(renames ? { renames: 1 } : {}), ...(disables ? { disables: 1 } : {}) }
}

function memberDifference(step: Step, { add, remove }: MemberChange): Difference {
  if (add.length === 0 && remove.length === 0) return nothing
  const path = step.change.kind === 'members' ? step.change.collection : ''
  return {
    action: 'update',
    lines: [
      ...add.map((to) => ({ sign: '+', path, to }) as const),
      ...remove.map((from) => ({ sign: '-', path, from }) as const),
    ],
    counts: {
      ...(add.length > 0 ? { updates: add.length } : {}),
      ...(remove.length > 0 ? { membershipRemovals: remove.length } : {}),
    },
  }
}

/** Secret values are not given back: that they are as they should be is known from the journal alone. */
function secretsDifference(
  step: Step,
  change: Secrets,
  { present, values }: StepReading,
  { history }: Given,
): Difference {
  const stored = new Map(
    storedSettings(present.state === 'found' ? present.item : undefined).map(({ key, value }) => [key, value]),
  )
  const wanted = maskedSettings(step, change, values)
  const before = history.findLast(
    ({ intent, answer }) =>
      intent.kind === 'secrets' && (answer?.status ?? 0) < 300 && answer?.status !== 0 && answer !== undefined,
  )
  const written = before !== undefined && isSame(before.intent.body, { value: wanted } as unknown as Json)
  const lines = wanted.flatMap(({ key, value }): readonly DifferenceLine[] => {
    const is = stored.get(key)
    if (is === undefined) return [{ sign: '+', path: key, to: value }]
    // Some values are not told although nobody keeps them secret.
    if (isSecret(step, change, key) || (is === '' && value !== ''))
      return written ? [] : [{ sign: '~', path: key, from: '•••', to: value }]
    return isSame(is, value) ? [] : [{ sign: '~', path: key, from: is, to: value }]
  })
  const extra = [...stored.keys()].filter((key) => !wanted.some((setting) => setting.key === key))
  const all = [...lines, ...extra.map((path) => ({ sign: '-', path, from: '•••' }) as const)]
  return all.length === 0 ? nothing : { action: 'do', lines: all, counts: { updates: 1 } }
}

/** Body of an update, by how the step wants it made. */
export function updateBody(
  change: Ensure,
  desired: JsonObject,
  present: JsonObject,
  lines: readonly DifferenceLine[],
): JsonObject {
  const { update } = change
  if (update === undefined) return {}
  const merged = Object.fromEntries(
    Object.entries(desired).map(([name, wanted]) => {
      const rule = change.lists?.[name]
      const is = present[name]
      return rule?.kind === 'merged' && Array.isArray(wanted)
        ? [name, mergedList(wanted, Array.isArray(is) ? is : [], rule.by)]
        : [name, wanted]
    }),
  )
  if (update.body === 'schema') return overlaidSchema(desired, present)
  const differing = new Set(lines.map(({ path }) => path.split('.')[0]))
  const body =
    update.body === 'difference'
      ? Object.fromEntries(Object.entries(merged).filter(([name]) => differing.has(name)))
      : merged
  return wrapped(change, body, present)
}

/** What goes along with a body, and where it stands in it. */
export function wrapped({ update }: Ensure, body: JsonObject, present: JsonObject): JsonObject {
  const kept = Object.fromEntries((update?.keeps ?? []).map((name) => [name, present[name] ?? null]))
  const whole = { ...update?.along, ...kept, ...body }
  return update?.under === undefined ? whole : { [update.under]: whole }
}

/** The former values of what an update is about to write. */
export function imageOf(change: Ensure, desired: JsonObject, present: JsonObject): JsonObject {
  return change.update?.body === 'schema' ? present : beforeImage(desired, present)
}
