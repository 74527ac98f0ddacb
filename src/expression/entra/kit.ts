/** What Entra functions accept for each type: values travel as text, so text stands in for everything. */

import { formatDate } from '../date-format.js'
import type { Parameter } from '../function-table.js'
import { isInstant, isInteger, isReference, single, UNCONVERTIBLE } from '../function-table.js'
import { bytesToBase64 } from '../library/binary.js'
import { parseDate } from '../library/dates.js'
import type { Instant, Integer, Scalar } from '../value.js'
import { parseInteger } from '../value.js'

/** How the service writes a date: invariant culture, UTC. */
export const SERVICE_DATE_FORMAT = 'M/d/yyyy h:mm:ss tt'

/** The text form of a value, as the service stores and compares it; undefined for complex values. */
export function toText(value: Scalar): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (isInteger(value)) return String(value)
  if (value instanceof Uint8Array) return bytesToBase64(value)
  if (isReference(value)) return value.dn
  return isInstant(value) ? printServiceDate(value) : undefined
}

export function printServiceDate(value: Instant): string {
  return formatDate(value, SERVICE_DATE_FORMAT) ?? ''
}

export function text(name: string): Parameter<string> {
  return single(name, 'string', (value) => toText(value) ?? UNCONVERTIBLE)
}

export function integerOf(name: string): Parameter<Integer> {
  return single(name, 'integer', (value) => {
    if (isInteger(value)) return value
    return typeof value === 'string' ? (parseInteger(value) ?? UNCONVERTIBLE) : UNCONVERTIBLE
  })
}

/** A count or position; beyond the exact numbers it makes no difference how far. */
export function countOf(name: string): Parameter<number> {
  return single(name, 'integer', (value) => {
    const found = isInteger(value) ? value : typeof value === 'string' ? parseInteger(value) : undefined
    return found === undefined ? UNCONVERTIBLE : Number(found)
  })
}

/** A date in text; the service reads it in UTC. */
export function dateOf(name: string): Parameter<Instant> {
  return single(name, 'date', (value, environment) => {
    if (isInstant(value)) return value
    const order = environment.decisions.ambiguousDate
    return typeof value === 'string' ? (parseDate(value, { order, offsetMinutes: 0 }) ?? UNCONVERTIBLE) : UNCONVERTIBLE
  })
}

export function wordOf<const W extends string>(name: string, words: readonly W[]): Parameter<W> {
  return single(name, 'enum', (value) => words.find((candidate) => candidate === value) ?? UNCONVERTIBLE)
}
