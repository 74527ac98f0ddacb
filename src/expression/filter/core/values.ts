/** Typed attribute values as the filters compare them. */

import { normalizeGuid } from '../../../model/index.js'
import type { ValueSource } from '../../context.js'
import { valueFromJson } from '../../json-values.js'
import { parseDate } from '../../library/dates.js'
import type { Integer, Scalar, Value } from '../../value.js'
import { parseInteger, valuesOf } from '../../value.js'
import { foldCase } from './text-case.js'

/** An object under test: attribute values by name. A `Map` is one. */
export type FilterObject = ValueSource

/** An object from plain JSON; `anyCase` finds attributes whatever the case of their names. */
export function objectFromJson(record: Readonly<Record<string, unknown>>, anyCase = false): FilterObject {
  const values = new Map<string, Value>()
  for (const [name, json] of Object.entries(record))
    values.set(anyCase ? name.toLowerCase() : name, valueFromJson(json))
  return { get: (name) => values.get(anyCase ? name.toLowerCase() : name) }
}

/** The values an object has for an attribute; none when it is absent. */
export function attributeValues(object: FilterObject, name: string): readonly Scalar[] {
  return valuesOf(object.get(name) ?? null)
}

/** How a value reads as text; undefined for bytes and records, which no filter can compare. */
export function textOf(value: Scalar): string | undefined {
  switch (typeof value) {
    case 'string':
      return value
    case 'boolean':
      return value ? 'True' : 'False'
    case 'number':
    case 'bigint':
      return String(value)
    default:
      if (value instanceof Uint8Array) return undefined
      if (value.kind === 'reference') return value.dn
      return value.kind === 'date' ? new Date(value.ms).toISOString() : undefined
  }
}

export function isInteger(value: Scalar): value is Integer {
  return typeof value === 'number' || typeof value === 'bigint'
}

/** The integer a value is or spells. */
export function integerOf(value: Scalar): Integer | undefined {
  if (isInteger(value)) return value
  return typeof value === 'string' ? parseInteger(value) : undefined
}

/** The boolean a value is or spells, in any case. */
export function booleanOf(value: Scalar): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') return undefined
  const word = value.toLowerCase()
  return word === 'true' ? true : word === 'false' ? false : undefined
}

const ISO_DATE = /^\s*\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d|\s*$)/

/** The instant a value is or spells, in milliseconds with its finer ticks as a fraction; text without a zone is UTC. */
export function instantOf(value: Scalar): number | undefined {
  if (typeof value === 'string') {
    if (!ISO_DATE.test(value)) return undefined
    const found = parseDate(value, { order: 'month-first', offsetMinutes: 0 })
    return found === undefined ? undefined : found.ms + found.ticks / 10_000
  }
  if (typeof value !== 'object' || value instanceof Uint8Array || value.kind !== 'date') return undefined
  return value.ms + value.ticks / 10_000
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Comparable form of a text that may be an identifier: GUIDs in any of their spellings meet, other text without case. */
export function identifierOf(value: Scalar): string | undefined {
  const text = textOf(value)
  if (text === undefined) return undefined
  const guid = normalizeGuid(text)
  return GUID.test(guid) ? guid : foldCase(text)
}
