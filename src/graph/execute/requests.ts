import { type Call, isObject } from '../client/client.js'
import { GraphFailure } from '../client/failure.js'
import type { Json, JsonObject, JsonPath } from '../step.js'
import { valueAt } from './conditions.js'
import type { ExecutionContext } from './context.js'

/** @returns the object, undefined where there is none */
export async function objectOrNothing(call: Call, { client }: ExecutionContext): Promise<JsonObject | undefined> {
  try {
    const { body } = await client.send(call)
    return isObject(body) ? body : undefined
  } catch (problem) {
    if (problem instanceof GraphFailure && problem.kind === 'not-found') return undefined
    throw problem
  }
}

/** Items of a list, over its pages, or of a list inside one object. */
export async function itemsOf(
  call: Call,
  items: JsonPath | undefined,
  context: ExecutionContext,
): Promise<readonly JsonObject[]> {
  if (items !== undefined) {
    const whole = await objectOrNothing(call, context)
    const inside: Json | undefined = whole === undefined ? [] : valueAt(whole, items)
    return Array.isArray(inside) ? inside.filter(isObject) : []
  }
  const found: JsonObject[] = []
  try {
    for await (const item of context.client.list(call)) found.push(item)
  } catch (problem) {
    if (!(problem instanceof GraphFailure && problem.kind === 'not-found')) throw problem
  }
  return found
}

/** 2, 4, 8, 16, 30, 30 … seconds, up to a total. */
export function* growingWaits(total: number): Generator<number> {
  let spent = 0
  for (let next = 2_000; spent < total; next = Math.min(30_000, next * 2)) {
    const wait = Math.min(next, total - spent)
    spent += wait
    yield wait
  }
}
