import { isObject } from '../client/client.js'
import { GraphFailure } from '../client/failure.js'
import { message } from '../messages.js'
import type { JsonObject, Lookup, LookupWay, Reading, Step } from '../step.js'
import { allHold, valueAt } from './conditions.js'
import type { ExecutionContext, Present, StepReading, Values } from './context.js'
import { callOf, fillConditions, MissingPlaces } from './fill.js'
import { memberChange } from './members.js'
import { itemsOf, objectOrNothing } from './requests.js'
import { StepStop } from './stop.js'

/**
 * What the tenant has of a step, with the values its own reads give. Changes nothing.
 *
 * @param patient waits for what may not be there yet; only right before a change
 * @throws GraphFailure when the service does not answer or refuses
 */
export async function readStep(step: Step, context: ExecutionContext, patient = false): Promise<StepReading> {
  let values: Values = context.values
  try {
    values = await readPlaces(step, context, patient)
    if (step.change.kind === 'members')
      return { present: nothingToFind, members: await memberChange(step, step.change, values, context), values }
    const present = step.find === undefined ? nothingToFind : await find(step, step.find, values, context)
    return { present, values: withGiven(step, present, values) }
  } catch (problem) {
    if (problem instanceof MissingPlaces) return { present: { state: 'unknown', missing: problem.places }, values }
    if (problem instanceof StepStop) return { present: { state: 'stopped', reason: problem.reason }, values }
    throw problem
  }
}

const nothingToFind: Present = { state: 'none' }

async function readPlaces(step: Step, context: ExecutionContext, patient: boolean): Promise<Values> {
  const values = new Map(context.values)
  const simple = step.reads.filter(isSimple)
  for (const [key, value] of await readTogether(step, simple, values, context)) values.set(key, value)
  for (const reading of step.reads) {
    if (isSimple(reading)) continue
    for (const [key, value] of Object.entries(await readOne(step, reading, values, context, patient)))
      values.set(key, value)
  }
  return values
}

/** Looks one thing up by one attribute: many of them go in one batch. */
function isSimple(reading: Reading): boolean {
  return Object.keys(reading.gives).every((key) => key.startsWith('find:'))
}

async function readTogether(
  step: Step,
  readings: readonly Reading[],
  values: Values,
  { client }: ExecutionContext,
): Promise<ReadonlyMap<string, string>> {
  const calls = readings.map((reading) => callOf(reading.request, values, step))
  const answers = await client.batch(calls)
  const given = new Map<string, string>()
  readings.forEach((reading, index) => {
    const answer = answers[index]
    if (answer === undefined || answer instanceof GraphFailure) throw answer ?? new TypeError('A batch lost a request.')
    const items = isObject(answer.body) && Array.isArray(answer.body.value) ? answer.body.value.filter(isObject) : []
    for (const [key, value] of Object.entries(pickOne(reading, items, values))) given.set(key, value)
  })
  return given
}

async function readOne(
  step: Step,
  reading: Reading,
  values: Values,
  context: ExecutionContext,
  patient: boolean,
): Promise<Readonly<Record<string, string>>> {
  const call = callOf(reading.request, values, step)
  const limit = patient && reading.wait !== undefined ? reading.wait.limitSeconds : 0
  const every = reading.wait?.everySeconds ?? 1
  for (let waited = 0; ; waited += every) {
    const items =
      reading.answer === 'list'
        ? await itemsOf(call, reading.items, context)
        : listOf(await objectOrNothing(call, context))
    if (items.length > 0 || waited >= limit) return pickOne(reading, items, values)
    await context.client.clock.sleep(every * 1_000)
  }
}

function listOf(item: JsonObject | undefined): readonly JsonObject[] {
  return item === undefined ? [] : [item]
}

/** @throws StepStop unless exactly one fits */
function pickOne(reading: Reading, items: readonly JsonObject[], values: Values): Readonly<Record<string, string>> {
  const where = fillConditions(reading.where, values)
  const fitting = items.filter((item) => allHold(where, item))
  const [only] = fitting
  if (only === undefined || (fitting.length > 1 && reading.anyOfThem !== true)) {
    if (only === undefined && reading.otherwise !== undefined) return reading.otherwise
    throw new StepStop(
      message('graph.stop.reading', { found: String(fitting.length), path: decodeURIComponent(reading.request.path) }),
    )
  }
  return given(reading.gives, only)
}

async function find(step: Step, lookup: Lookup, values: Values, context: ExecutionContext): Promise<Present> {
  const answers = new Map<string, readonly JsonObject[]>()
  for (const way of lookup.ways) {
    const call = callOf(way.request, values, step)
    const items = answers.get(call.path) ?? (await itemsAlong(way, call, context))
    answers.set(call.path, items)
    const where = fillConditions(way.where, values)
    const hits = items.filter((item) => allHold(where, item))
    const [only, further] = hits
    if (further !== undefined) return { state: 'ambiguous', by: way.by, ids: hits.map(({ id }) => String(id ?? '')) }
    if (only !== undefined)
      return { state: 'found', by: way.by, item: await inFull(step, lookup, only, values, context) }
  }
  return { state: 'absent' }
}

async function itemsAlong(
  way: LookupWay,
  call: ReturnType<typeof callOf>,
  context: ExecutionContext,
): Promise<readonly JsonObject[]> {
  return way.answer === 'list' ? itemsOf(call, way.items, context) : listOf(await objectOrNothing(call, context))
}

async function inFull(
  step: Step,
  { detail }: Lookup,
  item: JsonObject,
  values: Values,
  context: ExecutionContext,
): Promise<JsonObject> {
  if (detail === undefined) return item
  const request = { ...detail, path: detail.path.replace('{found}', encodeURIComponent(String(item.id))) }
  return (await objectOrNothing(callOf(request, values, step), context)) ?? item
}

/** With what the step gives, where what it is about was found. */
export function withGiven(step: Step, present: Present, values: Values): Values {
  return present.state === 'found' ? new Map([...values, ...Object.entries(given(step.gives, present.item))]) : values
}

export function given(gives: Readonly<Record<string, string>>, item: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(gives).flatMap(([key, path]) => {
      const value = valueAt(item, path)
      return typeof value === 'string' ? [[key, value]] : []
    }),
  )
}
