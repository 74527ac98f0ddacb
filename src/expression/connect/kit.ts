/** What Connect Sync functions accept for each type: the language is strongly typed, so hardly anything converts. */

import type { Parameter } from '../function-table.js'
import { isInstant, isInteger, isReference, single, UNCONVERTIBLE } from '../function-table.js'
import { parseDate } from '../library/dates.js'
import type { Instant, Integer } from '../value.js'

export function text(name: string): Parameter<string> {
  return single(name, 'string', (value) => {
    if (typeof value === 'string') return value
    return isReference(value) ? value.dn : UNCONVERTIBLE
  })
}

export function integerOf(name: string): Parameter<Integer> {
  return single(name, 'integer', (value) => (isInteger(value) ? value : UNCONVERTIBLE))
}

/** A count or position; beyond the exact numbers it makes no difference how far. */
export function countOf(name: string): Parameter<number> {
  return single(name, 'integer', (value) => (isInteger(value) ? Number(value) : UNCONVERTIBLE))
}

export function flag(name: string): Parameter<boolean> {
  return single(name, 'boolean', (value) => (typeof value === 'boolean' ? value : UNCONVERTIBLE))
}

export function bytes(name: string): Parameter<Uint8Array> {
  return single(name, 'binary', (value) => (value instanceof Uint8Array ? value : UNCONVERTIBLE))
}

/** A date; text counts when it is one, because documented samples write `DateAdd("m", 3, "2001-01-01")`. */
export function dateOf(name: string): Parameter<Instant> {
  return single(name, 'date', (value, environment) => {
    if (isInstant(value)) return value
    if (typeof value !== 'string') return UNCONVERTIBLE
    const reading = {
      order: environment.decisions.ambiguousDate,
      offsetMinutes: environment.decisions.serverOffsetMinutes,
    }
    return parseDate(value, reading) ?? UNCONVERTIBLE
  })
}

/** One of the option words, bare or in quotes. */
export function wordOf<const W extends string>(name: string, words: readonly W[]): Parameter<W> {
  return single(name, 'enum', (value) => words.find((candidate) => candidate === value) ?? UNCONVERTIBLE)
}

/** A distinguished name: a reference, or text that is one. */
export function dnOf(name: string): Parameter<string> {
  return single(name, 'reference', (value) => {
    if (isReference(value)) return value.dn
    return typeof value === 'string' ? value : UNCONVERTIBLE
  })
}
