import { placesOf } from '../../entra/index.js'
import type { Call } from '../client/client.js'
import type { Condition, Json, JsonObject, Step, StepRequest } from '../step.js'
import type { Values } from './context.js'

/** Some places have no value yet. */
export class MissingPlaces extends Error {
  override readonly name = 'MissingPlaces'
  constructor(readonly places: readonly string[]) {
    super(`No value for ${places.join(', ')}`)
  }
}

/** @throws MissingPlaces */
export function callOf(request: StepRequest, values: Values, step: Step): Call {
  const { api, method, headers, body } = request
  const scopes = method === 'GET' ? step.scopes.read : step.scopes.write
  return {
    api,
    method,
    path: fillPath(request.path, values),
    headers,
    ...(body === undefined ? {} : { body: fillJson(body, values) }),
    scopes,
    licence: step.licence,
  }
}

/** Values are encoded for the address they go into. */
export function fillPath(path: string, values: Values): string {
  return replaced(path, values, (value, before) => {
    const quoted = (before.match(/'/g)?.length ?? 0) % 2 === 1
    return encodeURIComponent(quoted ? value.replaceAll("'", "''") : value).replaceAll("'", '%27')
  })
}

export function fillText(text: string, values: Values): string {
  // JSON inside a text stays JSON.
  const isJson = /^\{\s*"/.test(text)
  return replaced(text, values, (value) => (isJson ? JSON.stringify(value).slice(1, -1) : value))
}

/** A list element that is one place alone takes all values of a list. */
export function fillJson<T extends Json>(value: T, values: Values): T {
  if (typeof value === 'string') return fillText(value, values) as T
  if (Array.isArray(value)) {
    const items: readonly Json[] = value
    return items.flatMap((item): readonly Json[] => {
      const list = typeof item === 'string' ? listOf(item, values) : undefined
      return list ?? [fillJson(item, values)]
    }) as unknown as T
  }
  if (typeof value !== 'object' || value === null) return value
  const members: [string, Json][] = []
  for (const [name, member] of Object.entries(value as JsonObject))
    if (member !== undefined) members.push([name, fillJson(member, values)])
  return Object.fromEntries(members) as unknown as T
}

export function fillConditions(conditions: readonly Condition[], values: Values): readonly Condition[] {
  return conditions.map((condition) => {
    if (condition.is === 'present' || condition.is === 'absent') return condition
    if (condition.is === 'one-of') return { ...condition, values: fillJson(condition.values, values) }
    return { ...condition, value: fillJson(condition.value, values) } as Condition
  })
}

/** Every place of a value that has none of the values. */
export function missingIn(value: Json, values: Values): readonly string[] {
  return [...new Set(placesOf(JSON.stringify(value)).map(({ text }) => keyOf(text)))].filter((key) => !values.has(key))
}

function listOf(text: string, values: Values): readonly string[] | undefined {
  const [only, further] = placesOf(text)
  if (only === undefined || further !== undefined || only.text !== text) return undefined
  const value = values.get(keyOf(text))
  return typeof value === 'string' || value === undefined ? undefined : value
}

function replaced(text: string, values: Values, show: (value: string, before: string) => string): string {
  let result = ''
  let rest = text
  const missing: string[] = []
  for (const { text: whole } of placesOf(text)) {
    const at = rest.indexOf(whole)
    result += rest.slice(0, at)
    rest = rest.slice(at + whole.length)
    const value = values.get(keyOf(whole))
    if (value === undefined) missing.push(keyOf(whole))
    else result += show(typeof value === 'string' ? value : value.join(','), result)
  }
  if (missing.length > 0) throw new MissingPlaces(missing)
  return result + rest
}

function keyOf(place: string): string {
  return place.slice(1, -1)
}
